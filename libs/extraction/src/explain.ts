import type { Annotations } from '@wiredesk/contracts';
import { attributionLine, dateLine, figureLines } from './explain/lines.js';
import { markedText } from './explain/marks.js';
import type { Layer } from './explain/paint.js';
import { painted, strong } from './explain/paint.js';

export type { GoldStory } from './gold-format.js';
export { toGold } from './gold-format.js';

export interface ExplainOptions {
  /** ANSI colours; without them every mark is a bracket that names its type. */
  readonly colour: boolean;
}

const LEGEND: readonly Layer[] = ['person', 'organisation', 'place', 'group', 'event', 'other', 'figure', 'date'];

const legend = (colour: boolean): string =>
  colour ? LEGEND.map((layer) => painted(layer, layer, true)).join('  ') : `[type: words] with the type one of ${LEGEND.slice(0, -1).join(', ')}; a date's is its value`;

function section(title: string, lines: readonly string[], colour: boolean): readonly string[] {
  return ['', strong(`${title} (${lines.length})`, colour), ...(lines.length === 0 ? ['  none'] : lines.map((line, i) => `  ${i + 1}. ${line}`))];
}

/** A story with its annotations marked, a legend, and one line a figure (comparator, value, unit, event, who said it), date and attribution. */
export function explain(text: string, annotations: Annotations, { colour }: ExplainOptions): string {
  return [
    markedText(text, annotations, colour),
    '',
    legend(colour),
    ...section('figures', figureLines(annotations, colour), colour),
    ...section('dates', annotations.dates.map((date) => dateLine(date, colour)), colour),
    ...section('attributions', annotations.attributions.map((attribution) => attributionLine(attribution, colour)), colour),
    '',
  ].join('\n');
}

import type { Annotations, Attribution, Comparator, DateAnnotation, Figure } from '@wiredesk/contracts';
import { spokenFigures } from '../attributions/figure-speakers.js';
import { faint, painted } from './paint.js';

const SIGNS = { eq: '=', approx: '≈', gt: '>', gte: '≥', lt: '<', lte: '≤' } as const satisfies Record<Comparator, string>;

/** One line a claim must fit a terminal. */
const LONGEST_CONTENT = 90;

const number = (value: number): string => (Number.isInteger(value) ? value.toLocaleString('en-US') : String(value));
const shortened = (words: string): string => {
  const line = words.replaceAll('\n', ' ');
  return line.length > LONGEST_CONTENT ? `${line.slice(0, LONGEST_CONTENT)}…` : line;
};

function amount({ comparator, value, range, vague }: Figure): string {
  if (range) return `${number(range[0])} to ${number(range[1])}${vague ? ' (vague)' : ''}`;
  return value === undefined ? '?' : `${SIGNS[comparator]} ${number(value)}`;
}

const unitOf = ({ unit, kind, per }: Figure): string => `${unit ?? kind}${per === undefined ? '' : ` per ${per}`}`;

/** "the coast guard, via the Harbour Post" */
const speaker = ({ source, via }: Attribution): string => [source.text, ...(via ?? []).map((each) => `via ${each}`)].join(', ');

function aspects(figure: Figure, annotations: Annotations): readonly string[] {
  const names = new Map(annotations.entities.map(({ id, name }) => [id, name]));
  const said = figure.attribution === undefined ? undefined : annotations.attributions[figure.attribution];
  return [
    figure.of === undefined ? undefined : `of ${figure.of}`,
    figure.change === undefined ? undefined : `${figure.change}${figure.delta ? ' by this' : ''}`,
    figure.event,
    figure.polarity,
    figure.anaphor === undefined ? undefined : `as figure ${figure.anaphor + 1}`,
    figure.excludes === undefined ? undefined : `excluding ${figure.excludes.map((id) => names.get(id) ?? id).join(', ')}`,
    said === undefined ? undefined : `says ${speaker(said)}`,
  ].filter((each) => each !== undefined);
}

/** One line a figure: comparator and value, unit, event and other aspects, who said it. */
export function figureLines(annotations: Annotations, colour: boolean): readonly string[] {
  return spokenFigures(annotations.figures, annotations.attributions).map((figure) =>
    [painted('figure', shortened(figure.text), colour), `${amount(figure)} ${unitOf(figure)}`, ...aspects(figure, annotations)].join('  |  '));
}

export const dateLine = ({ text, value }: DateAnnotation, colour: boolean): string => `${painted('date', text, colour)}  |  ${value}`;

export function attributionLine(attribution: Attribution, colour: boolean): string {
  const { cue, sourceKind, content, direct } = attribution;
  const words = direct ? `“${shortened(content.text)}”` : shortened(content.text);
  return `${painted('source', shortened(speaker(attribution)), colour)} ${faint(`(${sourceKind})`, colour)}  |  ${painted('cue', cue, colour)}  |  ${words}`;
}

import type { Annotations } from '@wiredesk/contracts';
import type { Layer } from './paint.js';
import { RESET, open } from './paint.js';

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly layer: Layer;
  /** What the brackets say before the words. */
  readonly label: string;
}

const isDefined = (part: string | undefined): part is string => part !== undefined;

function marksOf({ entities, figures, dates }: Annotations): readonly Mark[] {
  const names = entities.flatMap(({ type, link, country, mentions }) =>
    mentions.map(({ start, end, role }): Mark => ({ start, end, layer: type, label: [type, link ?? country, role].filter(isDefined).join(' ') })));
  return [
    ...names,
    ...figures.map(({ start, end }): Mark => ({ start, end, layer: 'figure', label: 'figure' })),
    ...dates.map(({ start, end, value }): Mark => ({ start, end, layer: 'date', label: value })),
  ];
}

const outerFirst = (a: Mark, b: Mark): number => a.start - b.start || b.end - a.end;

/** Brackets must nest: a mark that crosses one which is open is left out. */
function nested(marks: readonly Mark[]): readonly Mark[] {
  const kept: Mark[] = [];
  let open: Mark[] = [];
  for (const mark of [...marks].sort(outerFirst)) {
    open = open.filter(({ end }) => end > mark.start);
    if (open.some(({ end }) => end < mark.end)) continue;
    kept.push(mark);
    open.push(mark);
  }
  return kept;
}

interface Style {
  readonly before: (mark: Mark) => string;
  /** `outer` is the mark that goes on after this one. */
  readonly after: (outer: Mark | undefined) => string;
}

const BRACKETS: Style = { before: ({ label }) => `[${label}: `, after: () => ']' };
const COLOURS: Style = { before: ({ layer }) => open(layer), after: (outer) => (outer ? RESET + open(outer.layer) : RESET) };

/** The text with every entity, figure and date marked: in colours, or in brackets that name the type. */
export function markedText(text: string, annotations: Annotations, colour: boolean): string {
  const style = colour ? COLOURS : BRACKETS;
  const stack: Mark[] = [];
  let [out, at] = ['', 0];
  const advance = (to: number): void => {
    out += text.slice(at, to);
    at = to;
  };
  const closeUpTo = (limit: number): void => {
    for (let top = stack.at(-1); top !== undefined && top.end <= limit; top = stack.at(-1)) {
      advance(top.end);
      stack.pop();
      out += style.after(stack.at(-1));
    }
  };
  for (const mark of nested(marksOf(annotations))) {
    closeUpTo(mark.start);
    advance(mark.start);
    out += style.before(mark);
    stack.push(mark);
  }
  closeUpTo(Number.POSITIVE_INFINITY);
  advance(text.length);
  return out;
}

import type { Signal } from '@wiredesk/contracts';
import type { HeadlineAct } from './headline-acts.js';

/** A line of a text that speaks to editors of the text itself; offsets are UTF-16 code units into it. */
export interface AdvisoryLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const LINE = /^\((?:ADDS|Adds|Updates?|Recasts?|Rewrites|Writes through|Corrects|Correcting|Refiles|Repeats|Removes|Changes|Clarifies|Fixes|Releads|Replaces|Restores|Drops|For [a-z][^()]{3,60}, (?:click|double click)|This (?:story|item|version)|Repeating)\b[^()]*(?:\([^()]*\)[^()]*)*\)$/;

/** They stand above the story: after a headline, a byline and another of their kind at most. */
const LINES = 6;
const MOST = 1_000;

/** `(Adds comment from the mill)`, `(Corrects spelling in paragraph 3)`: lines for editors at the head of a text. */
export function advisoryLinesIn(text: string): AdvisoryLine[] {
  const found: AdvisoryLine[] = [];
  let start = 0;
  for (const line of text.slice(0, LINES * MOST).split('\n', LINES)) {
    if (line.length <= MOST && LINE.test(line)) found.push({ text: line, start, end: start + line.length });
    start += line.length + 1;
  }
  return found;
}

const ACTS: readonly (readonly [Signal, RegExp])[] = [['correction', /^\(Correct/], ['refile', /^\(Refiles/], ['repeat', /^\(Repeat/], ['update', /^\((?:adds|updates?|recasts?|rewrites|writes through|releads)/i]];

/** What such lines say that the item does to its story. */
export function advisoryActsOf(lines: readonly AdvisoryLine[]): HeadlineAct[] {
  return lines.flatMap(({ text }) => ACTS.filter(([, pattern]) => pattern.test(text)).map(([signal]) => ({ signal, rule: `advisory:${text.slice(0, 60)}` })));
}

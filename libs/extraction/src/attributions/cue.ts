import type { Auxiliaries } from './subject.js';
import { auxiliariesOf } from './subject.js';
import type { Verb } from './verbs.js';
import type { View } from './view.js';
import { endOf, isFinite, low, startOf, verbAt } from './view.js';

/** A say-verb in its sentence. */
export interface Cue {
  readonly view: View;
  readonly at: number;
  /** The token after the verb. */
  readonly last: number;
  readonly verb: Verb;
  readonly group: Auxiliaries;
}

export function cueAt(view: View, i: number): Cue | undefined {
  const found = view.quoted[i] === 1 ? undefined : verbAt(view, i);
  return found && { view, at: i, ...found, group: auxiliariesOf(view, i) };
}

export const cueText = ({ view, at, last }: Cue): string => view.doc.text.slice(startOf(view, at), endOf(view, last - 1));

/** What is denied, only intended, or said of the source by nobody ("is said to") is no claim. */
export const isUnsaid = ({ group, verb }: Cue): boolean => group.unsaid || (group.passive && verb.form !== 'ing');

/** "noting", "accusing": the verb has no subject of its own. */
export const isParticiple = ({ group, verb }: Cue): boolean => verb.form === 'ing' && !group.passive;

/** No claim follows them directly. */
export const BAD_FOLLOWERS: ReadonlySet<string> = new Set(['by', 'for', 'with', 'of', 'into', 'off', 'up', 'down', 'and', 'or', 'to', 'against', 'from', 'between', 'among', '.', ';', ')', 'about', 'over', 'upon']);

/** What a report or poll does with a noun phrase too: "results show a lead". */
export const SHOWING: ReadonlySet<string> = new Set(['show', 'indicate']);

/** True when a verb stands in tokens `[first, last)`. */
export function holdsVerb(view: View, first: number, last: number): boolean {
  for (let i = first; i < last; i += 1) if (isFinite(view, i) && view.quoted[i] !== 1) return true;
  return false;
}

export const isOneOf = (view: View, i: number, words: readonly string[]): boolean => words.includes(low(view, i));

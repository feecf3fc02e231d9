import type { Token } from '../doc.js';
import { ARRANGED, FUTURE_CUES, IRREGULAR_PASTS, NOT_PAST, PLANS, PRESENT_BE, SCHEDULE_VERBS } from './tense-words.js';

export type Tense = 'past' | 'future' | 'none';

const isPast = (word: string): boolean => IRREGULAR_PASTS.has(word) || (word.length > 4 && word.endsWith('ed') && !NOT_PAST.has(word));

/** "is to", "are expected to", "plans to": the infinitive after them lies ahead. */
function isPlan(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.lower ?? '';
  return PLANS.has(before) || PRESENT_BE.has(before);
}

/** "are announced on Monday": a present passive that stands directly before the date speaks of what is to come. */
function isPresentPassive(tokens: readonly Token[], at: number, date: number): boolean {
  return PRESENT_BE.has(tokens[at - 1]?.lower ?? '') && date - at <= 2;
}

/** A word that speaks of the future by itself or by what stands beside it. */
function isAhead(tokens: readonly Token[], at: number, word: string): boolean {
  if (FUTURE_CUES.has(word) || SCHEDULE_VERBS.has(word)) return true;
  if (word === 'to') return isPlan(tokens, at);
  return ARRANGED.has(word) || (PLANS.has(word) && PRESENT_BE.has(tokens[at - 1]?.lower ?? ''));
}

const IN_VERB_GROUP: ReadonlySet<string> = new Set(['be', 'been', 'being', 'have', 'not', 'also', 'then', 'again']);

/** "would be held", "will have finished": the modal before the participle decides. */
function followsModal(tokens: readonly Token[], at: number): boolean {
  let first = at - 1;
  while (IN_VERB_GROUP.has(tokens[first]?.lower ?? '')) first -= 1;
  const word = tokens[first]?.lower ?? '';
  return first < at - 1 && (FUTURE_CUES.has(word) || (word === 'to' && isPlan(tokens, first)));
}

/** What the word at `at` says about a date at token `date`; undefined when it says nothing. */
function cueOf(tokens: readonly Token[], at: number, date: number): Tense | undefined {
  const word = tokens[at]?.lower ?? '';
  if (isAhead(tokens, at, word)) return 'future';
  if (!isPast(word)) return undefined;
  return isPresentPassive(tokens, at, date) || followsModal(tokens, at) ? 'future' : 'past';
}

/** A verb farther away says nothing about the date. */
const FARTHEST = 100;
const CLAUSE_ENDS: ReadonlySet<string> = new Set([';', ':']);

/** The first token of the clause of token `date`, and the end of its sentence. */
function clauseOf(tokens: readonly Token[], date: number): { readonly first: number; readonly last: number } {
  const sentence = tokens[date]?.sentence;
  const [lowest, highest] = [Math.max(0, date - FARTHEST), Math.min(tokens.length, date + FARTHEST)];
  let first = date;
  while (first > lowest && tokens[first - 1]?.sentence === sentence && !CLAUSE_ENDS.has(tokens[first - 1]?.text ?? '')) first -= 1;
  let last = date + 1;
  while (last < highest && tokens[last]?.sentence === sentence) last += 1;
  return { first, last };
}

/** The tense of the verb nearest to the date that begins at token `date` and ends before `after`: first back, then ahead in the sentence. */
export function tenseAround(tokens: readonly Token[], date: number, after: number): Tense {
  const { first, last } = clauseOf(tokens, date);
  for (let i = date - 1; i >= first; i -= 1) {
    const cue = cueOf(tokens, i, date);
    if (cue) return cue;
  }
  for (let i = after; i < last; i += 1) {
    const cue = cueOf(tokens, i, date);
    if (cue) return cue;
  }
  return hasPresent(tokens, first, last) ? 'none' : 'past';
}

/** "The vote is May 3": a present "be" leaves the side open; without any cue a wire tells what was. */
function hasPresent(tokens: readonly Token[], first: number, last: number): boolean {
  for (let i = first; i < last; i += 1) if (PRESENT_BE.has(tokens[i]?.lower ?? '')) return true;
  return false;
}

import { CHANGE_NOUNS_DOWN, CHANGE_NOUNS_UP, DOWN, PHRASAL, UP } from './data/changes.js';
import type { Draft, Reading } from './draft.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isAdverb, isFunctionWord } from './words.js';

interface Change {
  readonly change: 'up' | 'down';
  readonly delta: boolean;
}

const LINKS: ReadonlySet<string> = new Set(['to', 'another', 'about', 'as', 'of', 'further', 'its', 'their', ',', 'in', 'back', 'rate', 'price', 'prices', 'level', 'just']);
const DELTA_KINDS: ReadonlySet<string> = new Set(['percent', 'money', 'measure', 'ratio', 'count']);
/** "rose above 12 percent" tells the level that was reached. */
const LEVELS: ReadonlySet<string> = new Set(['above', 'below', 'beyond']);
const LOOK_BACK = 4;
const LOOK_AROUND = 7;

/** "made up 10 percent", "set up 12 centers": the little word belongs to its verb. */
const isPhrasal = (pieces: Pieces, at: number): boolean => (lowerAt(pieces, at) === 'up' || lowerAt(pieces, at) === 'down') && PHRASAL.has(lowerAt(pieces, at - 1));

const directionAt = (pieces: Pieces, at: number): 'up' | 'down' | undefined => {
  const word = lowerAt(pieces, at);
  if (isPhrasal(pieces, at)) return undefined;
  return UP.has(word) ? 'up' : DOWN.has(word) ? 'down' : undefined;
};

/** "grow sales by 35 percent": behind "by" the verb may have an object of its own. */
const verbAround = (pieces: Pieces, by: number): Change | undefined => {
  for (let at = by - 1; at >= by - LOOK_AROUND && sameSentence(pieces, at, by) && pieceAt(pieces, at).kind === 'word'; at -= 1) {
    const change = directionAt(pieces, at);
    if (change !== undefined) return { change, delta: true };
  }
  return undefined;
};

const OBJECT_VERBS: ReadonlySet<string> = new Set('cut cuts cutting slash slashed slashing reduce reduced reducing lower lowered raise raised raising increase increased increasing boost boosted hike hiked trim trimmed'.split(' '));

/** Words that may stand between the verb and its number; a percent may have one noun there ("cut emissions 50 percent"). */
const isLink = (pieces: Pieces, at: number, { first, kind }: Draft): boolean => {
  const { lower, kind: token } = pieceAt(pieces, at);
  return LINKS.has(lower) || isAdverb(lower) || (kind === 'percent' && at === first - 1 && token === 'word' && !isFunctionWord(lower) && OBJECT_VERBS.has(lowerAt(pieces, at - 1)));
};

/** Verbs whose plain object is what they bring about, not a change: "raised $2 million". */
const TAKING: ReadonlySet<string> = new Set(['raise', 'raised', 'raises', 'raising']);

const verbBefore = (pieces: Pieces, draft: Draft): Change | undefined => {
  let to = LEVELS.has(lowerAt(pieces, draft.first));
  for (let at = draft.first - 1; at >= draft.first - LOOK_BACK && sameSentence(pieces, at, draft.core); at -= 1) {
    const change = directionAt(pieces, at);
    if (change !== undefined) return to || !TAKING.has(lowerAt(pieces, at)) ? { change, delta: !to } : undefined;
    if (lowerAt(pieces, at) === 'by') return verbAround(pieces, at);
    if (!isLink(pieces, at, draft)) return undefined;
    to ||= lowerAt(pieces, at) === 'to';
  }
  return undefined;
};

const isChangeNoun = (word: string): boolean => CHANGE_NOUNS_UP.has(word) || CHANGE_NOUNS_DOWN.has(word);
const isPlainNoun = (pieces: Pieces, at: number): boolean => pieceAt(pieces, at).kind === 'word' && !isFunctionWord(lowerAt(pieces, at));

/** "a 3 percent drop", "a 20 percent pay increase". */
const nounBehind = (pieces: Pieces, { kind, last, core }: Draft): Change | undefined => {
  const first = lowerAt(pieces, last);
  if (kind !== 'percent' && kind !== 'money') return undefined;
  const word = kind === 'percent' && isPlainNoun(pieces, last) && sameSentence(pieces, last + 1, core) && !isChangeNoun(first) ? lowerAt(pieces, last + 1) : first;
  if (CHANGE_NOUNS_UP.has(word)) return { change: 'up', delta: true };
  return CHANGE_NOUNS_DOWN.has(word) ? { change: 'down', delta: true } : undefined;
};

const SIGNS: ReadonlyMap<string, 'up' | 'down'> = new Map([['+', 'up'], ['-', 'down'], ['−', 'down']]);

/** "Nasdaq +0.8%". */
const signBefore = (pieces: Pieces, { kind, first, core }: Draft): Change | undefined => {
  const change = kind === 'percent' && pieceAt(pieces, core).join === 'glued' ? SIGNS.get(lowerAt(pieces, first - 1)) : undefined;
  return change === undefined ? undefined : { change, delta: true };
};

/** "rose 8 percent to 3.65": the level that the change led to. */
const reachedLevel = (pieces: Pieces, { first, core }: Draft, before: Draft | undefined): Change | undefined => {
  if (before?.delta !== true || before.change === undefined || before.last !== first - 1 || lowerAt(pieces, first - 1) !== 'to' || !sameSentence(pieces, core, before.core)) return undefined;
  return { change: before.change, delta: false };
};

const movesOn = (joint: string, { last, delta }: Draft, first: number): boolean => (joint === 'by' ? delta === true && first - last < LOOK_AROUND : last === first - 1 && (joint === 'and' || joint === 'or'));

/** "up 4 percent and 6 percent", "fell 4 percent, the other by 6 percent": the second figure moves with the first. */
const sharedChange = (pieces: Pieces, { kind, first }: Draft, before: Draft | undefined): Change | undefined => {
  if (before?.change === undefined || before.kind !== kind || !movesOn(lowerAt(pieces, first - 1), before, first)) return undefined;
  return { change: before.change, delta: before.delta === true };
};

const countsThings = ({ kind, head, unit }: Draft): boolean => kind === 'count' && head !== undefined && unit !== 'point';

/** "rose 5 percent" is a change, "rose to 5 percent" a level after one; counted nouns change only where a level is told. */
export const readChange = ({ pieces }: Reading, draft: Draft, before: Draft | undefined): void => {
  if (!DELTA_KINDS.has(draft.kind) || draft.event !== undefined) return;
  const found = verbBefore(pieces, draft) ?? nounBehind(pieces, draft) ?? signBefore(pieces, draft) ?? reachedLevel(pieces, draft, before) ?? sharedChange(pieces, draft, before);
  if (found === undefined || (found.delta && countsThings(draft))) return;
  draft.change = found.change;
  if (found.delta) draft.delta = true;
};

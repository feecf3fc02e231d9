import { CHANGE_NOUNS_DOWN, CHANGE_NOUNS_UP, DOWN, PHRASAL, UP } from './data/changes.js';
import type { Draft, Reading } from './draft.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isAdverb, isFunctionWord } from './words.js';

interface Change {
  readonly change: 'up' | 'down';
  readonly delta: boolean;
}

const LINKS: ReadonlySet<string> = new Set(['to', 'a', 'an', 'another', 'about', 'as', 'the', 'of', 'further', 'its', 'their', ',', 'in', 'back', 'rate', 'price', 'prices', 'level', 'just']);
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

/** Words that may stand between the verb and its number; a percent may have one noun there ("cut emissions 50 percent"). */
const isLink = (pieces: Pieces, at: number, { first, kind }: Draft): boolean => {
  const { lower, kind: token } = pieceAt(pieces, at);
  return LINKS.has(lower) || isAdverb(lower) || (kind === 'percent' && at === first - 1 && token === 'word' && !isFunctionWord(lower));
};

const verbBefore = (pieces: Pieces, draft: Draft): Change | undefined => {
  let to = LEVELS.has(lowerAt(pieces, draft.first));
  for (let at = draft.first - 1; at >= draft.first - LOOK_BACK && sameSentence(pieces, at, draft.core); at -= 1) {
    const change = directionAt(pieces, at);
    if (change !== undefined) return { change, delta: !to };
    if (lowerAt(pieces, at) === 'by') return verbAround(pieces, at);
    if (!isLink(pieces, at, draft)) return undefined;
    to ||= lowerAt(pieces, at) === 'to';
  }
  return undefined;
};

/** "a 3 percent drop", "a 20 percent increase". */
const nounBehind = (pieces: Pieces, { kind, last }: Draft): Change | undefined => {
  const word = lowerAt(pieces, last);
  if (kind !== 'percent' && kind !== 'money') return undefined;
  if (CHANGE_NOUNS_UP.has(word)) return { change: 'up', delta: true };
  return CHANGE_NOUNS_DOWN.has(word) ? { change: 'down', delta: true } : undefined;
};

const SIGNS: ReadonlyMap<string, 'up' | 'down'> = new Map([['+', 'up'], ['-', 'down'], ['−', 'down']]);

/** "Nasdaq +0.8%". */
const signBefore = (pieces: Pieces, { kind, first, core }: Draft): Change | undefined => {
  const change = kind === 'percent' && pieceAt(pieces, core).join === 'glued' ? SIGNS.get(lowerAt(pieces, first - 1)) : undefined;
  return change === undefined ? undefined : { change, delta: true };
};

/** "up 4 percent and 6 percent": the second figure moves with the first. */
const sharedChange = (pieces: Pieces, { kind, first }: Draft, before: Draft | undefined): Change | undefined => {
  const joint = lowerAt(pieces, first - 1);
  if (before?.change === undefined || before.kind !== kind || before.last !== first - 1 || (joint !== 'and' && joint !== 'or')) return undefined;
  return { change: before.change, delta: before.delta === true };
};

/** "rose 5 percent" is a change, "rose to 5 percent" a level after one; counted nouns change only where a level is told. */
export const readChange = ({ pieces }: Reading, draft: Draft, before: Draft | undefined): void => {
  if (!DELTA_KINDS.has(draft.kind) || draft.event !== undefined) return;
  const found = verbBefore(pieces, draft) ?? nounBehind(pieces, draft) ?? signBefore(pieces, draft) ?? sharedChange(pieces, draft, before);
  if (found === undefined || (draft.kind === 'count' && found.delta && draft.head !== undefined)) return;
  draft.change = found.change;
  if (found.delta) draft.delta = true;
};

import type { Comparator } from '@wiredesk/contracts';
import { ABOUT_TAKERS, AFTER, BEFORE, LONGEST_BEFORE, OVER_TAKERS } from './data/comparators.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';

export interface Compared {
  readonly comparator: Comparator;
  readonly first: number;
}

const phrase = (pieces: Pieces, first: number, last: number): string => {
  let text = lowerAt(pieces, first);
  for (let at = first + 1; at < last; at += 1) text += ` ${lowerAt(pieces, at)}`;
  return text;
};

const BE: ReadonlySet<string> = new Set(['is', 'was', 'are', 'were']);

/** "talks about two ...", "the film is about two ...", "handed over 12 ...": the little word belongs to the verb. */
const isTaken = (pieces: Pieces, first: number): boolean => {
  const word = lowerAt(pieces, first);
  if (word === 'about') return ABOUT_TAKERS.has(lowerAt(pieces, BE.has(lowerAt(pieces, first - 1)) ? first - 2 : first - 1));
  return (word === 'over' || word === 'above') && OVER_TAKERS.has(lowerAt(pieces, first - 1));
};

const NEARLY: ReadonlySet<string> = new Set(['nearly', 'almost', 'roughly', 'approximately']);

const oneBefore = (pieces: Pieces, at: number): Compared | undefined => {
  for (let first = at - LONGEST_BEFORE; first < at; first += 1) {
    const comparator = sameSentence(pieces, first, at) ? BEFORE.get(phrase(pieces, first, at)) : undefined;
    if (comparator !== undefined && !(first === at - 1 && isTaken(pieces, first))) return { comparator, first };
  }
  return undefined;
};

/** "at least a 10-point lead", "nearly a 5 percent rise": an article stands between; little words ("over a two-year period") are not meant. */
const beforeArticle = (pieces: Pieces, at: number): Compared | undefined => {
  const article = lowerAt(pieces, at - 1);
  const found = article === 'a' || article === 'an' ? oneBefore(pieces, at - 1) : undefined;
  return found !== undefined && (found.first < at - 2 || NEARLY.has(lowerAt(pieces, at - 2))) ? found : undefined;
};

/** The comparator that ends right before this piece; of two ("at least some 20") the one that bounds wins. */
export const comparatorBefore = (pieces: Pieces, at: number): Compared | undefined => {
  const near = oneBefore(pieces, at) ?? beforeArticle(pieces, at);
  return near?.comparator === 'approx' ? oneBefore(pieces, near.first) ?? near : near;
};

const LONGEST_AFTER = 3;

/** The comparator that begins at this piece: "or more", "or so", "-plus". */
export const comparatorAfter = (pieces: Pieces, at: number): { comparator: Comparator; last: number } | undefined => {
  for (let length = LONGEST_AFTER; length > 0; length -= 1) {
    const comparator = sameSentence(pieces, at - 1, at + length - 1) ? AFTER.get(phrase(pieces, at, at + length)) : undefined;
    const attached = length > 1 || pieceAt(pieces, at).join !== 'space';
    if (comparator !== undefined && attached) return { comparator, last: at + length };
  }
  return undefined;
};

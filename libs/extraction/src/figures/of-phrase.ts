import type { Reading } from './draft.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isFunctionWord, isParticiple, isVerb } from './words.js';

const RATES: ReadonlySet<string> = new Set(['daily', 'annually', 'yearly', 'monthly', 'weekly', 'each', 'every', 'per']);
const LONGEST = 12;

/** A verb in -ed before a small word: "of its readers approved of the idea"; "services used by forces" goes on. */
const endsClause = (pieces: Pieces, at: number): boolean => {
  const next = lowerAt(pieces, at + 1);
  return isParticiple(lowerAt(pieces, at)) && isFunctionWord(next) && next !== 'by';
};

/** "goods and services used by": one more noun, with nothing of its own behind it. */
const closesPair = (pieces: Pieces, at: number): boolean => {
  const [noun, after] = [pieceAt(pieces, at), pieceAt(pieces, at + 1)];
  if (noun.kind !== 'word' || isFunctionWord(noun.lower) || isVerb(noun.lower)) return false;
  return after.lower !== 'of' && after.lower !== 'to' && after.kind !== 'number';
};

const links = (pieces: Pieces, at: number): boolean => {
  const { lower } = pieceAt(pieces, at);
  return (lower === 'of' && pieceAt(pieces, at + 1).kind === 'word') || (lower === 'and' && closesPair(pieces, at + 1));
};

const endsBefore = (pieces: Pieces, at: number): boolean => {
  const { lower, kind } = pieceAt(pieces, at);
  const before = lowerAt(pieces, at - 1);
  if (kind === 'number') return before !== "'s";
  if (RATES.has(lower) || endsClause(pieces, at)) return true;
  if (isVerb(lower)) return before !== "'s";
  return isFunctionWord(lower) && before !== 'of' && !links(pieces, at);
};

/** End of the noun phrase that begins at `from`, behind "of": up to the first mark, verb or preposition other than "of". */
export const phraseEnd = ({ pieces, dated }: Reading, from: number): number => {
  let at = from;
  while (at < from + LONGEST && sameSentence(pieces, at, from) && dated[at] !== 1) {
    const { kind, text } = pieceAt(pieces, at);
    if (kind === 'punctuation' && text !== '’') break;
    if (at > from && endsBefore(pieces, at)) break;
    at += 1;
  }
  return at;
};

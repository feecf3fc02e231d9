import { probe, sizeFor } from './row-index.js';
import { hashText } from './text-hash.js';

/** No listed name has more tokens. */
export const LONGEST = 30;

/**
 * Which lengths in tokens the names have that begin with a word: a bit for each.
 * Only hashes are kept; two words of one hash share their lengths, which costs a look-up in vain and finds nothing wrong.
 */
export interface NameLengths {
  readonly add: (word: string, tokens: number) => void;
  /** 0 when no name begins with the word. */
  readonly of: (word: string) => number;
}

export const nameLengths = (words: number): NameLengths => {
  const size = sizeFor(words);
  const hashes = new Int32Array(size);
  const lengths = new Int32Array(size);
  const placeOf = (word: string): number => {
    const hash = hashText(word);
    return probe(hash, size, (place) => lengths[place] === 0 || hashes[place] === hash);
  };
  return {
    add: (word, tokens) => {
      const place = placeOf(word);
      hashes[place] = hashText(word);
      lengths[place] = (lengths[place] as number) | (1 << Math.min(tokens, LONGEST));
    },
    of: (word) => lengths[placeOf(word)] as number,
  };
};

import { hashText } from '../text-hash.js';
import type { Words } from './words.js';

const near = (words: Words, at: number, step: number): boolean => words.sentence[at + step] === words.sentence[at] && words.capital[at + step] === 1;

const isNextToName = (words: Words, at: number): boolean => near(words, at, -1) || near(words, at, 1);

/** "Bank of England", "Ministry of the Interior": a name goes on behind at most two such words. */
const isBetweenNames = (words: Words, at: number): boolean => (near(words, at, -1) || near(words, at, -2)) && (near(words, at, 1) || near(words, at, 2));

/** Words that decide where names may stand, by {@link hashText}. */
export interface Borders {
  /** Lower-case words that stand inside names: "of", "and". */
  readonly inner: ReadonlySet<number>;
  /** Lower-case words that names begin or end with: "al", "east", "zone". */
  readonly edge: ReadonlySet<number>;
  /** Words that sentences open with and no name holds: "However", "Police". */
  readonly outer: ReadonlySet<number>;
}

/** {@link Borders} as a model file lists them. */
export type BorderWords = { readonly [List in keyof Borders]: readonly string[] };

const hashed = (words: readonly string[]): ReadonlySet<number> => new Set(words.map(hashText));

export const bordersOf = ({ inner, edge, outer }: BorderWords): Borders => ({ inner: hashed(inner), edge: hashed(edge), outer: hashed(outer) });

const isLive = (words: Words, at: number, { inner, edge, outer }: Borders): boolean => {
  const word = words.word[at] as number;
  if ((words.listed[at] as number) > 0) return true;
  if (words.capital[at] === 1) return !outer.has(word) || isBetweenNames(words, at);
  if (words.number[at] === 1) return isNextToName(words, at);
  return edge.has(word) ? isNextToName(words, at) : inner.has(word) && isBetweenNames(words, at);
};

/**
 * 1 where a name may stand. Words that are known never to be in a name where they stand are outside and are not scored;
 * that is most of a story. On the development gold the names are the same or better for it, on web text a point lower.
 */
export const liveTokens = (words: Words, borders: Borders): Uint8Array => {
  const live = new Uint8Array(words.count + 1);
  for (let at = 0; at < words.count; at += 1) if (isLive(words, at, borders)) live[at] = 1;
  return live;
};

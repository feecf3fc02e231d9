import { copyTextOf, FEWEST_WORDS, FEWEST_WORDS_OF_AN_ALERT } from './copy-text.js';

const MOST_OF_A_KIND = 10;
/** The names that a text begins with are in its cuts too. */
const FIRST_NAMES = 7;
/** How much likelier a number of three digits or more is chosen: reports by one pattern share the short ones, and everybody has the year. */
const WEIGHT_OF_A_RARE_NUMBER = 4;
const SHORT_OR_YEAR = /^(?:.{1,2}|(?:19|20)\d\d)$/;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Up to 20 keys to look up the texts that `copyEvidence` is worth asking about: rewordings and cuts share some, other stories hardly
 * ever one. A key is two of the first names of the text, or a name and a number; always the same choice of them, rare numbers first.
 * Of an alert, which has to be the same words, it is these.
 */
export function copyKeys(text: string): string[] {
  const { words, names, numbers } = copyTextOf(text);
  if (words.length < FEWEST_WORDS) return words.length < FEWEST_WORDS_OF_AN_ALERT ? [] : [words.join(' ')];
  const all = [...names];
  const first = all.slice(0, FIRST_NAMES).sort();
  const told = [...numbers].filter((number) => number.length > 1);
  return [
    ...chosen(first.flatMap((name, at) => first.slice(at + 1).map((other) => ({ pair: `${name} ${other}`, weight: 1 })))),
    ...chosen(all.flatMap((name) => told.map((number) => ({ pair: `${name} ${number}`, weight: SHORT_OR_YEAR.test(number) ? 1 : WEIGHT_OF_A_RARE_NUMBER })))),
  ];
}

const chosen = (pairs: readonly { pair: string; weight: number }[]): string[] =>
  pairs.map(({ pair, weight }) => [hash(pair) / weight, pair] as const).sort(([a], [b]) => a - b).slice(0, MOST_OF_A_KIND).map(([, pair]) => pair);

/** 32-bit FNV-1a with a final mix: chooses evenly, and the same pairs from a cut as from the whole. */
function hash(text: string): number {
  let value = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), FNV_PRIME);
  value ^= value >>> 15;
  value = Math.imul(value, 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

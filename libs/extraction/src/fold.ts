import type { Token } from './doc.js';

const MARKS = /\p{M}/gu;
const QUOTES = /[‘`]/g;

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
};

/** A word as lists and the tagger compare it: lower case, plain apostrophes, no accents. For matching only. */
export const foldWord = (lower: string): string => (isAscii(lower) ? lower : lower.normalize('NFD').replace(MARKS, '').replace(QUOTES, "'"));

let lastTokens: readonly Token[] = [];
let lastWords: readonly string[] = [];

/** All words of a doc. The last doc's are kept, so that they are folded once for all components; a WeakMap would hold every doc until a full collection. */
export const foldedWords = (tokens: readonly Token[]): readonly string[] => {
  if (tokens !== lastTokens) {
    lastWords = tokens.map(({ lexeme }) => lexeme.folded);
    lastTokens = tokens;
  }
  return lastWords;
};

/** A run of tokens as the lists spell it: its folded words with one space between. */
export const keyOfTokens = ({ tokens }: { readonly tokens: readonly Token[] }, { first, last }: { readonly first: number; readonly last: number }): string => {
  const words = foldedWords(tokens);
  let key = words[first] ?? '';
  for (let at = first + 1; at < last; at += 1) key += ` ${words[at] ?? ''}`;
  return key;
};

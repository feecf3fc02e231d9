import type { Token } from './doc.js';

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

/**
 * A run of tokens as the lists spell it: its folded words with one space between.
 * Not added up in a loop: inlined into its callers, that makes the optimizing compiler of V8 take 100 MB and more for seconds.
 */
export const keyOfTokens = ({ tokens }: { readonly tokens: readonly Token[] }, { first, last }: { readonly first: number; readonly last: number }): string => {
  const words = foldedWords(tokens);
  return last - first === 1 ? (words[first] ?? '') : words.slice(first, last).join(' ');
};

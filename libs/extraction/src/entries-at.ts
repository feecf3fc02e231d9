import type { Token } from './doc.js';
import { foldedWords, keyOfTokens } from './fold.js';
import { type Entry, entriesOf, longestFrom } from './gazetteer.js';

const NONE: readonly Entry[] = [];

interface Span {
  readonly first: number;
  readonly last: number;
}

/** All that the lists know by the name that a run of tokens spells. */
export const entriesAt = (doc: { readonly tokens: readonly Token[] }, span: Span, language?: string): readonly Entry[] => {
  const words = foldedWords(doc.tokens);
  return longestFrom(words[span.first] ?? '') < span.last - span.first ? NONE : entriesOf(keyOfTokens(doc, span), language);
};

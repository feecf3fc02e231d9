import type { Token } from './doc.js';
import { foldedWords, keyOfTokens } from './fold.js';
import { type Entry, entriesOf, hasLength, lengthsFrom } from './gazetteer.js';

const NONE: readonly Entry[] = [];

interface Span {
  readonly first: number;
  readonly last: number;
}

/** All that the lists know by the name that a run of tokens spells. */
export const entriesAt = (doc: { readonly tokens: readonly Token[] }, span: Span, language?: string): readonly Entry[] => {
  const lengths = lengthsFrom(foldedWords(doc.tokens)[span.first] ?? '');
  return hasLength(lengths, span.last - span.first) ? entriesOf(keyOfTokens(doc, span), language) : NONE;
};

import type { Token } from './doc.js';
import { keyOfTokens } from './fold.js';
import { type Entry, entriesOf, hasLength, lengthsFrom } from './gazetteer.js';
import { factOf } from './lexemes.js';

const lengthsOf = factOf(({ folded }): number => lengthsFrom(folded));
const NONE: readonly Entry[] = [];

interface Span {
  readonly first: number;
  readonly last: number;
}

/** All that the lists know by the name that a run of tokens spells. */
export const entriesAt = (doc: { readonly tokens: readonly Token[] }, span: Span, language?: string): readonly Entry[] => {
  const first = doc.tokens[span.first];
  const lengths = first === undefined || span.last > doc.tokens.length ? 0 : lengthsOf(first.lexeme);
  return hasLength(lengths, span.last - span.first) ? entriesOf(keyOfTokens(doc, span), language) : NONE;
};

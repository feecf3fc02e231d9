import type { Component, Doc, Sentence, Token } from './doc.js';

const newlines = (text: string, from: number, to: number): number => {
  let found = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) found += 1;
  return found;
};

const lastOf = (tokens: readonly Token[], first: number): number => {
  const sentence = tokens[first]?.sentence;
  let last = first + 1;
  while (tokens[last]?.sentence === sentence && last < tokens.length) last += 1;
  return last;
};

const group = ({ text, tokens }: Doc): Sentence[] => {
  const out: Sentence[] = [];
  let paragraph = 0;
  let before = tokens[0]?.start ?? 0;
  for (let first = 0; first < tokens.length;) {
    const last = lastOf(tokens, first);
    const start = tokens[first]?.start ?? 0;
    const end = tokens[last - 1]?.end ?? start;
    if (newlines(text, before, start) > 0) paragraph += 1;
    out.push({ start, end, first, last, paragraph });
    before = end;
    first = last;
  }
  return out;
};

/** Sentences as runs of tokens; a paragraph is what stands between line breaks. */
export const sentences: Component = { id: 'sentences', requires: ['tokens'], assigns: ['sentences'], run: (doc) => ({ sentences: group(doc) }) };

import { isUpperAt } from './characters.js';
import type { Candidate, Component, Doc, Token } from './doc.js';
import { entriesAt } from './entries-at.js';
import { type Entry, hasLength, lengthsFrom } from './gazetteer.js';
import { type Lexeme, factOf } from './lexemes.js';

const isLetterOfAscii = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
const hasCase = (text: string): boolean => isLetterOfAscii(text.charCodeAt(0)) || (text[0] ?? '').toLowerCase() !== (text[0] ?? '').toUpperCase();

const mayOpen = ({ kind, text }: Lexeme): boolean => kind === 'word' && (isUpperAt(text, 0) || text.includes('-') || !hasCase(text));

/** The lengths of the listed names that a word can open. */
const lengthsOf = factOf((lexeme): number => (mayOpen(lexeme) ? lengthsFrom(lexeme.folded) : 0));

/** Names keep their capitals ("us" is not the US, "who" not the WHO); scripts without case have none to keep. */
const keepsCase = (entry: Entry, text: string, { start, last }: { start: number; last: Token }): boolean =>
  entry.acronym ? text.startsWith(entry.name, start) && last.end - start === entry.name.length : !entry.capital || isUpperAt(text, last.start) || last.text.includes('-');

const CITY = 100;
const LARGE_CITY = 1_000;

/** How far the list alone can be trusted; a large city's name is seldom anything else. */
const trust = ({ ambiguous, population }: Entry): number => {
  if (!ambiguous) return 0.98;
  if (population === undefined || population < CITY) return 0.5;
  return population < LARGE_CITY ? 0.6 : 0.8;
};

const toCandidate = (entry: Entry, first: number, last: number): Candidate => ({
  first,
  last,
  type: entry.type,
  name: entry.canonical ?? entry.name,
  confidence: trust(entry),
  rule: `list:${entry.list}`,
  ...(entry.kind === undefined ? {} : { kind: entry.kind }),
  ...(entry.link === undefined ? {} : { link: entry.link }),
  ...(entry.country === undefined ? {} : { country: entry.country }),
  ...(entry.geonamesId === undefined ? {} : { geonamesId: entry.geonamesId }),
  ...(entry.ambiguous ? { ambiguous: true } : {}),
});

/** The first entry that is sure, or else the first, of those whose capitals the text keeps. */
const bestOf = (doc: Doc, list: readonly Entry[], { first, last }: { first: number; last: number }): Entry | undefined => {
  let best: Entry | undefined;
  const span = { start: doc.tokens[first]?.start ?? 0, last: doc.tokens[last - 1] as Token };
  for (const entry of list) {
    if (!keepsCase(entry, doc.text, span)) continue;
    if (!entry.ambiguous) return entry;
    best ??= entry;
  }
  return best;
};

/** The longest listed name that begins at a token, within its sentence. */
const matchAt = (doc: Doc, first: number, lengths: number): Candidate | undefined => {
  const sentence = doc.tokens[first]?.sentence;
  const language = doc.language.detected ?? doc.language.declared;
  for (let last = first + 31 - Math.clz32(lengths); last > first; last -= 1) {
    if (!hasLength(lengths, last - first) || doc.tokens[last - 1]?.sentence !== sentence) continue;
    const list = entriesAt(doc, { first, last }, language);
    const entry = list.length === 0 ? undefined : bestOf(doc, list, { first, last });
    if (entry !== undefined) return toCandidate(entry, first, last);
  }
  return undefined;
};

const find = (doc: Doc): Candidate[] => {
  const out: Candidate[] = [];
  for (let at = 0; at < doc.tokens.length; at += 1) {
    const lengths = lengthsOf((doc.tokens[at] as Token).lexeme);
    const found = lengths > 0 ? matchAt(doc, at, lengths) : undefined;
    if (found === undefined) continue;
    out.push(found);
    at = found.last - 1;
  }
  return out;
};

/** What the lists know by name. Longest match from the left; a name that is also another thing is marked `ambiguous`. */
export const lookups: Component = { id: 'lookups', requires: ['tokens', 'language'], assigns: ['lookups'], run: (doc) => ({ lookups: find(doc) }) };

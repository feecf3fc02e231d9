import { foldWord } from './characters.js';

/** `word` holds letters (with inner apostrophes, hyphens and dots as in "U.S."); `number` begins with a digit; the rest is `punctuation` or `symbol`. */
export type TokenKind = 'word' | 'number' | 'punctuation' | 'symbol';

/** A spelling that tokens share, and what follows from it alone: worked out once, not once a token. */
export interface Lexeme {
  readonly text: string;
  /** Lower case, typographic apostrophes folded to `'`. */
  readonly lower: string;
  /** `lower` without accents: how lists and the tagger compare it. */
  readonly folded: string;
  readonly kind: TokenKind;
  /** It holds an apostrophe or a hyphen: it may fall into several tokens. */
  readonly hangs: boolean;
  /** What components know of it, a place each: see {@link factOf}. */
  readonly facts: unknown[];
}

/** Most words of a wire are among the few thousand that all wires use. When half of the places are taken, all is forgotten. */
const PLACES = 1 << 15;
/** Longer spellings (links, tables) do not come again. */
const LONGEST = 40;

let table = new Array<Lexeme | undefined>(PLACES);
let taken = 0;

const lowerOf = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.includes('’') || lower.includes('ʼ') ? lower.replace(/[’ʼ]/g, "'") : lower;
};

const HANGING = /['’-]/;

const newLexeme = (text: string, kind: TokenKind): Lexeme => {
  const lower = kind === 'word' || kind === 'number' ? lowerOf(text) : text;
  return { text, lower: lower === text ? text : lower, folded: foldWord(lower), kind, hangs: HANGING.test(text), facts: [] };
};

/** A copy that does not keep the whole story's text in memory, which a slice of it would. */
const detached = (text: string): string => {
  const encoding = BEYOND_LATIN.test(text) ? 'utf16le' : 'latin1';
  return Buffer.from(text, encoding).toString(encoding);
};

const BEYOND_LATIN = /[^\0-\u00ff]/;

const isSpelt = (lexeme: Lexeme, text: string, { start, end }: Span): boolean => {
  const { text: own } = lexeme;
  if (own.length !== end - start) return false;
  for (let at = 0; at < own.length; at += 1) if (own.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
};

export interface Span {
  readonly start: number;
  readonly end: number;
}

const placeOf = (text: string, { start, end }: Span, kind: TokenKind): number => {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  let place = (hash ^ (hash >>> 15)) & (PLACES - 1);
  for (let lexeme = table[place]; lexeme !== undefined; lexeme = table[place]) {
    if (lexeme.kind === kind && isSpelt(lexeme, text, { start, end })) break;
    place = (place + 1) & (PLACES - 1);
  }
  return place;
};

const learn = (slice: string, kind: TokenKind, place: number): Lexeme => {
  const lexeme = newLexeme(detached(slice), kind);
  table[place] = lexeme;
  taken += 1;
  if (2 * taken > PLACES) {
    table = new Array<Lexeme | undefined>(PLACES);
    taken = 0;
  }
  return lexeme;
};

/** The lexeme of the spelling that stands at `[start, end)`; nothing is allocated for one that is known. */
export const lexemeAt = (text: string, span: Span, kind: TokenKind): Lexeme => {
  if (span.end - span.start > LONGEST) return newLexeme(text.slice(span.start, span.end), kind);
  const place = placeOf(text, span, kind);
  return table[place] ?? learn(text.slice(span.start, span.end), kind, place);
};

export const lexemeOf = (text: string, kind: TokenKind): Lexeme => lexemeAt(text, { start: 0, end: text.length }, kind);

let places = 0;

/** Remembers with each lexeme what a pure function says of it. */
export const factOf = <Fact extends NonNullable<unknown>>(read: (lexeme: Lexeme) => Fact): ((lexeme: Lexeme) => Fact) => {
  const place = places++;
  return (lexeme) => {
    const fact = lexeme.facts[place] as Fact | undefined;
    if (fact !== undefined) return fact;
    const found = read(lexeme);
    for (let at = lexeme.facts.length; at <= place; at += 1) lexeme.facts.push(undefined);
    lexeme.facts[place] = found;
    return found;
  };
};

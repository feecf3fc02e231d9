import type { Doc, Token, TokenKind } from '../doc.js';
import { lexemeOf } from '../lexemes.js';
import { DIGITS_FIRST, GLUED_CURRENCY, HYPHEN_NUMBER, INDIAN_HEAD, INDIAN_MIDDLE, INDIAN_TAIL, NUMBER_MARK, PLAIN_TOKEN } from './patterns.js';

/** How a piece hangs on the one before it: "25-year" is two pieces joined by a hyphen, "5km" two that are glued. */
export type Join = 'space' | 'hyphen' | 'glued';

/** A token, or a part of one: figures need "25-year-old" and "3.5m" in parts. Offsets are UTF-16 code units into the text. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lower: string;
  readonly kind: TokenKind;
  readonly sentence: number;
  readonly join: Join;
}

export type Pieces = readonly Piece[];
type Tokens = readonly Token[];

/** Stands for what is before the first or behind the last piece; it is in no sentence. */
const NONE: Piece = { start: 0, end: 0, text: '', lower: '', kind: 'punctuation', sentence: -1, join: 'space' };
const NO_TOKEN: Token = { start: -1, end: -2, text: '', lower: '', kind: 'punctuation', sentence: -1, lexeme: lexemeOf('', 'punctuation') };

export const pieceAt = (pieces: Pieces, at: number): Piece => pieces[at] ?? NONE;
export const lowerAt = (pieces: Pieces, at: number): string => (pieces[at] ?? NONE).lower;
export const sameSentence = (pieces: Pieces, one: number, other: number): boolean => pieceAt(pieces, one).sentence === pieceAt(pieces, other).sentence;

const tokenAt = (tokens: Tokens, at: number): Token => tokens[at] ?? NO_TOKEN;

const HYPHENS: ReadonlySet<string> = new Set(['-', '‐', '‑', '–']);

const isDigitAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 48 && unit <= 57;
};

const isNumberMark = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return (unit === 0x2c || unit === 0x2e || unit === 0x3a) && isDigitAt(text, at + 1) && isDigitAt(text, at - 1);
};

/** End of the run of digits, or of anything else, that begins at `from`; a hyphen ends both. */
const runEnd = (text: string, from: number, digits: boolean): number => {
  let at = from + 1;
  while (at < text.length && !HYPHENS.has(text[at] ?? '')) {
    if (digits && !isDigitAt(text, at) && !isNumberMark(text, at)) break;
    at += 1;
  }
  return at;
};

const splitToken = (token: Token, join: Join, out: Piece[]): void => {
  const { text } = token;
  let next = join;
  for (let at = 0; at < text.length;) {
    if (at > 0 && HYPHENS.has(text[at] ?? '')) {
      next = 'hyphen';
      at += 1;
      continue;
    }
    const digits = isDigitAt(text, at);
    const end = runEnd(text, at, digits);
    const part = text.slice(at, end);
    out.push({ start: token.start + at, end: token.start + end, text: part, lower: part.toLowerCase(), kind: digits ? 'number' : 'word', sentence: token.sentence, join: next });
    next = 'glued';
    at = end;
  }
};

const follows = (tokens: Tokens, at: number): boolean => tokenAt(tokens, at).start === tokenAt(tokens, at - 1).end;

const isLink = (tokens: Tokens, at: number): boolean => {
  const [before, after] = [tokenAt(tokens, at - 1), tokenAt(tokens, at + 1)];
  return HYPHENS.has(tokenAt(tokens, at).text) && follows(tokens, at) && follows(tokens, at + 1) && before.kind !== 'punctuation' && after.kind !== 'punctuation';
};

const needsSplit = ({ kind, text }: Token): boolean => (kind === 'number' ? !PLAIN_TOKEN.test(text) : kind === 'word' && text.includes('-'));

const joined = (tokens: Tokens, first: number, last: number): string => tokens.slice(first, last).map(({ text }) => text).join('');

/** Tokens of the longest number that is put together; it keeps hostile text linear. */
const LONGEST_NUMBER = 12;

/** "2,00,000": the Indian way to group digits, which the tokens cut at the first comma. */
const indianEnd = (tokens: Tokens, at: number): number => {
  const comma = (index: number): boolean => tokenAt(tokens, index).text === ',' && follows(tokens, index) && follows(tokens, index + 1);
  if (!INDIAN_HEAD.test(tokenAt(tokens, at).text) || !comma(at + 1)) return at;
  let last = at + 2;
  while (last < at + LONGEST_NUMBER && INDIAN_MIDDLE.test(tokenAt(tokens, last).text) && comma(last + 1)) last += 2;
  return INDIAN_TAIL.test(tokenAt(tokens, last).text) ? last + 1 : at;
};

/** "$US55,931,000", "RM23.50": the end of a number that begins with a currency's letters. */
const codedEnd = (tokens: Tokens, at: number): number => {
  let last = at + 1;
  while (last < at + LONGEST_NUMBER && NUMBER_MARK.test(tokenAt(tokens, last).text) && follows(tokens, last) && follows(tokens, last + 1) && DIGITS_FIRST.test(tokenAt(tokens, last + 1).text)) last += 2;
  return last;
};

/** A lone letter is a currency's only behind its dollar sign: "$A5", but "A380". */
const currencyCode = (tokens: Tokens, at: number): string | undefined => {
  const code = GLUED_CURRENCY.exec(tokenAt(tokens, at).text)?.[0];
  return code?.length === 1 && tokenAt(tokens, at - 1).text !== '$' ? undefined : code;
};

/** Puts the pieces of a number that takes several tokens; returns the token behind it, or `at` when there is none. */
const mergeNumber = (tokens: Tokens, at: number, [join, out]: readonly [Join, Piece[]]): number => {
  const token = tokenAt(tokens, at);
  if (token.kind === 'number') {
    const last = indianEnd(tokens, at);
    if (last > at) splitToken({ ...token, text: joined(tokens, at, last) }, join, out);
    return last;
  }
  const code = currencyCode(tokens, at);
  const last = codedEnd(tokens, at);
  if (code === undefined) {
    if (last === at + 1 || !HYPHEN_NUMBER.test(token.text)) return at;
    splitToken({ ...token, text: joined(tokens, at, last) }, join, out);
    return last;
  }
  const start = token.start + code.length;
  out.push({ start: token.start, end: start, text: code, lower: code.toLowerCase(), kind: 'word', sentence: token.sentence, join });
  splitToken({ ...token, start, text: joined(tokens, at, last).slice(code.length), kind: 'number' }, 'glued', out);
  return last;
};

const isWhole = ({ kind, text }: Token): boolean => kind === 'punctuation' || kind === 'symbol' || (kind === 'word' && !text.includes('-') && !isDigitAt(text, text.length - 1) && !isDigitAt(text, 3));

const whole = ({ start, end, text, lower, kind, sentence }: Token, join: Join): Piece => ({ start, end, text, lower, kind, sentence, join });

/** Puts the pieces of the token at `at`; returns the token to read next. */
const putToken = (tokens: Tokens, at: number, [join, out]: readonly [Join, Piece[]]): number => {
  const token = tokenAt(tokens, at);
  const merged = isWhole(token) ? at : mergeNumber(tokens, at, [join, out]);
  if (merged > at) return merged;
  if (needsSplit(token)) splitToken(token, join, out);
  else out.push(whole(token, join));
  return at + 1;
};

/** All tokens in parts; a hyphen between two parts is not a piece but the second part's `join`. */
export const piecesOf = ({ tokens }: Pick<Doc, 'tokens'>): Pieces => {
  const out: Piece[] = [];
  let linked = false;
  for (let at = 0; at < tokens.length;) {
    const link = tokenAt(tokens, at).kind === 'punctuation' && isLink(tokens, at);
    const join: Join = linked ? 'hyphen' : follows(tokens, at) ? 'glued' : 'space';
    linked = link;
    at = link ? at + 1 : putToken(tokens, at, [join, out]);
  }
  return out;
};

import { SHORTENED, TITLES } from './abbreviations.js';
import { DIGIT, LETTER, PUNCTUATION, SPACE, classAt, isApostrophe, isUpperAt } from './characters.js';
import type { Component, Token, TokenKind } from './doc.js';
import { hyphenSplit } from './hyphens.js';
import { type Lexeme, type Span, lexemeAt } from './lexemes.js';
import { numberSentences } from './sentence-breaks.js';
import { isPeopleName } from './people-names.js';

/** A token while it is still being placed: the sentence is known last. */
export type LooseToken = { -readonly [Field in keyof Token]: Token[Field] };

const tokenOf = (lexeme: Lexeme, { start, end }: Span): LooseToken => ({ start, end, text: lexeme.text, lower: lexeme.lower, kind: lexeme.kind, sentence: 0, lexeme });

const token = (text: string, [start, end]: readonly [number, number], kind: TokenKind): LooseToken => tokenOf(lexemeAt(text, { start, end }, kind), { start, end });

const isAlphanumeric = (kind: number): boolean => kind === LETTER || kind === DIGIT;
const HYPHEN = 0x2d;
const DOT = 0x2e;

/** The "'s" that ends a word is a token of its own: "Ukraine" + "'s". */
const isPossessive = (text: string, at: number): boolean => {
  const next = text[at + 1];
  return (next === 's' || next === 'S') && !isAlphanumeric(classAt(text, at + 2));
};

const isDottedLetter = (text: string, at: number): boolean => classAt(text, at - 1) === LETTER && !isAlphanumeric(classAt(text, at - 2)) && classAt(text, at + 1) === LETTER;

/** A dot inside a word: "U.S.", "a.m.", "Strana.ua"; a missing space ("war.The") is no word. */
const joinsByDot = (text: string, at: number): boolean =>
  isDottedLetter(text, at) || (classAt(text, at + 1) === LETTER && classAt(text, at - 1) === LETTER && !isUpperAt(text, at + 1) && !isUpperAt(text, at - 1));

const joinsWord = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  const next = classAt(text, at + 1);
  if (isApostrophe(unit)) return next === LETTER && !isPossessive(text, at);
  if (unit === HYPHEN) return isAlphanumeric(next) && !(classAt(text, at - 1) === DIGIT && next === DIGIT);
  if (unit === DOT) return joinsByDot(text, at);
  return unit === 0x26 && isUpperAt(text, at - 1) && isUpperAt(text, at + 1);
};

const wordEnd = (text: string, start: number): number => {
  let at = start;
  while (at < text.length && (isAlphanumeric(classAt(text, at)) || (at > start && joinsWord(text, at)))) at += 1;
  return at;
};

const DIGITS_THEN_END = /^[.,]\d{3}(?!\d)/;

/** "1,200.5", "17:30": a comma must be followed by exactly three digits, so that "2003,5" is two numbers. */
const joinsNumber = (text: string, at: number): boolean => {
  if (classAt(text, at + 1) !== DIGIT || classAt(text, at - 1) !== DIGIT) return false;
  const unit = text.charCodeAt(at);
  return unit === DOT || unit === 0x3a || (unit === 0x2c && DIGITS_THEN_END.test(text.slice(at, at + 5)));
};

/** A number keeps what is glued to it: "3.5m", "5th", "1990s", "25-year-old", "27-member". */
const numberEnd = (text: string, start: number): number => {
  let at = start;
  while (at < text.length && (isAlphanumeric(classAt(text, at)) || joinsNumber(text, at) || (text.charCodeAt(at) === HYPHEN && at > start && joinsWord(text, at)))) at += 1;
  return at;
};

/** "U.S" in "U.S." and in "anti-U.S.". */
const DOTTED = /^(?:\p{L}+-)?(?:\p{L}\.)+\p{L}$/u;

/** An abbreviation keeps its full stop: "Mr.", "U.S.", the initial in "John F. Kennedy". */
const keepsDot = (text: string, start: number, end: number): boolean => {
  if (text.charCodeAt(end) !== DOT || text.charCodeAt(end + 1) === DOT) return false;
  if (end - start === 1) return isUpperAt(text, start) && text[start] !== 'I' && classAt(text, end + 1) === SPACE;
  const word = text.slice(start, end);
  if (DOTTED.test(word)) return true;
  if (word === 'No' || word === 'Nos') return classAt(text, end + 2) === DIGIT;
  return end - start <= 6 && isUpperAt(text, start) && (TITLES.has(word.toLowerCase()) || SHORTENED.has(word.toLowerCase()));
};

/** Links and e-mail addresses are one symbol: no name is read inside them. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/uy;
const TRAILING_MARK = /[.,;:!?')\]’”]+$/;

/** End of an address that begins here, or `start` when there is none. */
const addressEnd = (text: string, start: number, end: number): number => {
  if (text.charCodeAt(end) !== 0x40 && !text.startsWith('http', start) && !text.startsWith('www.', start)) return start;
  ADDRESS.lastIndex = start;
  const found = ADDRESS.exec(text)?.[0];
  return found === undefined ? start : start + found.replace(TRAILING_MARK, '').length;
};

/** Runs of the same mark are one token: "...", "--". */
const markEnd = (text: string, start: number): number => {
  const unit = text.charCodeAt(start);
  let at = start + 1;
  while (unit !== 0x22 && unit !== 0x27 && text.charCodeAt(at) === unit) at += 1;
  return at;
};

/** French and Italian hang the article on the name: "l'Ukraine", "dell'Iran". */
const ELISION = /^(?:l|dell|nell|all|sull|dall|qu|un|quell)['’](?=\p{Lu})/u;

const pushWord = (text: string, [start, end]: readonly [number, number], out: LooseToken[]): void => {
  const lexeme = lexemeAt(text, { start, end }, 'word');
  if (lexeme.hangs) pushParts(text, [start, end], out);
  else out.push(tokenOf(lexeme, { start, end }));
};

const pushParts = (text: string, [start, end]: readonly [number, number], out: LooseToken[]): void => {
  const word = text.slice(start, end);
  const article = ELISION.exec(word)?.[0].length ?? 0;
  const cut = word.includes('-') ? hyphenSplit(word.slice(article), isPeopleName) : -1;
  if (article > 0) out.push(token(text, [start, start + article], 'word'));
  const from = start + article;
  if (cut < 0) {
    out.push(token(text, [from, end], 'word'));
    return;
  }
  out.push(token(text, [from, from + cut], 'word'), token(text, [from + cut, from + cut + 1], 'punctuation'));
  pushWord(text, [from + cut + 1, end], out);
};

const scanWord = (text: string, start: number, out: LooseToken[]): number => {
  const end = wordEnd(text, start);
  const address = addressEnd(text, start, end);
  if (address > start) {
    out.push(token(text, [start, address], 'symbol'));
    return address;
  }
  const full = keepsDot(text, start, end) ? end + 1 : end;
  pushWord(text, [start, full], out);
  return full;
};

const scanNumber = (text: string, start: number, out: LooseToken[]): number => {
  const end = numberEnd(text, start);
  out.push(token(text, [start, end], 'number'));
  return end;
};

const scanMark = (text: string, start: number, out: LooseToken[]): number => {
  if (isApostrophe(text.charCodeAt(start)) && isPossessive(text, start) && start > 0 && (isAlphanumeric(classAt(text, start - 1)) || text.charCodeAt(start - 1) === DOT)) {
    out.push(token(text, [start, start + 2], 'word'));
    return start + 2;
  }
  const end = markEnd(text, start);
  out.push(token(text, [start, end], classAt(text, start) === PUNCTUATION ? 'punctuation' : 'symbol'));
  return end;
};

/** All tokens of the text in order; white space belongs to none. Sentence numbers are still 0. */
export const scanTokens = (text: string): LooseToken[] => {
  const out: LooseToken[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = classAt(text, at);
    if (kind === SPACE) at += 1;
    else if (kind === LETTER) at = scanWord(text, at, out);
    else if (kind === DIGIT) at = scanNumber(text, at, out);
    else at = scanMark(text, at, out);
  }
  return out;
};

/**
 * Words and marks with UTF-16 offsets. One token: "U.S.", "Mr.", "Strana.ua", "O'Brien", "al-Qaida", "25-year-old", "1,200.5", "3.5m", "17:30", "'s", "...".
 * Several: "$3.5m" ($ 3.5m), "5-4" (5 - 4), "U.S.-led" (U.S. - led), "pro-Syrian" (pro - Syrian), "Ukraine's" (Ukraine 's).
 */
export const tokens: Component = {
  id: 'tokens',
  requires: [],
  assigns: ['tokens'],
  run: (doc) => ({ tokens: numberSentences(doc.text, scanTokens(doc.text)) }),
};

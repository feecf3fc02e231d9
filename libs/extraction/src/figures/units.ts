import { CENTS, CODES, CURRENCY_PAIRS, CURRENCY_WORDS, DOLLAR_PREFIXES, SYMBOLS, WEAK_CURRENCY_WORDS } from './data/currencies.js';
import { GLUED_ONLY, UNITS, UNIT_OPENERS } from './data/quantity-units.js';
import type { UnitEntry } from './data/quantity-units.js';
import type { Numeral } from './numeral.js';
import type { Piece, Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { singularOf } from './words.js';

/** A unit behind (or a currency before) a number; `scale` is what the value is multiplied by ("cents" are 0.01). */
export interface Unit {
  readonly unit: string;
  readonly kind: 'money' | 'measure' | 'duration' | 'percent';
  readonly per?: string;
  readonly scale: number;
  readonly last: number;
}

const singularCurrency = ({ text, lower }: Piece): string => (CURRENCY_WORDS.has(lower) ? lower : (singularOf(text, lower) ?? text).toLowerCase());

const money = (unit: string, last: number, scale = 1): Unit => ({ unit, kind: 'money', last, scale });

const pairCode = (before: Piece, singular: string, near: boolean): string | undefined => {
  const pair = CURRENCY_PAIRS.get(`${before.lower} ${singular}`);
  if (pair !== undefined || !near || before.text === before.lower || WEAK_CURRENCY_WORDS.has(singular)) return pair;
  return CURRENCY_WORDS.get(singular);
};

const CENT: ReadonlySet<string> = new Set(['cent', 'cents']);

/** "Australian dollars", "Canadian cents", "Hong Kong dollars": the last word before the currency decides. */
const adjectiveCurrency = (pieces: Pieces, at: number): Unit | undefined => {
  for (let word = at + 1; word <= at + 3; word += 1) {
    const before = pieceAt(pieces, word - 1);
    if (before.kind !== 'word') return undefined;
    const dollars = CENT.has(pieceAt(pieces, word).lower) ? CURRENCY_PAIRS.get(`${before.lower} dollar`) : undefined;
    if (dollars !== undefined) return money(dollars, word + 1, 0.01);
    const code = pairCode(before, singularCurrency(pieceAt(pieces, word)), word === at + 1);
    if (code !== undefined) return money(code, word + 1);
  }
  return undefined;
};

const POUND_OF_MONEY = 1e4;

/** "pound" without a large number is a mass. */
const isMass = (singular: string, { value, form }: Numeral): boolean => singular === 'pound' && value < POUND_OF_MONEY && form !== 'vague';

/** "dollars", "euros", "cents", "pounds sterling". */
const plainCurrency = (pieces: Pieces, at: number, numeral: Numeral): Unit | undefined => {
  const singular = singularCurrency(pieceAt(pieces, at));
  const cents = CENTS.get(singular);
  if (cents !== undefined && (singular !== 'p' || pieceAt(pieces, at).text === 'p')) return money(cents, at + 1, 0.01);
  const code = CURRENCY_WORDS.get(singular);
  const sterling = lowerAt(pieces, at + 1) === 'sterling';
  if (code === undefined || WEAK_CURRENCY_WORDS.has(singular) || (!sterling && isMass(singular, numeral))) return undefined;
  return money(code, sterling ? at + 2 : at + 1);
};

/** Codes that are no English words in lower case either. */
const LOWER_CODES: ReadonlyMap<string, string> = new Map(['usd', 'eur', 'gbp', 'rmb', 'jpy', 'cny', 'chf', 'hkd'].map((code) => [code, CODES.get(code.toUpperCase()) ?? code]));

const codeBehind = (pieces: Pieces, at: number): Unit | undefined => {
  const { text } = pieceAt(pieces, at);
  const code = SYMBOLS.get(text) ?? (text.length === 3 ? CODES.get(text) ?? LOWER_CODES.get(text) : undefined);
  return code === undefined ? undefined : money(code, at + 1);
};

const oneWord = ({ text, lower, join }: Piece): UnitEntry | undefined => {
  const mark = UNITS.has(text) || text.length === 1 ? text : lower;
  return join !== 'glued' && GLUED_ONLY.has(mark) ? undefined : UNITS.get(mark);
};

const SHORTENED: ReadonlyMap<string, string> = new Map([['sq.', 'sq'], ['cu.', 'cu']]);

/** "near 40 C": a scale's letter with a space, where no name goes on behind it. */
const spacedScale = (pieces: Pieces, at: number): UnitEntry | undefined => {
  const [{ text }, next] = [pieceAt(pieces, at), pieceAt(pieces, at + 1)];
  const plain = next.text === next.lower && next.text !== '.' && next.kind !== 'number';
  return (text === 'C' || text === 'F') && plain ? UNITS.get(text) : undefined;
};

const twoWords = (pieces: Pieces, at: number): UnitEntry | undefined => {
  const first = lowerAt(pieces, at);
  return UNIT_OPENERS.has(first) && sameSentence(pieces, at, at + 1) ? UNITS.get(`${SHORTENED.get(first) ?? first} ${lowerAt(pieces, at + 1)}`) : undefined;
};

/** "km/h", "m/s" as one rate; other denominators are read with "per". */
const slashRate = (pieces: Pieces, at: number): UnitEntry | undefined => {
  const slash = pieceAt(pieces, at + 1);
  return slash.text === '/' && slash.join === 'glued' ? UNITS.get(`${lowerAt(pieces, at)}/${lowerAt(pieces, at + 2)}`) : undefined;
};

const SCALES: ReadonlyMap<string, string> = new Map([['C', 'degree Celsius'], ['F', 'degree Fahrenheit']]);

const degreeSign = (pieces: Pieces, at: number): Unit | undefined => {
  const { text } = pieceAt(pieces, at);
  if (text !== '°' && text !== 'º') return undefined;
  const scale = SCALES.get(pieceAt(pieces, at + 1).text);
  return { unit: scale ?? 'degree', kind: 'measure', scale: 1, last: scale === undefined ? at + 1 : at + 2 };
};

const fromEntry = (entry: UnitEntry | undefined, last: number): Unit | undefined => (entry === undefined ? undefined : { ...entry, scale: 1, last });

const dictionaryUnit = (pieces: Pieces, at: number): Unit | undefined =>
  fromEntry(slashRate(pieces, at), at + 3) ?? fromEntry(twoWords(pieces, at), at + 2) ?? fromEntry(oneWord(pieceAt(pieces, at)) ?? spacedScale(pieces, at), at + 1);

/** The unit or currency word that stands at this piece, behind the number. */
export const readUnit = (pieces: Pieces, at: number, numeral: Numeral): Unit | undefined => {
  if (!sameSentence(pieces, at, numeral.first)) return undefined;
  return degreeSign(pieces, at) ?? plainCurrency(pieces, at, numeral) ?? dictionaryUnit(pieces, at) ?? adjectiveCurrency(pieces, at) ?? codeBehind(pieces, at);
};

/** "$", "€", and the dollar whose letters stand behind it: "$A5". */
const symbolCurrency = (pieces: Pieces, at: number): Unit | undefined => {
  const [piece, next] = [pieceAt(pieces, at), pieceAt(pieces, at + 1)];
  const behind = piece.text === '$' && next.join === 'glued' ? DOLLAR_PREFIXES.get(next.lower) : undefined;
  if (behind !== undefined) return money(behind, at + 2);
  const symbol = SYMBOLS.get(piece.text);
  return symbol === undefined ? undefined : money(symbol, at + 1);
};

/** "US$", "C$", "EUR", "Rs", and "Y=" for a yen sign that was lost on the way. */
const letterCurrency = (pieces: Pieces, at: number): Unit | undefined => {
  const [piece, next] = [pieceAt(pieces, at), pieceAt(pieces, at + 1)];
  if (next.text === '$' && (piece.text.length > 1 || next.join === 'glued')) {
    const prefix = DOLLAR_PREFIXES.get(piece.lower);
    return prefix === undefined ? undefined : money(prefix, at + 2);
  }
  if (piece.text === 'Y' && next.text === '=') return money('JPY', at + 2);
  const code = next.kind === 'number' ? CODES.get(piece.text) : undefined;
  return code === undefined ? undefined : money(code, at + 1);
};

/** A currency mark or code before a number: "$", "US$", "EUR"; `last` is the piece of the number. */
export const readCurrency = (pieces: Pieces, at: number): Unit | undefined => (sameSentence(pieces, at, at + 1) ? symbolCurrency(pieces, at) ?? letterCurrency(pieces, at) : undefined);

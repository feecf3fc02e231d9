import type { Numeral } from './numeral.js';
import { readNumeral, withLetterMagnitude } from './numerals.js';
import type { Piece, Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import type { Unit } from './units.js';
import { readCurrency, readUnit } from './units.js';
import { singularOf } from './words.js';

/** A number with the currency before it or the unit behind it: pieces `[first, last)`. */
export interface Amount {
  readonly first: number;
  readonly last: number;
  readonly numeral: Numeral;
  readonly value: number;
  readonly unit?: Unit;
}

const isFreeWord = ({ kind, join }: Piece): boolean => kind === 'word' && join === 'space';
const isFreePlural = (piece: Piece): boolean => isFreeWord(piece) && singularOf(piece.text, piece.lower) !== undefined;

/** "3.5m people", "4.3M digital sales": the letter is a million before a plural, else it is a unit ("10m sprint"). */
const countsMillions = (pieces: Pieces, letter: number): boolean => {
  const [next, after] = [pieceAt(pieces, letter + 1), pieceAt(pieces, letter + 2)];
  if (isFreePlural(next)) return true;
  const { text, lower } = pieceAt(pieces, letter);
  return text !== lower && isFreeWord(next) && (isFreePlural(after) || after.lower === 'and');
};

const lettered = (pieces: Pieces, numeral: Numeral, currency: boolean): Numeral => {
  const million = withLetterMagnitude(pieces, numeral);
  return currency || countsMillions(pieces, numeral.last) ? million : numeral;
};

const MINUS: ReadonlySet<string> = new Set(['-', '−', 'minus']);
const SIGNED: ReadonlySet<string> = new Set(['degree', 'degree Celsius', 'degree Fahrenheit', 'percent', 'kelvin', 'percentage point']);

const isNegative = (pieces: Pieces, first: number): boolean => {
  const mark = pieceAt(pieces, first - 1);
  if (!MINUS.has(mark.lower) || !sameSentence(pieces, first - 1, first)) return false;
  return mark.lower === 'minus' || (pieceAt(pieces, first).join === 'glued' && mark.join !== 'glued');
};

/** A vague plural's unit stands behind "of": "millions of dollars". */
const unitAt = (pieces: Pieces, { form, last }: Numeral): number => (form === 'vague' && lowerAt(pieces, last) === 'of' ? last + 1 : last);

const withUnit = (pieces: Pieces, at: number, numeral: Numeral): Amount => {
  const unit = readUnit(pieces, unitAt(pieces, numeral), numeral);
  if (unit === undefined) return { first: at, last: numeral.last, numeral, value: numeral.value };
  const negative = isNegative(pieces, at) && (SIGNED.has(unit.unit) || lowerAt(pieces, at - 1) === 'minus');
  return { first: negative ? at - 1 : at, last: unit.last, numeral, value: (negative ? -1 : 1) * numeral.value * unit.scale, unit };
};

/** The amount that begins at this piece. */
export const readAmount = (pieces: Pieces, at: number): Amount | undefined => {
  const currency = readCurrency(pieces, at);
  const found = readNumeral(pieces, currency?.last ?? at);
  if (found === undefined || (currency && found.form !== 'digits' && found.form !== 'words')) return undefined;
  const numeral = lettered(pieces, found, currency !== undefined);
  if (!currency) return withUnit(pieces, at, numeral);
  const negative = pieceAt(pieces, numeral.first).join === 'hyphen' && pieceAt(pieces, numeral.first - 1).kind === 'symbol';
  return { first: at, last: numeral.last, numeral, value: negative ? -numeral.value : numeral.value, unit: currency };
};

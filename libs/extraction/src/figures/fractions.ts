import { DENOMINATORS, MAGNITUDES, SMALL, VULGAR } from './data/number-words.js';
import type { Numeral, Read } from './numeral.js';
import { digitsValue } from './numeral.js';
import type { Piece, Pieces } from './pieces.js';
import { lowerAt, pieceAt } from './pieces.js';
import { isPeople, singularOf } from './words.js';

const SLASH_BOTTOMS: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 8, 10, 16, 32]);

/** "1/2" is a half and "9/11" is nothing: only small denominators make a fraction. */
export const readSlash: Read = (pieces, at) => {
  const [top, slash, bottom] = [pieceAt(pieces, at), pieceAt(pieces, at + 1), pieceAt(pieces, at + 2)];
  if ((slash.text !== '/' && slash.text !== '⁄') || slash.join !== 'glued' || bottom.join !== 'glued' || bottom.kind !== 'number') return undefined;
  const [over, under] = [Number(top.text), Number(bottom.text)];
  const known = SLASH_BOTTOMS.has(under) && over > 0 && over < under;
  return known ? { first: at, last: at + 3, form: 'fraction', value: over / under, magnitude: 1 } : undefined;
};

const PARTS: ReadonlyMap<string, number> = new Map([['half', 0.5], ['quarter', 0.25]]);

/** What "and a half", "1/2" or "½" behind a number adds to it. */
export const readRemainder = (pieces: Pieces, at: number): { add: number; last: number } => {
  const vulgar = VULGAR.get(lowerAt(pieces, at));
  if (vulgar !== undefined) return { add: vulgar, last: at + 1 };
  const slash = readSlash(pieces, at);
  if (slash) return { add: slash.value, last: slash.last };
  if (lowerAt(pieces, at) !== 'and') return { add: 0, last: at };
  const one = lowerAt(pieces, at + 1);
  const last = one === 'a' || one === 'one' ? at + 3 : at + 2;
  const part = last === at + 3 || pieceAt(pieces, at + 1).join === 'hyphen' ? PARTS.get(lowerAt(pieces, last - 1)) : undefined;
  return part === undefined ? { add: 0, last: at } : { add: part, last };
};

/** "of a million" behind a part. */
const partOfMagnitude = (pieces: Pieces, of: number): number | undefined => (lowerAt(pieces, of) === 'of' && lowerAt(pieces, of + 1) === 'a' ? MAGNITUDES.get(lowerAt(pieces, of + 2)) : undefined);

const POINTS: ReadonlySet<string> = new Set(['point', 'percentage']);

/** "a quarter of a million". */
const readPartOfMagnitude: Read = (pieces, at) => {
  const [part, whole] = [PARTS.get(lowerAt(pieces, at + 1)), partOfMagnitude(pieces, at + 2)];
  return part === undefined || whole === undefined ? undefined : { first: at, last: at + 5, form: 'words', value: whole * part, magnitude: whole };
};

const NEAR_PARTS: ReadonlySet<string> = new Set(['than', 'nearly', 'almost', 'about', 'roughly', 'least']);

/** "by more than a quarter.": nothing follows that the part could order. */
const closesClause = (pieces: Pieces, at: number): boolean => NEAR_PARTS.has(lowerAt(pieces, at - 1)) && pieceAt(pieces, at + 2).kind === 'punctuation';

/** "a third of", "fell by a third", "a quarter of a percentage point"; "a third meeting" is order. */
const readPart: Read = (pieces, at) => {
  const [word, next] = [lowerAt(pieces, at + 1), lowerAt(pieces, at + 2)];
  const bottom = word.endsWith('s') ? undefined : DENOMINATORS.get(word);
  if (bottom === undefined) return undefined;
  const point = next === 'of' && lowerAt(pieces, at + 3) === 'a' ? at + 4 : at + 2;
  if (POINTS.has(lowerAt(pieces, point))) return { first: at, last: point, form: 'words', value: 1 / bottom, magnitude: 1 };
  return next === 'of' || lowerAt(pieces, at - 1) === 'by' || closesClause(pieces, at) ? { first: at, last: at + 2, form: 'fraction', value: 1 / bottom, magnitude: 1 } : undefined;
};

/** A part behind an article; "a half-million" is a number. */
export const readArticleFraction: Read = (pieces, at) => {
  const [part, step] = [PARTS.get(lowerAt(pieces, at + 1)), MAGNITUDES.get(lowerAt(pieces, at + 2))];
  if (part !== undefined && step !== undefined) return { first: at, last: at + 3, form: 'words', value: step * part, magnitude: step };
  return readPartOfMagnitude(pieces, at) ?? readPart(pieces, at);
};

const HALF_TAKERS: ReadonlySet<string> = new Set(['of', 'the', 'its', 'their', 'his', 'her', 'our', 'all', 'those', 'these', 'that']);
const TWICE_TAKERS: ReadonlySet<string> = new Set(['as', 'the', 'what', 'its', 'their', 'that', 'his', 'her', 'our']);
const HALF_BLOCKERS: ReadonlySet<string> = new Set(['first', 'second', 'other', 'latter', 'northern', 'southern', 'eastern', 'western', 'better', 'top', 'bottom', 'last', 'this']);

/** "half a million", "half a dozen", "half an hour", "half of", "nearly half". */
export const readHalf: Read = (pieces, at) => {
  const next = lowerAt(pieces, at + 1);
  if (HALF_BLOCKERS.has(lowerAt(pieces, at - 1))) return undefined;
  const offset = next === 'a' || next === 'an' ? 2 : 1;
  const step = MAGNITUDES.get(lowerAt(pieces, at + offset));
  if (step !== undefined) return { first: at, last: at + offset + 1, form: 'words', value: step / 2, magnitude: step };
  if (offset === 2) return { first: at, last: at + 2, form: 'words', value: 0.5, magnitude: 1 };
  if (pieceAt(pieces, at + 1).join === 'hyphen') return undefined;
  return { first: at, last: at + 1, form: 'fraction', value: 0.5, magnitude: HALF_TAKERS.has(next) || lowerAt(pieces, at - 1) === 'by' ? 1 : 0 };
};

const PERIODS: ReadonlySet<string> = new Set(['next', 'last', 'past', 'first', 'previous', 'final', 'for', 'in']);

/** "two thirds", "three-quarters", "one-fourth", "one third of"; "the next three quarters" are times of the year. */
export const readFraction = (pieces: Pieces, { value, last, magnitude, first }: Numeral): Numeral | undefined => {
  const { lower, join } = pieceAt(pieces, last);
  const bottom = DENOMINATORS.get(lower);
  if (bottom === undefined || magnitude > 1 || value < 1 || value >= bottom) return undefined;
  const next = lowerAt(pieces, last + 1);
  if (lower === 'quarters' && PERIODS.has(lowerAt(pieces, first - 1))) return undefined;
  const spaced = value > 1 ? lower.endsWith('s') : next === 'of' || next === 'the';
  return join === 'hyphen' || spaced ? { first, last: last + 1, form: 'fraction', value: value / bottom, magnitude } : undefined;
};

/** "one in five", "one in 10 Kenyans"; in "two in 10 cities" the second number counts things of its own. */
const sharesOut = ({ kind, text, lower }: Piece): boolean => {
  const singular = kind === 'word' ? singularOf(text, lower) : undefined;
  return kind !== 'word' || lower === 'of' || (singular !== undefined && isPeople(singular));
};

const smallAt = (pieces: Pieces, at: number): number => SMALL.get(lowerAt(pieces, at)) ?? (pieceAt(pieces, at).kind === 'number' ? digitsValue(lowerAt(pieces, at)) ?? 0 : 0);

const isWhole = (bottom: number, top: number): boolean => bottom > top && bottom <= 1000 && top < 100 && (bottom <= 10 || bottom % 10 === 0);

/** "six of 10 voters": polls count in tens. */
const isOfTen = (pieces: Pieces, { value, last }: Numeral): boolean => lowerAt(pieces, last) === 'of' && value < 10 && smallAt(pieces, last + 1) === 10 && sharesOut(pieceAt(pieces, last + 2));

/** "one in five", "four out of ten": a ratio, unless the second number counts things of its own. */
export const readShare = (pieces: Pieces, numeral: Numeral): Numeral | undefined => {
  const out = lowerAt(pieces, numeral.last) === 'out' && lowerAt(pieces, numeral.last + 1) === 'of';
  if (isOfTen(pieces, numeral)) return { ...numeral, last: numeral.last + 2, form: 'fraction', value: numeral.value / 10 };
  if (!out && lowerAt(pieces, numeral.last) !== 'in') return undefined;
  const every = lowerAt(pieces, numeral.last + 1) === 'every';
  const at = numeral.last + (out || every ? 2 : 1);
  const bottom = smallAt(pieces, at);
  const open = out || every || sharesOut(pieceAt(pieces, at + 1));
  return isWhole(bottom, numeral.value) && open ? { ...numeral, last: at + 1, form: 'fraction', value: numeral.value / bottom } : undefined;
};

/** "twice as many", "more than twice the price": a ratio like "half". */
export const readTwice: Read = (pieces, at) => ({ first: at, last: at + 1, form: 'fraction', value: 2, magnitude: TWICE_TAKERS.has(lowerAt(pieces, at + 1)) ? 1 : 0 });

/** "quarter million" is a number. */
export const readQuarter: Read = (pieces, at) => {
  const step = MAGNITUDES.get(lowerAt(pieces, at + 1));
  return step === undefined ? undefined : { first: at, last: at + 2, form: 'words', value: step / 4, magnitude: step };
};

export const readMark: Read = (pieces, at) => ({ first: at, last: at + 1, form: 'fraction', value: VULGAR.get(lowerAt(pieces, at)) ?? 0, magnitude: 1 });

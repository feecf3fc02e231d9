import { isoQuarter, quarterOf } from './calendar.js';
import { ofYear } from './found.js';
import { closes, digitsAt } from './number-text.js';
import type { Reader, Rule } from './reader.js';
import { endOf, tenseOf, word } from './reader.js';
import { ORDINALS } from './words.js';

interface Year {
  readonly value: number;
  readonly last: number;
}

const OFFSETS: ReadonlyMap<string, number> = new Map([['this', 0], ['last', -1], ['next', 1]]);

/** "of 2009", "2009", "of last year", "this year" at token `i`. */
function yearAt(reader: Reader, i: number): Year | undefined {
  const at = word(reader, i) === 'of' || word(reader, i) === 'in' ? i + 1 : i;
  const token = reader.tokens[at];
  const digits = token?.kind === 'number' ? digitsAt(reader.text, token.start) : undefined;
  if (digits?.length === 4 && closes(reader.text, digits.end)) return { value: digits.value, last: at + 1 };
  const offset = OFFSETS.get(word(reader, at));
  return offset !== undefined && word(reader, at + 1) === 'year' ? { value: reader.anchorDay.year + offset, last: at + 2 } : undefined;
}

/** A quarter without a year: of the year told in its sentence, else the latest one that has begun, or the next by tense. */
function yearOfQuarter(reader: Reader, i: number, quarter: number): number {
  const told = reader.mentioned;
  if (told !== undefined && told.sentence === reader.tokens[i]?.sentence) return told.year;
  const { year, month } = reader.anchorDay;
  const now = quarterOf(month);
  if (tenseOf(reader, { first: i, last: i + 2 }) === 'future') return quarter >= now ? year : year + 1;
  return quarter <= now ? year : year - 1;
}

/** "first quarter", "fourth quarter of 2009": token `i` is the ordinal. */
export const quarter: Rule = (reader, i) => {
  const number = ORDINALS.get(word(reader, i));
  if (number === undefined || word(reader, i + 1) !== 'quarter') return undefined;
  const year = yearAt(reader, i + 2);
  const last = year?.last ?? i + 2;
  return { last, end: endOf(reader, last - 1), value: isoQuarter(year?.value ?? yearOfQuarter(reader, i, number), number), rule: 'quarter', confidence: year ? 0.95 : 0.75 };
};

/** "second half of 2009", "first half of this year": the year. */
export const half: Rule = (reader, i) => {
  if (!ORDINALS.has(word(reader, i)) || word(reader, i + 1) !== 'half') return undefined;
  const year = yearAt(reader, i + 2);
  return year && { ...ofYear(year.value, 'half-year', 0.9), last: year.last, end: endOf(reader, year.last - 1) };
};

/** "fiscal year 2009", "fiscal 1990". */
export const fiscalYear: Rule = (reader, i) => {
  if (word(reader, i) !== 'fiscal') return undefined;
  const year = yearAt(reader, word(reader, i + 1) === 'year' ? i + 2 : i + 1);
  return year && { ...ofYear(year.value, 'fiscal-year', 0.85), last: year.last, end: endOf(reader, year.last - 1) };
};

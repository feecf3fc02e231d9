import { dayNumber, isoMonth, isoYear } from './calendar.js';
import type { Digits } from './number-text.js';
import { closes, digitsAt, rangeEnd } from './number-text.js';
import { ofDay } from './found.js';
import type { Found, Reader, Rule } from './reader.js';
import { word } from './reader.js';
import { COUNTED, COUNTING, YEAR_HEADS } from './words.js';

/** The first token that begins at or after `end`. */
export function tokenAfter(reader: Reader, i: number, end: number): number {
  let last = i + 1;
  while (last < reader.tokens.length && (reader.tokens[last]?.start ?? end) < end) last += 1;
  return last;
}

interface Triple {
  readonly mark: string;
  readonly parts: readonly [Digits, Digits, Digits];
}

/** Three numbers joined by one and the same mark, as in "2010-08-15" or "8/15/2010". */
function triple(text: string, at: number): Triple | undefined {
  const first = digitsAt(text, at);
  const mark = first ? text.charAt(first.end) : '';
  if (!first || (mark !== '-' && mark !== '/' && mark !== '.')) return undefined;
  const second = digitsAt(text, first.end + 1);
  if (!second || text.charAt(second.end) !== mark) return undefined;
  const third = digitsAt(text, second.end + 1);
  return third && closes(text, third.end) ? { mark, parts: [first, second, third] } : undefined;
}

/** Slashes are month first unless that cannot be; full stops are day first. */
function orderOf({ mark, parts: [a, b, c] }: Triple): { year: number; month: number; day: number } | undefined {
  if (a.length === 4) return { year: a.value, month: b.value, day: c.value };
  if (c.length !== 4) return undefined;
  const dayFirst = mark === '.' || a.value > 12;
  return dayFirst ? { year: c.value, month: b.value, day: a.value } : { year: c.value, month: a.value, day: b.value };
}

export const numericDay: Rule = (reader, i) => {
  const token = reader.tokens[i];
  const found = token && triple(reader.text, token.start);
  const order = found && orderOf(found);
  const day = order && dayNumber(order);
  if (!token || !found || day === undefined) return undefined;
  const { end } = found.parts[2];
  const sure = found.mark === '-' || found.parts[0].length === 4;
  return { ...ofDay(day, 'numeric-day', sure ? 0.98 : 0.8), last: tokenAfter(reader, i, end), end };
};

/** "2010-08" alone is a month when its second part has two digits and no year range fits. */
function isoMonthAt(reader: Reader, i: number, year: Digits): Found | undefined {
  if (reader.text.charAt(year.end) !== '-') return undefined;
  const month = digitsAt(reader.text, year.end + 1);
  if (!month || month.length !== 2 || month.value < 1 || month.value > 12 || !closes(reader.text, month.end)) return undefined;
  if (rangeEnd(reader.text, year)) return undefined;
  return { last: tokenAfter(reader, i, month.end), end: month.end, value: isoMonth(year.value, month.value), rule: 'numeric-month', confidence: 0.8, mentioned: { year: year.value, month: month.value } };
}

/** "until at least 2010" */
const isLimit = (head: string): boolean => head === 'until' || head === 'till' || head === 'since';

/** A year by its looks alone (1800..2100); anything else needs a preposition. */
function plausibleYear(reader: Reader, i: number, year: number): boolean {
  const before = word(reader, i - 1);
  const after = word(reader, i + 1);
  if (COUNTED.has(after) || (COUNTING.has(before) && !isLimit(word(reader, i - 3)))) return false;
  return (year >= 1800 && year <= 2100) || (year >= 1000 && year <= 2100 && YEAR_HEADS.has(before));
}

/** "1960s", "1960's": the decade; "2010's flood" is of one year. */
function decade(reader: Reader, i: number, year: Digits): Found | undefined {
  const apostrophe = reader.text.charAt(year.end) === "'" || reader.text.charAt(year.end) === '’' ? 1 : 0;
  const end = year.end + apostrophe + 1;
  if (apostrophe === 1 && year.value >= 2000) return undefined;
  if (reader.text.charAt(end - 1) !== 's' || year.value % 10 !== 0 || !closes(reader.text, end)) return undefined;
  return { last: tokenAfter(reader, i, end), end, value: String(Math.floor(year.value / 10)), rule: 'decade', confidence: 0.95 };
}

export const year: Rule = (reader, i) => {
  const token = reader.tokens[i];
  const digits = token && digitsAt(reader.text, token.start);
  if (!token || digits?.length !== 4) return undefined;
  const special = decade(reader, i, digits) ?? isoMonthAt(reader, i, digits);
  if (special) return special;
  if (!closes(reader.text, digits.end) || !plausibleYear(reader, i, digits.value)) return undefined;
  return { last: tokenAfter(reader, i, digits.end), end: digits.end, value: isoYear(digits.value), rule: 'year', confidence: 0.9, mentioned: { year: digits.value } };
};

/** The second year of a range whose first was just read: "- 10" in "2009 - 10". */
export function closingYear(reader: Reader, i: number, from: number): Found | undefined {
  const first = digitsAt(reader.text, from);
  const last = first?.length === 4 ? rangeEnd(reader.text, first) : undefined;
  if (!last) return undefined;
  return { last: tokenAfter(reader, i, last.end), start: last.start, end: last.end, value: isoYear(last.year), rule: 'year-range', confidence: 0.9, mentioned: { year: last.year } };
}


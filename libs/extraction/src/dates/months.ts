import { dayNumber } from './calendar.js';
import { ofDay, ofMonth } from './found.js';
import { closes, digitsAt } from './number-text.js';
import { tokenAfter } from './numeric.js';
import type { Found, Reader, Rule } from './reader.js';
import { afterStop, capitalised, endOf, opensSentence, tenseOf, word } from './reader.js';
import { resolveMonth, resolveMonthDay } from './resolve.js';
import type { Tense } from './tense.js';
import { AMBIGUOUS_MONTHS, LOOSE_MONTH_HEADS, MONTHS, MONTH_HEADS, SCHEDULED } from './words.js';

interface Part {
  readonly value: number;
  /** The token after it, and the offset where it ends. */
  readonly last: number;
  readonly end: number;
}

const ORDINAL_ENDINGS: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th']);

/** "14", "14th" at token `i`. */
function dayOfMonth(reader: Reader, i: number): Part | undefined {
  const token = reader.tokens[i];
  const digits = token?.kind === 'number' ? digitsAt(reader.text, token.start) : undefined;
  if (!digits || digits.length > 2 || digits.value < 1 || digits.value > 31) return undefined;
  const ordinal = ORDINAL_ENDINGS.has(reader.text.slice(digits.end, digits.end + 2).toLowerCase());
  const end = ordinal ? digits.end + 2 : digits.end;
  return closes(reader.text, end) || reader.text.charAt(end) === '-' ? { value: digits.value, last: tokenAfter(reader, i, end), end } : undefined;
}

/** "2010", or ", 2010", at token `i`. */
function yearPart(reader: Reader, i: number): Part | undefined {
  const at = reader.tokens[i]?.text === ',' ? i + 1 : i;
  const token = reader.tokens[at];
  const digits = token?.kind === 'number' ? digitsAt(reader.text, token.start) : undefined;
  if (digits?.length !== 4 || digits.value < 1000 || digits.value > 2100 || !closes(reader.text, digits.end)) return undefined;
  return { value: digits.value, last: at + 1, end: digits.end };
}

const monthAt = (reader: Reader, i: number): number | undefined => (capitalised(reader, i) ? MONTHS.get(word(reader, i)) : undefined);

/** September 11 stands for the day in 2001 where the attacks are meant. */
const ATTACKS: ReadonlySet<string> = new Set(['attacks', 'attack', 'terrorist', 'terror', 'hijackers', 'hijackings', 'commission', 'suicide']);

/** "by May 10", "until Jan. 2": the nearest one, whatever the verb. */
const DEADLINE_HEADS: ReadonlySet<string> = new Set(['by', 'until', 'till', 'through']);

function tenseAt(reader: Reader, first: number, last: number): Tense {
  if (DEADLINE_HEADS.has(word(reader, first - 1))) return 'none';
  const tense = tenseOf(reader, { first, last });
  return tense === 'none' && namesEvent(reader, first, last) ? 'past' : tense;
}

/** "the July 21 attacks": what has a date for a name has been, unless it is something that is arranged. */
const namesEvent = (reader: Reader, first: number, last: number): boolean => word(reader, first - 1) === 'the' && reader.tokens[last]?.kind === 'word' && !SCHEDULED.has(word(reader, last));

function yearless(reader: Reader, found: { readonly month: number; readonly day: number }, at: { readonly first: number; readonly last: number; readonly end: number }): Found | undefined {
  const { first, last, end } = at;
  if (found.month === 9 && found.day === 11 && ATTACKS.has(word(reader, last))) {
    const day = dayNumber({ ...found, year: 2001 });
    return day === undefined ? undefined : { last, end, ...ofDay(day, 'september-11', 0.95) };
  }
  const day = resolveMonthDay(reader, found, tenseAt(reader, first, last));
  return day === undefined ? undefined : { last, end, ...ofDay(day, 'month-day', 0.9) };
}

function dated(reader: Reader, at: { readonly first: number; readonly month: number; readonly day: Part; readonly end: number }): Found | undefined {
  const { first, month, day, end } = at;
  const year = yearPart(reader, day.last);
  if (!year) return yearless(reader, { month, day: day.value }, { first, last: day.last, end });
  const number = dayNumber({ year: year.value, month, day: day.value });
  return number === undefined ? undefined : { last: year.last, end: year.end, ...ofDay(number, 'full-date', 0.99) };
}

/** "August 14", "Aug. 14th, 2010" (token `i` is the month), "14 August", "12th of August 2010" (token `i` is the day). */
export const monthDay: Rule = (reader, i) => {
  const month = monthAt(reader, i);
  if (month !== undefined) {
    const next = afterStop(reader, i);
    const day = dayOfMonth(reader, word(reader, next) === 'the' ? next + 1 : next);
    return day && dated(reader, { first: i, month, day, end: day.end });
  }
  const day = dayOfMonth(reader, i);
  if (!day) return undefined;
  const of = word(reader, day.last) === 'of' ? day.last + 1 : day.last;
  const named = monthAt(reader, of);
  if (named === undefined || dayOfMonth(reader, afterStop(reader, of))) return undefined;
  return dated(reader, { first: i, month: named, day: { ...day, last: afterStop(reader, of) }, end: endOf(reader, of) });
};

const JOINTS: ReadonlySet<string> = new Set(['-', '–', 'and', 'to', 'or']);

/** "12" in "12-14 August", "12 and 14 August 2010": token `i` is the first day. */
export const earlierDay: Rule = (reader, i) => {
  const day = dayOfMonth(reader, i);
  const later = day && JOINTS.has(reader.tokens[day.last]?.text ?? '') ? monthDay(reader, day.last + 1) : undefined;
  if (!day || later?.mentioned?.month === undefined || reader.tokens[day.last + 1]?.kind !== 'number') return undefined;
  const number = dayNumber({ year: later.mentioned.year, month: later.mentioned.month, day: day.value });
  return number === undefined ? undefined : { last: day.last, end: day.end, ...ofDay(number, 'earlier-day', 0.8), mentioned: undefined };
};

/** "August 12 and 14": the further day of a month-day that ended before token `i`. */
export function furtherDay(reader: Reader, i: number, found: Found): Found | undefined {
  const { mentioned } = found;
  const joint = reader.tokens[i]?.text ?? '';
  if (mentioned?.month === undefined || mentioned.day === undefined || !JOINTS.has(joint)) return undefined;
  const day = dayOfMonth(reader, i + 1);
  const token = reader.tokens[i + 1];
  if (!day || !token || !nothingCounted(reader, day.last)) return undefined;
  const number = dayNumber({ year: mentioned.year, month: mentioned.month, day: day.value });
  return number === undefined ? undefined : { last: day.last, start: token.start, end: day.end, ...ofDay(number, 'further-day', 0.8) };
}

/** After "April 24 and 25" comes a mark, a preposition, or the end: a noun would make 25 a count. */
const DAY_FOLLOWERS: ReadonlySet<string> = new Set(['in', 'at', 'on', 'to', 'for', 'with', 'by', 'and', 'as', 'when', 'where', 'after', 'before', 'during', 'of']);
function nothingCounted(reader: Reader, i: number): boolean {
  const next = reader.tokens[i];
  return next === undefined || next.kind === 'punctuation' || DAY_FOLLOWERS.has(next.lower);
}

/** "May" the verb, "March" the walk, "April" the woman: such a word needs a preposition before it. */
function readsAsMonth(reader: Reader, i: number): boolean {
  const before = word(reader, i - 1);
  if (MONTH_HEADS.has(before)) return true;
  const named = capitalised(reader, i + 1);
  if (LOOSE_MONTH_HEADS.has(before) && !named) return true;
  if (AMBIGUOUS_MONTHS.has(word(reader, i)) && (word(reader, i) === 'may' || opensSentence(reader, i) || named)) return false;
  return !capitalised(reader, i - 1) || opensSentence(reader, i - 1) || opensSentence(reader, i);
}

/** "of this year", "this year", "last year" after a month. */
const YEAR_OFFSETS: ReadonlyMap<string, number> = new Map([['this', 0], ['last', -1], ['next', 1]]);

/** "that year": the one told last. */
const toldYear = (reader: Reader, i: number): number | undefined => (word(reader, i) === 'that' ? reader.mentioned?.year : undefined);

function sayingYear(reader: Reader, i: number): Part | undefined {
  const at = word(reader, i) === 'of' ? i + 1 : i;
  const direct = yearPart(reader, at);
  if (direct) return direct;
  if (word(reader, at + 1) !== 'year') return undefined;
  const offset = YEAR_OFFSETS.get(word(reader, at));
  const value = offset === undefined ? toldYear(reader, at) : reader.anchorDay.year + offset;
  return value === undefined ? undefined : { value, last: at + 2, end: endOf(reader, at + 1) };
}

/** A month, with its year where one is said. */
export const month: Rule = (reader, i) => {
  const number = monthAt(reader, i);
  if (number === undefined) return undefined;
  const last = afterStop(reader, i);
  const year = sayingYear(reader, last);
  if (year) return { last: year.last, end: year.end, ...ofMonth({ year: year.value, month: number }, 'month-year', 0.97) };
  if (!readsAsMonth(reader, i)) return undefined;
  const { sentence = 0 } = reader.tokens[i] ?? {};
  const resolved = resolveMonth(reader, number, { tense: tenseAt(reader, i, last), sentence });
  const before = reader.tokens[i - 1];
  const start = before?.lower === 'in' ? before.start : undefined;
  return { last, start, end: endOf(reader, i), ...ofMonth({ year: resolved, month: number }, 'month', 0.85) };
};

/** "last April", "next June": token `i` is the modifier. */
export const modifiedMonth: Rule = (reader, i) => {
  const number = monthAt(reader, i + 1);
  const side = word(reader, i);
  if (number === undefined || !['last', 'next', 'this', 'past', 'coming'].includes(side) || monthDay(reader, i + 1)) return undefined;
  const { year, month: now } = reader.anchorDay;
  const back = number < now - 1 ? year : year - 1;
  const resolved = { last: back, past: back, this: year }[side] ?? (number > now ? year : year + 1);
  return { last: afterStop(reader, i + 1), end: endOf(reader, i + 1), ...ofMonth({ year: resolved, month: number }, 'modified-month', 0.9) };
};

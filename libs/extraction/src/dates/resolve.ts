import type { DayNumber } from './calendar.js';
import { dayNumber, weekdayOf } from './calendar.js';
import type { Reader } from './reader.js';
import type { Tense } from './tense.js';

/** A bare weekday: the latest one not after the anchor, or the next one not before it. */
export function nearestWeekday(anchor: DayNumber, weekday: number, tense: Tense): DayNumber {
  const back = (weekdayOf(anchor) - weekday + 7) % 7;
  if (tense !== 'future' || back === 0) return anchor - back;
  return anchor + 7 - back;
}

export const lastWeekday = (anchor: DayNumber, weekday: number): DayNumber => nearestWeekday(anchor - 1, weekday, 'past');
export const nextWeekday = (anchor: DayNumber, weekday: number): DayNumber => nearestWeekday(anchor + 1, weekday, 'future');

export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** The wire calls a day by its date up to a day ahead of the version's UTC date. */
const DAY_AHEAD = 1;
/** Nobody writes a month-day of nine months ago without its year when the next one is three months away. */
const LONG_AGO = 270;
const SOON = 95;
const MONTHS_AGO = 10;
const MONTHS_SOON = 2;

function latest(days: readonly DayNumber[], anchor: DayNumber): DayNumber | undefined {
  const past = days.findLast((day) => day <= anchor + DAY_AHEAD) ?? days[0];
  const next = days.find((day) => day > anchor);
  if (past !== undefined && next !== undefined && anchor - past > LONG_AGO && next - anchor < SOON) return next;
  return past;
}

/** The year of a month-day without one: spelt out before, or the latest past, next, or nearest one by tense. Undefined when no such day exists. */
export function resolveMonthDay(reader: Reader, monthDay: MonthDay, tense: Tense): DayNumber | undefined {
  const spelt = reader.spelt.get(`${monthDay.month}-${monthDay.day}`);
  const { year } = reader.anchorDay;
  if (spelt !== undefined) return dayNumber({ ...monthDay, year: spelt });
  const days = [year - 1, year, year + 1].map((each) => dayNumber({ ...monthDay, year: each })).filter((each) => each !== undefined);
  if (tense === 'future') return days.find((day) => day >= reader.anchor) ?? days.at(-1);
  if (tense === 'past') return latest(days, reader.anchor);
  const distance = (day: DayNumber): number => Math.abs(day - reader.anchor);
  return days.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** In a story of earlier years a bare month follows the date told before it: "In June 2008 ... in August". */
function monthInTale(reader: Reader, month: number, sentence: number): number | undefined {
  const told = reader.mentioned;
  if (told?.month === undefined || told.year === reader.anchorDay.year || sentence - told.sentence > 1) return undefined;
  return told.month <= month ? told.year : told.year + 1;
}

/** The year of the latest such month; of the next one where that is near and the latest is not. */
function pastYear(reader: Reader, month: number): number {
  const { year, month: now } = reader.anchorDay;
  if (month <= now) return now - month > MONTHS_AGO && month + 12 - now <= MONTHS_SOON ? year + 1 : year;
  return month - now <= MONTHS_SOON && now + 12 - month > MONTHS_AGO ? year : year - 1;
}

/** The year of a month without one. */
export function resolveMonth(reader: Reader, month: number, at: { readonly tense: Tense; readonly sentence: number }): number {
  const told = monthInTale(reader, month, at.sentence);
  const { year, month: now } = reader.anchorDay;
  if (told !== undefined && told <= year) return told;
  if (at.tense === 'future') return month >= now ? year : year + 1;
  if (at.tense === 'past') return pastYear(reader, month);
  return [year - 1, year, year + 1].toSorted((a, b) => Math.abs((a - year) * 12 + month - now) - Math.abs((b - year) * 12 + month - now))[0] ?? year;
}


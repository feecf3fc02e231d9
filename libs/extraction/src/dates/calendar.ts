/** Days since 1970-01-01 (UTC): the only form in which this room computes with days. */
export type DayNumber = number;

export interface CalendarDay {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31 */
  readonly day: number;
}

const MILLISECONDS_A_DAY = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
const four = (n: number): string => String(n).padStart(4, '0');

/** Undefined when there is no such day (30 February, month 13). */
export function dayNumber({ year, month, day }: CalendarDay): DayNumber | undefined {
  const time = new Date(Date.UTC(2000, month - 1, day));
  time.setUTCFullYear(year, month - 1, day);
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) return undefined;
  return Math.floor(time.getTime() / MILLISECONDS_A_DAY);
}

export function calendarDay(number: DayNumber): CalendarDay {
  const time = new Date(number * MILLISECONDS_A_DAY);
  return { year: time.getUTCFullYear(), month: time.getUTCMonth() + 1, day: time.getUTCDate() };
}

/** Monday is 0. */
export const weekdayOf = (number: DayNumber): number => (((number + 3) % 7) + 7) % 7;

export function isoDay(number: DayNumber): string {
  const { year, month, day } = calendarDay(number);
  return `${four(year)}-${two(month)}-${two(day)}`;
}

export const isoMonth = (year: number, month: number): string => `${four(year)}-${two(month)}`;
export const isoYear = (year: number): string => four(year);
export const isoQuarter = (year: number, quarter: number): string => `${four(year)}-Q${quarter}`;
export const quarterOf = (month: number): number => Math.ceil(month / 3);

/** `offset` months away; the month before January is December of the year before. */
export function shiftMonth({ year, month }: { readonly year: number; readonly month: number }, offset: number): { readonly year: number; readonly month: number } {
  const index = year * 12 + month - 1 + offset;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

/** ISO 8601 week: the week belongs to the year of its Thursday. */
export function isoWeek(number: DayNumber): string {
  const thursday = number - weekdayOf(number) + 3;
  const { year } = calendarDay(thursday);
  const first = dayNumber({ year, month: 1, day: 1 }) ?? thursday;
  return `${four(year)}-W${two(Math.floor((thursday - first) / 7) + 1)}`;
}

/** The calendar day of an ISO instant or date; undefined when it is neither. */
export function dayOfInstant(instant: string): DayNumber | undefined {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? undefined : Math.floor(time / MILLISECONDS_A_DAY);
}

import type { DayNumber } from './calendar.js';
import { calendarDay, isoDay, isoMonth, isoWeek, isoYear, quarterOf, isoQuarter, shiftMonth } from './calendar.js';
import type { Found } from './reader.js';
import type { Grain } from './words.js';

type Value = Omit<Found, 'last' | 'start' | 'end'>;

export function ofDay(day: DayNumber, rule: string, confidence: number): Value {
  const { year, month } = calendarDay(day);
  return { value: isoDay(day), rule, confidence, mentioned: { year, month, day } };
}

export function ofMonth({ year, month }: { readonly year: number; readonly month: number }, rule: string, confidence: number): Value {
  return { value: isoMonth(year, month), rule, confidence, mentioned: { year, month } };
}

export function ofYear(year: number, rule: string, confidence: number): Value {
  return { value: isoYear(year), rule, confidence, mentioned: { year } };
}

function quarterAway(day: DayNumber, offset: number): string {
  const { year, month } = shiftMonth(calendarDay(day), 3 * offset);
  return isoQuarter(year, quarterOf(month));
}

/** The period of a grain that lies `offset` such periods from the one that holds `day`. */
export function periodAway(day: DayNumber, grain: Grain, offset: number): Omit<Value, 'rule' | 'confidence'> {
  const now = calendarDay(day);
  const periods = {
    day: () => ofDay(day + offset, '', 1),
    week: () => ({ value: isoWeek(day + 7 * offset) }),
    month: () => ofMonth(shiftMonth(now, offset), '', 1),
    quarter: () => ({ value: quarterAway(day, offset) }),
    year: () => ofYear(now.year + offset, '', 1),
  } satisfies Record<Grain, () => Partial<Value>>;
  const { value, mentioned } = { mentioned: undefined, ...periods[grain]() };
  return { value, mentioned };
}

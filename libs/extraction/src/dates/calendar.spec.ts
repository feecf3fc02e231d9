import { dayNumber, dayOfInstant, isoDay, isoWeek, shiftMonth, weekdayOf } from './calendar.js';

const day = (iso: string): number => dayOfInstant(iso) ?? Number.NaN;

describe('calendar', () => {
  test.each([['2005-01-01', '2004-W53'], ['2005-01-03', '2005-W01'], ['2008-12-29', '2009-W01'], ['2010-08-15', '2010-W32'], ['2021-01-03', '2020-W53']])('%s lies in %s', (iso, week) => {
    expect(isoWeek(day(iso))).toBe(week);
  });

  test.each([['2024-05-13', 0], ['1970-01-01', 3], ['1969-12-28', 6]])('the weekday of %s is %i', (iso, weekday) => {
    expect(weekdayOf(day(iso))).toBe(weekday);
  });

  test('days that do not exist are undefined', () => {
    expect(dayNumber({ year: 2023, month: 2, day: 29 })).toBeUndefined();
    expect(dayNumber({ year: 2024, month: 13, day: 1 })).toBeUndefined();
  });

  test('years before 100 are not moved to the twentieth century', () => {
    expect(isoDay(dayNumber({ year: 79, month: 8, day: 24 }) ?? Number.NaN)).toBe('0079-08-24');
  });

  test('months wrap into the years beside', () => {
    expect(shiftMonth({ year: 2024, month: 1 }, -1)).toEqual({ year: 2023, month: 12 });
    expect(shiftMonth({ year: 2024, month: 11 }, 3)).toEqual({ year: 2025, month: 2 });
  });
});

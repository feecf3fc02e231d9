import fc from 'fast-check';
import { rhythmOf, type FeedHistory } from './sources-rhythm.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** A Monday. */
const MONDAY = Date.parse('2026-09-07T00:00:00Z');

/** The history that the ledger would give at the moment of the last of these arrivals. */
function historyOf(arrivals: readonly number[]): FeedHistory {
  const sorted = [...arrivals].sort((a, b) => a - b);
  const hours = new Map<number, number | undefined>();
  sorted.forEach((at, n) => {
    const hour = Math.floor(at / HOUR) * HOUR;
    const next = sorted[n + 1];
    const pause = next === undefined ? undefined : next - at;
    hours.set(hour, hours.get(hour) === undefined ? pause : Math.max(hours.get(hour) ?? 0, pause ?? 0));
  });
  return { lastItemAt: sorted.at(-1)!, firstAt: sorted[0]!, longestPauseMs: Math.max(0, ...sorted.slice(1).map((at, n) => at - sorted[n]!)), recent: sorted.slice(-60), hours: [...hours].map(([at, longestPauseMs]) => ({ at, longestPauseMs })) };
}

const silentAt = (arrivals: readonly number[], now: number): boolean => rhythmOf(historyOf(arrivals), now).silent;

/** Some minutes of the week at which items come. */
const schedule = fc.uniqueArray(fc.integer({ min: 10, max: 7 * 24 * 60 - 10 }), { minLength: 1, maxLength: 40 }).map((minutes) => minutes.sort((a, b) => a - b));
const jitter = fc.infiniteStream(fc.integer({ min: -5 * MINUTE, max: 5 * MINUTE }));

function weeksOf(minutes: readonly number[], weeks: number, late: Iterator<number> | undefined): number[] {
  return Array.from({ length: weeks }, (_, week) => minutes.map((minute) => MONDAY + week * WEEK + minute * MINUTE + Number(late?.next().value ?? 0))).flat().sort((a, b) => a - b);
}

test('a feed that keeps its week is never called silent, at no moment of the fifth week', () => {
  fc.assert(fc.property(schedule, jitter, (minutes, late) => {
    const arrivals = weeksOf(minutes, 6, late[Symbol.iterator]());
    const fifth = arrivals.findIndex((at) => at >= MONDAY + 4 * WEEK + HOUR);
    for (let n = Math.max(1, fifth); n < arrivals.length; n++) {
      // Silence only grows with time, so the last moment before the next item is the worst.
      expect(silentAt(arrivals.slice(0, n), arrivals[n]! - 1)).toBe(false);
    }
  }), { numRuns: 150 });
});

test('a feed with regular pauses, each up to twice as long as another, is never called silent', () => {
  fc.assert(fc.property(fc.integer({ min: MINUTE, max: 3 * DAY }), fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 6, maxLength: 80 }), (pause, factors) => {
    const arrivals = factors.reduce<number[]>((all, factor) => [...all, all.at(-1)! + Math.round(pause * factor)], [MONDAY]);
    for (let n = 1; n < arrivals.length; n++) expect(silentAt(arrivals.slice(0, n), arrivals[n]! - 1)).toBe(false);
  }), { numRuns: 150 });
});

test('once called silent it stays so until the next item, which ends it', () => {
  fc.assert(fc.property(schedule, fc.nat({ max: 3 * WEEK }), fc.nat({ max: WEEK }), (minutes, wait, more) => {
    const arrivals = weeksOf(minutes, 4, undefined);
    const now = arrivals.at(-1)! + wait;
    fc.pre(silentAt(arrivals, now));
    expect(silentAt(arrivals, now + more)).toBe(true);
    expect(silentAt([...arrivals, now + more], now + more)).toBe(false);
  }), { numRuns: 150 });
});

test('a feed that stops is called silent after twice its longest pause at the latest', () => {
  fc.assert(fc.property(schedule, (minutes) => {
    const arrivals = weeksOf(minutes, 5, undefined);
    const longest = Math.max(...arrivals.slice(1).map((at, n) => at - arrivals[n]!));
    expect(silentAt(arrivals, arrivals.at(-1)! + Math.max(HOUR, 2 * longest) + 1)).toBe(true);
  }), { numRuns: 150 });
});

/** Every ten minutes from eight to six, Monday to Friday. */
const office = Array.from({ length: 5 }, (_, day) => Array.from({ length: 60 }, (_v, n) => day * 24 * 60 + 8 * 60 + n * 10)).flat();

test.each<[string, number, number, boolean]>([
  ['two hours at noon', 5 * WEEK + DAY + 12 * HOUR, 2 * HOUR, false],
  ['a little over fifteen times its usual pause at noon', 5 * WEEK + DAY + 12 * HOUR, 151 * MINUTE, true],
  ['a night', 5 * WEEK + DAY + 18 * HOUR, 14 * HOUR, false],
  ['a weekend', 5 * WEEK + 4 * DAY + 18 * HOUR, 62 * HOUR, false],
  ['a weekend that goes on and on', 5 * WEEK + 4 * DAY + 18 * HOUR, 130 * HOUR, true],
])('of a feed with office hours: %s', (_what, upTo, silence, silent) => {
  const arrivals = weeksOf(office, 6, undefined).filter((at) => at < MONDAY + upTo);
  expect(rhythmOf(historyOf(arrivals), arrivals.at(-1)! + silence)).toMatchObject({ basis: 'hour-of-week', silent });
});

test('when the next item usually comes is said', () => {
  const evening = weeksOf(office, 6, undefined).filter((at) => at < MONDAY + 5 * WEEK + DAY + 18 * HOUR);
  const { expectedAt } = rhythmOf(historyOf(evening), evening.at(-1)!);
  expect(new Date(expectedAt!).toISOString()).toBe(new Date(MONDAY + 5 * WEEK + 2 * DAY + 8 * HOUR).toISOString());
});

test('a few items are no rhythm, and a first weekend is no alarm', () => {
  expect(rhythmOf(historyOf([0, 1, 2, 3].map((n) => MONDAY + n * MINUTE)), MONDAY + WEEK)).toEqual({ basis: 'too-new', silent: false });
  const firstWeek = weeksOf(office, 1, undefined);
  expect(rhythmOf(historyOf(firstWeek), firstWeek.at(-1)! + 62 * HOUR)).toMatchObject({ basis: 'pauses', silent: false });
  expect(silentAt(firstWeek, firstWeek.at(-1)! + 80 * HOUR)).toBe(true);
});

test('items that come in one delivery are one arrival', () => {
  const together = Array.from({ length: 40 }, () => MONDAY);
  expect(rhythmOf(historyOf([...together, ...together.map(() => MONDAY + HOUR)]), MONDAY + WEEK).basis).toBe('too-new');
});

/** What is known of a feed's past. Instants are epoch milliseconds. */
export interface FeedHistory {
  readonly lastItemAt: number;
  /** Arrivals of its last items, at least some of them, in any order. */
  readonly recent: readonly number[];
  /** When it was first counted, and the longest pause that it ever made. */
  readonly firstAt: number;
  readonly longestPauseMs: number;
  /** The hours in which items came, at least those about this hour of the week, with the longest pause that began there; undefined while it lasts. */
  readonly hours: readonly { readonly at: number; readonly longestPauseMs?: number | undefined }[];
}

export interface FeedRhythm {
  /** What it is judged by: the same hour of earlier weeks, the pauses between its items, or nothing yet. */
  readonly basis: 'hour-of-week' | 'pauses' | 'too-new';
  /** When the next item usually comes. */
  readonly expectedAt?: number;
  /** From here on a silence is none of its own. */
  readonly silentAfter?: number;
  readonly silent: boolean;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
/** Earlier weeks that must tell of an hour. */
const WEEKS = 3;
const ARRIVALS = 5;
/** A feed that was never seen through a whole week may be one that rests at weekends. */
const YOUNG_MS = 8 * 24 * HOUR_MS;
const YOUNG_ALLOWANCE_MS = 72 * HOUR_MS;
/** How generous an alarm is: it should be worth a look. */
const LONGEST_FACTOR = 2;
const MEDIAN_FACTOR = 15;

/**
 * Learns when a feed is silent from its own past. After an item at some hour of the week, the pause may be twice as long as the longest one that
 * began around that hour in earlier weeks, so a night or a weekend is no alarm and a stop at noon soon is. With too few weeks the pauses of all
 * hours stand in.
 */
export function rhythmOf(history: FeedHistory, now: number): FeedRhythm {
  const { lastItemAt } = history;
  const told = byHourOfWeek(history) ?? byPauses(history);
  if (told === undefined) return { basis: 'too-new', silent: false };
  const silentAfter = lastItemAt + told.allowanceMs;
  return { basis: told.basis, expectedAt: lastItemAt + told.usualMs, silentAfter, silent: now > silentAfter };
}

interface Told {
  readonly basis: 'hour-of-week' | 'pauses';
  readonly usualMs: number;
  readonly allowanceMs: number;
}

function byHourOfWeek(history: FeedHistory): Told | undefined {
  const { lastItemAt, hours } = history;
  const hour = Math.floor(lastItemAt / HOUR_MS);
  // One hour to each side: items come a little early or late, and clocks change twice a year.
  const around = hours.flatMap(({ at, longestPauseMs }) => {
    const weeks = Math.round((hour * HOUR_MS - at) / WEEK_MS);
    const apart = Math.abs(hour * HOUR_MS - at - weeks * WEEK_MS);
    return weeks >= 1 && apart <= HOUR_MS && longestPauseMs !== undefined ? [{ weeks, apart, longestPauseMs }] : [];
  });
  if (new Set(around.map(({ weeks }) => weeks)).size < WEEKS) return undefined;
  const pauses = around.map(({ longestPauseMs }) => longestPauseMs);
  const same = around.filter(({ apart }) => apart === 0).map(({ longestPauseMs }) => longestPauseMs);
  // Where items come by chance, a few weeks of one hour say little: then its pauses at all hours count too.
  const byChance = Math.min(MEDIAN_FACTOR * (medianPauseOf(history) ?? 0), 1.2 * longestOf(history));
  return { basis: 'hour-of-week', usualMs: median(same.length > 0 ? same : pauses), allowanceMs: Math.max(HOUR_MS, LONGEST_FACTOR * Math.max(...pauses), byChance) };
}

function byPauses(history: FeedHistory): Told | undefined {
  const usualMs = medianPauseOf(history);
  if (usualMs === undefined) return undefined;
  const first = Math.min(history.firstAt, ...history.recent);
  const young = history.lastItemAt - first < YOUNG_MS ? YOUNG_ALLOWANCE_MS : 0;
  return { basis: 'pauses', usualMs, allowanceMs: Math.max(HOUR_MS, young, MEDIAN_FACTOR * usualMs, LONGEST_FACTOR * longestOf(history)) };
}

const longestOf = ({ longestPauseMs, recent }: FeedHistory): number => Math.max(longestPauseMs, ...pausesOf(recent));

function medianPauseOf({ recent }: FeedHistory): number | undefined {
  const pauses = pausesOf(recent);
  return pauses.length < ARRIVALS - 1 ? undefined : median(pauses);
}

/** Items that came together are one arrival. */
function pausesOf(recent: readonly number[]): number[] {
  const arrivals = [...new Set(recent)].sort((a, b) => a - b);
  return arrivals.slice(1).map((at, n) => at - (arrivals[n] ?? at));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

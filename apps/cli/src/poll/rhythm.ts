import { afterQuiet, type QuietTimes } from './quiet-times.js';

/** When to come again. Instants are epoch milliseconds; chance is handed in as a number from 0 to 1. */

export interface IntervalBounds {
  readonly minMs: number;
  readonly maxMs: number;
}

const LONGER = 1.5;
/** From this share of new entries on, the feed may have turned over between two looks. */
const MOSTLY_NEW = 0.5;
const JITTER = 0.1;
const MINUTE_MS = 60_000;
const MAX_DOUBLINGS = 8;

/** The interval after a look at the feed: `fresh` is the share of its entries that ingest had not yet; 0 where nothing has changed. */
export function nextInterval(intervalMs: number, fresh: number, { minMs, maxMs }: IntervalBounds): number {
  const factor = fresh === 0 ? LONGER : fresh >= MOSTLY_NEW ? 0.5 : 1 - fresh / 2;
  return Math.round(Math.min(maxMs, Math.max(minMs, intervalMs * factor)));
}

/** The pause after so many failures in a row. */
export const backoffMs = (failures: number, { minMs, maxMs }: IntervalBounds): number =>
  Math.min(Math.max(maxMs, minMs), minMs * 2 ** Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1)));

interface When {
  readonly now: number;
  readonly waitMs: number;
  /** What the server asked for: max-age, Retry-After, ttl. */
  readonly notBeforeMs?: number | undefined;
  readonly quiet?: QuietTimes | undefined;
  readonly chance: number;
}

/** The next instant: the wait give or take a tenth, but never before what the server asked for, and not in its quiet times. */
export function nextAt({ now, waitMs, notBeforeMs = 0, quiet, chance }: When): number {
  const jittered = waitMs * (1 + JITTER * (2 * chance - 1));
  const floor = Math.max(notBeforeMs, (quiet?.ttlMinutes ?? 0) * 60_000);
  const wait = jittered >= floor ? jittered : floor + waitMs * JITTER * chance;
  const awake = afterQuiet(now + wait, quiet);
  // Quiet times end at a full hour, for everyone.
  return Math.round(awake === now + wait ? awake : awake + chance * MINUTE_MS);
}

import { readStamp } from '../instants.js';

export interface Expiry {
  readonly expires?: string;
  /** There is an end of use that nobody can read: the text stays away from the public until a later version is clearer. */
  readonly withhold: boolean;
  readonly flags: readonly string[];
}

/** The earliest moment at which a local time can have come: too early is safe, too late is not. */
const EARLIEST_ZONE = '+14:00';

/**
 * An end of use, failing closed: a bare day ends when that day begins anywhere, a time without a zone in the earliest one, and
 * an end that cannot be read withholds.
 */
export function readExpiry(written: string | undefined): Expiry {
  const text = written?.trim() ?? '';
  if (text === '') return { withhold: false, flags: written === undefined ? [] : ['empty:expires'] };
  const day = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  const stamp = day === null ? readStamp(text) : readStamp(`${day[1]}-${day[2]}-${day[3]}T00:00:00${EARLIEST_ZONE}`);
  if (stamp === undefined) return { withhold: true, flags: ['unreadable:expires'] };
  if (day !== null) return { expires: stamp.instant, withhold: false, flags: ['date-only:expires'] };
  if (!stamp.zoneAssumed) return { expires: stamp.instant, withhold: false, flags: [] };
  const earliest = new Date(Date.parse(stamp.instant) - 14 * 3_600_000).toISOString();
  return { expires: earliest, withhold: false, flags: ['zone-assumed:expires'] };
}

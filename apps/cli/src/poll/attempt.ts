/** What came of one attempt at one source: a line for people, an object for machines. */
export interface Attempt {
  readonly at: string;
  readonly source: string;
  readonly url: string;
  /**
   * `delivered`: ingest has settled the body. `unchanged`: there is nothing new. `failed`: nothing usable came from the publisher.
   * `undelivered`: ingest took nothing, the cursor stays. `stopped`: the feed is gone for good. `not-due`: left alone for now.
   */
  readonly outcome: 'delivered' | 'unchanged' | 'failed' | 'undelivered' | 'stopped' | 'not-due' | 'dry-run';
  readonly status?: number;
  readonly ms: number;
  /** Over the wire, and inflated. */
  readonly wireBytes?: number;
  readonly bytes?: number;
  readonly accepted?: number;
  readonly duplicate?: number;
  readonly superseded?: number;
  readonly rejected?: number;
  readonly rejects?: readonly string[];
  readonly format?: string;
  readonly code?: string;
  readonly why?: string;
  /** The stored URL was rewritten to this. */
  readonly movedTo?: string;
  readonly nextAt?: string;
  readonly saved?: { readonly requests: number; readonly bytes: number };
}

const BAD = new Set<Attempt['outcome']>(['failed', 'undelivered', 'stopped']);

/** Something that a person or a script should look at. */
export const isBad = ({ outcome, rejected = 0 }: Attempt): boolean => BAD.has(outcome) || rejected > 0;

/** `2026-11-25T02:00:01Z  harbour-news  delivered 200 rss  12 accepted, 3 duplicate  41.0 kB in 220 ms  next in 15 min  saved 4 requests / 1.2 MB` */
export function attemptLine(attempt: Attempt): string {
  const { at, source, outcome, status, format, ms } = attempt;
  const parts = [
    `${at.slice(0, 19)}Z`, source, [outcome === 'stopped' ? 'STOPPED' : outcome, status, format].filter((part) => part !== undefined).join(' '),
    countsOf(attempt), attempt.bytes === undefined ? `${ms} ms` : `${sizeOf(attempt.wireBytes ?? attempt.bytes)} in ${ms} ms`,
    whyOf(attempt), attempt.movedTo === undefined ? '' : `moved for good to ${attempt.movedTo}`, nextOf(attempt), savedOf(attempt),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

function countsOf({ accepted, duplicate, superseded, rejected }: Attempt): string {
  const counts = Object.entries({ accepted, duplicate, superseded, rejected }).filter((entry): entry is [string, number] => (entry[1] ?? 0) > 0);
  if (counts.length === 0) return accepted === undefined ? '' : '0 items';
  return counts.map(([name, count]) => `${count} ${name}`).join(', ');
}

function whyOf({ code, why, rejects = [] }: Attempt): string {
  const reason = why === undefined ? '' : `${code === undefined ? '' : `${code}: `}${why}`;
  return [reason, ...rejects].filter((part) => part !== '').join('; ');
}

function nextOf({ at, nextAt }: Attempt): string {
  if (nextAt === undefined) return '';
  const seconds = Math.max(0, Math.round((Date.parse(nextAt) - Date.parse(at)) / 1000));
  return `next in ${seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`}`;
}

const savedOf = ({ saved }: Attempt): string => (saved === undefined ? '' : `saved ${saved.requests} requests / ${(saved.bytes / 1e6).toFixed(1)} MB`);

const sizeOf = (bytes: number): string => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

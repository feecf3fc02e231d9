import type { Pool } from 'pg';
import { rhythmOf } from './sources-rhythm.js';

/** A feed as it stands against its own rhythm. Instants are ISO 8601. */
export interface SourceView {
  readonly feed: string;
  /** Its last new item; absent when everything it sent was a repeat or rejected. */
  readonly lastItemAt?: string;
  /** The last time that anything came. */
  readonly lastSeenAt: string;
  /** New items of this hour and the 23 before it. */
  readonly items24h: number;
  readonly basis: 'hour-of-week' | 'pauses' | 'too-new';
  readonly expectedAt?: string;
  /** Without an item until then it counts as silent. */
  readonly silentAfter?: string;
  readonly silent: boolean;
  readonly silentSince?: string;
}

/** Feeds that sent nothing at all for so long are no sources any more. */
const FORGOTTEN_AFTER = '56 days';

/** The same hour of the week as the last item, and one to each side. */
const ABOUT_THIS_HOUR = "((extract(epoch from news.recent[1])::bigint / 3600 - extract(epoch from h.hour)::bigint / 3600 + 1) % 168) in (0, 1, 2)";

/** Feeds are found by hops through the index of the ledger; storage keeps their hours. */
const READ = `
  with recursive known(feed) as (
    (select feed from receipt order by feed limit 1)
    union all
    select (select r.feed from receipt r where r.feed > known.feed order by r.feed limit 1) from known where known.feed is not null)
  select k.feed, seen.at as seen_at, news.recent, past.*
  from known k
  join lateral (select max(r.received_at) as at from receipt r where r.feed = k.feed) seen on seen.at > $1::timestamptz - interval '${FORGOTTEN_AFTER}'
  cross join lateral (
    select array(select r.received_at from receipt r where r.feed = k.feed and r.status in ('accepted', 'superseded') order by r.received_at desc limit 60) as recent) news
  cross join lateral (
    select min(h.hour) as first, max(h.longest_pause_s) as longest, coalesce(sum(h.items) filter (where h.hour > date_trunc('hour', $1::timestamptz, 'UTC') - interval '24 hours'), 0)::int as items,
      coalesce(jsonb_agg(jsonb_build_array(extract(epoch from h.hour), h.longest_pause_s)) filter (where ${ABOUT_THIS_HOUR}), '[]') as hours
    from feed_hour h where h.feed = k.feed) past
  order by k.feed`;

interface SourceRow {
  readonly feed: string;
  readonly seen_at: Date;
  readonly recent: readonly Date[];
  readonly first: Date | null;
  readonly longest: number | null;
  readonly items: number;
  /** Seconds of the epoch, and of the longest pause that began then. */
  readonly hours: readonly (readonly [number, number | null])[];
}

/** Every feed that the ledger of receipts knows, in the order of names. */
export async function readSources(pool: Pool, now: Date): Promise<SourceView[]> {
  const { rows } = await pool.query<SourceRow>(READ, [now.toISOString()]);
  return rows.map((row) => sourceOf(row, now.getTime()));
}

function sourceOf({ feed, seen_at: seenAt, recent, first, longest, items, hours }: SourceRow, now: number): SourceView {
  const common = { feed, lastSeenAt: seenAt.toISOString(), items24h: items };
  const [last] = recent;
  if (last === undefined) return { ...common, basis: 'too-new', silent: false };
  const { basis, expectedAt, silentAfter, silent } = rhythmOf({
    lastItemAt: last.getTime(), recent: recent.map((at) => at.getTime()), firstAt: (first ?? last).getTime(), longestPauseMs: (longest ?? 0) * 1000,
    hours: hours.map(([at, pause]) => ({ at: at * 1000, longestPauseMs: pause === null ? undefined : pause * 1000 })),
  }, now);
  return {
    ...common, lastItemAt: last.toISOString(), basis, silent,
    ...(expectedAt === undefined ? {} : { expectedAt: new Date(expectedAt).toISOString() }),
    ...(silentAfter === undefined ? {} : { silentAfter: new Date(silentAfter).toISOString() }),
    ...(silent ? { silentSince: last.toISOString() } : {}),
  };
}

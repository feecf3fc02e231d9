import { every, type Logger } from '@wiredesk/runtime';
import type { Transaction } from './story-desk.js';

/** Eight weeks tell a rhythm. */
const KEPT = '56 days';
/** One round reads this much of each feed at most, so that a long ledger is caught up with in many short rounds. */
const ROUND = '1 day';
const PAUSE_MS = 60_000;
/** In a row, while there is something to count. */
const ROUNDS = 10;
/** Of advisory locks; any number that nothing else of ours uses. */
const LOCK = 7_301_001;

/**
 * Counts again from the hour of each feed's last counted item: its pause may have ended since. Repeats and rejects are no news. The feeds are found
 * by hops through the index, not by reading the ledger.
 */
const COUNT = `
  with recursive known(feed) as (
    (select feed from receipt order by feed limit 1)
    union all
    select (select r.feed from receipt r where r.feed > known.feed order by r.feed limit 1) from known where known.feed is not null),
  begun as (
    select feed, coalesce((select max(h.hour) from feed_hour h where h.feed = known.feed), $1::timestamptz - interval '${KEPT}') as at
    from known where feed is not null),
  part as (
    select b.feed, b.at, coalesce((
      select r.received_at from receipt r
      where r.feed = b.feed and r.received_at >= b.at + interval '1 hour' and r.status in ('accepted', 'superseded')
      order by r.received_at limit 1), b.at) + interval '${ROUND}' as until
    from begun b),
  arrival as (
    select b.feed, r.received_at, lead(r.received_at) over (partition by b.feed order by r.received_at) as next
    from part b join receipt r on r.feed = b.feed and r.received_at >= b.at and r.received_at < b.until and r.status in ('accepted', 'superseded'))
  insert into feed_hour as h (feed, hour, items, longest_pause_s)
  select feed, date_trunc('hour', received_at, 'UTC'), count(*), max(extract(epoch from next - received_at)) from arrival group by 1, 2
  on conflict (feed, hour) do update set items = excluded.items, longest_pause_s = excluded.longest_pause_s
  where (h.items, h.longest_pause_s) is distinct from (excluded.items, excluded.longest_pause_s)
  returning 1`;

/**
 * One round: brings the hours of every feed a day further, or up to date. Gives how many hours are new or other than before. Any number of
 * replicas may do so; one does it at a time, and doing it twice changes nothing.
 */
export async function countFeedHours(transaction: Transaction, now: string): Promise<number> {
  return transaction(async (sql) => {
    const [lock] = await sql.query<{ taken: boolean }[]>('select pg_try_advisory_xact_lock($1) as taken', [LOCK]);
    if (lock?.taken !== true) return 0;
    const changed = await sql.query<unknown[]>(COUNT, [now]);
    await sql.query(`delete from feed_hour where hour < $1::timestamptz - interval '${KEPT}'`, [now]);
    return changed.length;
  });
}

async function catchUp(transaction: Transaction): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) if ((await countFeedHours(transaction, new Date().toISOString())) === 0) return;
}

/** Counts every minute until it is stopped. */
export function startFeedHours({ transaction, logger }: { transaction: Transaction; logger: Logger }): { stop: () => Promise<void> } {
  return every(PAUSE_MS, () => catchUp(transaction), (error) => {
    logger.warn({ err: error }, 'the hours of the feeds were not counted');
  });
}

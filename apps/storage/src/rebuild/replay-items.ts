import { TOPICS, type Decoded, type EnrichedItem } from '@wiredesk/contracts';
import type { BatchHandler, LogRecord } from '@wiredesk/eventlog';
import { createStoreItems } from '../store-items.js';
import { tickStories } from '../story-clock.js';
import type { Sql, Transaction } from '../story-desk.js';

interface StagedRow {
  readonly at: string;
  readonly enriched_ms: string;
  readonly partition: number;
  readonly offset: string;
  readonly doc: EnrichedItem;
}

/** What was stored at one instant, in the order of the log. */
interface Group {
  readonly at: string;
  readonly rows: readonly StagedRow[];
}

/** Runs a handler over records, as a consumer would: what it refuses is set aside. Throws what may pass. */
export type RunBatch = <T>(batch: { readonly records: readonly LogRecord[]; readonly decoded: readonly Decoded<T>[]; readonly handler: BatchHandler<T> }) => Promise<void>;

interface ReplayItemsOptions {
  readonly sql: Sql;
  readonly runBatch: RunBatch;
  /** The instant to which the clock runs at the end. */
  readonly now: string;
  readonly onDone: (items: number) => void;
}

const PAGE = 500;
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const NEXT_PAGE = `
  select to_char(at at time zone 'UTC', ${ISO}) as at, (extract(epoch from enriched_at) * 1000)::bigint::text as enriched_ms, partition, "offset"::text as "offset", doc
  from staged where (at, partition, "offset") > ($1::timestamptz, $2::int, $3::bigint) order by staged.at, partition, "offset" limit ${PAGE}`;
const NEXT_TICK = `select to_char(min(next_tick_at) at time zone 'UTC', ${ISO}) as at, count(*)::int as due from story where next_tick_at <= $1::timestamptz`;

/**
 * Stores what is staged as it was stored, group by group, each at its instant, and lets the clock run between them; then up to `now`. The events that
 * come of it are told to nobody: they were told before.
 */
export async function replayItems({ sql, runBatch, now, onDone }: ReplayItemsOptions): Promise<void> {
  let at = new Date(0);
  const transaction = savepoints(sql);
  const storeItems = createStoreItems({ transaction, now: () => at, onStored: () => undefined });
  let open = 0;
  await sql.query('begin');
  for await (const group of groupsOf(sql)) {
    await runClock({ sql, transaction }, group.at);
    at = new Date(group.at);
    await runBatch({ records: group.rows.map(recordOf), decoded: group.rows.map(({ doc }) => ({ ok: true, value: doc })), handler: storeItems });
    open += group.rows.length;
    if (open < PAGE) continue;
    await sql.query('commit');
    onDone(open);
    open = 0;
    await sql.query('begin');
  }
  await runClock({ sql, transaction }, now);
  await sql.query('commit');
  onDone(open);
}

/** Embargoes end and texts expire at their own instants, as they did. */
async function runClock({ sql, transaction }: { sql: Sql; transaction: Transaction }, until: string): Promise<void> {
  for (let last = ''; ;) {
    const [row] = await sql.query<{ at: string | null; due: number }[]>(NEXT_TICK, [until]);
    if (row?.at == null) return;
    const look = `${row.due} at ${row.at}`;
    if (look === last) throw new Error(`the clock stands still: ${look}`);
    last = look;
    await tickStories(transaction, row.at);
  }
}

/** Reads pages ahead of the groups; a group is never torn. */
async function* groupsOf(sql: Sql): AsyncGenerator<Group> {
  let after: [string, number, string] = ['-infinity', -2, '0'];
  let rows: StagedRow[] = [];
  for (;;) {
    const page = await sql.query<StagedRow[]>(NEXT_PAGE, after);
    for (const row of page) {
      const [first] = rows;
      if (first !== undefined && first.at !== row.at) {
        yield { at: first.at, rows };
        rows = [];
      }
      rows.push(row);
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = [last.at, last.partition, last.offset];
  }
  const [first] = rows;
  if (first !== undefined) yield { at: first.at, rows };
}

const recordOf = ({ enriched_ms, partition, offset, doc }: StagedRow): LogRecord => ({
  topic: TOPICS.raw.name, partition, offset, timestamp: enriched_ms, key: Buffer.from(doc.storyId), value: null, headers: { ce_id: doc.receipt.id, ce_subject: doc.storyId },
});

/** Many small transactions in one: each can fail alone, none waits for the disk. */
const savepoints = (sql: Sql): Transaction => async (work) => {
  await sql.query('savepoint one');
  try {
    const result = await work(sql);
    await sql.query('release savepoint one');
    return result;
  } catch (error) {
    await sql.query('rollback to savepoint one');
    throw error;
  }
};

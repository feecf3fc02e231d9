import { every, type Logger, type Metrics } from '@wiredesk/runtime';
import type { Transaction } from './story-desk.js';

/** Whoever holds it keeps the history; the others have nothing to do then. */
const LOCK = 7_071_004;
const PAUSE_MS = 60 * 60_000;

/** The tables that are cut into months. */
export type HistoryTable = 'outbox' | 'receipt';

/** Days that the rows of each table are kept at least; undefined: for ever. */
export type KeptDays = Readonly<Record<HistoryTable, number | undefined>>;

/** What one round did: names of parts. */
export interface HistoryKept {
  readonly made: readonly string[];
  readonly dropped: readonly string[];
  /** Rows whose instant no month was made for: they lie with the rest, and a clock was wrong. Counted up to 1,000. */
  readonly astray: number;
}

const AHEAD = 'select history_ahead($1::regclass) as parts';
const DROP = 'select history_drop($1::regclass, now() - make_interval(days => $2)) as parts';
const ASTRAY = { outbox: 'outbox_rest', receipt: 'receipt_rest' } as const satisfies Record<HistoryTable, string>;

/**
 * Makes months ahead and drops those that are wholly older than they need to be. Any number of replicas may do so; one does it at a time, and doing
 * it twice changes nothing. Each step is a transaction of its own, so that no lock is held for longer than one part takes.
 */
export async function keepHistory(transaction: Transaction, { table, days }: { table: HistoryTable; days: number | undefined }): Promise<HistoryKept> {
  const made = await alone(transaction, AHEAD, [table]);
  const dropped: string[] = [];
  for (let more = days !== undefined; more;) {
    const parts = await alone(transaction, DROP, [table, days]);
    dropped.push(...parts);
    more = parts.length > 0;
  }
  const [rest] = await transaction((sql) => sql.query<{ count: number }[]>(`select count(*)::int as count from (select from ${ASTRAY[table]} limit 1000) as rest`));
  return { made, dropped, astray: rest?.count ?? 0 };
}

async function alone(transaction: Transaction, text: string, values: unknown[]): Promise<readonly string[]> {
  return transaction(async (sql) => {
    const [lock] = await sql.query<{ taken: boolean }[]>('select pg_try_advisory_xact_lock($1) as taken', [LOCK]);
    if (lock?.taken !== true) return [];
    const [row] = await sql.query<{ parts: string[] }[]>(text, values);
    return row?.parts ?? [];
  });
}

interface KeepHistory {
  readonly transaction: Transaction;
  readonly days: KeptDays;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Keeps the history every hour until it is stopped; what goes wrong with one table does not keep the other waiting. */
export function startKeepHistory({ transaction, days, logger, metrics }: KeepHistory): { stop: () => Promise<void> } {
  const parts = metrics.counter('wiredesk_history_parts_total', 'Months of the history that were made or dropped', ['table', 'what']);
  const astrayRows = metrics.gauge('wiredesk_history_astray_rows', 'Rows of the history whose instant no month was made for, up to 1,000', ['table']);
  const rounds = (Object.keys(ASTRAY) as HistoryTable[]).map((table) => every(PAUSE_MS, async () => {
    const { made, dropped, astray } = await keepHistory(transaction, { table, days: days[table] });
    parts.inc({ table, what: 'made' }, made.length);
    parts.inc({ table, what: 'dropped' }, dropped.length);
    if (dropped.length > 0) logger.info({ dropped }, 'history that is older than it needs to be was dropped');
    astrayRows.set({ table }, astray);
  }, (error) => { logger.warn({ err: error, table }, 'the months of the history were not kept; it is tried again in an hour'); }));
  return { stop: async () => { await Promise.all(rounds.map((round) => round.stop())); } };
}

import type { Sql } from './story-desk.js';

/** Of advisory locks: one migration or rebuild at a time, whoever starts it. */
export const MIGRATION_LOCK = 7_071_001;

/** Takes a lock of the database for as long as this connection lives; false when another holds it. */
export async function tryLock(sql: Sql, key: number): Promise<boolean> {
  const [row] = await sql.query<{ held: boolean }[]>('select pg_try_advisory_lock($1) as held', [key]);
  return row?.held === true;
}

import type { Pool } from 'pg';

/** How far back it can be told what readers were told. */
export interface KeptHistory {
  /** Everything that was told before is gone; undefined: nothing ever went. ISO 8601. */
  readonly keptFrom?: string;
  /** The highest event number that is gone. */
  readonly through: number;
}

/** In SQL: the highest event number that is gone, 0 when none is. */
export const GONE_THROUGH = "coalesce((select through from history_horizon where name = 'outbox'), 0)";

export async function readKeptHistory(pool: Pool): Promise<KeptHistory> {
  const { rows } = await pool.query<{ kept_from: Date; through: string }>("select kept_from, through from history_horizon where name = 'outbox'");
  const [row] = rows;
  return row === undefined ? { through: 0 } : { keptFrom: row.kept_from.toISOString(), through: Number(row.through) };
}

import type { Pool } from 'pg';
import { Failure } from '@wiredesk/contracts';
import type { Answer, Begun, IdempotencyStore } from './idempotency.js';

const CLAIM = `
  insert into idempotency_key as k (feed, key, digest, started_at) values ($1, $2, $3, now())
  on conflict (feed, key) do update set digest = excluded.digest, started_at = now()
  where k.status is null and k.started_at < now() - interval '1 minute'
  returning true as claimed`;
const LOOK = 'select digest, status, body from idempotency_key where feed = $1 and key = $2';

/** The store in the table `idempotency_key`, which storage's migrations own. */
export function createPostgresIdempotency(pool: Pool): IdempotencyStore {
  const query = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => {
    try {
      return (await pool.query<R>(text, values)).rows;
    } catch (error) {
      throw new Failure('database-unavailable', 'idempotency keys cannot be looked up now', { cause: error });
    }
  };
  return {
    begin: async (feed, key, digest): Promise<Begun> => {
      if ((await query(CLAIM, [feed, key, digest])).length > 0) return { is: 'new' };
      const [row] = await query<{ digest: string; status: number | null; body: unknown }>(LOOK, [feed, key]);
      if (row === undefined) return { is: 'busy' };
      if (row.digest !== digest) return { is: 'mismatch' };
      return row.status === null ? { is: 'busy' } : { is: 'answered', answer: { status: row.status, body: row.body } };
    },
    finish: async (feed, key, { status, body }: Answer) => {
      await query('update idempotency_key set status = $3, body = $4 where feed = $1 and key = $2', [feed, key, status, JSON.stringify(body)]);
    },
    forget: async (feed, key) => { await query("update idempotency_key set started_at = '-infinity' where feed = $1 and key = $2 and status is null", [feed, key]); },
    sweep: async () => { await query("delete from idempotency_key where started_at < now() - interval '1 day'"); },
  };
}

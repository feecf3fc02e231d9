import { RELAY_LOCK } from '../outbox-relay.js';
import { MIGRATION_LOCK, tryLock } from '../migrate-lock.js';
import { STORY_LOCK, STORY_SLOTS } from '../story-desk.js';
import type { Sql } from '../story-desk.js';
import { Refused } from './refused.js';

/**
 * Takes, for as long as this connection lives, what every writer of stories needs: the relay, so that a storage that runs is seen, and the slots of
 * all stories, so that one that is started meanwhile waits and tries again. Also the lock of migrations, so that there is one rebuild
 * at a time. Locks of the database tell of this database only, and go at once with a process that dies; the members of a consumer group do neither.
 */
export async function holdStorage(sql: Sql): Promise<void> {
  if (!(await tryLock(sql, MIGRATION_LOCK))) throw new Refused('a migration or another rebuild runs on this database: wait for its end');
  if (!(await tryLock(sql, RELAY_LOCK))) throw new Refused('storage runs on this database (it holds the outbox): stop every replica of it first, and start it again afterwards');
  await sql.query("set lock_timeout = '10s'");
  try {
    await sql.query('select pg_advisory_lock($1, slot) from generate_series(0, $2::int - 1) as slot', [STORY_LOCK, STORY_SLOTS]);
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') throw error;
    throw new Refused('somebody writes stories into this database and does not end: stop storage first', { cause: error });
  }
  await sql.query('set lock_timeout = 0');
}

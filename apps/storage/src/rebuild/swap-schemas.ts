import { setTimeout as delay } from 'node:timers/promises';
import type { LogRecord } from '@wiredesk/eventlog';
import { createNoteDeadLetters } from '../note-dead-letters.js';
import type { Sql } from '../story-desk.js';
import { copyRows, derivedRelations, grantsLike, keptTables, leaningOn, routinesOf } from './catalogue.js';
import type { Place } from './place.js';
import { Refused } from './refused.js';
import type { Letter } from './set-aside.js';
import type { Numbered } from './tell-changes.js';

interface Swap {
  readonly place: Place;
  readonly numbered: Numbered;
  readonly letters: readonly Letter[];
}

/** Below the second after which Postgres looks for deadlocks: we give way, not a reader. */
const LOCK_TIMEOUT = '500ms';
const TRIES = 60;
const PAUSE_MS = 1_000;
const GAVE_WAY = new Set(['55P03', '40P01']);

/**
 * Puts the fresh tables in the place of the old ones, in one transaction with what readers are told: all of them locked first, so that a statement sees
 * the old tables or the new ones and never some of each. The old ones are in the schema `before` then. Waits for nobody longer than a moment, and tries again.
 */
export async function swapSchemas(sql: Sql, swap: Swap): Promise<void> {
  for (let tries = 1; ; tries++) {
    await sql.query('begin');
    try {
      await sql.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      await sql.query('set local synchronous_commit = on');
      await move(sql, swap);
      await sql.query('commit');
      return;
    } catch (error) {
      await sql.query('rollback');
      if (!GAVE_WAY.has((error as { code?: string }).code ?? '') || tries === TRIES) throw error;
      await delay(PAUSE_MS);
    }
  }
}

async function move(sql: Sql, { place, numbered, letters }: Swap): Promise<void> {
  const { home, fresh, before } = place;
  await tell(sql, { place, numbered, letters });
  const [old, made] = [await derivedRelations(sql, home), await derivedRelations(sql, fresh)];
  await sql.query(`lock table ${old.map((name) => `${home}.${name}`).join(', ')} in access exclusive mode`);
  await sql.query(`drop schema if exists ${before} cascade`);
  await sql.query(`create schema ${before}`);
  const [oldRoutines, madeRoutines] = [await routinesOf(sql, home), await routinesOf(sql, fresh)];
  for (const name of old) await sql.query(`alter table ${home}.${name} set schema ${before}`);
  for (const name of oldRoutines) await sql.query(`alter routine ${home}.${name} set schema ${before}`);
  for (const name of made) await sql.query(`alter table ${fresh}.${name} set schema ${home}`);
  for (const name of madeRoutines) await sql.query(`alter routine ${fresh}.${name} set schema ${home}`);
  for (const grant of await grantsLike(sql, { from: before, to: home })) await sql.query(grant);
  const kept = await keptTables(sql, fresh);
  await sql.query(`drop table ${kept.map((name) => `${fresh}.${name}`).join(', ')}`);
  for (const gone of [before, fresh]) await refuseLeaning(sql, { schema: home, gone });
  // Without `cascade`: what is still there was forgotten.
  await sql.query(`drop schema ${fresh}`);
}

async function refuseLeaning(sql: Sql, { schema, gone }: { schema: string; gone: string }): Promise<void> {
  const leaning = await leaningOn(sql, { schema, gone });
  if (leaning.length > 0) throw new Refused(`the tables cannot be swapped: ${leaning.join(', ')} would lean on the schema ${gone}`);
}

/** Events get the numbers that were reserved for them, or the swap does not happen. */
async function tell(sql: Sql, { place: { home, fresh }, numbered: { from, to }, letters }: Swap): Promise<void> {
  const [, moved] = await sql.query<[unknown[], number]>(`update ${home}.counter set value = $2 where name = 'story-event' and value = $1`, [from, to]);
  if (moved !== 1) throw new Refused('story events were written meanwhile: stop storage and begin again');
  await copyRows(sql, { table: 'outbox', from: fresh, to: home });
  await sql.query(`set local search_path = ${home}`);
  const records = letters.map(({ headers }) => ({ record: { headers, timestamp: String(Date.now()) } as LogRecord, value: undefined }));
  if (records.length > 0) await createNoteDeadLetters(sql)({ topic: '', partition: 0, records });
  await sql.query(`set local search_path = ${fresh}`);
}

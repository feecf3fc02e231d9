import { setTimeout } from 'node:timers/promises';
import { ConfigError, CONFIG_EXIT_CODE } from '@wiredesk/runtime';
import { readMigrationConfig } from './config.js';
import { createDataSource } from './data-source.js';
import { GRANT_RIGHTS } from './grants.js';
import { MIGRATION_LOCK, tryLock } from './migrate-lock.js';
import type { Sql } from './story-desk.js';

const LOCK_PAUSE_MS = 200;

/** Brings the schema of DATABASE_URL up to this code. Exit codes: 0 done, 1 failed, 5 configuration. */
async function migrate(): Promise<void> {
  const database = await createDataSource({ url: readMigrationConfig().DATABASE_URL }).initialize();
  const runner = database.createQueryRunner();
  try {
    // Asked again and again as long as another migrates: an index that is made while others work waits for all that are inside a statement, and would never end.
    while (!(await tryLock(runner as Sql, MIGRATION_LOCK))) await setTimeout(LOCK_PAUSE_MS);
    const done = await database.runMigrations();
    // The roles may be younger than the schema.
    await runner.query(GRANT_RIGHTS);
    process.stdout.write(done.length === 0 ? 'the schema is up to date\n' : `migrated: ${done.map(({ name }) => name).join(', ')}\n`);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
    await database.destroy();
  }
}

await migrate().catch((error: unknown) => {
  process.stderr.write(`migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? CONFIG_EXIT_CODE : 1;
});

import type { DataSource } from 'typeorm';
import type { Logger } from '@wiredesk/runtime';
import { schemaProblem } from './data-source.js';

/** Waits until the database answers and has the schema of this code; services never migrate. One log line a new reason. */
export async function waitForSchema(database: DataSource, { logger, everyMs = 1_000 }: { logger: Logger; everyMs?: number }): Promise<void> {
  for (let said = ''; ;) {
    const problem = await look(database);
    if (problem === undefined) return;
    if (problem !== said) logger.warn({ reason: problem }, 'waiting for the database');
    said = problem;
    await new Promise((done) => { setTimeout(done, everyMs); });
  }
}

async function look(database: DataSource): Promise<string | undefined> {
  try {
    if (!database.isInitialized) await database.initialize();
    return await schemaProblem(database);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

import { join } from 'node:path';
import { inherited } from './child-environment.js';
import type { StackPlace } from './folders.js';
import { lastLines, run } from './run.js';
import { StackError } from './stack-error.js';

/** Who comes to the database: the owner migrates, the writer stores and keeps the ledger, the reader answers. */
export interface DatabaseUrls {
  readonly owner: string;
  readonly writer: string;
  readonly reader: string;
}

/** As long as the stack lives on 127.0.0.1, one word does for all. */
const PASSWORD = 'wiredesk';

/** Makes the three roles in a database, by a URL that may do everything, and gives the URL of each. */
export async function makeRoles(place: Pick<StackPlace, 'root' | 'env'>, databaseUrl: string): Promise<DatabaseUrls> {
  const made = await run(process.execPath, [join(place.root, 'apps', 'storage', 'dist', 'roles.js')], {
    env: { ...inherited(place), DATABASE_URL: databaseUrl, OWNER_PASSWORD: PASSWORD, WRITER_PASSWORD: PASSWORD, READER_PASSWORD: PASSWORD }, cwd: place.root,
  });
  if (made.status !== 0) throw new StackError('start-failed', `The roles of the database could not be made (exit code ${made.status}):\n\n${lastLines(made)}`);
  return { owner: asRole(databaseUrl, 'owner'), writer: asRole(databaseUrl, 'writer'), reader: asRole(databaseUrl, 'reader') };
}

/** A server that was given is used as it was given: its roles are the business of whoever runs it. */
export const sameForAll = (databaseUrl: string): DatabaseUrls => ({ owner: databaseUrl, writer: databaseUrl, reader: databaseUrl });

function asRole(databaseUrl: string, role: keyof DatabaseUrls): string {
  const url = new URL(databaseUrl);
  url.username = `wiredesk_${role}`;
  url.password = PASSWORD;
  return url.href;
}

import { DataSource } from 'typeorm';
import { InitialSchema1764000000000 } from './migrations/1764000000000-initial-schema.js';
import { FeedHours1764000200000 } from './migrations/1764000200000-feed-hours.js';
import { Questions1764000400000 } from './migrations/1764000400000-questions.js';
import { HistoryInMonths1764000600000 } from './migrations/1764000600000-history-in-months.js';
import { Roles1764000610000 } from './migrations/1764000610000-roles.js';
import { CopiesOfEveryText1764000650000 } from './migrations/1764000650000-copies-of-every-text.js';
import { CopyKeysByTime1764000900000 } from './migrations/1764000900000-copy-keys-by-time.js';
import { CopyKeysJustStored1764000950000 } from './migrations/1764000950000-copy-keys-just-stored.js';
import { StoriesByTimeWritten1764000960000 } from './migrations/1764000960000-stories-by-time-written.js';
import { KnownNames1764001000000 } from './migrations/1764001000000-known-names.js';
import { NamesKnownBefore1764001010000 } from './migrations/1764001010000-names-known-before.js';
import { Phrases1764001020000 } from './migrations/1764001020000-phrases.js';

/** In order; a released migration is never edited. */
export const MIGRATIONS = [
  InitialSchema1764000000000, FeedHours1764000200000, Questions1764000400000, HistoryInMonths1764000600000, Roles1764000610000,
  CopiesOfEveryText1764000650000, CopyKeysByTime1764000900000, CopyKeysJustStored1764000950000, StoriesByTimeWritten1764000960000,
  KnownNames1764001000000, NamesKnownBefore1764001010000, Phrases1764001020000,
];

interface DataSourceOptions {
  readonly url: string;
  readonly pool?: number;
  /** Bound on one statement, in milliseconds; migrations have none. */
  readonly statementTimeoutMs?: number;
  /** All, unless a test wants an older schema. */
  readonly migrations?: readonly (typeof MIGRATIONS)[number][];
  /** Where unqualified names lead; otherwise where the role's own search path does. */
  readonly schema?: string;
}

export function createDataSource({ url, pool = 2, statementTimeoutMs, migrations = MIGRATIONS, schema }: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres', url, migrations: [...migrations], migrationsTableName: 'schema_migration', migrationsTransactionMode: 'each', logging: false,
    applicationName: 'wiredesk-storage', poolSize: pool, connectTimeoutMS: 3_000,
    extra: {
      ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs, lock_timeout: statementTimeoutMs }),
      ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
      idle_in_transaction_session_timeout: 60_000,
    },
  });
}

/** Why the schema is not the one that this code was written for, or undefined. */
export async function schemaProblem(database: DataSource): Promise<string | undefined> {
  const [row] = await database.query<{ there: string | null }[]>("select to_regclass('schema_migration')::text as there");
  if (row?.there === null || row === undefined) return 'the schema is not there yet: run the migrations';
  const done = new Set((await database.query<{ name: string }[]>('select name from schema_migration')).map(({ name }) => name));
  const missing = MIGRATIONS.map(({ name }) => name).filter((name) => !done.has(name));
  return missing.length === 0 ? undefined : `the schema lacks ${missing.join(', ')}: run the migrations`;
}

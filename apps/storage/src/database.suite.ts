import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { contentHashOf, type EnrichedItem, type StoryEvent } from '@wiredesk/contracts';
import { freePorts, makeRoles, startPostgres, type DatabaseUrls } from '@wiredesk/local-stack';
import type { DataSource } from 'typeorm';
import { createDataSource, MIGRATIONS, schemaProblem } from './data-source.js';
import type { Sql, Transaction } from './story-desk.js';

const root = resolve(__dirname, '../../..');
export const T0 = '2026-09-01T10:00:00.000Z';

export interface TestDatabase {
  /** As the owner of the database. */
  readonly database: DataSource;
  /** As storage comes to it. */
  readonly writing: DataSource;
  readonly urls: DatabaseUrls & { readonly admin: string };
  /** As storage. */
  readonly transaction: Transaction;
  readonly one: <T>(sql: string, ...values: unknown[]) => Promise<T>;
  readonly eventsOf: (storyId: string) => Promise<StoryEvent[]>;
  readonly stop: () => Promise<void>;
}

/** A real Postgres with the three roles, and the schema of the given migrations or of all. */
export async function startDatabase({ upTo = MIGRATIONS.length }: { upTo?: number } = {}): Promise<TestDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'wiredesk-storage-'));
  chmodSync(home, 0o755);
  const [port = 0] = await freePorts(1);
  const postgres = await startPostgres({ root, home, env: {} }, port);
  const urls = { ...(await makeRoles({ root, env: {} }, postgres.databaseUrl)), admin: postgres.databaseUrl };
  const database = await createDataSource({ url: urls.owner, pool: 6, migrations: MIGRATIONS.slice(0, upTo) }).initialize();
  const before = await schemaProblem(database);
  if (before?.includes('run the migrations') !== true) throw new Error(`an empty database is taken for ready: ${before ?? ''}`);
  await database.runMigrations();
  const writing = await createDataSource({ url: urls.writer, pool: 6, statementTimeoutMs: 30_000 }).initialize();
  return {
    database, writing, urls,
    transaction: (work) => writing.transaction((manager) => work(oneAtATime(manager as Sql))),
    one: async <T>(sql: string, ...values: unknown[]) => (await database.query<T[]>(sql, values))[0] as T,
    eventsOf: async (storyId) =>
      (await database.query<{ event: StoryEvent }[]>('select event from outbox where story_id = $1 order by sequence', [storyId])).map(({ event }) => event),
    stop: async () => {
      await writing.destroy();
      await database.destroy();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A connection answers one question after another: who asks two at a time is told of it, not only warned by the driver. */
function oneAtATime(sql: Sql): Sql {
  let asked: string | undefined;
  return {
    query: async (text, values) => {
      if (asked !== undefined) throw new Error(`asked before the answer to ${asked}: ${text}`);
      asked = text;
      try {
        return await sql.query(text, values);
      } finally {
        asked = undefined;
      }
    },
  };
}

let stories = 0;
export const newStoryId = (): string => String(++stories).padStart(32, '0');

/** An item; a test says only what matters to it. */
export function anItem(fields: Partial<EnrichedItem> & { storyId: string }): EnrichedItem {
  const { storyId, version = '1', text = `Three bakers of version ${version}.` } = fields;
  const item = {
    version, uri: `urn:test:${storyId}`, pubStatus: 'usable' as const, signal: 'create' as const,
    versionCreated: T0, versionCreatedFrom: 'publisher' as const, headlines: [{ value: 'A headline' }], bodies: [{ contentType: 'text/plain', value: text }], text,
    edNote: 'for editors only',
    receipt: { id: `receipt-${storyId}-${version}`, receivedAt: T0, feed: 'test', transport: 'http', format: 'plain-text', rule: 'fallback', sha256: '0'.repeat(64) },
    annotations: {
      engine: { version: 'test' }, language: { detected: 'en' },
      entities: [{ id: 'austria', type: 'place' as const, kind: 'country' as const, name: 'Austria', link: 'AT', mentions: [{ start: 0, end: 5, text: text.slice(0, 5), confidence: 1, rule: 'list' }] }],
      figures: [{ start: 0, end: 12, text: text.slice(0, 12), kind: 'count' as const, value: 3, comparator: 'eq' as const, unit: 'baker', confidence: 1, rule: 'number', attribution: 0 }],
      dates: [], quotes: [],
      attributions: [{ cue: 'said', source: { start: 0, end: 5, text: text.slice(0, 5) }, sourceKind: 'official' as const, content: { start: 0, end: 12, text: text.slice(0, 12) }, via: ['a radio'], direct: false, confidence: 1, rule: 'cue' }],
    },
    ...fields,
  };
  return { ...item, contentHash: contentHashOf(item) } as EnrichedItem;
}


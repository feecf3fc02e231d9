import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { contentHashOf, encodeJson, storyIdOf, TOPICS, type EnrichedItem, type RawItem } from '@wiredesk/contracts';
import { boundsOf, createKafka, createKafkaPublisher, createTopics, type DecodedRecord, type Publisher } from '@wiredesk/eventlog';
import { enrichItem } from '@wiredesk/extraction';
import { freePorts, startKafka, startPostgres } from '@wiredesk/local-stack';
import { createLogger } from '@wiredesk/runtime';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { createStoreItems } from '../store-items.js';
import { tickStories } from '../story-clock.js';
import type { Sql, Transaction } from '../story-desk.js';
import { rebuild, type RebuildOptions, type RebuildReport } from './rebuild.js';
import { DERIVED, GROWN, KEPT } from './tables.js';

const root = resolve(__dirname, '../../../..');
const topic = TOPICS.raw.name;
const logger = createLogger({ service: 'test', level: 'fatal' });

/** A real Kafka and a real Postgres; each desk has a database of its own and begins with an empty raw topic. */
export interface Servers {
  readonly brokers: readonly string[];
  readonly publisher: Publisher;
  readonly openDesk: () => Promise<Desk>;
  /** Retention: nothing of what is on the raw topic now will be there. */
  readonly emptyRawTopic: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A database into which items were stored as they came. */
export interface Desk {
  readonly url: string;
  readonly database: DataSource;
  readonly transaction: Transaction;
  /** Puts items on the raw topic and stores them in one transaction, at an instant of their own. */
  readonly receive: (...items: RawItem[]) => Promise<void>;
  /** Puts any bytes on the raw topic. */
  readonly publish: (key: string, value: Buffer | null) => Promise<void>;
  /** Lets the clock pass an instant, and what is stored next come after it. */
  readonly clock: (at: string) => Promise<void>;
  readonly rebuild: (options?: Partial<RebuildOptions>) => Promise<RebuildReport>;
  readonly rows: <T>(sql: string, ...values: unknown[]) => Promise<T[]>;
  /** Every column of every row of some tables, in order. */
  readonly dump: (tables: readonly string[]) => Promise<Record<string, string[]>>;
  readonly close: () => Promise<void>;
}

/** Those that a rebuild by the same engine makes byte by byte what they were. */
export const derived = Object.keys(DERIVED).filter((table) => !GROWN.includes(table));
export const T0 = Date.parse('2026-09-01T10:00:00.000Z');
export const minute = (n: number): string => new Date(T0 + n * 60_000).toISOString();

export async function startServers(): Promise<Servers> {
  const home = mkdtempSync(join(tmpdir(), 'wiredesk-rebuild-'));
  chmodSync(home, 0o755);
  const [postgresPort = 0, port = 0, controllerPort = 0] = await freePorts(3);
  const postgres = await startPostgres({ root, home, env: process.env }, postgresPort);
  const kafka = await startKafka({ root, home, env: process.env }, { port, controllerPort });
  const brokers = [kafka.brokers];
  await createTopics({ brokers, logger });
  const publisher = createKafkaPublisher({ brokers, clientId: 'test', logger });
  const emptyRawTopic = async (): Promise<void> => {
    const admin = createKafka({ brokers, clientId: 'test', logger }).admin();
    await admin.connect();
    const partitions = (await boundsOf(admin, topic)).filter(({ low, high }) => low !== high).map(({ partition, high }) => ({ partition, offset: String(high) }));
    if (partitions.length > 0) await admin.deleteTopicRecords({ topic, partitions });
    await admin.disconnect();
  };
  let desks = 0;
  return {
    brokers, publisher, emptyRawTopic,
    openDesk: async () => {
      await emptyRawTopic();
      const admin = await createDataSource({ url: postgres.databaseUrl }).initialize();
      const name = `desk_${++desks}`;
      await admin.query(`create database ${name}`);
      await admin.destroy();
      return openDesk(postgres.databaseUrl.replace(/\/[^/]*$/, `/${name}`), { brokers, publisher });
    },
    stop: async () => {
      await publisher.close();
      await Promise.all([kafka.stop(), postgres.stop()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function openDesk(url: string, { brokers, publisher }: { brokers: readonly string[]; publisher: Publisher }): Promise<Desk> {
  const database = await createDataSource({ url, pool: 6 }).initialize();
  await database.runMigrations();
  const transaction: Transaction = (work) => database.transaction((manager) => work(manager as Sql));
  let at = T0;
  const storeItems = createStoreItems({ transaction, now: () => new Date(at), onStored: () => undefined });
  const publish = (key: string, value: Buffer | null): Promise<void> => publisher.publish([{ topic, key, value, headers: { ce_id: 'a-receipt' } }]);
  const rows = <T>(sql: string, ...values: unknown[]): Promise<T[]> => database.query(sql, values);
  return {
    url, database, transaction, publish, rows,
    receive: async (...items) => {
      at += 1_000;
      for (const item of items) await publish(item.storyId, encodeJson(item));
      await storeItems({ topic: TOPICS.enriched.name, partition: 0, records: items.map((item, n) => recordOf(enrichItem(item), at - 5, n)) });
    },
    clock: async (until) => {
      at = Date.parse(until);
      while ((await tickStories(transaction, until)) > 0);
    },
    rebuild: (options = {}) => rebuild({ brokers, databaseUrl: url, enrich: enrichItem, check: false, drop: false, tell: () => undefined, logger, ...options }),
    dump: async (tables) => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, (await rows<{ row: string }>(`select t::text as row from ${table} t order by 1`)).map(({ row }) => row)] as const))),
    close: () => database.destroy(),
  };
}

const recordOf = (value: EnrichedItem, timestamp: number, n: number): DecodedRecord<EnrichedItem> => ({
  value, record: { topic: TOPICS.enriched.name, partition: 0, offset: String(n), timestamp: String(timestamp), key: null, value: null, headers: {} },
});

/** Kept tables that are there. */
export async function keptTables({ rows }: Desk): Promise<string[]> {
  return (await rows<{ name: string }>('select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relname = any($1) order by 1', [...KEPT])).map(({ name }) => name);
}

let receipts = 0;

/** A raw item; a test says only what matters to it. */
export function aRawItem({ name, feed = 'agency', ...fields }: Partial<RawItem> & { name: string; feed?: string }): RawItem {
  const { version = '1', text = `Police in Oslo said 12 people were hurt when a tram left the rails, version ${version} of ${name}.` } = fields;
  const item = {
    storyId: storyIdOf(name), version, uri: `urn:test:${name}`, pubStatus: 'usable' as const, signal: 'create' as const,
    versionCreated: minute(Number(version)), versionCreatedFrom: 'publisher' as const, headlines: [{ value: `A headline of ${name}` }], bodies: [], text,
    receipt: { id: `receipt-${++receipts}`, receivedAt: minute(0), feed, transport: 'http', format: 'plain-text', rule: 'fallback', sha256: '0'.repeat(64) },
    original: { contentType: 'text/plain', encoding: 'utf8' as const, data: text },
    ...fields,
  };
  return { ...item, contentHash: contentHashOf(item) } as RawItem;
}

export const EMPTY = { text: '', headlines: [], bodies: [] } satisfies Partial<RawItem>;

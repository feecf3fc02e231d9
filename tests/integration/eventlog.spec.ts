import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { encodeJson, Failure, MAX_RECORD_BYTES, TOPICS } from '@wiredesk/contracts';
import {
  createKafka, createKafkaPublisher, createMemoryLog, createRunnerObserver, createTopics, KafkaBatchServer, MemoryBatchServer, replayTopic, tailTopic, untilLed,
  type Batch, type LogRecord, type OutgoingRecord, type Publisher, type RecordFailure,
} from '@wiredesk/eventlog';
import { freePorts, startKafka, type LocalKafka } from '@wiredesk/local-stack';
import { createLogger, createMetrics } from '@wiredesk/runtime';
import kafkajs from 'kafkajs';
import { anEnrichedItem } from '../support/an-item.js';
import { eventually } from '../support/eventually.js';

type Handler = (batch: Batch<unknown>) => Promise<{ failures: readonly RecordFailure[] } | void>;
interface Member { close(): Promise<void> }
/** One log, real or in memory, behind the same port. */
interface Bench {
  readonly publisher: Publisher;
  join(groupId: string, handler: Handler): Promise<Member>;
  letters(): Promise<readonly LogRecord[]>;
  stop(): Promise<void>;
}

const root = resolve(__dirname, '../..');
const topic = TOPICS.enriched.name;
const logger = createLogger({ service: 'test', level: 'fatal' });
const storyId = (n: number): string => String(n).padStart(32, '0');
const anEvent = (n: number, version = '1'): OutgoingRecord => ({
  topic, key: storyId(n), value: encodeJson(anEnrichedItem({ storyId: storyId(n), version })), headers: { ce_subject: storyId(n) },
});
const versionsOf = (batch: Batch<unknown>): string[] => batch.records.map(({ value }) => (value as { version: string }).version);
const backoff = (): number => 20;

function memoryBench(): Promise<Bench> {
  const log = createMemoryLog({ partitions: 3 });
  const observer = createRunnerObserver({ logger, metrics: createMetrics('test') });
  return Promise.resolve({
    publisher: log.publisher,
    join: (groupId, handler) => {
      const server = new MemoryBatchServer({ log, service: 'storage', groupId, observer, backoff });
      server.addHandler(topic, handler as never, true);
      return new Promise<Member>((done) => { server.listen(() => { done(server); }); });
    },
    letters: () => Promise.resolve(log.records(TOPICS.deadLetter.name)),
    stop: () => Promise.resolve(),
  });
}

let folder: string;
let kafka: LocalKafka;

async function kafkaBench(): Promise<Bench> {
  const brokers = [kafka.brokers];
  const publisher = createKafkaPublisher({ brokers, clientId: 'test', logger });
  const members: Member[] = [];
  return {
    publisher,
    join: async (groupId, handler) => {
      const server = new KafkaBatchServer({
        brokers, service: 'storage', groupId, publisher, logger, metrics: createMetrics('test'), backoff,
        fatal: (reason) => { throw new Error(reason); },
      });
      server.addHandler(topic, handler as never, true);
      await new Promise<void>((done, failed) => { void server.listen((error) => { if (error === undefined) done(); else failed(error as Error); }); });
      members.push(server);
      return server;
    },
    letters: () => readAll(TOPICS.deadLetter.name),
    stop: async () => {
      await Promise.all(members.map((member) => member.close()));
      await publisher.close();
    },
  };
}

async function readAll(name: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const stop = new AbortController();
  await tailTopic({ brokers: [kafka.brokers], clientId: 'test', logger, topic: name, last: 10_000, signal: stop.signal, onRecord: (record) => { records.push(record); }, onCaughtUp: () => { stop.abort(); } });
  return records;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wiredesk-eventlog-'));
  const [port = 0, controllerPort = 0] = await freePorts(2);
  kafka = await startKafka({ root, home: folder, env: process.env }, { port, controllerPort });
  await createTopics({ brokers: [kafka.brokers], partitions: 3, logger });
}, 180_000);
afterAll(async () => {
  await kafka.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

let run = 0;
const BENCHES: readonly [string, () => Promise<Bench>][] = [['in memory', memoryBench], ['Kafka', kafkaBench]];

describe.each(BENCHES)('the log %s', (_name, open) => {
  let bench: Bench;
  let group: string;
  /** Stories of this test alone: the log outlives it. */
  let story: number;
  const mine = (batch: Batch<unknown>): Batch<unknown> => ({ ...batch, records: batch.records.filter(({ record }) => Number(record.key?.toString()) >= story) });
  beforeEach(async () => {
    bench = await open();
    run += 1;
    group = `group-${run}`;
    story = run * 1_000;
  });
  afterEach(async () => { await bench.stop(); });

  test('gives a new group every record from the beginning, in order per key, decoded', async () => {
    await bench.publisher.publish([1, 2, 3, 4, 5].map((version) => anEvent(story, String(version))));
    await bench.publisher.publish([6, 7].map((version) => anEvent(story, String(version))));
    const seen: string[] = [];
    await bench.join(group, (batch) => { seen.push(...versionsOf(mine(batch))); return Promise.resolve(); });
    await eventually(() => seen.length === 7);
    expect(seen).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  }, 60_000);

  test('sets garbage aside with its bytes, stage, code and coordinates, and hands its neighbours on', async () => {
    const garbage = Buffer.from([0x00, 0xff, story % 251, 0x7b]);
    await bench.publisher.publish([anEvent(story, '1'), { topic, key: storyId(story), value: garbage, headers: { 'x-own': 'kept' } }, anEvent(story, '2')]);
    const seen: string[] = [];
    await bench.join(group, (batch) => { seen.push(...versionsOf(mine(batch))); return Promise.resolve(); });
    await eventually(() => seen.filter((version) => version === '2').length > 0);
    const letter = await eventually(async () => (await bench.letters()).find(({ value }) => value?.equals(garbage)));
    expect(letter.key?.toString()).toBe(storyId(story));
    const header = (name: string): string | undefined => letter.headers[name]?.toString();
    expect([header('dlq.stage'), header('dlq.code'), header('dlq.topic'), header('x-own')]).toEqual(['storage', 'undecodable', topic, 'kept']);
    expect(header('dlq.offset')).toMatch(/^\d+$/);
  }, 60_000);

  test('gives a batch again after a failure that may pass, and loses nothing', async () => {
    await bench.publisher.publish([1, 2, 3].map((version) => anEvent(story, String(version))));
    let failures = 0;
    const seen = new Set<string>();
    await bench.join(group, (batch) => {
      if (versionsOf(mine(batch)).length === 0) return Promise.resolve();
      if (failures < 3) { failures++; return Promise.reject(new Failure('database-unavailable', 'away')); }
      versionsOf(mine(batch)).forEach((version) => seen.add(version));
      return Promise.resolve();
    });
    await eventually(() => seen.size === 3);
    expect(failures).toBe(3);
  }, 60_000);

  test('isolates the record that a handler cannot bear, whatever it throws, and stays alive', async () => {
    await bench.publisher.publish([1, 2, 3].map((version) => anEvent(story, String(version))));
    const seen = new Set<string>();
    const circular = new TypeError('circular') as TypeError & { self?: unknown };
    circular.self = circular;
    await bench.join(group, (batch) => {
      if (versionsOf(mine(batch)).length === 0) return Promise.resolve();
      if (versionsOf(mine(batch)).includes('2')) return Promise.reject(circular);
      versionsOf(mine(batch)).forEach((version) => seen.add(version));
      return Promise.resolve();
    });
    const letter = await eventually(async () => (await bench.letters()).find(({ key, headers }) => key?.toString() === storyId(story) && headers['dlq.code']?.toString() === 'bug'));
    expect(JSON.parse(letter.value!.toString())).toMatchObject({ version: '2' });
    await eventually(() => seen.size === 2);
    await bench.publisher.publish([anEvent(story + 1, '9')]);
    await eventually(() => seen.has('9'));
  }, 60_000);

  test('ends a member after the batch in hand; the next one goes on behind it', async () => {
    await bench.publisher.publish([anEvent(story, '1')]);
    const first: string[] = [];
    const member = await bench.join(group, (batch) => { first.push(...versionsOf(mine(batch))); return Promise.resolve(); });
    await eventually(() => first.length === 1);
    await member.close();
    await bench.publisher.publish([anEvent(story, '2')]);
    const second: string[] = [];
    await bench.join(group, (batch) => { second.push(...versionsOf(mine(batch))); return Promise.resolve(); });
    await eventually(() => second.length > 0);
    expect(second).toEqual(['2']);
  }, 60_000);

  test('refuses a record over the limit and takes its neighbours', async () => {
    const large = { ...anEvent(story, '1'), value: Buffer.alloc(MAX_RECORD_BYTES + 1) };
    const answers = await Promise.allSettled([bench.publisher.publish([large]), bench.publisher.publish([anEvent(story, '2')])]);
    expect(answers).toEqual([{ status: 'rejected', reason: expect.objectContaining({ code: 'too-large' }) }, { status: 'fulfilled', value: undefined }]);
  }, 60_000);
});

/** The broker itself compresses these topics, with the codecs that producers in Java use. */
test.each(['gzip', 'snappy', 'lz4', 'zstd'])('a batch that was compressed with %s elsewhere is read', async (codec) => {
  const name = `codec.${codec}`;
  const brokers = [kafka.brokers];
  const admin = createKafka({ brokers, clientId: 'test', logger }).admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: false, topics: [{ topic: name, numPartitions: 1, replicationFactor: 1, configEntries: [{ name: 'compression.type', value: codec }] }] });
  await untilLed(admin, [name]);
  await admin.disconnect();
  const publisher = createKafkaPublisher({ brokers, clientId: 'test', logger });
  const values = [1, 2, 3].map((n) => `${n} ${'wire '.repeat(500)}`);
  await publisher.publish(values.map((value) => ({ topic: name, key: 'k', value: Buffer.from(value), headers: {} })));
  const server = new KafkaBatchServer({
    brokers, service: 'test', groupId: name, publisher, logger, metrics: createMetrics('test'), fatal: (reason) => { throw new Error(reason); },
    decode: ({ value }) => ({ ok: true, value: value?.toString() }),
  });
  const seen: unknown[] = [];
  server.addHandler(name, (batch: Batch<unknown>) => { seen.push(...batch.records.map(({ value }) => value)); return Promise.resolve(); }, true);
  await new Promise<void>((done) => { void server.listen(() => { done(); }); });
  await eventually(() => seen.length === 3);
  expect(seen).toEqual(values);
  await server.close();
  await publisher.close();
}, 60_000);

test('topics are those of the table, with its configuration; creating them again changes nothing', async () => {
  const again = await createTopics({ brokers: [kafka.brokers], partitions: 3, logger });
  expect(again).toEqual({ created: [], updated: Object.values(TOPICS).map(({ name }) => name) });
  const admin = createKafka({ brokers: [kafka.brokers], clientId: 'test', logger }).admin();
  await admin.connect();
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: TOPICS.stories.name }] });
  await admin.disconnect();
  const entries = Object.fromEntries(resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]));
  expect(entries).toMatchObject(TOPICS.stories.config);
}, 60_000);

describe('a topic that is read from its first record', () => {
  const name = 'replayed';
  const connection = (): { brokers: string[]; clientId: string; logger: typeof logger } => ({ brokers: [kafka.brokers], clientId: 'test', logger });
  const record = (key: string, value: string): OutgoingRecord => ({ topic: name, key, value: Buffer.from(value), headers: {} });
  let publisher: Publisher;
  beforeAll(async () => {
    const admin = createKafka(connection()).admin();
    await admin.connect();
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic: name, numPartitions: 4, replicationFactor: 1 }] });
    await untilLed(admin, [name]);
    await admin.disconnect();
    publisher = createKafkaPublisher(connection());
  }, 60_000);
  afterAll(() => publisher.close());

  test('gives nothing of an empty one', async () => {
    const totals: number[] = [];
    await replayTopic({ ...connection(), topic: name, onBounds: (total) => { totals.push(total); }, handle: () => Promise.reject(new Error('there is nothing')) });
    expect(totals).toEqual([0]);
  }, 60_000);

  test('gives what stood there at the start, in order per key, and ends before what came meanwhile', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    await publisher.publish([1, 2, 3].flatMap((n) => keys.map((key) => record(key, String(n)))));
    const seen = new Map<string, string[]>();
    let came = false;
    await replayTopic({
      ...connection(), topic: name, onBounds: (total) => { expect(total).toBe(15); },
      handle: async (records) => {
        if (!came) await publisher.publish(keys.map((key) => record(key, 'late')));
        came = true;
        for (const { key, value } of records) seen.set(String(key), [...(seen.get(String(key)) ?? []), String(value)]);
      },
    });
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(keys.map((key) => [key, ['1', '2', '3']])));
  }, 60_000);

  test('rejects with what its reader throws, and leaves no group behind', async () => {
    await expect(replayTopic({ ...connection(), topic: name, onBounds: () => undefined, handle: () => Promise.reject(new Failure('row-refused', 'no')) })).rejects.toThrow('no');
    const admin = createKafka(connection()).admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    expect(groups.filter(({ groupId }) => groupId.startsWith('wiredesk-replay-'))).toEqual([]);
  }, 60_000);
});

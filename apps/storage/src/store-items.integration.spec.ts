import type { EnrichedItem } from '@wiredesk/contracts';
import { createBatchRunner, type LogRecord, type OutgoingRecord } from '@wiredesk/eventlog';
import { anItem, newStoryId, startDatabase, T0, type TestDatabase } from './database.suite.js';
import { createNoteDeadLetters } from './note-dead-letters.js';
import { createStoreItems, type StoreItems, type Stored } from './store-items.js';
import { tickStories } from './story-clock.js';

let desk: TestDatabase;
let storeItems: StoreItems;
let stored: Stored[] = [];

beforeAll(async () => {
  desk = await startDatabase();
  storeItems = createStoreItems({ transaction: desk.transaction, now: () => new Date(T0), onStored: (each) => { stored.push(each); } });
}, 120_000);
afterAll(() => desk.stop(), 60_000);
beforeEach(() => { stored = []; });

const recordOf = (item: EnrichedItem, offset: number): LogRecord => ({
  topic: 'news.enriched.v1', partition: 0, offset: String(offset), timestamp: '0', key: Buffer.from(item.storyId), value: Buffer.from('x'), headers: {},
});
const store = (...items: EnrichedItem[]): Promise<void> =>
  storeItems({ topic: 'news.enriched.v1', partition: 0, records: items.map((value, n) => ({ value, record: recordOf(value, n) })) });
const one = <T>(sql: string, ...values: unknown[]): Promise<T> => desk.one<T>(sql, ...values);
const eventsOf = (storyId: string): ReturnType<TestDatabase['eventsOf']> => desk.eventsOf(storyId);
const tableOf = (storyId: string): Promise<unknown> => one('select status, version, text_version_key, state, public from story where id = $1', storyId);

test('an item is history, current story, figures with who said it, entities and one numbered event', async () => {
  const storyId = newStoryId();
  await store(anItem({ storyId }));
  expect(await one('select status, version, feed, language from story where id = $1', storyId)).toEqual({ status: 'usable', version: '1', feed: 'test', language: 'en' });
  expect(await one('select value, comparator, unit, source, source_kind, via from figure where story_id = $1', storyId))
    .toEqual({ value: 3, comparator: 'eq', unit: 'baker', source: 'Three', source_kind: 'official', via: ['a radio'] });
  expect(await one('select name, link, mentions from entity where story_id = $1', storyId)).toEqual({ name: 'Austria', link: 'AT', mentions: 1 });
  const [event] = await eventsOf(storyId);
  expect(event).toMatchObject({ type: 'created', storyId, story: { text: 'Three bakers of version 1.' } });
  expect(JSON.stringify(event)).not.toContain('for editors only');
});

test('storing the same again, ten times, changes nothing', async () => {
  const storyId = newStoryId();
  const item = anItem({ storyId });
  await store(item);
  const before = [await tableOf(storyId), await eventsOf(storyId)];
  for (let n = 0; n < 10; n++) await store(item, item);
  expect([await tableOf(storyId), await eventsOf(storyId)]).toEqual(before);
  expect(stored.slice(1)).toEqual(Array.from({ length: 10 }, () => ({ items: 0, repeated: 2, events: 0, parked: [] })));
});

test('versions in any order, in one batch or in several, end in the same story with the same history', async () => {
  const versions = ['1', '2', '3', '10'];
  const orders = [versions, [...versions].reverse(), ['3', '1', '10', '2']];
  const ends: unknown[] = [];
  for (const order of orders) {
    for (const together of [true, false]) {
      const storyId = newStoryId();
      const items = order.map((version) => anItem({ storyId, version }));
      if (together) await store(...items);
      else for (const item of items) await store(item);
      const { count } = await one<{ count: string }>('select count(*) from item where story_id = $1', storyId);
      const { version, public: shown } = (await tableOf(storyId)) as { version: string; public: { text: string } };
      ends.push({ version, text: shown.text, count });
    }
  }
  expect(ends).toEqual(Array.from({ length: 6 }, () => ({ version: '10', text: 'Three bakers of version 10.', count: '4' })));
});

test('a kill takes the text away everywhere but from history; an older version after it brings nothing back', async () => {
  const storyId = newStoryId();
  await store(anItem({ storyId, version: '1' }));
  await store(anItem({ storyId, version: '3', signal: 'kill', pubStatus: 'canceled', text: '', headlines: [], bodies: [], annotations: { ...anItem({ storyId }).annotations, entities: [], figures: [], attributions: [] } }));
  await store(anItem({ storyId, version: '2' }));
  expect(await one('select status, public from story where id = $1', storyId)).toEqual({ status: 'killed', public: null });
  const events = await eventsOf(storyId);
  expect(events.map(({ type }) => type)).toEqual(['created', 'killed']);
  expect(events[1]!.story).toBeUndefined();
  expect((await one<{ doc: EnrichedItem }>("select doc from item where story_id = $1 and version = '1'", storyId)).doc.text).toBe('Three bakers of version 1.');
});

test('an embargoed text is nowhere public until the clock releases it, once, however many clocks tick', async () => {
  const storyId = newStoryId();
  const until = '2026-09-01T11:00:00.000Z';
  await store(anItem({ storyId, pubStatus: 'usable', embargoedUntil: until, embargo: { until, asWritten: until, rule: 'ninjs' } }));
  expect(await one('select status, public from story where id = $1', storyId)).toEqual({ status: 'withheld', public: null });
  expect(JSON.stringify(await eventsOf(storyId))).not.toContain('bakers');
  expect(await tickStories(desk.transaction, '2026-09-01T10:59:59.000Z')).toBe(0);
  const ticks = await Promise.all([1, 2, 3].map(() => tickStories(desk.transaction, '2026-09-01T11:00:01.000Z')));
  expect(ticks.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect((await eventsOf(storyId)).map(({ type, story }) => [type, story?.text])).toEqual([['withheld', undefined], ['released', 'Three bakers of version 1.']]);
});

test('event numbers have no gap, whatever several writers do at once', async () => {
  const ids = Array.from({ length: 30 }, newStoryId);
  await Promise.all(ids.map((storyId) => store(anItem({ storyId, version: '1' }), anItem({ storyId, version: '2' }))));
  const { gaps, taken } = await one<{ gaps: string; taken: string }>(
    'select count(*) filter (where sequence <> before + 1) as gaps, count(*) as taken from (select sequence, lag(sequence, 1, 0::bigint) over (order by sequence) as before from outbox) numbered');
  expect(Number(gaps)).toBe(0);
  expect(Number(taken)).toBeGreaterThanOrEqual(60);
});

test('two writers on one story lose nothing', async () => {
  const storyId = newStoryId();
  await Promise.all(Array.from({ length: 8 }, (_, n) => store(anItem({ storyId, version: String(n + 1) }))));
  const { state } = (await tableOf(storyId)) as { state: { heads: unknown[]; version: string } };
  expect([state.heads.length, state.version]).toEqual([8, '8']);
});

test('an item that the database refuses becomes a dead letter alone; the rest of its batch is stored', async () => {
  const ids = [newStoryId(), newStoryId(), newStoryId()];
  const items = ids.map((storyId) => anItem({ storyId }));
  const broken = { ...items[1]!, versionCreated: 'never' };
  const letters: OutgoingRecord[] = [];
  const values = [items[0]!, broken, items[2]!];
  const runner = createBatchRunner({
    stage: 'storage', decode: (record) => ({ ok: true, value: values[Number(record.offset)] }),
    publisher: { publish: (records) => { letters.push(...records); return Promise.resolve(); }, problem: () => undefined, close: () => Promise.resolve() },
    observer: { processed: () => undefined, dropped: () => undefined, deadLettered: () => undefined, paused: ({ error }) => { throw error; } },
  });
  await runner.run(values.map(recordOf), (batch) => storeItems(batch as never), {
    mayContinue: () => true, resolve: () => undefined, heartbeat: () => Promise.resolve(), pause: () => () => undefined,
  });
  expect(letters.map(({ key, headers }) => [key, headers['dlq.code']])).toEqual([[ids[1], 'row-refused']]);
  const { count } = await one<{ count: string }>('select count(*) from story where id = any($1)', ids);
  expect(count).toBe('2');
});

test('a dead letter is noted once, under the receipt of its item, whatever bytes its headers hold', async () => {
  const note = createNoteDeadLetters(desk.database);
  const headers = { ce_id: 'receipt-of-a-letter', 'dlq.topic': 'news.raw.v1', 'dlq.partition': '3', 'dlq.offset': '7', 'dlq.stage': 'enrichment', 'dlq.code': 'enrichment-failed', 'dlq.message': 'too\0 odd' };
  const record: LogRecord = { topic: 'news.deadletter.v1', partition: 0, offset: '0', timestamp: String(Date.parse(T0)), key: null, value: Buffer.from([0]), headers };
  for (let n = 0; n < 2; n++) await note({ topic: record.topic, partition: 0, records: [{ record, value: undefined }] });
  expect(await desk.database.query("select stage, code, message, at from dead_letter where receipt_id = 'receipt-of-a-letter'")).toEqual([
    { stage: 'enrichment', code: 'enrichment-failed', message: 'too odd', at: new Date(T0) },
  ]);
});

import { encodeJson, type EnrichedItem, type RawItem, type StoryEvent } from '@wiredesk/contracts';
import { enrichItem } from '@wiredesk/extraction';
import { createLogger, createMetrics } from '@wiredesk/runtime';
import { createDataSource } from '../data-source.js';
import { startOutboxRelay } from '../outbox-relay.js';
import { createStoreItems } from '../store-items.js';
import { aRawItem, derived, EMPTY, keptTables, minute, startServers, type Desk, type Servers } from './rebuild.suite.js';

let servers: Servers;
let desk: Desk;

beforeAll(async () => { servers = await startServers(); }, 240_000);
afterAll(() => servers.stop(), 60_000);
beforeEach(async () => { desk = await servers.openDesk(); }, 90_000);
afterEach(() => desk.close());

const HARBOUR = [
  'Dockers in the Polish port of Gdansk walked out on Monday, leaving 40 ships at anchor off the coast.', 'The union Solidarna Fala said that 1,900 workers had joined the strike over night pay.',
  'Harbour master Marek Zielonka told reporters that grain carriers from Denmark, Sweden and Latvia were among the vessels that wait.',
  'Talks with the operator Baltic Quay Services are to resume in Warsaw on Wednesday, a ministry official said.',
].join('\n');
const kill = (name: string, version: string): RawItem => aRawItem({ name, version, signal: 'kill', pubStatus: 'canceled', ...EMPTY });
const embargoed = (name: string, until: string): RawItem => aRawItem({ name, embargoedUntil: until, embargo: { until, asWritten: until, rule: 'ninjs' } });
const numbered = (name: string, value: string): Partial<RawItem> & { name: string } => ({ name, altIds: [{ role: 'sequence', value }] });
const killOf = (name: string, id: string): RawItem => aRawItem({ ...numbered(name, `${id}-kill`), versionCreated: minute(30), signal: 'kill', refersTo: [{ rel: 'sequence', id }], ...EMPTY });

/** A day at a desk, some of it before and some behind `between`. */
async function aDay(between: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const update = aRawItem({ name: 'tram', version: '2', signal: 'update', text: 'Police in Oslo said 15 people were hurt when a tram left the rails.' });
  const first = aRawItem({ name: 'tram' });
  await desk.receive(first, aRawItem({ name: 'fair' }), embargoed('budget', minute(40)));
  await desk.receive(aRawItem({ name: 'fair', version: '3', signal: 'correction' }));
  await desk.receive(aRawItem({ name: 'fair', version: '2', signal: 'update' }), killOf('note-1', '0077'));
  await desk.receive(aRawItem(numbered('mine', '0077')), aRawItem({ name: 'later', expires: minute(50) }), killOf('note-2', '0999'));
  await desk.receive(aRawItem({ name: 'harbour', text: HARBOUR, versionCreated: minute(1) }));
  await desk.receive(aRawItem({ name: 'storm' }));
  await desk.publish('0'.repeat(32), Buffer.from('{"no": "item'));
  await between();
  await desk.receive(aRawItem({ name: 'copied', feed: 'another', text: `By our correspondent\n${HARBOUR}`, versionCreated: minute(5) }), update);
  await desk.publish(first.storyId, encodeJson({ hello: 'wire' }));
  await desk.publish(first.storyId, null);
  // Redelivered, and the same version with other content.
  await desk.receive({ ...first, receipt: { ...first.receipt, id: 'another-receipt', receivedAt: minute(9) } });
  await desk.receive(aRawItem({ name: 'tram', version: '2', text: 'Another text of the same version: 16 people.' }));
  for (const number of [3, 1]) await desk.receive(aRawItem({ name: 'takes', version: String(number), take: { key: 'takes', number }, text: `Take ${number}: 7 boats left Riga.` }));
  await desk.receive(kill('storm', '2'), aRawItem({ name: 'held', pubStatus: 'withheld' }));
  await desk.clock(minute(45));
  await desk.receive(kill('harbour', '2'), embargoed('late', minute(20)));
  await desk.clock(minute(60));
  await desk.receive(aRawItem({ name: 'budget', version: '2', signal: 'update', versionCreated: minute(61) }));
  await desk.rows('update outbox set published_at = recorded_at');
}

/** An engine that reads the texts of Riga otherwise. */
function otherEngine(item: RawItem): EnrichedItem {
  const enriched = enrichItem(item);
  const { annotations } = enriched;
  const engine = { ...annotations.engine, version: 'other' };
  return { ...enriched, annotations: item.text.includes('Riga') ? { ...annotations, engine, figures: [] } : { ...annotations, engine } } as EnrichedItem;
}

async function fillKeptTables(): Promise<void> {
  await desk.rows("insert into receipt (id, feed, status, received_at, body) values ('r1', 'agency', 'accepted', now(), '{\"id\": \"r1\"}')");
  await desk.rows("insert into saved_search values ('ours', 'country=PL', 'me', now())");
  await desk.rows("insert into idempotency_key (feed, key, digest, started_at) values ('agency', 'k', 'd', now())");
  await desk.rows("insert into feed_hour values ('agency', now(), 3, 12.5)");
}

test('with the same engine every column of every table is what it was, nothing is told, and what is not derived is untouched', async () => {
  await aDay();
  await fillKeptTables();
  const kept = await keptTables(desk);
  const before = [await desk.dump(derived), await desk.dump(kept)];
  expect(Object.fromEntries(Object.entries(before[0]!).map(([table, rows]) => [table, rows.length > 0]))).toEqual(Object.fromEntries(derived.map((table) => [table, true])));
  expect((await desk.rows<{ status: string }>('select distinct status from story order by 1')).map(({ status }) => status)).toEqual(['expired', 'killed', 'usable', 'withheld']);
  const report = await desk.rebuild();
  expect(await desk.dump(derived)).toEqual(before[0]);
  const after = await desk.dump(kept);
  expect({ ...after, dead_letter: [] }).toEqual({ ...before[1], dead_letter: [] });
  expect(report).toMatchObject({ differing: 0, added: 0, carriedOver: { items: 0, stories: 0 }, dropped: 1, newLetters: 2 });
  expect(report.told).toBeUndefined();
  expect(report.letters.map(({ stage, code }) => [stage, code]).sort()).toEqual([['enrichment', 'schema-invalid'], ['enrichment', 'undecodable']]);
  expect(after['dead_letter']).toHaveLength(2);
  expect(await desk.rebuild({ drop: true })).toMatchObject({ differing: 0, newLetters: 0 });
  expect(await desk.dump(derived)).toEqual(before[0]);
  expect(await desk.rows("select nspname from pg_namespace where nspname like 'wire%'")).toEqual([]);
}, 120_000);

test('with another engine only the stories that read otherwise are told, behind the last number, and keep where they arrived', async () => {
  await aDay();
  const stories = (): Promise<{ id: string; uri: string; arrived: string; changed: string; engine: string | null }[]> =>
    desk.rows("select id, uri, arrived_sequence as arrived, changed_sequence as changed, public->'annotations'->'engine'->>'version' as engine from story order by id");
  const [before, outbox] = [await stories(), await desk.dump(['outbox'])];
  const last = outbox['outbox']!.length;
  const report = await desk.rebuild({ enrich: otherEngine });
  expect(report).toMatchObject({ differing: 1, added: 0, told: { first: last + 1, last: last + 1 } });
  const told = (await desk.rows<{ event: StoryEvent }>('select event from outbox where published_at is null')).map(({ event }) => event);
  expect(told.map(({ type, uri, sequence, reason, story }) => [type, uri, sequence, reason, story?.annotations.figures.length])).toEqual([['updated', 'urn:test:takes', last + 1, 'read anew by the engine', 0]]);
  expect((await desk.dump(['outbox']))['outbox']).toEqual(expect.arrayContaining(outbox['outbox']!));
  expect(await stories()).toEqual(before.map((story) => ({ ...story, engine: story.engine === null ? null : 'other', ...(story.uri === 'urn:test:takes' ? { changed: String(last + 1) } : {}) })));
  expect(await desk.rows("select value from counter where name = 'story-event'")).toEqual([{ value: String(last + 1) }]);
}, 120_000);

test('every name that stories show is known afterwards, of stories that were carried over, too, and none that was not known before', async () => {
  const people = (text: string): string => `${text} The mayor, Ingrid Solberg, spoke in Oslo.`;
  await desk.receive(aRawItem({ name: 'tram', text: people('Two trams met.') }), aRawItem({ name: 'fair' }));
  await desk.receive(aRawItem({ name: 'tram', version: '2', signal: 'update', text: 'Two trams met in Bergen.' }));
  await servers.emptyRawTopic();
  await desk.rows("delete from item where doc->>'uri' = 'urn:test:fair'");
  const shown = "select distinct name from story, string_to_table(names, ' | ') as name order by 1";
  const known = async (): Promise<unknown[]> => desk.rows('select name from known_name order by 1');
  const before = [await desk.rows(shown), await known()];
  expect(before[1]!.length).toBeGreaterThan(before[0]!.length);
  expect(await desk.rebuild()).toMatchObject({ differing: 0, carriedOver: { stories: 1 } });
  expect(await desk.rows(shown)).toEqual(before[0]);
  const after = await known();
  expect(after).toEqual(expect.arrayContaining(before[0]!));
  expect(before[1]).toEqual(expect.arrayContaining(after));
}, 120_000);

test('--check says which stories differ and changes nothing', async () => {
  await aDay();
  const all = [...derived, ...(await keptTables(desk))];
  const before = await desk.dump(all);
  const report = await desk.rebuild({ enrich: otherEngine, check: true });
  expect(report.examples.map(({ uri, before: was, after }) => [uri, was, after])).toEqual([['urn:test:takes', 'usable 3', 'usable 3']]);
  expect(await desk.dump(all)).toEqual(before);
  expect(await desk.rows("select nspname from pg_namespace where nspname like 'wire%'")).toEqual([]);
}, 120_000);

test('what has left the raw topic is carried over: items with their annotations, stories without their items as they stood', async () => {
  await aDay(() => servers.emptyRawTopic());
  // Its history was given up as well.
  const [gone] = await desk.rows<{ id: string }>("select id from story where uri = 'urn:test:fair'");
  await desk.rows('delete from item where story_id = $1', gone!.id);
  const before = await desk.dump(derived);
  const report = await desk.rebuild();
  expect(await desk.dump(derived)).toEqual(before);
  expect(report).toMatchObject({ differing: 0, carriedOver: { items: 8, stories: 1 } });
}, 120_000);

test('an item that no longer can be annotated keeps what was read in it, and is named', async () => {
  await aDay();
  const before = await desk.dump(derived);
  const report = await desk.rebuild({ enrich: (item) => { if (item.uri === 'urn:test:takes') throw new RangeError('no engine'); return enrichItem(item); } });
  expect(await desk.dump(derived)).toEqual(before);
  expect(report).toMatchObject({ differing: 0, newLetters: 4, carriedOver: { items: 2 } });
  expect(report.letters.filter(({ code }) => code === 'enrichment-failed').map(({ message }) => message)).toEqual(['RangeError: no engine', 'RangeError: no engine']);
}, 120_000);

test('an item that is on the raw topic and was never stored is stored and told', async () => {
  await desk.receive(aRawItem({ name: 'tram' }));
  const lost = aRawItem({ name: 'lost' });
  await desk.publish(lost.storyId, encodeJson(lost));
  expect(await desk.rebuild()).toMatchObject({ differing: 1, added: 1, told: { first: 2, last: 2 } });
  expect(await desk.rows('select type, sequence from outbox where story_id = $1', lost.storyId)).toEqual([{ type: 'created', sequence: '2' }]);
  expect(await desk.rows('select status, arrived_sequence, changed_sequence from story where id = $1', lost.storyId)).toEqual([{ status: 'usable', arrived_sequence: '2', changed_sequence: '2' }]);
}, 120_000);

test('an embargo that ended while nobody was there ends, and is told', async () => {
  await desk.receive(embargoed('budget', minute(40)));
  expect(await desk.rebuild({ now: () => new Date(minute(41)) })).toMatchObject({ differing: 1 });
  expect((await desk.rows<{ event: StoryEvent }>('select event from outbox order by sequence')).map(({ event: { type, story } }) => [type, story === undefined])).toEqual([['withheld', true], ['released', false]]);
}, 120_000);

test('broken off anywhere, the old tables stand, and the next rebuild goes through', async () => {
  await aDay();
  const all = [...derived, ...(await keptTables(desk))];
  const before = await desk.dump(all);
  let calls = 0;
  const steps: string[] = [];
  await desk.rebuild({ check: true, tell: (line) => { steps.push(line); } });
  expect(steps.length).toBeGreaterThan(1);
  for (let n = 1; n <= steps.length; n++) {
    calls = 0;
    await expect(desk.rebuild({ tell: () => { if (++calls === n) throw new Error('broken off'); } })).rejects.toThrow('broken off');
    expect(await desk.dump(all)).toEqual(before);
  }
  await expect(desk.rebuild({ brokers: ['127.0.0.1:1'] })).rejects.toThrow();
  expect(await desk.dump(all)).toEqual(before);
  expect(await desk.rebuild()).toMatchObject({ differing: 0 });
  expect(await desk.dump(derived)).toEqual(Object.fromEntries(derived.map((table) => [table, before[table]])));
}, 240_000);

test('it is refused while storage runs or another rebuild does, and while somebody writes a story', async () => {
  await desk.receive(aRawItem({ name: 'tram' }));
  const relay = startOutboxRelay({ database: desk.database, publisher: servers.publisher, logger: createLogger({ service: 'test', level: 'fatal' }), metrics: createMetrics('test'), idleMs: 20 });
  try {
    while ((await desk.rows("select 1 from pg_locks where locktype = 'advisory'")).length === 0) await new Promise((done) => { setTimeout(done, 20); });
    await expect(desk.rebuild()).rejects.toThrow(/storage runs on this database/);
  } finally {
    await relay.stop();
  }
  const other = await createDataSource({ url: desk.url }).initialize();
  const session = other.createQueryRunner();
  await session.query('select pg_advisory_lock(7071001)');
  await expect(desk.rebuild()).rejects.toThrow(/another rebuild/);
  await session.query('select pg_advisory_unlock_all()');
  await session.query('select pg_advisory_lock(7071003, 77)');
  await expect(desk.rebuild()).rejects.toThrow(/somebody writes stories/);
  await session.release();
  await other.destroy();
}, 120_000);

test('a storage that is started meanwhile waits, and writes into the new tables', async () => {
  await aDay();
  const next = aRawItem({ name: 'tram', version: '9' });
  const storeItems = createStoreItems({ transaction: desk.transaction, onStored: () => undefined });
  let storing: Promise<void> | undefined;
  let ended = false;
  const store = async (): Promise<void> => {
    await storeItems({ topic: 'news.enriched.v1', partition: 0, records: [{ value: enrichItem(next), record: { topic: 'news.enriched.v1', partition: 0, offset: '0', timestamp: '0', key: null, value: null, headers: {} } }] });
    ended = true;
  };
  const report = await desk.rebuild({ enrich: (item) => { storing ??= store(); return otherEngine(item); } });
  expect([report.differing, storing === undefined]).toEqual([1, false]);
  await storing;
  expect(ended).toBe(true);
  expect(await desk.rows('select version from story where id = $1', next.storyId)).toEqual([{ version: '9' }]);
  expect(await desk.rows('select count(*)::int as engines from wire_before.item where story_id = $1 and version = $2', next.storyId, '9')).toEqual([{ engines: 0 }]);
}, 120_000);

test('readers see the old tables or the new ones and never some of each, and their rights are what they were', async () => {
  await aDay();
  await desk.rows("do $$ begin if to_regrole('desk_reader') is null then create role desk_reader; end if; end $$");
  await desk.rows('grant select on story, item to desk_reader');
  const reader = await createDataSource({ url: desk.url, pool: 4 }).initialize();
  let reading = true;
  const seen = new Set<string>();
  const read = async (): Promise<void> => {
    while (reading) {
      const engines = await reader.transaction(async (sql) => {
        await sql.query('set local role desk_reader');
        return (await sql.query<{ engine: string }[]>(`select distinct engine from (
          select doc->'annotations'->'engine'->>'version' as engine from item
          union all select public->'annotations'->'engine'->>'version' from story where public is not null) as said`)).map(({ engine }) => engine);
      });
      seen.add(engines.sort().join('+'));
    }
  };
  const readers = [1, 2, 3].map(read);
  await desk.rebuild({ enrich: otherEngine });
  await new Promise((done) => { setTimeout(done, 300); });
  reading = false;
  await Promise.all(readers);
  await reader.destroy();
  expect([...seen].sort()).toEqual(['0.1.0', 'other']);
}, 120_000);

test('a table of which nobody has said whether it is derived stops the command before anything is done', async () => {
  await desk.rows('create table surprise (n int)');
  await expect(desk.rebuild()).rejects.toThrow(/surprise/);
  expect(await desk.rows("select nspname from pg_namespace where nspname like 'wire%'")).toEqual([]);
}, 60_000);

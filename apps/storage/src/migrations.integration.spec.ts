import { anItem, newStoryId, startDatabase, type TestDatabase } from './database.suite.js';
import { createDataSource, MIGRATIONS } from './data-source.js';
import { createStoreItems } from './store-items.js';

/** How many migrations there were before the history was cut into months. */
const BEFORE = MIGRATIONS.findIndex(({ name }) => name.startsWith('HistoryInMonths'));
const TABLES = ['outbox', 'receipt', 'story', 'item', 'figure', 'entity'];

let desk: TestDatabase;
const query = <T>(text: string, values: unknown[] = []): Promise<T[]> => desk.database.query<T[]>(text, values);
/** Every row of a table as text, by which tables are told apart; without columns that came later and go with their migration. */
const contents = async (schema = 'public'): Promise<Record<string, unknown>> => Object.fromEntries(await Promise.all(TABLES.map(async (table) =>
  [table, await query(`select (to_jsonb(t) - array['first_written', 'last_written'])::text as row from ${schema}.${table} t order by 1`)])));
const latest = (url: string): ReturnType<typeof createDataSource> => createDataSource({ url, pool: 2 });

/** Some years of events and receipts, and one of each that a wrong clock dated. */
async function fill(): Promise<void> {
  await query(`insert into outbox (sequence, story_id, type, event, traceparent, recorded_at, published_at)
    select n, md5((n % 50)::text), 'created', jsonb_build_object('sequence', n, 'story', jsonb_build_object('text', repeat(md5(n::text), 200))), null, now() - interval '900 days' + n * interval '1 hour',
      case when n < 20000 then now() end from generate_series(1, 20100) as n`);
  await query(`insert into receipt (id, feed, status, received_at, story_id, uri, version, version_key, content_hash, body)
    select 'r' || n, 'feed-' || n % 7, case n % 3 when 0 then 'duplicate' else 'accepted' end, now() - interval '400 days' + n * interval '20 minutes', md5((n % 50)::text), 'urn:' || n, n::text, n::text, md5(n::text), jsonb_build_object('id', 'r' || n)
    from generate_series(1, 20000) as n`);
  await query("insert into outbox (sequence, story_id, type, event, recorded_at) values (20101, 'odd', 'created', '{}', '2200-01-01T00:00:00Z')");
  await query("insert into receipt (id, feed, status, received_at, body) values ('odd', 'feed-1', 'rejected', '2200-01-01T00:00:00Z', '{}')");
  await query("update counter set value = 20101 where name = 'story-event'");
}

describe('a database that was filled before its history was cut into months', () => {
  let before: Record<string, unknown>;
  beforeAll(async () => {
    desk = await startDatabase({ upTo: BEFORE });
    await fill();
    before = await contents();
  }, 120_000);
  afterAll(() => desk.stop(), 60_000);

  test('keeps every row as it was, while readers hold on and after a run that was broken off', async () => {
    // A run that died after its first steps.
    await query("create table outbox_rest (like outbox including defaults including storage including compression)");
    await query('create unique index outbox_before_pkey on outbox (sequence)');
    // A reader that takes its time.
    const reader = desk.database.createQueryRunner();
    await reader.startTransaction();
    await reader.query('select count(*) from outbox');
    const migrating = latest(desk.urls.owner);
    await migrating.initialize();
    const done = migrating.runMigrations();
    await new Promise((wait) => { setTimeout(wait, 2_500); });
    // Its own lock is the only one that is waited for: others read and write meanwhile.
    await query("insert into outbox (sequence, story_id, type, event, recorded_at) values (20102, 'meanwhile', 'created', '{}', now())");
    await reader.commitTransaction();
    await reader.release();
    expect((await done).map(({ name }) => name)).toEqual(MIGRATIONS.slice(BEFORE).map(({ name }) => name));
    expect(await migrating.runMigrations()).toEqual([]);
    await migrating.destroy();
    expect(await query("delete from outbox where sequence = 20102 returning 1 as one")).toEqual([[{ one: 1 }], 1]);
    expect(await contents()).toEqual(before);
  }, 90_000);

  test('has the old table as its first part, with the odd rows beside it, and no second index for anything', async () => {
    const parts = await query<{ part: string; rows: number }>(
      "select tableoid::regclass::text as part, count(*)::int as rows from outbox group by 1 union all select tableoid::regclass::text, count(*)::int from receipt group by 1 order by 1");
    expect(parts).toEqual([{ part: 'outbox_before', rows: 20_100 }, { part: 'outbox_rest', rows: 1 }, { part: 'receipt_before', rows: 20_000 }, { part: 'receipt_rest', rows: 1 }]);
    expect((await query<{ name: string }>("select indexrelid::regclass::text as name from pg_index where indrelid = 'outbox_before'::regclass order by 1")).map(({ name }) => name))
      .toEqual(['outbox_before_pkey', 'outbox_before_story', 'outbox_before_text_gone', 'outbox_before_time', 'outbox_before_waiting']);
    expect(await query("select conname from pg_constraint where conrelid = 'outbox_before'::regclass and contype = 'c'")).toEqual([]);
  });

  test('goes on with its numbers, and storing what is there again changes nothing', async () => {
    const storyId = newStoryId();
    const store = (offset: number): Promise<void> => createStoreItems({ transaction: desk.transaction, onStored: () => undefined })({
      topic: 'news.enriched.v1', partition: 0,
      records: [{ value: anItem({ storyId }), record: { topic: 'news.enriched.v1', partition: 0, offset: String(offset), timestamp: '0', key: null, value: null, headers: {} } }],
    });
    for (let n = 0; n < 5; n++) await store(n);
    expect(await query('select sequence::int, type from outbox where story_id = $1', [storyId])).toEqual([{ sequence: 20_102, type: 'created' }]);
  });

  test('versions of one story and what was told at an instant are found by index in every part', async () => {
    const plans = await Promise.all([
      "select event from outbox where story_id = 'x' order by sequence desc limit 20", "select event from outbox where story_id = 'x' and recorded_at <= now() order by sequence desc limit 1",
      'select event from outbox where sequence > 20000 order by sequence limit 50', 'select event from outbox where published_at is null order by sequence limit 500',
      "select body from receipt where id = 'r7'",
    ].map(async (text) => JSON.stringify(await query(`explain (format json) ${text}`))));
    for (const plan of plans) expect(plan).toMatch(/"Node Type":"(Index|Bitmap Index)[^}]*_before_/);
    for (const plan of plans) expect(plan).not.toMatch(/"Seq Scan"[^}]*_before"/);
  });

  test('can go back: the parts become one table again', async () => {
    const kept = await contents();
    const going = latest(desk.urls.owner);
    await going.initialize();
    for (let left = MIGRATIONS.length; left > BEFORE; left--) await going.undoLastMigration();
    expect((await query<{ kind: string }>("select relkind::text as kind from pg_class where oid = 'outbox'::regclass"))[0]).toEqual({ kind: 'r' });
    expect(await contents()).toEqual(kept);
    await going.runMigrations();
    await going.destroy();
    expect(await contents()).toEqual(kept);
  }, 60_000);

  test('the same migrations make a fresh schema beside it, whose months and rights outlive a new name', async () => {
    await query('create schema fresh');
    const url = new URL(desk.urls.owner);
    url.searchParams.set('options', '-c search_path=fresh');
    const fresh = latest(url.href);
    await fresh.initialize();
    await fresh.runMigrations();
    await fresh.destroy();
    await query('alter schema fresh rename to renamed');
    const asWriter = new URL(desk.urls.writer);
    asWriter.searchParams.set('options', '-c search_path=renamed');
    const writing = createDataSource({ url: asWriter.href });
    await writing.initialize();
    await writing.query("insert into outbox (sequence, story_id, type, event, recorded_at) values (1, 'a', 'created', '{}', now() - interval '1 day')");
    expect(await writing.query("select history_ahead('outbox') as made")).toEqual([{ made: [] }]);
    expect(await writing.query("select history_drop('outbox', now() - interval '40 days') as dropped")).toEqual([{ dropped: [] }]);
    expect(await writing.query('select tableoid::regclass::text as part from outbox')).toEqual([{ part: 'outbox_before' }]);
    await expect(writing.query('drop table outbox')).rejects.toThrow('must be owner');
    await writing.destroy();
    expect(Object.keys(await contents())).toEqual(TABLES);
  }, 60_000);
});

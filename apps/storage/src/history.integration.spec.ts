import { anItem, newStoryId, startDatabase, type TestDatabase } from './database.suite.js';
import { keepHistory, type HistoryTable } from './keep-history.js';
import { createStoreItems } from './store-items.js';

let desk: TestDatabase;
beforeAll(async () => { desk = await startDatabase(); }, 120_000);
afterAll(() => desk.stop(), 60_000);
beforeEach(async () => {
  await desk.database.query('truncate receipt, outbox, story, item, history_horizon');
  await desk.database.query("update counter set value = 0, at = '-infinity'");
});

const MONTH = /^\w+\.(outbox|receipt)_\d{4}_\d{2}$/;
/** Noon on the tenth, so many months from now. */
const inMonths = (n: number): string => {
  const at = new Date();
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n, 10, 12)).toISOString();
};
const monthOf = (table: HistoryTable, n: number): string => `public.${table}_${inMonths(n).slice(0, 7).replace('-', '_')}`;
const query = <T>(text: string, values: unknown[] = []): Promise<T[]> => desk.database.query<T[]>(text, values);
const partOf = async (table: HistoryTable, key: string, value: unknown): Promise<string | undefined> =>
  (await query<{ part: string }>(`select tableoid::regclass::text as part from ${table} where ${key} = $1`, [value]))[0]?.part;
/** What was told, published unless said. */
const told = (sequence: number, at: string, { published = true, storyId = 'a'.repeat(32) }: { published?: boolean; storyId?: string } = {}): Promise<unknown> =>
  query('insert into outbox (sequence, story_id, type, event, recorded_at, published_at) values ($1, $2, $3, $4, $5, $6)', [sequence, storyId, 'created', { sequence }, at, published ? at : null]);
const received = (id: string, at: string): Promise<unknown> => query("insert into receipt (id, feed, status, received_at, body) values ($1, 'a', 'accepted', $2, '{}')", [id, at]);
const keep = (table: HistoryTable, days?: number): ReturnType<typeof keepHistory> => keepHistory(desk.transaction, { table, days });
/** The parts of months that are behind us, as they are when a schema is some years old: the first part of all is gone. */
async function grownOld(): Promise<void> {
  for (const table of ['outbox', 'receipt'] as const) {
    await query(`alter table ${table} detach partition ${table}_before`);
    await query(`alter table ${table}_before rename to ${table}_before_gone_${Date.now()}`);
  }
}

test('months are made ahead, and a second round finds nothing to do', async () => {
  const parts = await query<{ part: string; until: Date | null; is_rest: boolean }>("select part::text, until, is_rest from history_parts('outbox') order by until");
  expect(parts.filter(({ is_rest }) => is_rest)).toHaveLength(1);
  expect(parts.findLast(({ until }) => until !== null)?.until?.getTime()).toBeGreaterThan(Date.parse(inMonths(2)));
  expect(await keep('outbox')).toEqual({ made: [], dropped: [], astray: 0 });
});

test('months that were made look like the first: keys, indexes and how texts are packed', async () => {
  const shape = (part: string): Promise<unknown[]> => query(
    `select a.attname, a.attstorage, a.attcompression, a.attnotnull,
       (select array_agg(replace(pg_get_indexdef(i.indexrelid), i.indexrelid::regclass::text, '') order by 1) from (
         select indexrelid from pg_index where indrelid = a.attrelid) as i) is not null as indexed,
       (select count(*)::int from pg_index where indrelid = a.attrelid) as indexes, (select count(*)::int from pg_index where indrelid = a.attrelid and indisprimary) as keys
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 order by a.attnum`, [part]);
  const first = await shape('outbox_before');
  expect(first.length).toBeGreaterThan(5);
  expect(first[0]).toMatchObject({ indexes: 5, keys: 1 });
  expect(await shape(monthOf('outbox', 2).slice(7))).toEqual(first);
});

describe('when the first part is gone', () => {
  beforeAll(grownOld);

  test('what comes with an odd instant is kept: late ones get their month, impossible ones stay with the rest and are counted', async () => {
    await told(1, inMonths(-7));
    await told(2, '2200-01-01T00:00:00Z');
    await told(3, inMonths(0));
    expect(await partOf('outbox', 'sequence', 1)).toBe('outbox_rest');
    const { made, astray } = await keep('outbox');
    expect(made).toEqual(expect.arrayContaining([monthOf('outbox', -7), monthOf('outbox', 0)]));
    expect(made.every((part) => MONTH.test(part))).toBe(true);
    expect(astray).toBe(1);
    expect([await partOf('outbox', 'sequence', 1), await partOf('outbox', 'sequence', 2), await partOf('outbox', 'sequence', 3)])
      .toEqual([monthOf('outbox', -7).slice(7), 'outbox_rest', monthOf('outbox', 0).slice(7)]);
  });

  test('retention drops whole months that are older, and nothing else; without a setting nothing goes', async () => {
    for (const [n, months] of [-9, -8, -3, -2, 0].entries()) await told(n + 1, inMonths(months));
    expect((await keep('outbox')).dropped).toEqual([]);
    expect((await keep('outbox', 150)).dropped).toEqual(expect.arrayContaining([monthOf('outbox', -9), monthOf('outbox', -8)]));
    expect((await query<{ sequence: string }>('select sequence from outbox order by 1')).map(({ sequence }) => sequence)).toEqual(['3', '4', '5']);
    const [horizon] = await query<{ through: string; kept_from: Date }>("select through, kept_from from history_horizon where name = 'outbox'");
    expect(horizon?.through).toBe('2');
    expect(horizon?.kept_from.getTime()).toBeGreaterThan(Date.parse(inMonths(-8)));
    expect(horizon?.kept_from.getTime()).toBeLessThan(Date.parse(inMonths(-3)));
  });

  test('an event that a wrong clock dated goes with the numbers about it, and keeps none of them from going', async () => {
    await told(1, '2200-01-01T00:00:00Z');
    await told(2, inMonths(-9));
    await told(3, inMonths(0));
    await told(4, '2200-01-01T00:00:00Z');
    await keep('outbox');
    expect((await keep('outbox', 150)).dropped).toContain(monthOf('outbox', -9));
    expect((await query<{ sequence: string }>('select sequence from outbox order by 1')).map(({ sequence }) => sequence)).toEqual(['3', '4']);
  });

  test('receipts have a retention of their own', async () => {
    for (const [n, months] of [-5, -2, 0].entries()) await received(`r${n}`, inMonths(months));
    await keep('receipt');
    expect((await keep('receipt', 90)).dropped).toContain(monthOf('receipt', -5));
    expect((await query<{ id: string }>('select id from receipt order by 1')).map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  test('what is not on the public topic yet is not dropped, however old', async () => {
    await told(1, inMonths(-9), { published: false });
    await told(2, inMonths(0));
    await keep('outbox');
    await expect(keep('outbox', 150)).rejects.toThrow('not on the public topic yet');
    expect(await query('select 1 from outbox')).toHaveLength(2);
  });

  test('only a run of numbers from the first on is dropped: a kill never goes before the text that it took away', async () => {
    await told(2, inMonths(-9));
    await told(1, inMonths(-3));
    await keep('outbox');
    await expect(keep('outbox', 150)).rejects.toThrow('later parts hold lower numbers');
    expect(await query('select 1 from outbox')).toHaveLength(2);
    // When the later month may go, too, both go at once.
    expect((await keep('outbox', 31)).dropped).toEqual(expect.arrayContaining([monthOf('outbox', -9), monthOf('outbox', -3)]));
    expect(await query('select 1 from outbox')).toHaveLength(0);
  });

  test('several replicas at once make and drop each month once, while others write', async () => {
    for (const [n, months] of [-9, -8, -7, 0].entries()) {
      await told(n + 1, inMonths(months));
      await received(`r${n}`, inMonths(months));
    }
    let sequence = 10;
    const writers = Array.from({ length: 20 }, () => told(++sequence, inMonths(0)));
    const rounds = await Promise.all(Array.from({ length: 6 }, (_, n) => keep(n % 2 === 0 ? 'outbox' : 'receipt', 150)));
    await Promise.all(writers);
    // Who found the lock taken had nothing to do; one more round does what was left.
    rounds.push(await keep('outbox', 150), await keep('receipt', 150));
    const dropped = rounds.flatMap((round) => round.dropped);
    expect(new Set(dropped).size).toBe(dropped.length);
    for (const table of ['outbox', 'receipt'] as const) expect(dropped).toEqual(expect.arrayContaining([-9, -8, -7].map((months) => monthOf(table, months))));
    expect((await query<{ count: number }>('select count(*)::int as count from outbox'))[0]?.count).toBe(21);
  });

  test('a current story and its text stay when all that was told of it is dropped', async () => {
    const storyId = newStoryId();
    await createStoreItems({ transaction: desk.transaction, now: () => new Date(inMonths(-9)), onStored: () => undefined })({
      topic: 'news.enriched.v1', partition: 0,
      records: [{ value: anItem({ storyId }), record: { topic: 'news.enriched.v1', partition: 0, offset: '0', timestamp: '0', key: null, value: null, headers: {} } }],
    });
    await query('update outbox set published_at = now()');
    const before = await query('select * from story');
    expect(before).toHaveLength(1);
    await keep('outbox');
    await keep('outbox', 150);
    expect(await query('select 1 from outbox')).toHaveLength(0);
    expect(await query('select * from story')).toEqual(before);
    expect(await query('select 1 from item where story_id = $1', [storyId])).toHaveLength(1);
  });
});

test('the last 30 days are never dropped, whoever asks, and nothing but what was cut into months', async () => {
  const asWriter = (text: string): Promise<unknown> => desk.writing.query(text);
  await expect(asWriter("select history_drop('outbox', now() - interval '29 days')")).rejects.toThrow('never dropped');
  for (const table of ['item', 'story', 'outbox_rest', 'pg_class']) {
    await expect(asWriter(`select history_drop('${table}', now() - interval '60 days')`)).rejects.toThrow('is no history');
    await expect(asWriter(`select history_ahead('${table}')`)).rejects.toThrow('is no history');
  }
});

test('numbers that follow each other have instants that never go back, whatever the clocks of several writers say', async () => {
  const at = (n: number): string => new Date(Date.parse(inMonths(0)) + n * 1_000).toISOString();
  for (const second of [5, 3, 9, 8]) {
    await createStoreItems({ transaction: desk.transaction, now: () => new Date(at(second)), onStored: () => undefined })({
      topic: 'news.enriched.v1', partition: 0,
      records: [{ value: anItem({ storyId: newStoryId() }), record: { topic: 'news.enriched.v1', partition: 0, offset: '0', timestamp: '0', key: null, value: null, headers: {} } }],
    });
  }
  const rows = await query<{ recorded_at: Date; said: string; changed_at: Date }>("select o.recorded_at, event->>'recordedAt' as said, s.changed_at from outbox o join story s on s.id = o.story_id order by sequence");
  expect(rows.map(({ recorded_at }) => recorded_at.toISOString())).toEqual([5, 5, 9, 9].map(at));
  for (const { recorded_at, said, changed_at } of rows) expect([said, changed_at]).toEqual([recorded_at.toISOString(), recorded_at]);
});

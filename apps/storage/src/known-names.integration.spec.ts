import type { EnrichedItem } from '@wiredesk/contracts';
import { anItem, newStoryId, startDatabase, type TestDatabase } from './database.suite.js';
import { createDataSource, MIGRATIONS } from './data-source.js';
import { createStoreItems } from './store-items.js';

/** How many migrations there were before names were known; the next makes the table, the one behind it fills it. */
const BEFORE = MIGRATIONS.findIndex(({ name }) => name.startsWith('KnownNames'));

let desk: TestDatabase;
const query = <T>(text: string, values: unknown[] = []): Promise<T[]> => desk.database.query<T[]>(text, values);
const known = async (): Promise<string[]> => (await query<{ name: string }>('select name from known_name order by name')).map(({ name }) => name);
/** Names with the transaction that wrote each. */
const written = (): Promise<unknown[]> => query('select name, xmin::text from known_name order by name');
const naming = (names: readonly string[], fields: Partial<EnrichedItem> = {}): EnrichedItem => {
  const item = anItem({ storyId: newStoryId(), ...fields });
  const mentions = item.annotations.entities[0]!.mentions;
  return { ...item, annotations: { ...item.annotations, entities: names.map((name) => ({ id: name, type: 'person' as const, name, mentions })) } };
};
let offset = 0;
const store = (...items: EnrichedItem[]): Promise<void> => createStoreItems({ transaction: desk.transaction, onStored: () => undefined })({
  topic: 'news.enriched.v1', partition: 0,
  records: items.map((value) => ({ value, record: { topic: 'news.enriched.v1', partition: 0, offset: String(offset++), timestamp: '0', key: null, value: null, headers: {} } })),
});
async function migrateTo(count: number): Promise<void> {
  const migrating = await createDataSource({ url: desk.urls.owner, migrations: MIGRATIONS.slice(0, count) }).initialize();
  await migrating.runMigrations();
  await migrating.destroy();
}

beforeAll(async () => { desk = await startDatabase({ upTo: BEFORE }); }, 120_000);
afterAll(() => desk.stop(), 60_000);

test('names of stories that were there before are known, and those that are written while the migration goes on', async () => {
  await store(naming(['Ada Kowal', 'ŁÓDŹ']), naming(['Ada Kowal', 'Straße der Einheit']), naming([]));
  await migrateTo(BEFORE + 1);
  expect(await known()).toEqual([]);
  await store(naming(['Meanwhile Mira']));
  await migrateTo(MIGRATIONS.length);
  expect((await known()).sort()).toEqual(['ada kowal', 'meanwhile mira', 'straße der einheit', 'łódź']);
});

test('a name is written once, whatever comes after', async () => {
  await store(naming(['Berta Nowak']), naming(['Berta Nowak']));
  const before = await written();
  expect(before).toHaveLength(5);
  await store(naming(['BERTA NOWAK', 'Ada Kowal']), naming(['Ada Kowal']));
  expect(await written()).toEqual(before);
});

test('a text that may not be shown adds no name until it may', async () => {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await store(naming(['Cato Embargo'], { embargoedUntil: until, embargo: { until, asWritten: until, rule: 'ninjs' } }), naming(['Dora Held'], { pubStatus: 'withheld' }));
  expect(await query("select status from story where status = 'withheld'")).toHaveLength(2);
  const item = naming(['Emil Released']);
  await store(item);
  await store(naming(['Fritz Killed'], { storyId: item.storyId, version: '2', signal: 'kill', pubStatus: 'canceled' }));
  expect(await known()).not.toEqual(expect.arrayContaining([expect.stringMatching(/embargo|held|fritz/)]));
  expect(await known()).toContain('emil released');
});

test('writers that bring the same new names in another order at once all come through', async () => {
  const names = Array.from({ length: 200 }, (_, n) => `Newcomer ${n}`);
  const turned = [...names].reverse();
  await Promise.all(Array.from({ length: 6 }, async (_, n) => store(...Array.from({ length: 5 }, () => naming(n % 2 === 0 ? names : turned)))));
  expect((await known()).filter((name) => name.startsWith('newcomer'))).toHaveLength(200);
});

test('the writer may add names and take none away; the reader only reads them', async () => {
  await desk.writing.query("insert into known_name values ('by hand')");
  await expect(desk.writing.query('delete from known_name')).rejects.toThrow('permission denied');
  const reading = await createDataSource({ url: desk.urls.reader }).initialize();
  expect(await reading.query("select known_names_like('ada kowall', 5) as name")).toEqual([{ name: 'ada kowal' }]);
  await expect(reading.query("insert into known_name values ('by hand too')")).rejects.toThrow(/permission denied|read-only/);
  await reading.destroy();
});

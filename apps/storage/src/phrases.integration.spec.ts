import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { anItem, newStoryId, startDatabase, type TestDatabase } from './database.suite.js';
import { MIGRATIONS } from './data-source.js';
import { createStoreItems } from './store-items.js';

const root = resolve(__dirname, '../../..');
const BEFORE = MIGRATIONS.findIndex(({ name }) => name.startsWith('Phrases'));

let desk: TestDatabase;
const query = <T>(text: string, values: unknown[] = []): Promise<T[]> => desk.database.query<T[]>(text, values);
beforeAll(async () => { desk = await startDatabase({ upTo: BEFORE }); }, 120_000);
afterAll(() => desk.stop(), 60_000);

const migrated = (): Promise<[number | null, string]> => new Promise((done) => {
  const child = spawn(process.execPath, [join(root, 'apps/storage/dist/migrate.js')], { env: { DATABASE_URL: desk.urls.owner }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => { said += part.toString(); });
  child.on('close', (code) => { done([code, said]); });
});

test('stories that are there get their pairs while others read, two that migrate wait for each other, and what a broken run left is made anew', async () => {
  const storyId = newStoryId();
  await createStoreItems({ transaction: desk.transaction, onStored: () => undefined })({
    topic: 'news.enriched.v1', partition: 0,
    records: [{ value: anItem({ storyId, text: 'The minister of grain met the bakers.' }), record: { topic: 'news.enriched.v1', partition: 0, offset: '0', timestamp: '0', key: null, value: null, headers: {} } }],
  });
  await query('create index story_pairs on story (id)');
  expect(await Promise.all([migrated(), migrated(), migrated()])).toEqual([[0, ''], [0, ''], [0, '']]);
  expect(await query("select indisvalid as valid, pg_get_indexdef(indexrelid) like '%USING gin (story_pairs(search))' as gin from pg_index where indexrelid = 'story_pairs'::regclass")).toEqual([{ valid: true, gin: true }]);
  const found = (words: string): Promise<unknown[]> => query('select id from story where story_pairs(search) @@ story_pairs_asked(story_query_of_any($1))', [words]);
  expect(await found('"minister of grain"')).toEqual([{ id: storyId }]);
  expect(await found('"grain minister"')).toEqual([]);
}, 60_000);

test.each([
  ['words without a phrase', 'grain ships', null], ['nothing that counts', '"of the"', null], ['a phrase is not wanted', 'grain -"black sea"', null], ['a phrase or a word', '"black sea" or grain', null],
  ['further apart than two', '"state in the union"', null],
])('%s: no pair is asked for', async (_what, words, asked) => {
  expect(await query('select story_pairs_asked(websearch_to_tsquery($1, $2)) as asked', ['english', words])).toEqual([{ asked }]);
});

test.each(['"black sea"', '"Secretary of State" -cabinet', '"black sea" or "red sea"', "o'brien", 'long-term plan', String.raw`"back\slash black sea"`, '-grain "black sea"'])('%s: a pair is asked for', async (words) => {
  const [row] = await query<{ asked: string | null }>('select story_pairs_asked(websearch_to_tsquery($1, $2))::text as asked', ['english', words]);
  expect(row?.asked).toMatch(/'\|[0-9a-f]/);
});

/** Few words, so that all of them stand side by side somewhere; with such as a language leaves out, and such as are cut into several. */
const WORDS = ['black', 'sea', 'of', 'the', 'grain', 'ships', 'long-term', "o'brien", 'a/b', '3.5', 'ships', 'Kyiv'];
const words = (most: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most }).map((some) => some.join(' '));
const asked = fc.array(fc.tuple(fc.constantFrom('', '-', 'or '), fc.oneof(words(1), words(4).map((some) => `"${some}"`))).map((parts) => parts.join('')), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));

test('no story that matches lacks a pair that is asked for, and many that do not match are left out by them', async () => {
  let [matching, leftOut] = [0, 0];
  await fc.assert(fc.asyncProperty(fc.array(words(12), { minLength: 20, maxLength: 20 }), asked, fc.constantFrom('english', 'simple', 'german'), async (texts, wanted, config) => {
    const rows = await query<{ matches: boolean; may: boolean }>(`
      select search @@ query as matches, coalesce(story_pairs(search) @@ story_pairs_asked(query), true) as may
      from unnest($1::text[]) as text, websearch_to_tsquery($3, $2) as query, lateral (select setweight(to_tsvector($3, left(text, 20)), 'A') || to_tsvector($3, text) as search offset 0) as made`, [texts, wanted, config]);
    expect(rows.filter(({ matches, may }) => matches && !may)).toEqual([]);
    matching += rows.filter(({ matches }) => matches).length;
    leftOut += rows.filter(({ may }) => !may).length;
  }), { numRuns: 400 });
  expect(matching).toBeGreaterThan(500);
  expect(leftOut).toBeGreaterThan(500);
}, 60_000);

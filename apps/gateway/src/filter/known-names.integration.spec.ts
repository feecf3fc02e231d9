import type { Pool } from 'pg';
import type { PublicStory } from '@wiredesk/contracts';
import { anEntity, aStory, newId, openPool, startDatabase, tell, type TestDatabase } from '../gateway.suite.js';
import { READING } from '../pools.js';
import { readStories } from '../read-stories.js';
import { withKnownNames } from './known-names.js';
import { parseFilter } from './parse-filter.js';

/** More than are looked for one by one. */
const BROTHERS = 420;

let database: TestDatabase;
let pool: Pool;
const named = (...names: string[]): Promise<unknown> => tellOf(aStory({ storyId: newId(), entities: names.map((name) => anEntity({ name, type: 'person' })) }));
const tellOf = (story: PublicStory): Promise<unknown> => tell(database.pool, 'created', story);
beforeAll(async () => {
  database = await startDatabase();
  pool = openPool(database.url, { max: 2, options: READING });
  await named('Oksana Rybalko', 'Lesia Hnatiuk');
  await named('Oksana Rybalko');
  await named('Oksana Rybalka', 'Pavlo Ostapenko');
  await named('Mayor', 'Odesa', 'Harbour Office');
  await named('IT');
  await tellOf(aStory({ storyId: newId(), entities: [anEntity({ name: 'Italy', link: 'IT' })] }));
  for (let n = 0; n < BROTHERS; n++) await named(`Tobias N${n}`);
  for (let n = 0; n < 80; n++) await named('Nobody Else');
  await database.pool.query('analyze story; analyze known_name');
}, 120_000);
afterAll(async () => {
  await pool.end();
  await database.stop();
}, 60_000);

/** Story by story, without any index. */
const judged = async (value: string): Promise<number[]> => (await database.pool.query<{ n: number }>(
  'select changed_sequence::int as n from story where story_has_name_like(names, lower($1)) order by 1 desc', [value])).rows.map(({ n }) => n);
const found = async (query: Record<string, string | string[]>, limit = 1_000): Promise<number[]> => (await readStories(pool, { filter: parseFilter(query), limit })).map(({ changed }) => changed);

test.each([
  ['a letter is wrong', 'Oksana Rybalkko', 3], ['half the name', 'rybalko', 3], ['its case', 'LESIA HNATIUK', 1], ['many bear it', 'Tobias', BROTHERS], ['nobody bears it', 'Quixote', 0],
  ['the name is short and a link of others', 'IT', 1], ['it would be two names side by side', 'Office Mayor Odesa', 0],
])('%s: the stories whose own names are like it', async (_what, value, count) => {
  const stories = await found({ name: value });
  expect(stories).toEqual(await judged(value));
  expect(stories).toHaveLength(count);
  expect(await found({ name: value }, 5)).toEqual(stories.slice(0, 5));
});

test('names are looked for one by one where they are few, else among the stories', async () => {
  const namesOf = async (name: string): Promise<unknown> => (await withKnownNames(pool, parseFilter({ name }))).conditions[0];
  expect(await namesOf('Rybalko')).toMatchObject({ names: expect.arrayContaining(['oksana rybalko', 'oksana rybalka']) as unknown });
  expect(await namesOf('Quixote')).toMatchObject({ names: [] });
  expect(await namesOf('Tobias')).not.toHaveProperty('names');
});

test('any of two names, and none of them', async () => {
  const [both, all] = [await found({ name: ['Rybalko', 'Hnatiuk'] }), await found({})];
  expect(both).toEqual([3, 2, 1]);
  for (const names of [['Rybalko', 'Hnatiuk'], ['Tobias'], ['Quixote']]) {
    const shut = new Set(await found({ name: names }));
    expect(await found({ '-name': names })).toEqual(all.filter((number) => !shut.has(number)));
  }
});

test('a name that only a text shows which may not be shown finds nothing, though it was known once', async () => {
  const story = aStory({ storyId: newId(), entities: [anEntity({ name: 'Vexillat Quondam' })] });
  await tellOf(story);
  expect(await found({ name: 'Vexilat Quondam' })).toHaveLength(1);
  await tell(database.pool, 'killed', story);
  await tell(database.pool, 'withheld', aStory({ storyId: newId(), entities: [anEntity({ name: 'Sub Embargo Rosa' })] }));
  expect(await found({ name: 'Vexilat Quondam' })).toEqual([]);
  expect((await database.pool.query("select name from known_name where name like '%rosa%'")).rows).toEqual([]);
});

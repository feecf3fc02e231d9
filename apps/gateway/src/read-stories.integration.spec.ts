import type { Pool } from 'pg';
import { parseFilter } from './filter/parse-filter.js';
import { aStory, openPool, startDatabase, tell, type TestDatabase } from './gateway.suite.js';
import { READING } from './pools.js';
import { readEntity } from './read-entity.js';
import { readStories } from './read-stories.js';

/** More than the three stretches of a page of one story. */
const STORIES = 1_100;
/** Every so manieth story. */
const FEEDS = { all: 1, often: 6, seldom: 90, rare: 400 } as const;

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await startDatabase();
  pool = openPool(database.url, { max: 2, options: READING });
  for (let n = 0; n < STORIES; n++) {
    const entities = Object.entries(FEEDS).filter(([, every]) => n % every === 0).map(([name]) => ({ id: name, type: 'person' as const, name, mentions: [{ start: 0, end: 3, text: 'Two', confidence: 1, rule: 'list' }] }));
    await tell(database.pool, 'created', aStory({ entities, text: `Two bakers met the ${entities.map(({ name }) => name).join(' and ')} guild.` }));
  }
  await database.pool.query('analyze story');
}, 120_000);
afterAll(async () => {
  await pool.end();
  await database.stop();
}, 60_000);

const numbersOf = async (query: Record<string, string | string[]>, limit: number): Promise<number[]> => {
  const found: number[] = [];
  for (;;) {
    const page = await readStories(pool, { filter: parseFilter(query), before: found.at(-1), limit });
    found.push(...page.map(({ changed }) => changed));
    if (page.length < limit) return found;
  }
};
const expected = (every: number): number[] => Array.from({ length: STORIES }, (_, n) => n).filter((n) => n % every === 0).map((n) => n + 1).reverse();

test.each(Object.entries(FEEDS).flatMap(([name, every]) => [1, 7].map((limit) => ({ name, every, limit }))))(
  'of $name the newest come first and none is left out, in pages of $limit, however far they lie apart', async ({ name, every, limit }) => {
    if (every === 1 && limit === 1) return expect((await readStories(pool, { filter: parseFilter({ entity: name }), limit: 20 })).map(({ changed }) => changed)).toEqual(expected(1).slice(0, 20));
    expect(await numbersOf({ entity: name }, limit)).toEqual(expected(every));
    if (every > 1) expect(await numbersOf({ q: name }, limit)).toEqual(expected(every));
  }, 60_000);

test.each([1, 7, 1_000])('a phrase is found however far its stories lie apart, and not where its words stand apart, in pages of %s', async (limit) => {
  const seldom = expected(90).filter((number) => (number - 1) % 400 !== 0);
  expect(await numbersOf({ q: '"rare guild"' }, limit)).toEqual(expected(400));
  expect(await numbersOf({ q: '"seldom guild" -nobody' }, limit)).toEqual(seldom);
  expect(await numbersOf({ q: ['"seldom guild"', '"rare guild"'], entity: 'often' }, limit)).toEqual([...seldom, ...expected(400)].filter((number) => (number - 1) % 6 === 0).sort((a, b) => b - a));
  expect(await numbersOf({ q: '"guild rare"' }, limit)).toEqual([]);
});

test('what is asked for and refused at once is nowhere', async () => {
  expect(await numbersOf({ entity: 'seldom', '-entity': 'seldom' }, 5)).toEqual([]);
  expect(await numbersOf({ entity: 'rare', '-entity': 'seldom' }, 5)).toEqual(expected(400).filter((number) => (number - 1) % 90 !== 0));
});

test.each(Object.entries(FEEDS))('the page of an entity counts its stories and shows the newest of them: %s', async (name, every) => {
  const numbers = expected(every);
  const page = await readEntity(pool, name.toUpperCase(), parseFilter({}));
  expect(page).toMatchObject({ name, type: 'person', stories: Math.min(500, numbers.length), more: numbers.length > 500 });
  expect(page.newest.map(({ changed, headline }) => [changed, headline])).toEqual(numbers.slice(0, 20).map((number) => [number, 'Bakers open a shop']));
  expect(page.days.reduce((sum, { stories }) => sum + stories, 0)).toBe(page.stories);
  expect(page.days.map(({ day }) => day)).toEqual([...new Set(page.newest.map(({ changedAt }) => changedAt.slice(0, 10)))]);
  // Of the newest 200 stories, in how many stands the other name as well.
  const both = numbers.slice(0, 200).filter((number) => (number - 1) % FEEDS.often === 0).length;
  expect(page.beside.find((beside) => beside.name === 'often')?.stories).toEqual(name === 'often' ? undefined : both);
});

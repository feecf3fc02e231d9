import { startDatabase, type TestDatabase } from './database.suite.js';
import { countFeedHours } from './source-rhythm.js';

let test_: TestDatabase;
beforeAll(async () => { test_ = await startDatabase(); }, 120_000);
afterAll(() => test_.stop(), 60_000);
beforeEach(() => test_.database.query('truncate receipt, feed_hour'));

let receipts = 0;
const received = (feed: string, at: string, status = 'accepted'): Promise<unknown> =>
  test_.database.query(`insert into receipt (id, feed, status, received_at, body) values ($1, $2, $3, $4, '{}')`, [`r${++receipts}`, feed, status, at]);
const hours = async (): Promise<unknown[]> =>
  (await test_.database.query<{ feed: string; hour: Date; items: number; longest_pause_s: number | null }[]>('select * from feed_hour order by feed, hour'))
    .map(({ feed, hour, items, longest_pause_s }) => [feed, hour.toISOString().slice(5, 16), items, longest_pause_s]);
const count = (now: string): Promise<number> => countFeedHours(test_.transaction, now);

test('items by feed and hour, with the longest pause that began there; repeats and rejects are no news', async () => {
  for (const at of ['09:10', '09:20', '09:50', '11:00']) await received('a', `2026-11-24T${at}:00Z`);
  await received('a', '2026-11-24T11:30:00Z', 'duplicate');
  await received('a', '2026-11-24T11:40:00Z', 'rejected');
  await received('b/c', '2026-11-24T09:59:59Z', 'superseded');
  await count('2026-11-24T12:00:00Z');
  expect(await hours()).toEqual([['a', '11-24T09:00', 3, 4200], ['a', '11-24T11:00', 1, null], ['b/c', '11-24T09:00', 1, null]]);
});

test('the next round goes on: a pause ends, an hour grows, and doing it twice changes nothing', async () => {
  await received('a', '2026-11-24T09:10:00Z');
  await count('2026-11-24T10:00:00Z');
  await received('a', '2026-11-24T09:40:00Z');
  await received('a', '2026-11-24T15:40:00Z');
  await received('new', '2026-11-24T15:41:00Z');
  await count('2026-11-24T16:00:00Z');
  const expected = [['a', '11-24T09:00', 2, 21_600], ['a', '11-24T15:00', 1, null], ['new', '11-24T15:00', 1, null]];
  expect(await hours()).toEqual(expected);
  await Promise.all([count('2026-11-24T16:01:00Z'), count('2026-11-24T16:01:00Z')]);
  expect(await hours()).toEqual(expected);
});

test('a long ledger is caught up with in rounds, over gaps too, and the last one says that nothing is left', async () => {
  for (const day of ['10-05', '10-06', '10-07', '10-20', '11-20']) await received('a', `2026-${day}T10:00:00Z`);
  for (let day = 8; day < 20; day++) await received('a', `2026-10-${String(day).padStart(2, '0')}T12:00:00Z`, 'duplicate');
  let rounds = 0;
  while ((await count('2026-11-24T12:00:00Z')) > 0) rounds++;
  expect(rounds).toBeGreaterThan(1);
  const day = 86_400;
  expect(await hours()).toEqual([
    ['a', '10-05T10:00', 1, day], ['a', '10-06T10:00', 1, day], ['a', '10-07T10:00', 1, 13 * day], ['a', '10-20T10:00', 1, 31 * day], ['a', '11-20T10:00', 1, null],
  ]);
});

test('what is older than eight weeks is forgotten, and an empty ledger is no error', async () => {
  await count('2026-09-01T00:00:00Z');
  await received('a', '2026-09-01T10:00:00Z');
  await count('2026-09-01T11:00:00Z');
  await received('a', '2026-11-24T10:00:00Z');
  await count('2026-11-24T11:00:00Z');
  expect(await hours()).toEqual([['a', '11-24T10:00', 1, null]]);
});

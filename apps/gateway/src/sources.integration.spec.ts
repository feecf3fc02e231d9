import type { Pool } from 'pg';
import { openPool, startDatabase, type TestDatabase } from './gateway.suite.js';
import { readSources } from './sources.js';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
/** A Tuesday noon. */
const NOW = Date.parse('2026-11-24T12:00:00Z');
let database: TestDatabase;
let pool: Pool;
/** As the gateway comes to it. */
let reading: Pool;

beforeAll(async () => {
  database = await startDatabase();
  ({ pool } = database);
  reading = openPool(database.url, { max: 2 });
}, 120_000);
afterAll(async () => {
  await reading.end();
  await database.stop();
}, 60_000);
beforeEach(() => pool.query('truncate receipt, feed_hour'));

let receipts = 0;
const received = (feed: string, at: number, status = 'accepted'): Promise<unknown> =>
  pool.query(`insert into receipt (id, feed, status, received_at, body) values ($1, $2, $3, $4, '{}')`, [`r${++receipts}`, feed, status, new Date(at).toISOString()]);
const counted = (feed: string, at: number, { items, pauseMs }: { items: number; pauseMs: number | null }): Promise<unknown> =>
  pool.query('insert into feed_hour values ($1, $2, $3, $4)', [feed, new Date(at).toISOString(), items, pauseMs === null ? null : pauseMs / 1000]);
const iso = (at: number): string => new Date(at).toISOString();

test('a feed is judged by the same hour of earlier weeks, in the order of names; a forgotten one is left out', async () => {
  const last = NOW - 5 * HOUR + 1_800_000;
  for (const feed of ['well', 'silent']) {
    await received(feed, last);
    await received(feed, NOW - 60_000, 'duplicate');
    for (let week = 1; week <= 4; week++) await counted(feed, Math.floor(last / HOUR) * HOUR - week * WEEK, { items: 2, pauseMs: (feed === 'well' ? 12 : 1) * HOUR });
    // Another hour of the week, at which it always rests for long.
    await counted(feed, Math.floor(last / HOUR) * HOUR - WEEK - 20 * HOUR, { items: 1, pauseMs: 60 * HOUR });
    await counted(feed, Math.floor(last / HOUR) * HOUR, { items: 3, pauseMs: null });
  }
  await received('gone', NOW - 9 * WEEK);
  await received('rejected only', NOW - HOUR, 'rejected');
  const common = { lastItemAt: iso(last), lastSeenAt: iso(NOW - 60_000), items24h: 3, basis: 'hour-of-week' };
  expect(await readSources(reading, new Date(NOW))).toEqual([
    { feed: 'rejected only', lastSeenAt: iso(NOW - HOUR), items24h: 0, basis: 'too-new', silent: false },
    { feed: 'silent', ...common, silent: true, silentSince: iso(last), expectedAt: iso(last + HOUR), silentAfter: iso(last + 2 * HOUR) },
    { feed: 'well', ...common, silent: false, expectedAt: iso(last + 12 * HOUR), silentAfter: iso(last + 24 * HOUR) },
  ]);
});

test('an empty ledger has no sources', async () => {
  expect(await readSources(reading, new Date(NOW))).toEqual([]);
});

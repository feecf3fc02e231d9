import type { PublicStory, StoryEvent } from '@wiredesk/contracts';
import type { Pool } from 'pg';
import { aStory, openPool, startDatabase, startGateway, tell, type TestDatabase, type TestGateway } from './gateway.suite.js';
import { openStream } from './stream.suite.js';

jest.setTimeout(30_000);

/** Noon on the tenth, so many months ago. */
const monthsAgo = (n: number): string => new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - n, 10, 12)).toISOString();

let database: TestDatabase;
let gateway: TestGateway;
let keptFrom: string;
const quiet = aStory({ text: 'A ferry ran aground off Leros.' });
const killed = aStory({ text: 'A mill burnt down in Zelów.' });
const grown = aStory({ text: 'Two trams collided in Riga.' });
const young = aStory({ text: 'Three kites flew over Faro.' });

const at = (type: StoryEvent['type'], story: PublicStory, months: number): Promise<StoryEvent> => tell(database.pool, type, story, { recordedAt: monthsAgo(months) });

beforeAll(async () => {
  database = await startDatabase();
  // As a schema looks when it is some years old: its first part is gone.
  await database.pool.query('alter table outbox detach partition outbox_before');
  await at('created', quiet, 9);
  await at('created', killed, 9);
  await at('killed', killed, 9);
  await at('created', grown, 8);
  await at('updated', { ...grown, version: '2', text: 'Two trams and a bus collided in Riga.' }, 1);
  await at('created', young, 1);
  await database.pool.query('update outbox set published_at = recorded_at');
  await database.pool.query("select history_ahead('outbox')");
  // Each call drops one run of months.
  for (let n = 0; n < 12; n++) await database.pool.query("select history_drop('outbox', now() - interval '150 days')");
  keptFrom = (await database.pool.query<{ kept_from: Date }>('select kept_from from history_horizon')).rows[0]!.kept_from.toISOString();
  gateway = await startGateway(database.url, { desk: 'desk-key' });
}, 180_000);
afterAll(async () => {
  await gateway.stop();
  await database.stop();
}, 60_000);

const ask = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(`${gateway.url}${path}`, { headers: { authorization: 'Bearer desk-key' } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const asOf = ({ storyId }: PublicStory, instant: string): ReturnType<typeof ask> => ask(`/v1/stories/${storyId}?asOf=${instant}`);

test('what was told before the history begins is answered with 410 that says from when it is kept', async () => {
  const { status, body } = await asOf(grown, monthsAgo(7));
  expect([status, body['code']]).toEqual([410, 'not-kept']);
  expect(body['detail']).toContain(keptFrom);
});

test('a story that has not changed since its history was dropped is what it is now, also as of then', async () => {
  expect(await asOf(quiet, monthsAgo(2))).toMatchObject({ status: 200, body: { status: 'usable', text: quiet.text, sequence: 1, recordedAt: monthsAgo(9) } });
  const { body } = await asOf(killed, monthsAgo(2));
  expect(body).toMatchObject({ status: 'killed', sequence: 3 });
  expect(body).not.toHaveProperty('text');
});

test('a story that changed since is told as it was from the first event that is kept, and not guessed before it', async () => {
  expect((await asOf(grown, monthsAgo(2))).status).toBe(410);
  expect(await asOf(grown, monthsAgo(1))).toMatchObject({ status: 200, body: { version: '2', sequence: 5 } });
});

test('a story that came later, or never, was not known', async () => {
  expect((await asOf(young, monthsAgo(3))).status).toBe(404);
  expect((await ask(`/v1/stories/${'f'.repeat(32)}?asOf=${monthsAgo(3)}`)).status).toBe(404);
});

test('current stories are all there, and lists of versions say from when they are kept', async () => {
  expect((await ask('/v1/stories?limit=10')).body['stories']).toHaveLength(3);
  expect(await ask(`/v1/stories/${quiet.storyId}/versions`)).toMatchObject({ status: 200, body: { versions: [], keptFrom } });
  expect(await ask(`/v1/stories/${grown.storyId}/versions`)).toMatchObject({ status: 200, body: { versions: [{ version: '2', type: 'updated' }], keptFrom } });
  expect((await ask(`/v1/stories/${'f'.repeat(32)}/versions`)).status).toBe(404);
});

test('a stream that resumes behind what is kept is told of the gap, also when nothing is left', async () => {
  const resumed = async (): Promise<unknown> => {
    const stream = await openStream(`${gateway.url}/v1/stream?after=1`, { key: 'desk-key' });
    const gap = (await stream.until(({ event }) => event === 'gap')).data;
    stream.close();
    return gap;
  };
  expect(await resumed()).toEqual({ from: 2, to: 4, reason: 'retention' });
  await database.pool.query('delete from outbox');
  await database.pool.query("update history_horizon set through = 6 where name = 'outbox'");
  expect(await resumed()).toEqual({ from: 2, to: 6, reason: 'retention' });
});

describe('the role of the gateway', () => {
  let reading: Pool;
  beforeAll(() => { reading = openPool(database.url, { max: 1 }); });
  afterAll(() => reading.end());

  test.each([
    "update story set status = 'usable'", "insert into outbox (sequence, story_id, type, event, recorded_at) values (99, 'a', 'created', '{}', now())", 'delete from receipt',
    'truncate story', 'drop table story', 'alter table story add column x int', 'create table mine (x int)', 'create temporary table mine (x int)', "select history_drop('outbox', '-infinity')", "select history_ahead('outbox')",
    'select doc from item', 'select * from idempotency_key', 'select act from story_act',
  ])('may not: %s', async (text) => {
    await expect(reading.query(`begin read write; ${text}`)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|3F000)$/) as string });
    await reading.query('rollback');
  });

  test('may read what it shows, and keep saved searches', async () => {
    for (const table of ['story', 'outbox', 'counter', 'receipt', 'feed_hour', 'history_horizon', 'dead_letter']) await reading.query(`select 1 from ${table} limit 1`);
    await reading.query("insert into saved_search values ('mine', 'feed=a', 'desk', now())");
    expect((await reading.query("delete from saved_search where name = 'mine'")).rowCount).toBe(1);
  });

  test('waits for nothing for ever, and looks for names in one place', async () => {
    const { rows: [settings] } = await reading.query("select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle, current_setting('search_path') as path");
    expect(settings).toEqual({ statement: '30s', lock: '5s', idle: '1min', path: 'public, pg_temp' });
  });
});

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts, makeRoles, startPostgres, type DatabaseUrls, type LocalPostgres } from '@wiredesk/local-stack';
import pg from 'pg';
import { createDataSource } from './data-source.js';

const root = resolve(__dirname, '../../..');
const place = { root, env: {} };
let home: string;
let postgres: LocalPostgres;
let urls: DatabaseUrls;

/** A database whose schema was made by its first user, before there were roles. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'wiredesk-roles-'));
  chmodSync(home, 0o755);
  const [port = 0] = await freePorts(1);
  postgres = await startPostgres({ ...place, home }, port);
  const old = await createDataSource({ url: postgres.databaseUrl }).initialize();
  await old.runMigrations();
  await old.destroy();
  urls = await makeRoles(place, postgres.databaseUrl);
  expect(migrate(urls.owner)).toMatchObject({ status: 0, stdout: 'the schema is up to date\n' });
}, 120_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

const migrate = (url: string): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(root, 'apps/storage/dist/migrate.js')], { env: { DATABASE_URL: url }, encoding: 'utf8' });

async function ask(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

test('everything that the first user made belongs to the owner; doing it again changes nothing', async () => {
  const owners = (): Promise<unknown> => ask(postgres.databaseUrl, `
    select distinct pg_get_userbyid(relowner) as owner from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'i')
    union select pg_get_userbyid(proowner) from pg_proc where pronamespace = 'public'::regnamespace
    union select pg_get_userbyid(datdba) from pg_database where datname = current_database()`).then(({ rows }) => rows);
  expect(await owners()).toEqual([{ owner: 'wiredesk_owner' }]);
  expect(await makeRoles(place, postgres.databaseUrl)).toEqual(urls);
  expect(await owners()).toEqual([{ owner: 'wiredesk_owner' }]);
});

test.each([
  'drop table item', 'drop table outbox_rest', 'alter table story add column x int', 'truncate item', 'delete from story', 'delete from item', 'delete from outbox', 'create table mine (x int)',
  'create temporary table mine (x int)', 'create schema mine', 'alter table outbox detach partition outbox_rest', "update history_horizon set kept_from = 'infinity'", 'delete from schema_migration', 'drop function history_drop', 'delete from known_name',
])('the writer may not: %s', async (text) => {
  await expect(ask(urls.writer, text)).rejects.toMatchObject({ code: '42501' });
});

test('the writer may do its work, also in months that are made later', async () => {
  await ask(urls.writer, "insert into outbox (sequence, story_id, type, event, recorded_at) values (1, 'a', 'created', '{}', now() + interval '62 days'); update outbox set published_at = now(); delete from feed_hour");
  await expect(ask(urls.writer, "select history_ahead('outbox'), history_drop('receipt', now() - interval '31 days')")).resolves.toMatchObject({ rowCount: 1 });
});

test('a stranger does not get in', async () => {
  await ask(postgres.databaseUrl, "create role stranger login password 'a-strange-word'");
  const url = new URL(postgres.databaseUrl);
  [url.username, url.password] = ['stranger', 'a-strange-word'];
  await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '42501' });
});

test('tables of a later migration are open to the writer and readable for the reader without a word more', async () => {
  await ask(urls.owner, 'create table later (x int)');
  await ask(urls.writer, 'insert into later values (1)');
  expect((await ask(urls.reader, 'select x from later')).rows).toEqual([{ x: 1 }]);
  await expect(ask(urls.reader, 'insert into later values (2)')).rejects.toMatchObject({ code: '42501' });
});

test('a password that is too short is refused before anything is made', () => {
  const run = spawnSync(process.execPath, [join(root, 'apps/storage/dist/roles.js')], { env: { DATABASE_URL: postgres.databaseUrl, OWNER_PASSWORD: 'short', WRITER_PASSWORD: 'long-enough' }, encoding: 'utf8' });
  expect(run.status).toBe(5);
  expect(run.stderr).toMatch(/OWNER_PASSWORD: at least eight[^]*READER_PASSWORD: must be set/);
  expect(run.stderr).not.toContain('short');
});

import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Receipt } from '@wiredesk/contracts';
import { Client } from 'pg';
import { eventually, startStack, storyOf, type Stack } from '../support/stack.js';

const root = resolve(__dirname, '../..');
const program = join(root, 'apps', 'storage', 'dist', 'rebuild', 'main.js');
const STORIES = 150;

let stack: Stack;
let database: Client;

beforeAll(async () => {
  stack = await startStack();
  database = new Client({ connectionString: stack.ownerUrl });
  await database.connect();
}, 240_000);
afterAll(async () => {
  await database.end();
  await stack.stop();
}, 90_000);

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], KAFKA_BROKERS: stack.brokers, DATABASE_URL: stack.ownerUrl });
const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [program, ...args], { env: environment(), encoding: 'utf8', timeout: 120_000 });

async function post(items: readonly Record<string, unknown>[]): Promise<Receipt[]> {
  return Promise.all(items.map(async ({ text, ...fields }) => {
    const item = { version: '1', versionCreated: '2026-09-01T10:00:00Z', pubStatus: 'usable', language: 'en', headlines: [{ value: 'From the harbour' }], bodies: [{ contentType: 'text/plain', value: text }], ...fields };
    const response = await fetch(`${stack.ingestUrl}/v1/items`, { method: 'POST', body: JSON.stringify(item), headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/json' } });
    return (await response.json()) as Receipt;
  }));
}

/** Some of every kind, many at a time, so that batches form as they do under load. */
async function fill(): Promise<void> {
  const uri = (n: number): string => `urn:test:rebuild:${n}`;
  const all = Array.from({ length: STORIES }, (_, n) => n);
  await post(all.map((n) => ({ uri: uri(n), text: `Story ${n}: police in Oslo said ${n + 3} people were hurt in a storm.`, ...(n % 10 === 3 ? { embargoed: new Date(Date.now() + (n % 20 === 3 ? 4_000 : 86_400_000)).toISOString() } : {}) })));
  await post(all.filter((n) => n % 3 === 0).map((n) => ({ uri: uri(n), version: '3', text: `Story ${n}, newer: ${n + 4} people were hurt, the mayor said.` })));
  await post(all.filter((n) => n % 6 === 0).map((n) => ({ uri: uri(n), version: '2', text: `Story ${n}, late: ${n + 5} people.` })));
  await post(all.filter((n) => n % 7 === 0).map((n) => ({ uri: uri(n), version: '9', pubStatus: 'canceled', text: '' })));
}

/** But for the names that are known: among them are those that a story showed once, which a rebuild need not see again. */
const TABLES = `select c.relname as name from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'known_name' order by 1`;
/** Of the names that stories show, those that are not known. */
const UNKNOWN = "select count(*)::int as value from story, string_to_table(names, ' | ') as name where not exists (select from known_name as known where known.name = name)";

/** Every column of every row of those tables. */
async function dump(): Promise<Record<string, string[]>> {
  const { rows } = await database.query<{ name: string }>(TABLES);
  const tables: [string, string[]][] = [];
  for (const { name } of rows) tables.push([name, (await database.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)).rows.map(({ row }) => row)]);
  return Object.fromEntries(tables);
}

const one = async <T>(sql: string): Promise<T> => (await database.query<{ value: T }>(sql)).rows[0]!.value;

test('refused while storage runs; killed with kill -9 nothing has changed; then everything is what it was, and storage goes on', async () => {
  await fill();
  const items = STORIES + Math.ceil(STORIES / 3) + Math.ceil(STORIES / 6) + Math.ceil(STORIES / 7);
  await eventually(async () => (await one<number>('select count(*)::int as value from item')) === items, 120_000);
  await eventually(async () => (await one<number>("select count(*)::int as value from outbox where type = 'released'")) > 0, 30_000);
  await eventually(async () => (await one<number>('select count(*)::int as value from outbox where published_at is null')) === 0, 30_000);
  const refused = run();
  expect([refused.status, refused.stderr]).toEqual([3, expect.stringContaining('storage runs on this database')]);
  await stack.stopService('storage');
  const before = await dump();

  const killed = spawn(process.execPath, [program], { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
  killed.stdout.once('data', () => { killed.kill('SIGKILL'); });
  expect(await new Promise((done) => { killed.once('exit', (_code, signal) => { done(signal); }); })).toBe('SIGKILL');
  expect(await one<string | null>("select to_regnamespace('wire_rebuild')::text as value")).toBe('wire_rebuild');
  expect(await dump()).toEqual(before);

  const done = await eventually(() => { const again = run(); return again.stderr.includes('another rebuild runs') ? undefined : again; }, 30_000);
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toContain('dropped the schema wire_rebuild');
  expect(done.stdout).toContain(`${items} records, ${STORIES} stories: to their readers all are as they were`);
  expect(done.stdout).toMatch(/the old tables take [\d.]+ MB; drop them with: drop schema wire_before cascade;/);
  expect(await dump()).toEqual(before);
  expect(await one<number>(UNKNOWN)).toBe(0);
  expect(await one<number>('select count(*)::int as value from known_name')).toBeGreaterThan(0);

  await stack.startService('storage');
  const [receipt] = await post([{ uri: 'urn:test:rebuild:next', text: 'Two ferries left Bergen after the storm.' }]);
  expect(await eventually(() => storyOf(stack, receipt?.storyId), 60_000)).toMatchObject({ storyId: receipt?.storyId });
  expect(await one<number>('select count(*)::int as value from outbox')).toBe(before['outbox']!.length + 1);
  expect(stack.unexpectedExits()).toEqual([]);
}, 420_000);

test('help and mistakes are told without a server', () => {
  const alone = (...args: string[]): { status: number | null; stdout: string; stderr: string } => spawnSync(process.execPath, [program, ...args], { env: {}, encoding: 'utf8' });
  expect(alone('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Exit codes') as string });
  expect(alone('--all')).toMatchObject({ status: 2 });
  expect(alone()).toMatchObject({ status: 5, stderr: expect.stringContaining('DATABASE_URL') as string });
});

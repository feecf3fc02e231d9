import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { versionKey, type Receipt } from '@wiredesk/contracts';
import { freePorts, makeRoles, startPostgres, type LocalPostgres } from '@wiredesk/local-stack';
import { Pool } from 'pg';
import { createMemoryLedger, type Ledger, type LedgerEntry } from './ledger.js';
import { createPostgresLedger } from './postgres-ledger.js';

const root = resolve(__dirname, '../../..');
let home: string;
let postgres: LocalPostgres;
let owning: Pool;
/** As ingest comes to it. */
let pool: Pool;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'wiredesk-ledger-'));
  chmodSync(home, 0o755);
  const [port = 0] = await freePorts(1);
  postgres = await startPostgres({ root, home, env: process.env }, port);
  // Storage owns the schema; its command is the way to it.
  const urls = await makeRoles({ root, env: process.env }, postgres.databaseUrl);
  const migrated = spawnSync(process.execPath, [join(root, 'apps/storage/dist/migrate.js')], { env: { ...process.env, DATABASE_URL: urls.owner }, encoding: 'utf8' });
  expect(migrated).toMatchObject({ status: 0 });
  owning = new Pool({ connectionString: urls.owner, max: 1 });
  owning.on('error', () => undefined);
  pool = new Pool({ connectionString: urls.writer, max: 2 });
  // The server is stopped before the pool has let go of its last idle connection.
  pool.on('error', () => undefined);
}, 120_000);
afterAll(async () => {
  await pool.end();
  await owning.end();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

let run = 0;
const NOW = new Date();
const hoursAgo = (hours: number): string => new Date(NOW.getTime() - hours * 3_600_000).toISOString();
const hash = (n: number): string => String(n).padStart(64, '0');
const LEDGERS: readonly [string, () => Ledger][] = [['in memory', createMemoryLedger], ['in Postgres', () => createPostgresLedger(pool)]];

describe.each(LEDGERS)('the ledger %s', (_name, open) => {
  let ledger: Ledger;
  let storyId: string;
  beforeEach(() => {
    ledger = open();
    storyId = String(++run).padStart(32, '0');
  });
  const entry = (id: string, fields: Partial<Receipt> = {}, contentHash = hash(1)): LedgerEntry => ({
    receipt: { id: `${storyId}-${id}`, status: 'accepted', receivedAt: hoursAgo(2), feed: 'a', storyId, version: '1', ...fields }, contentHash,
  });

  test('knows the first receipt of the same item, and only of the same', async () => {
    await ledger.record([entry('first')]);
    await ledger.record([entry('again', { status: 'duplicate' })]);
    const other = { storyId, version: '1', contentHash: hash(2) };
    const stranger = { storyId: 'f'.repeat(32), version: '1', contentHash: hash(1) };
    expect(await ledger.standing([other, { storyId, version: '1', contentHash: hash(1) }, stranger])).toEqual([{}, { sameAs: `${storyId}-first` }, {}]);
  });

  test('knows that a newer version is there, by the order of versions and not of letters', async () => {
    await ledger.record([entry('ten', { version: '10' })]);
    expect(await ledger.standing(['9', '10', '11'].map((version) => ({ storyId, version, contentHash: hash(7) })))).toEqual([{ newer: '10' }, {}, {}]);
  });

  test('knows the first story of a uri', async () => {
    const uri = `urn:test:${storyId}:${'long'.repeat(1_000)}`;
    await ledger.record([entry('first', { uri })]);
    await ledger.record([entry('other', { uri, storyId: 'e'.repeat(32), receivedAt: hoursAgo(1) })]);
    expect(await ledger.storiesOf([uri, 'urn:test:nobody'])).toEqual([[uri, storyId]]);
  });

  test('a rejected item is no item that we hold', async () => {
    await ledger.record([entry('no', { status: 'rejected' })]);
    expect(await ledger.standing([{ storyId, version: '1', contentHash: hash(1) }])).toEqual([{}]);
  });

  test('writing a receipt twice changes nothing; a feed finds its own receipts and no others', async () => {
    await ledger.record([entry('first')]);
    await ledger.record([entry('first', { status: 'rejected' })]);
    expect(await ledger.find('a', `${storyId}-first`)).toMatchObject({ id: `${storyId}-first`, status: 'accepted' });
    expect(await ledger.find('b', `${storyId}-first`)).toBeUndefined();
  });
});

describe('the ledger in Postgres, when its months are dropped', () => {
  const storyId = 'd'.repeat(32);
  const ledger = (): Ledger => createPostgresLedger(pool);
  const asked = { storyId, version: '2', contentHash: hash(3) };
  const uri = 'urn:test:long-ago';
  beforeAll(async () => {
    await owning.query(`insert into item (story_id, version_key, content_hash, version, signal, pub_status, feed, receipt_id, version_created, received_at, enriched_at, stored_at, doc)
      values ($1, $2, $3, '2', 'create', 'usable', 'a', 'long-ago', now() - interval '2 years', now() - interval '2 years', now(), now(), '{}')`, [storyId, versionKey('2'), hash(3)]);
    await owning.query(`insert into story (id, revision, status, version, uri, feed, received_at, version_created, stored_at, changed_at, arrived_sequence, changed_sequence, state)
      values ($1, 1, 'killed', '2', $2, 'a', now() - interval '2 years', now(), now(), now(), 0, 1, '{}')`, [storyId, uri]);
    await owning.query('insert into story_name (name, story_id) values ($1, $2)', [uri, storyId]);
  });

  test('still knows the items that are stored, whether a newer version is there, and whose a uri is', async () => {
    expect(await ledger().standing([asked, { ...asked, version: '1' }, { ...asked, version: '3' }])).toEqual([{ sameAs: 'long-ago' }, { newer: '2' }, {}]);
    expect(await ledger().storiesOf([uri])).toEqual([[uri, storyId]]);
  });

  test('still prefers the story that had the uri first', async () => {
    await ledger().record([{ receipt: { id: 'later', status: 'accepted', receivedAt: hoursAgo(1), feed: 'a', storyId: 'c'.repeat(32), version: '1', uri }, contentHash: hash(1) }]);
    expect(await ledger().storiesOf([uri])).toEqual([[uri, storyId]]);
  });

  test('looks into the last months of receipts only, however many there are', async () => {
    await owning.query('alter table receipt detach partition receipt_before');
    const at = (months: number): string => new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() - months, 5)).toISOString();
    for (let months = 0; months < 15; months++) await ledger().record([{ receipt: { id: `m${months}`, status: 'accepted', receivedAt: at(months), feed: 'a', storyId, version: '9' }, contentHash: hash(9) }]);
    await owning.query("select history_ahead('receipt')");
    const { rows } = await owning.query<{ line: string }>(`explain (analyze, costs off, timing off, summary off)
      select id from receipt r where r.story_id = $1 and r.received_at > now() - interval '35 days' order by r.received_at limit 1`.replace('$1', `'${storyId}'`));
    const plan = rows.map((row) => Object.values(row)[0]).join('\n');
    const touched = new Set([...plan.matchAll(/receipt_\d{4}_\d{2}(?!\S*_idx)/g)].map(([part]) => part));
    expect(plan).toContain('Subplans Removed');
    expect(touched.size).toBeLessThan(8);
  });
});

test('as the writer it can neither drop nor alter, nor forget a receipt', async () => {
  for (const text of ['drop table receipt', 'alter table receipt add column x int', 'truncate receipt', 'delete from receipt', 'create table mine (x int)', "update schema_migration set name = 'x'"]) {
    await expect(pool.query(text)).rejects.toMatchObject({ code: '42501' });
  }
  await expect(pool.query("delete from idempotency_key where key = 'none'")).resolves.toBeDefined();
});

test('a ledger that cannot be reached says so, and is not asked again at once', async () => {
  const away = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', connectionTimeoutMillis: 500 });
  const ledger = createPostgresLedger(away, { restMs: 60_000 });
  const asked = { storyId: 'a', version: '1', contentHash: hash(1) };
  await expect(ledger.standing([asked])).rejects.toMatchObject({ code: 'database-unavailable', message: 'the ledger cannot be reached' });
  await expect(ledger.standing([asked])).rejects.toMatchObject({ code: 'database-unavailable', message: 'the ledger was out of reach a moment ago' });
  await away.end();
});

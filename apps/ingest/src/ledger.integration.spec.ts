import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Receipt } from '@wiredesk/contracts';
import { freePorts, startPostgres, type LocalPostgres } from '@wiredesk/local-stack';
import { Pool } from 'pg';
import { createMemoryLedger, type Ledger, type LedgerEntry } from './ledger.js';
import { createPostgresLedger } from './postgres-ledger.js';

const root = resolve(__dirname, '../../..');
let home: string;
let postgres: LocalPostgres;
let pool: Pool;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'wiredesk-ledger-'));
  chmodSync(home, 0o755);
  const [port = 0] = await freePorts(1);
  postgres = await startPostgres({ root, home, env: process.env }, port);
  // Storage owns the schema; its command is the way to it.
  const migrated = spawnSync(process.execPath, [join(root, 'apps/storage/dist/migrate.js')], { env: { ...process.env, DATABASE_URL: postgres.databaseUrl }, encoding: 'utf8' });
  expect(migrated).toMatchObject({ status: 0 });
  pool = new Pool({ connectionString: postgres.databaseUrl, max: 2 });
  // The server is stopped before the pool has let go of its last idle connection.
  pool.on('error', () => undefined);
}, 120_000);
afterAll(async () => {
  await pool.end();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

let run = 0;
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
    receipt: { id: `${storyId}-${id}`, status: 'accepted', receivedAt: '2026-09-01T10:00:00.000Z', feed: 'a', storyId, version: '1', ...fields }, contentHash,
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
    await ledger.record([entry('other', { uri, storyId: 'e'.repeat(32), receivedAt: '2026-09-01T11:00:00.000Z' })]);
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

test('a ledger that cannot be reached says so, and is not asked again at once', async () => {
  const away = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', connectionTimeoutMillis: 500 });
  const ledger = createPostgresLedger(away, { restMs: 60_000 });
  const asked = { storyId: 'a', version: '1', contentHash: hash(1) };
  await expect(ledger.standing([asked])).rejects.toMatchObject({ code: 'database-unavailable', message: 'the ledger cannot be reached' });
  await expect(ledger.standing([asked])).rejects.toMatchObject({ code: 'database-unavailable', message: 'the ledger was out of reach a moment ago' });
  await away.end();
});

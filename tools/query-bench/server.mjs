// The server of a benchmark: a Postgres of our own in a folder that is kept or not, or the one of DATABASE_URL.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts, startPostgres } from '@wiredesk/local-stack';

const root = resolve(import.meta.dirname, '../..');
const { Pool } = createRequire(join(root, 'apps/gateway/package.json'))('pg');

/** While rows are made: nothing of it needs to outlive the machine, and checkpoints would only write it twice. */
const FILLING = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off', shared_buffers: "'1GB'", max_wal_size: "'16GB'", checkpoint_timeout: "'1h'", maintenance_work_mem: "'1GB'" };
const FILLING_SESSION = '-c synchronous_commit=off -c jit=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_memoize=off';

export function openPool(databaseUrl, { max, options }) {
  const pool = new Pool({ connectionString: databaseUrl, max, options });
  pool.on('error', () => undefined); // the server is stopped under idle connections at the end
  return pool;
}

/** Starts the server of `folder` (undefined: a new one that goes with us) or uses DATABASE_URL, and brings its schema up to this code. */
export async function openServer(folder) {
  const given = folder === undefined ? process.env.DATABASE_URL : undefined;
  const home = folder === undefined ? mkdtempSync(join(tmpdir(), 'wiredesk-bench-')) : resolve(folder);
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o755);
  const [port] = await freePorts(1);
  let postgres;
  const start = async () => { postgres = await startPostgres({ root, home, env: process.env }, port); };
  const stop = async () => { await postgres?.stop(); postgres = undefined; };
  if (given === undefined) await start();
  const databaseUrl = given ?? postgres.databaseUrl;
  return {
    databaseUrl,
    migrate: () => {
      const migrated = spawnSync(process.execPath, [join(root, 'apps/storage/dist/migrate.js')], { env: { ...process.env, DATABASE_URL: databaseUrl }, encoding: 'utf8' });
      if (migrated.status !== 0) throw new Error(migrated.stderr);
    },
    /** Runs `work` with a pool under settings that are quick and unsafe; a server that is not ours keeps its own. */
    whileFilling: async (work) => {
      const restart = async (settings) => {
        if (given !== undefined) return;
        const admin = openPool(databaseUrl, { max: 1 });
        for (const setting of settings) await admin.query(`alter system ${setting}`);
        await admin.end();
        await stop();
        await start();
      };
      await restart(Object.entries(FILLING).map(([name, value]) => `set ${name} = ${value}`));
      const pool = openPool(databaseUrl, { max: 2, options: FILLING_SESSION });
      const result = await work(pool);
      await pool.end();
      await restart(['reset all']);
      return result;
    },
    stop: async () => {
      await stop();
      if (folder === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

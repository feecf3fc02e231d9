import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deleteData, freePorts, requireFreePorts } from '@wiredesk/local-stack';
import { eventually } from '../support/eventually.js';

const root = resolve(__dirname, '../..');
const samples = readdirSync(join(root, 'samples')).filter((name) => !name.endsWith('.md'));
const wiredesk = join(root, 'apps', 'cli', 'bin', 'wiredesk.js');

let home: string;
let port: number;

/** The first of seven ports in a row that are all free. */
async function freeRow(): Promise<number> {
  for (;;) {
    const first = (await freePorts(1))[0]!;
    const row = Array.from({ length: 7 }, (_, n) => ({ port: first + n, name: 'x' }));
    if (first < 65_000 && await requireFreePorts(row, '').then(() => true, () => false)) return first;
  }
}

const args = (more: string[]): string[] => [wiredesk, 'up', '--data', home, '--port', String(port), ...more];
const up = (...more: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, args(more), { cwd: root, encoding: 'utf8', timeout: 170_000 });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'wiredesk-up-'));
  chmodSync(home, 0o755);
  port = await freeRow();
});
afterAll(() => {
  deleteData({ home });
  rmSync(home, { recursive: true, force: true });
});

test('up --once shows every sample with what was found and ends with 0; a second time all are duplicates', () => {
  const first = up('--once');
  expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
  for (const name of samples) expect(first.stdout).toContain(`${name}  accepted`);
  for (const found of ['Malta country MT excluded', '> 140 passenger', '14 ship', '2026-04-20', 'on the log', 'enriched', 'stored', 'readable']) expect(first.stdout).toContain(found);
  expect(first.stdout).not.toContain('\u001b');
  const second = up('--once');
  expect(second.status).toBe(0);
  for (const name of samples) expect(second.stdout).toContain(`${name}  duplicate`);
  expect(readdirSync(join(home, 'run'))).toEqual([]);
}, 360_000);

describe('a stack that stays', () => {
  let child: ChildProcess;
  let output = '';
  const ended = (): Promise<number | null> => new Promise((done) => { child.once('exit', done); });

  beforeEach(async () => {
    output = '';
    child = spawn(process.execPath, args(['--no-samples']), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    await eventually(() => output.includes('Ctrl-C stops everything'), 120_000);
  }, 130_000);

  test('tells where to look, refuses a second start on the same data, and ends with 0 at Ctrl-C', async () => {
    for (const hint of [`127.0.0.1:${port}/docs`, 'news.stories.v1', 'psql postgres://', 'wiredesk post FILE', 'WIREDESK_API_KEY=']) expect(output).toContain(hint);
    expect(output).not.toContain(readFileSync(join(home, 'api-key'), 'utf8').trim());
    expect(up('--once')).toMatchObject({ status: 3, stderr: expect.stringContaining(`pid ${child.pid}`) as string });
    const exit = ended();
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(readdirSync(join(home, 'run'))).toEqual([]);
  }, 60_000);

  test('tells at once of a service that died, and ends with 1', async () => {
    const { pid } = JSON.parse(readFileSync(join(home, 'run', 'enrichment.json'), 'utf8')) as { pid: number };
    const exit = ended();
    process.kill(pid, 'SIGKILL');
    expect(await exit).toBe(1);
    expect(output).toContain(`enrichment ended with SIGKILL. Its last words, in ${join(home, 'logs', 'enrichment.log')}`);
    expect(readdirSync(join(home, 'run'))).toEqual([]);
  }, 60_000);

  test('that is killed with kill -9 leaves servers behind, and the next start stops them', async () => {
    const exit = ended();
    child.kill('SIGKILL');
    await exit;
    const next = up('--once', '--no-samples');
    expect({ status: next.status, stderr: next.stderr }).toEqual({ status: 0, stderr: '' });
    expect(next.stdout).toMatch(/stopped what it left running: .*ingest \(pid \d+\).*kafka \(pid \d+\).*postgres/);
  }, 120_000);
});

test('a taken port ends it with 3, Java that is missing with 5, each with what to do', async () => {
  const holder = createServer();
  await new Promise<void>((done) => { holder.listen(port + 1, '127.0.0.1', done); });
  const taken = up('--once');
  expect(taken.status).toBe(3);
  expect(taken.stderr).toContain(`port ${port + 1}, which ingest needs, is taken by pid ${process.pid}`);
  expect(taken.stderr).toContain('--port');
  await new Promise((done) => { holder.close(done); });
  const bare = spawnSync(process.execPath, args(['--once']), { cwd: root, encoding: 'utf8', env: { PATH: '/nowhere' } });
  expect(bare.status).toBe(5);
  expect(bare.stderr).toContain('apt-get install');
  expect(bare.stderr).toContain('KAFKA_BROKERS=');
}, 60_000);

import { spawn, spawnSync } from 'node:child_process';
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

interface Staying {
  readonly pid: number;
  readonly output: () => string;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** A stack that stays; it is up when the promise resolves. */
async function stay(...more: string[]): Promise<Staying> {
  const child = spawn(process.execPath, args(more), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const ended = new Promise<number | null>((done) => { child.once('exit', done); });
  await eventually(() => output.includes('Ctrl-C stops everything') || child.exitCode !== null, 150_000).catch(() => undefined);
  if (!output.includes('Ctrl-C stops everything')) throw new Error(`the stack is not up (exit code ${String(child.exitCode)}):\n${output}`);
  return { pid: child.pid!, output: () => output, ended, kill: (signal) => { child.kill(signal); return ended; } };
}

const pidFiles = (): string[] => readdirSync(join(home, 'run'));

test('every sample is shown with what was found, once more as a duplicate; --once ends with 0, and so does Ctrl-C', async () => {
  const first = up('--once');
  expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
  for (const name of samples) expect(first.stdout).toContain(`${name}  accepted`);
  for (const found of ['Malta country MT excluded', '> 140 passenger', '14 ship', '2026-04-20', 'on the log', 'enriched', 'stored', 'readable']) expect(first.stdout).toContain(found);
  expect(first.stdout).not.toContain('\u001b');
  expect(pidFiles()).toEqual([]);

  const second = await stay();
  for (const name of samples) expect(second.output()).toContain(`${name}  duplicate`);
  for (const hint of [`127.0.0.1:${port}/docs`, 'news.stories.v1', 'psql postgres://', 'wiredesk post FILE', 'WIREDESK_API_KEY=']) expect(second.output()).toContain(hint);
  expect(second.output()).not.toContain(readFileSync(join(home, 'api-key'), 'utf8').trim());
  expect(await second.kill('SIGINT')).toBe(0);
  expect(pidFiles()).toEqual([]);
}, 360_000);

test('a second start is refused; what a kill -9 leaves is stopped by the next start; a service that dies is told at once', async () => {
  const first = await stay('--no-samples');
  expect(up('--once')).toMatchObject({ status: 3, stderr: expect.stringContaining(`pid ${first.pid}`) as string });
  await first.kill('SIGKILL');

  const next = await stay('--no-samples');
  expect(next.output()).toMatch(/stopped what it left running: .*ingest \(pid \d+\).*kafka \(pid \d+\).*postgres/);
  const { pid } = JSON.parse(readFileSync(join(home, 'run', 'enrichment.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  expect(await next.ended).toBe(1);
  expect(next.output()).toContain(`enrichment ended with SIGKILL. Its last words, in ${join(home, 'logs', 'enrichment.log')}`);
  expect(pidFiles()).toEqual([]);
}, 360_000);

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

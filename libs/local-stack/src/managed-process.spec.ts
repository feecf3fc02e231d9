import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type ManagedProcess, type ProcessSpec } from './managed-process.js';
import { readPidFile, stopLeftover } from './pid-files.js';

let folder: string;
const running: ManagedProcess[] = [];
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'wiredesk-process-')); });
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
});

const spec = (script: string, more: Partial<ProcessSpec> = {}): ProcessSpec => ({
  name: 'example', command: process.execPath, args: ['-e', script], env: process.env, marker: 'example-marker',
  logFile: join(folder, 'logs', 'example.log'), pidFile: join(folder, 'run', 'example.json'), ...more,
});
const start = async (script: string, more: Partial<ProcessSpec> = {}): Promise<ManagedProcess> => {
  const child = await launch(spec(script, more));
  running.push(child);
  return child;
};
const said = async (child: ManagedProcess, word: string): Promise<void> => {
  while (!child.tail().includes(word)) await new Promise((done) => { setTimeout(done, 20); });
};
const STUBBORN = "/* example-marker */ process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1e6); console.log('up')";

test('an exit that nobody asked for is told from one that was', async () => {
  const failed = await start('console.log("trouble"); process.exit(7)');
  expect(await failed.exited).toEqual({ code: 7, signal: null });
  expect(failed.stopping()).toBe(false);
  expect(failed.tail()).toBe('trouble');
  const patient = await start("process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1e6); console.log('up')");
  await said(patient, 'up');
  expect(await patient.stop({ signal: 'SIGTERM', boundMs: 20_000 })).toEqual({ code: 0, signal: null });
  expect(patient.stopping()).toBe(true);
});

test('what does not stop in time is killed', async () => {
  const stubborn = await start(STUBBORN);
  await said(stubborn, 'up');
  expect(await stubborn.stop({ signal: 'SIGTERM', boundMs: 300 })).toEqual({ code: null, signal: 'SIGKILL' });
  expect(stubborn.tail()).toContain('no');
});

test('the tail holds only what this process has said', async () => {
  await (await start('console.log("from the first")')).exited;
  const second = await start('console.log("from the second")');
  await second.exited;
  expect(second.tail()).toBe('from the second');
});

test('a pid file is there while the process lives', async () => {
  const child = await start(STUBBORN);
  expect(readPidFile(spec('').pidFile)).toEqual({ pid: child.pid, marker: 'example-marker' });
  await child.kill();
  expect(existsSync(spec('').pidFile)).toBe(false);
});

test('a command that is not there is a clear refusal', async () => {
  await expect(launch(spec('', { command: '/nowhere/at/all' }))).rejects.toMatchObject({ code: 'start-failed', message: expect.stringContaining('/nowhere/at/all') as string });
});

test('what a killed start left behind is found and stopped, by force if need be', async () => {
  const child = spawn(process.execPath, ['-e', STUBBORN], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => { child.stdout.once('data', resolve); });
  const file = join(folder, 'left.json');
  writeFileSync(file, JSON.stringify({ pid: child.pid, marker: 'example-marker' }));
  const gone = new Promise((resolve) => { child.once('exit', (_code, signal) => { resolve(signal); }); });
  expect(await stopLeftover(file, { signal: 'SIGTERM', boundMs: 200 })).toBe(child.pid);
  expect(await gone).toBe('SIGKILL');
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['a stranger that got the pid', JSON.stringify({ pid: process.pid, marker: 'no such words in my command line' })],
  ['a pid that nobody has', JSON.stringify({ pid: 2 ** 22 + 1, marker: 'x' })],
  ['half a file', '{"pid": 1'],
  ['the pid of init', JSON.stringify({ pid: 1, marker: 'i' })],
])('nothing is stopped for %s', async (_what, content) => {
  const file = join(folder, 'left.json');
  writeFileSync(file, content);
  expect(await stopLeftover(file, { signal: 'SIGKILL', boundMs: 100 })).toBeUndefined();
});

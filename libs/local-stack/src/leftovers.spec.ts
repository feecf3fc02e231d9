import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pidFileOf } from './folders.js';
import { claimHome, releaseHome, stopLeftovers } from './leftovers.js';
import { commandLineOf } from './pid-files.js';

let home: string;
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'wiredesk-home-')); });
afterEach(() => { rmSync(home, { recursive: true, force: true }); });

test('a home that a living process has is refused, with its pid and a way to start another', () => {
  claimHome({ home });
  const owner = pidFileOf({ home }, 'owner');
  expect(JSON.parse(readFileSync(owner, 'utf8'))).toMatchObject({ pid: process.pid });
  const parent = process.ppid;
  writeFileSync(owner, JSON.stringify({ pid: parent, marker: commandLineOf(parent) }));
  expect(() => { claimHome({ home }); }).toThrow(`pid ${parent}`);
  expect(() => { claimHome({ home }); }).toThrow('--data');
});

test('a home whose owner was killed, or whose pid went to a stranger, is free', () => {
  claimHome({ home });
  writeFileSync(pidFileOf({ home }, 'owner'), JSON.stringify({ pid: process.ppid, marker: 'a command line of long ago' }));
  expect(() => { claimHome({ home }); }).not.toThrow();
  releaseHome({ home });
  expect(() => readFileSync(pidFileOf({ home }, 'owner'))).toThrow('ENOENT');
});

test('left services and servers are stopped and named; the owner is not', async () => {
  claimHome({ home });
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); /* left-here */'], { detached: true, stdio: 'ignore' });
  const gone = new Promise((resolve) => { child.once('exit', (_code, signal) => { resolve(signal); }); });
  await new Promise((resolve) => { child.once('spawn', resolve); });
  writeFileSync(pidFileOf({ home }, 'kafka'), JSON.stringify({ pid: child.pid, marker: 'left-here' }));
  expect(await stopLeftovers({ home })).toEqual([`kafka (pid ${child.pid})`]);
  expect(await gone).toBe('SIGTERM');
  expect(await stopLeftovers({ home })).toEqual([]);
});

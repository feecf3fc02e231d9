import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '../exit-codes.js';
import { openPollState, type Cursor } from './poll-state.js';
import { lockState } from './state-lock.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiredesk-state-'));
  path = join(folder, 'deep', 'state.json');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const cursor: Cursor = { url: 'https://feeds.example.org/', etag: '"é"', intervalMs: 1_000, nextAt: '2026-11-24T10:00:00.000Z', failures: 0, unchanged: 0, saved: { requests: 1, bytes: 2 } };

test('a cursor is on the disk when it is set, and nothing else is left in the folder', () => {
  const state = openPollState(path);
  expect(state.get('harbour')).toBeUndefined();
  state.set('harbour', cursor);
  expect(openPollState(path).get('harbour')).toEqual(cursor);
  state.set('other', { ...cursor, quiet: { hours: [1], days: [] } });
  expect(openPollState(path).get('other')?.quiet).toEqual({ hours: [1], days: [] });
  expect(readdirSync(join(folder, 'deep'))).toEqual(['state.json']);
});

test.each(['', '{"version": 2, "sources": {}}', '{"version": 1, "sources": {"a": {"url": 1}}}'])('a state that cannot be read (%s) is said aloud and left as it is', (text) => {
  openPollState(path).set('harbour', cursor);
  writeFileSync(path, text);
  expect(() => openPollState(path)).toThrow(expect.objectContaining({ exitCode: EXIT.config, message: expect.stringContaining('Remove it to begin anew') as string }) as Error);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('one poller per state: a second is refused, the lock of a dead one is taken over', () => {
  const unlock = lockState(path);
  unlock();
  expect(existsSync(`${path}.lock`)).toBe(false);
  // The parent of this process runs for sure, and no process has this number.
  writeFileSync(`${path}.lock`, String(process.ppid));
  expect(() => lockState(path)).toThrow(`another poller (pid ${process.ppid})`);
  writeFileSync(`${path}.lock`, '2147483646');
  lockState(path)();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

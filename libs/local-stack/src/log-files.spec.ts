import { closeSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logTail, openLog, sizeOf } from './log-files.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'wiredesk-log-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

test('the tail is the last lines, empty ones left out, long ones cut', () => {
  const file = join(folder, 'a.log');
  writeFileSync(file, `${Array.from({ length: 5_000 }, (_, n) => `line ${n}\n\n`).join('')}${'x'.repeat(1_000)}\n`);
  const lines = logTail(file, { lines: 3 }).split('\n');
  expect(lines.slice(0, 2)).toEqual(['line 4998', 'line 4999']);
  expect(lines[2]).toHaveLength(241);
});

test('a log that says nothing, or is not there, is said to', () => {
  expect(logTail(join(folder, 'none.log'))).toBe('(nothing was logged)');
});

test('a log is appended to, and turned over when it has grown large', () => {
  const file = join(folder, 'deep', 'b.log');
  closeSync(openLog(file));
  writeFileSync(file, Buffer.alloc(9 * 1024 * 1024, 'a'));
  closeSync(openLog(file));
  expect(sizeOf(file)).toBe(0);
  expect(existsSync(`${file}.1`)).toBe(true);
});

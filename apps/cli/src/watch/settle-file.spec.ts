import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aReceipt } from '../post/a-receipt.suite.js';
import { openDropFolder, type DropFolder } from './drop-folder.js';
import { hasEnded, settleFile, type FileOutcome, type Settled } from './settle-file.js';

const at = new Date('2026-11-25T23:59:59Z');
let folder: DropFolder;
beforeEach(async () => { folder = await openDropFolder(mkdtempSync(join(tmpdir(), 'wiredesk-settle-'))); });
afterEach(() => { rmSync(folder.root, { recursive: true, force: true }); });

const good: FileOutcome = { receipts: [aReceipt()] };
const bad: FileOutcome = { receipts: [aReceipt({ line: 1 }), aReceipt({ id: 'r2', status: 'rejected', line: 2, rejection: { code: 'malformed', message: 'cut', pointer: '/bodies/0', hint: 'send all' } })] };

const claimed = (name: string, text = name): string => {
  mkdirSync(join(folder.own, 'b'), { recursive: true });
  writeFileSync(join(folder.own, 'b', name), text);
  return join(folder.own, 'b', name);
};
const settle = (name: string, result: FileOutcome, text?: string): Promise<Settled> => settleFile(folder, { path: claimed(name, text), name, result, at });

test('a file of which all was taken ends under the day, its claim is gone', async () => {
  const { outcome, path } = await settle('a.txt', good);
  expect([outcome, path]).toEqual(['done', join(folder.done, '2026-11-25', 'a.txt')]);
  expect([readFileSync(path, 'utf8'), readdirSync(join(folder.own, 'b'))]).toEqual(['a.txt', []]);
});

test('nothing is overwritten: the same name gets a number', async () => {
  const paths = [];
  for (const text of ['one', 'two', 'three']) paths.push((await settle('a.b.txt', good, text)).path);
  expect(paths.map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual(['a.b.txt', 'a.b.2.txt', 'a.b.3.txt']);
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'two', 'three']);
});

test('a file with one reject goes to error with the reject, counts and all receipts', async () => {
  const { outcome, path } = await settle('feed.xml', bad);
  expect([outcome, path]).toEqual(['error', join(folder.error, 'feed.xml')]);
  expect(JSON.parse(readFileSync(`${path}.error.json`, 'utf8'))).toEqual({
    file: 'feed.xml', at: '2026-11-25T23:59:59.000Z', code: 'malformed', message: 'cut', pointer: '/bodies/0', hint: 'send all', line: 2, receipt: 'r2',
    accepted: 1, duplicate: 0, superseded: 0, rejected: 1, receipts: bad.receipts,
  });
});

test('a file without a receipt goes to error with what was wrong, also when its name is as long as names can be', async () => {
  const name = `${'x'.repeat(251)}.txt`;
  const { path } = await settle(name, { receipts: [], problem: { code: 'too-large', message: 'more than 2 MB' } });
  const reports = readdirSync(folder.error).filter((entry) => entry.endsWith('.error.json'));
  expect(existsSync(path)).toBe(true);
  expect(reports.map((report) => JSON.parse(readFileSync(join(folder.error, report), 'utf8')) as unknown)).toMatchObject([{ file: name, code: 'too-large', rejected: 1, receipts: [] }]);
});

describe('after a crash', () => {
  test('a claim that is nobody else\'s has not ended', async () => {
    expect(await hasEnded(folder, { path: claimed('a.txt'), name: 'a.txt' })).toBe(false);
  });

  test('a feeder\'s own second name of the file is no end', async () => {
    const path = claimed('a.txt');
    linkSync(path, join(folder.root, 'spool-of-the-feeder'));
    expect(await hasEnded(folder, { path, name: 'a.txt' })).toBe(false);
  });

  test('a file that is in done has ended, under whichever number and day', async () => {
    const path = claimed('a.txt');
    mkdirSync(join(folder.done, '2026-11-24'));
    writeFileSync(join(folder.done, '2026-11-24', 'a.txt'), 'another');
    linkSync(path, join(folder.done, '2026-11-24', 'a.2.txt'));
    expect(await hasEnded(folder, { path, name: 'a.txt' })).toBe(true);
  });

  test('a file in error has ended only with its report; without it is taken out again', async () => {
    const path = claimed('a.txt');
    linkSync(path, join(folder.error, 'a.txt'));
    expect(await hasEnded(folder, { path, name: 'a.txt' })).toBe(false);
    expect(readdirSync(folder.error)).toEqual([]);
    linkSync(path, join(folder.error, 'a.txt'));
    writeFileSync(join(folder.error, 'a.txt.error.json'), '{}');
    expect(await hasEnded(folder, { path, name: 'a.txt' })).toBe(true);
  });
});

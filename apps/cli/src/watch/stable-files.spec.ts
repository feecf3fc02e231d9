import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLooks, type Look } from './stable-files.js';

let root: string;
let now: number;
let look: () => Promise<Look>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wiredesk-looks-'));
  now = 0;
  look = createLooks(root, { settleMs: 2_000, now: () => now });
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

const at = async (ms: number): Promise<[string[], number]> => {
  now = ms;
  const { ready, waiting } = await look();
  return [ready.map(({ name }) => name), waiting];
};
const write = (name: string, seconds = 1): void => {
  writeFileSync(join(root, name), name);
  utimesSync(join(root, name), seconds, seconds);
};

test('a file is ready when two looks at least the settle time apart found the same size and time; the oldest is first', async () => {
  write('young.txt', 9);
  write('old.txt', 5);
  expect(await at(0)).toEqual([[], 2]);
  expect(await at(1_999)).toEqual([[], 2]);
  expect(await at(2_000)).toEqual([['old.txt', 'young.txt'], 0]);
});

test('a file that grows, or is written again with the same size, waits from then on', async () => {
  write('grows.txt');
  write('again.txt');
  await at(0);
  appendFileSync(join(root, 'grows.txt'), 'more');
  write('again.txt', 2);
  expect(await at(2_000)).toEqual([[], 2]);
  expect(await at(3_999)).toEqual([[], 2]);
  expect((await at(4_000))[0].sort()).toEqual(['again.txt', 'grows.txt']);
});

test('a file that went and came back is a new one', async () => {
  write('a.txt');
  await at(0);
  rmSync(join(root, 'a.txt'));
  expect(await at(1_000)).toEqual([[], 0]);
  write('a.txt');
  expect(await at(2_500)).toEqual([[], 1]);
});

test('temporary names, folders and links are nobody\'s delivery', async () => {
  for (const name of ['a.part', 'b.TMP', 'c.filepart', 'd.txt~', '.e.txt', 'ok.xml']) write(name);
  mkdirSync(join(root, 'done'));
  symlinkSync(join(root, 'ok.xml'), join(root, 'link.xml'));
  await at(0);
  expect(await at(5_000)).toEqual([['ok.xml'], 0]);
});

test('a settle time of nothing still takes two looks', async () => {
  look = createLooks(root, { settleMs: 0, now: () => now });
  write('a.txt');
  expect(await at(0)).toEqual([[], 1]);
  expect(await at(1)).toEqual([['a.txt'], 0]);
});

test('a name that is not UTF-8 is told and left', async () => {
  writeFileSync(Buffer.concat([Buffer.from(`${root}/Br`), Buffer.from([0xfc]), Buffer.from('cke.txt')]), 'x');
  const { ready, waiting, unusable } = await look();
  expect([ready, waiting, unusable]).toEqual([[], 0, ['Br\uFFFDcke.txt']]);
});

import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim, claimGroups, leave, release, takeOver, type Found } from './claim.js';
import { openDropFolder, type DropFolder } from './drop-folder.js';
import { thisProcess, type Owner } from './owner.js';
import type { SeenFile } from './stable-files.js';

const self = thisProcess();
/** No pid is that high. */
const DEAD = 99_999_999;
let folder: DropFolder;
beforeEach(async () => { folder = await openDropFolder(mkdtempSync(join(tmpdir(), 'wiredesk-claim-'))); });
afterEach(() => { rmSync(folder.root, { recursive: true, force: true }); });

const drop = (name: string): SeenFile => {
  writeFileSync(join(folder.root, name), name);
  const { size, mtimeMs } = statSync(join(folder.root, name));
  return { name, size, mtimeMs };
};
const notes: string[] = [];
const claimAll = (files: readonly SeenFile[]): ReturnType<typeof claim> => claim(folder, files, (text) => { notes.push(text); });
const filesInRoot = (): string[] => readdirSync(folder.root, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

test('groups hold a hundred files or a megabyte; a file of lines is alone', () => {
  const file = (name: string, size = 10): SeenFile => ({ name, size, mtimeMs: 1 });
  const sizes = (files: readonly SeenFile[]): number[] => [...claimGroups(files)].map((group) => group.length);
  expect(sizes(Array.from({ length: 250 }, (_, n) => file(`${n}.txt`)))).toEqual([100, 100, 50]);
  expect(sizes([file('a', 600_000), file('b', 600_000), file('c', 5_000_000), file('d')])).toEqual([1, 1, 1, 1]);
  expect(sizes([file('a'), file('b'), file('l.ndjson'), file('c')])).toEqual([2, 1, 1]);
  expect(sizes([])).toEqual([]);
});

test('of two that claim at once each file goes to one; what has gone or grown since the look is left', async () => {
  const files = Array.from({ length: 50 }, (_, n) => drop(`${n}.txt`));
  const grown = drop('grown.txt');
  appendFileSync(join(folder.root, 'grown.txt'), 'more');
  const [one, two] = await Promise.all([claimAll([...files, grown]), claimAll([...files, grown, { name: 'gone.txt', size: 1, mtimeMs: 1 }])]);
  const names = [...one.files, ...two.files].map(({ name }) => name);
  expect(names.sort()).toEqual(files.map(({ name }) => name).sort());
  expect(filesInRoot()).toEqual(['grown.txt']);
  for (const { name } of one.files) expect(existsSync(join(one.folder, name))).toBe(true);
});

test('what is given back is there again; a name that was taken meanwhile is not overwritten', async () => {
  const claimed = await claimAll([drop('a.txt'), drop('b.txt')]);
  writeFileSync(join(folder.root, 'b.txt'), 'a newer one');
  await release(folder, claimed);
  expect(filesInRoot().sort()).toEqual(['a.txt', 'b.txt']);
  expect(readFileSync(join(folder.root, 'b.txt'), 'utf8')).toBe('a newer one');
  expect(readFileSync(join(claimed.folder, 'b.txt'), 'utf8')).toBe('b.txt');
});

describe('what others have left', () => {
  const leftBy = (owner: Partial<Owner>, announced?: Partial<Owner>): void => {
    const { host, pid } = { ...self, ...owner };
    const batch = join(folder.processing, `${host}-${pid}`, 'batch');
    mkdirSync(batch, { recursive: true });
    writeFileSync(join(batch, 'left.txt'), 'left');
    if (announced !== undefined) writeFileSync(join(folder.processing, `${host}-${pid}`, '.owner'), JSON.stringify({ ...self, ...owner, ...announced }));
  };
  const take = async (options: { adopt?: string[]; mine?: boolean } = {}): Promise<{ files: string[]; foreign: readonly string[]; found: Found }> => {
    const found = await takeOver(folder, { self, adopt: [], mine: false, ...options });
    return { files: found.claims.flatMap(({ files }) => files.map(({ name }) => name)), foreign: found.foreign, found };
  };

  test('by a dead process is taken over whole, and its folder goes', async () => {
    leftBy({ pid: DEAD }, {});
    const { files, found } = await take();
    expect([files, readdirSync(folder.processing)]).toEqual([['left.txt'], [folder.ownName]]);
    expect(found.claims[0]?.folder.startsWith(folder.own)).toBe(true);
    expect((await take()).files).toEqual([]);
  });

  test('as a file without a batch is taken over all the same', async () => {
    mkdirSync(join(folder.processing, `${self.host}-${DEAD}`));
    writeFileSync(join(folder.processing, `${self.host}-${DEAD}`, 'flat.txt'), 'flat');
    const { files, found } = await take();
    expect([files, readFileSync(join(found.claims[0]!.folder, 'flat.txt'), 'utf8')]).toEqual([['flat.txt'], 'flat']);
  });

  test('by a dead process is taken over by one of two', async () => {
    leftBy({ pid: DEAD });
    const other = { ...folder, own: join(folder.processing, `${self.host}-other`), ownName: `${self.host}-other` };
    mkdirSync(other.own);
    const both = await Promise.all([takeOver(folder, { self, adopt: [], mine: false }), takeOver(other, { self, adopt: [], mine: false })]);
    expect(both.flatMap(({ claims }) => claims.flatMap(({ files }) => files)).map(({ name }) => name)).toEqual(['left.txt']);
  });

  test('by a living process is its own', async () => {
    leftBy({ pid: process.ppid });
    expect(await take()).toMatchObject({ files: [], foreign: [] });
  });

  test('by a process whose pid another one has now is taken over', async () => {
    leftBy({ pid: process.ppid }, { started: 'before the last boot' });
    expect((await take()).files).toEqual(['left.txt']);
  });

  test('by an earlier process with our own pid is ours at the start, once, and never later', async () => {
    leftBy({});
    expect((await take()).files).toEqual([]);
    expect((await take({ mine: true })).files).toEqual(['left.txt']);
  });

  test('by a process of another host is told and left, until it is adopted', async () => {
    leftBy({ host: 'far-away', pid: 7 });
    expect(await take()).toMatchObject({ files: [], foreign: ['far-away-7'] });
    expect(await take({ adopt: ['far-away'] })).toMatchObject({ files: ['left.txt'], foreign: [] });
  });

  test('stays when the own folder is left with something in it', async () => {
    leftBy({});
    await leave(folder.own);
    expect(existsSync(join(folder.own, 'batch', 'left.txt'))).toBe(true);
    rmSync(join(folder.own, 'batch'), { recursive: true });
    await leave(folder.own);
    expect(readdirSync(folder.processing)).toEqual([]);
  });
});

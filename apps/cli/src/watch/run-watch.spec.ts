import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDoor } from '../post/a-receipt.suite.js';
import { openDropFolder } from './drop-folder.js';
import { thisProcess } from './owner.js';
import type { EndedFile } from './post-claim.js';
import { runWatch, type RunWatch } from './run-watch.js';

let root: string;
let door: ReturnType<typeof aDoor>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wiredesk-watch-'));
  door = aDoor();
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

const drop = (name: string, text = name): void => { writeFileSync(join(root, name), text); };
const files = (...below: string[]): string[] => (existsSync(join(root, ...below)) ? readdirSync(join(root, ...below), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort() : []);
const done = (): string[] => readdirSync(join(root, 'done')).flatMap((day) => files('done', day)).sort();

async function run(options: Partial<RunWatch> = {}): Promise<{ ended: EndedFile[]; notes: string[]; error?: unknown }> {
  const [ended, notes]: [EndedFile[], string[]] = [[], []];
  const self = thisProcess();
  try {
    await runWatch({
      folder: await openDropFolder(root, self), self, adopt: [], send: door.send, given: {}, settleMs: 5, intervalMs: 5, concurrency: 2, once: true, signal: new AbortController().signal,
      onEnded: (some) => { ended.push(...some); }, onNote: (note) => { notes.push(note); }, ...options,
    });
    return { ended, notes };
  } catch (error) {
    return { ended, notes, error };
  }
}

test('good files end in done, rejected ones in error with their report, many in one request; unfinished ones stay', async () => {
  for (const name of ['a.txt', 'bad.txt', 'bomb.txt', 'c.txt', 'd.txt.part']) drop(name);
  drop('lines.ndjson', '{"a":1}\n{"bad":1}\n{"c":1}\n');
  drop('void.ndjson', '\n');
  const { ended } = await run();
  expect(done()).toEqual(['a.txt', 'c.txt']);
  expect(files('error')).toEqual(['bad.txt', 'bad.txt.error.json', 'bomb.txt', 'bomb.txt.error.json', 'lines.ndjson', 'lines.ndjson.error.json', 'void.ndjson', 'void.ndjson.error.json']);
  expect(files()).toEqual(['d.txt.part']);
  expect(JSON.parse(readFileSync(join(root, 'error', 'lines.ndjson.error.json'), 'utf8'))).toMatchObject({ code: 'malformed', line: 2, accepted: 2, rejected: 1, receipts: [{ line: 1 }, { line: 2 }, { line: 3 }] });
  expect(ended).toHaveLength(6);
  expect(Math.max(...door.requests.map(({ texts }) => texts.length))).toBe(4);
  expect(readdirSync(join(root, '.processing'))).toEqual([]);
});

test('ingest that takes nothing gets nothing: the files are back, and the next run sends them under the same key', async () => {
  for (const name of ['a.txt', 'b.txt']) drop(name);
  door.answerInstead(() => ({ is: 'later', problem: { code: 'unreachable', message: 'gone' } }));
  expect((await run()).error).toMatchObject({ exitCode: 3 });
  expect([files(), readdirSync(join(root, '.processing'))]).toEqual([['a.txt', 'b.txt'], []]);
  door.answerInstead(undefined);
  await run();
  expect(done()).toEqual(['a.txt', 'b.txt']);
  const keys = door.requests.map(({ request }) => request.idempotencyKey);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
});

test('a key that is refused ends the watch with the files back in the folder', async () => {
  drop('a.txt');
  door.answerInstead(() => ({ is: 'key-refused', problem: { code: 'unauthenticated', message: 'no' } }));
  expect((await run()).error).toMatchObject({ exitCode: 4 });
  expect(files()).toEqual(['a.txt']);
});

test('a batch of a dead process is sent as it was, without what had ended already', async () => {
  for (const name of ['a.txt', 'b.txt', 'c.txt']) drop(name);
  const crash = new Error('the process dies here');
  await run({ send: (request) => { void door.send(request); return Promise.reject(crash); } });
  const [own] = readdirSync(join(root, '.processing'));
  renameSync(join(root, '.processing', own!), join(root, '.processing', own!.replace(/\d+$/, '99999999')));
  const { ended, notes } = await run();
  expect(notes).toEqual([expect.stringContaining('3 files that a dead process had claimed') as string]);
  expect([ended.length, done(), readdirSync(join(root, '.processing'))]).toEqual([3, ['a.txt', 'b.txt', 'c.txt'], []]);
  expect(door.requests[0]!.request.idempotencyKey).toBe(door.requests[1]!.request.idempotencyKey);
});

test('a file that is dropped again is another delivery', async () => {
  drop('a.txt');
  await run();
  await new Promise((later) => { setTimeout(later, 10); });
  drop('a.txt');
  await run();
  expect(done()).toEqual(['a.2.txt', 'a.txt']);
  expect(new Set(door.requests.map(({ request }) => request.idempotencyKey)).size).toBe(2);
});

test('after the signal the batch in hand ends and nothing more is claimed', async () => {
  for (let n = 0; n < 450; n++) drop(`${n}.txt`);
  const stop = new AbortController();
  const { ended } = await run({ once: false, concurrency: 1, signal: stop.signal, send: (request) => { stop.abort(); return door.send(request); } });
  expect([ended.length, done().length, files().length, readdirSync(join(root, '.processing'))]).toEqual([100, 100, 350, []]);
});

test('two watchers share a folder: every file ends once', async () => {
  for (let n = 0; n < 400; n++) drop(`${n}.txt`);
  await Promise.all([run(), run({ self: { ...thisProcess(), pid: process.ppid }, folder: await openDropFolder(root, { ...thisProcess(), pid: process.ppid }) })]);
  expect(done()).toHaveLength(400);
  expect(door.requests.flatMap(({ texts }) => texts)).toHaveLength(400);
});

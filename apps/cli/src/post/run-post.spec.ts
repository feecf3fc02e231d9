import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { aDoor } from './a-receipt.suite.js';
import { inputFiles } from './input-files.js';
import type { EntryOutcome } from './post-batch.js';
import { noResumeState, openResumeState } from './resume-state.js';
import { runPost, type Counts, type RunPost } from './run-post.js';

let root: string;
let door: ReturnType<typeof aDoor>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wiredesk-post-'));
  door = aDoor();
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

interface Ran { readonly counts?: Counts; readonly outcomes: EntryOutcome[]; readonly error?: unknown; readonly shares: (number | undefined)[] }

async function run(paths: readonly string[], options: Partial<RunPost> = {}): Promise<Ran> {
  const outcomes: EntryOutcome[] = [];
  const shares: (number | undefined)[] = [];
  const files = await inputFiles(paths);
  try {
    const counts = await runPost({
      files, send: door.send, state: noResumeState, given: {}, ndjson: false, concurrency: 4, rate: undefined, stdin: Readable.from([]), signal: new AbortController().signal, runId: 'run',
      onOutcome: (outcome) => { outcomes.push(outcome); }, onProgress: (_counts, share) => { shares.push(share); }, ...options,
    });
    return { counts: { ...counts }, outcomes, shares };
  } catch (error) {
    return { outcomes, shares, error };
  }
}
const write = (name: string, text: string): string => {
  writeFileSync(join(root, name), text);
  return join(root, name);
};
const said = ({ outcomes }: Ran): unknown[] => outcomes.map(({ file, receipt, problem }) => [file.slice(root.length + 1), receipt?.line ?? problem?.line, receipt?.status ?? problem?.code]);

test('a folder is posted in order of name, many files a request, without what has a temporary name', async () => {
  mkdirSync(join(root, 'b'));
  for (const name of ['c.txt', 'a.txt', 'b/two.txt', 'b/bad.txt', 'd.part', 'e.tmp', 'f.filepart', 'g~', '.h']) write(name, name);
  const ran = await run([root]);
  expect(said(ran)).toEqual([['a.txt', 1, 'accepted'], ['b/bad.txt', 1, 'rejected'], ['b/two.txt', 1, 'accepted'], ['c.txt', 1, 'accepted']]);
  expect(ran.counts).toEqual({ items: 4, accepted: 3, duplicate: 0, superseded: 0, rejected: 1, skipped: 0 });
  expect([door.requests.length, ran.shares]).toEqual([1, [1]]);
});

test('250 files are three requests, and the outcomes keep the order of the files', async () => {
  const names = Array.from({ length: 250 }, (_, n) => `${String(n).padStart(3, '0')}.txt`);
  names.forEach((name) => write(name, name));
  const ran = await run([root]);
  expect(door.requests.map(({ texts }) => texts.length)).toEqual([100, 100, 50]);
  expect(ran.outcomes.map(({ file }) => file.slice(root.length + 1))).toEqual(names);
});

test('what is not there is told before anything is posted; what cannot be read then is one reject among others', async () => {
  const file = write('a.txt', 'a');
  await expect(inputFiles([file, join(root, 'nowhere')])).rejects.toMatchObject({ exitCode: 2 });
  const files = await inputFiles([file, write('b.txt', 'b')]);
  rmSync(file);
  expect(said(await run([], { files }))).toEqual([['a.txt', undefined, 'unreadable'], ['b.txt', 1, 'accepted']]);
});

test('lines of a file named so, and of standard input with --ndjson, are items with their line numbers', async () => {
  const file = write('l.ndjson', '{"a":1}\n\n{"bad":1}\n');
  expect(said(await run([file]))).toEqual([['l.ndjson', 1, 'accepted'], ['l.ndjson', 3, 'rejected']]);
  const lines = Array.from({ length: 1_200 }, (_, n) => `{"n":${n}}\n`).join('');
  const ran = await run(['-'], { ndjson: true, stdin: Readable.from([Buffer.from(lines)]) });
  expect(door.requests.slice(1).map(({ texts }) => texts.length)).toEqual([500, 500, 200]);
  expect(ran.outcomes.map(({ receipt }) => receipt?.line)).toEqual(Array.from({ length: 1_200 }, (_, n) => n + 1));
  expect(ran.shares).toEqual([undefined, undefined, undefined]);
});

test('lines that are refused together are sent in halves until the one is found', async () => {
  expect(said(await run([write('l.ndjson', '1\n2\nbomb\n\n5\n')]))).toEqual([['l.ndjson', 1, 'accepted'], ['l.ndjson', 2, 'accepted'], ['l.ndjson', 3, 'too-large'], ['l.ndjson', 5, 'accepted']]);
});

test('the rate bounds what is sent at once', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) write(name, name);
  await run([root], { rate: 40.9, concurrency: 1 });
  expect(door.requests.map(({ texts }) => texts.length)).toEqual([5]);
  await run([root], { rate: 2.5, concurrency: 1, signal: AbortSignal.timeout(50) });
  expect(door.requests.slice(1).map(({ texts }) => texts.length)).toEqual([2]);
});

describe('with a state', () => {
  const state = (): ReturnType<typeof openResumeState> => openResumeState(join(root, '.state'), 'http://ingest');

  test('the next run leaves out what was acknowledged, and posts what was rejected, changed or touched', async () => {
    for (const name of ['a', 'b', 'bad', 'd']) write(name, name);
    expect((await run([root], { state: state() })).counts).toMatchObject({ accepted: 3, rejected: 1 });
    write('b', 'other');
    utimesSync(join(root, 'd'), 1, 1);
    const again = await run([root], { state: state() });
    expect(said(again)).toEqual([['b', 1, 'accepted'], ['bad', 1, 'rejected'], ['d', 1, 'accepted']]);
    expect(again.counts?.skipped).toBe(1);
  });

  test('after a failure in the middle the next run posts what is left', async () => {
    for (let n = 0; n < 250; n++) write(String(n).padStart(3, '0'), `item ${n}`);
    let sent = 0;
    door.answerInstead(() => (++sent === 2 ? { is: 'later', problem: { code: 'unreachable', message: 'gone' } } : undefined));
    expect((await run([root], { state: state(), concurrency: 1 })).error).toMatchObject({ exitCode: 3 });
    door.answerInstead(undefined);
    expect((await run([root], { state: state() })).counts).toMatchObject({ accepted: 150, skipped: 100 });
  });

  test('lines go on where the row of acknowledged ones ends, also when later ones were acknowledged', async () => {
    const file = write('l.ndjson', Array.from({ length: 2_000 }, (_, n) => `{"n":${n}${n === 3 ? ',"bad":1' : ''}}\n`).join(''));
    let sent = 0;
    door.answerInstead(() => (++sent === 2 ? { is: 'later', problem: { code: 'unreachable', message: 'gone' } } : undefined));
    await run([file], { state: state() });
    door.answerInstead(undefined);
    const again = await run([file], { state: state(), rate: 1_000_000 });
    expect([again.outcomes[0]?.receipt?.line, again.counts?.items]).toEqual([501, 1_500]);
    const [input] = await inputFiles([file]);
    expect(state().linesOf(input!)).toMatchObject({ lines: 2_000, rejected: 1 });
    expect((await run([file], { state: state() })).counts?.items).toBe(0);
  });

  test('lines whose beginning has changed are posted from the first', async () => {
    const file = write('l.ndjson', '1\n2\n');
    utimesSync(file, 1, 1);
    await run([file], { state: state() });
    write('l.ndjson', '3\n2\n');
    utimesSync(file, 1, 1);
    expect((await run([file], { state: state() })).counts?.items).toBe(2);
  });

  test('a state of another ingest, and a file that is none, are refused and stay as they are', () => {
    const own = state();
    own.done({ path: 'x', size: 1, mtimeMs: 1 }, 'sha');
    own.save();
    expect(() => openResumeState(join(root, '.state'), 'http://other')).toThrow(/belongs to http:\/\/ingest/);
    writeFileSync(join(root, '.notes'), 'my notes');
    expect(() => openResumeState(join(root, '.notes'), 'http://ingest')).toThrow(/not a state/);
    expect(readFileSync(join(root, '.notes'), 'utf8')).toBe('my notes');
  });
});

test('an input that never ends keeps nobody who interrupts', async () => {
  const stop = new AbortController();
  const endless = new Readable({ read: () => { stop.abort(); } });
  expect((await run(['-'], { signal: stop.signal, stdin: endless })).counts?.items).toBe(0);
  expect(door.requests).toEqual([]);
});

test('after the signal the requests in hand settle and nothing more is sent', async () => {
  for (let n = 0; n < 500; n++) write(String(n).padStart(3, '0'), `item ${n}`);
  const stop = new AbortController();
  door.answerInstead(() => { stop.abort(); return undefined; });
  const ran = await run([root], { signal: stop.signal, concurrency: 1 });
  expect([door.requests.length, ran.counts?.accepted]).toEqual([1, 100]);
});

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { eventually, startStack, type Stack } from '../support/stack.js';

const wiredesk = join(resolve(__dirname, '../..'), 'apps', 'cli', 'bin', 'wiredesk.js');
const ROUNDS = 8;
/** DROP_FILES=10000 for the long run. */
const PER_ROUND = Math.ceil(Number(process.env['DROP_FILES'] ?? 1_000) / ROUNDS);

let stack: Stack;
let root: string;
const watchers: ChildProcess[] = [];

beforeAll(async () => {
  stack = await startStack();
  root = mkdtempSync(join(tmpdir(), 'wiredesk-drop-'));
}, 180_000);
afterAll(async () => {
  watchers.forEach((child) => child.kill('SIGKILL'));
  await stack.stop();
  rmSync(root, { recursive: true, force: true });
}, 60_000);

/** The same points in every run, as far as a machine allows. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function watch(...more: string[]): { child: ChildProcess; ended: Promise<number | null>; said: () => string } {
  const child = spawn(process.execPath, [wiredesk, 'watch', root, '--settle', '0.1', '--interval', '0.1', ...more], {
    env: { ...process.env, WIREDESK_INGEST_URL: stack.ingestUrl, WIREDESK_API_KEY: stack.apiKey }, stdio: ['ignore', 'ignore', 'pipe'],
  });
  watchers.push(child);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  return { child, ended: new Promise((done) => { child.once('exit', done); }), said: () => said };
}

/** Ingest is a child of this process like every service of the stack; kill -9. */
function killIngest(): void {
  const own = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , ppid, args = '']) => Number(ppid) === process.pid && /apps\/ingest\//.test(args));
  expect(own).toHaveLength(1);
  process.kill(Number(own[0]?.[1]), 'SIGKILL');
}

interface Dropped { readonly good: string[]; readonly broken: string[]; readonly unfinished: string[]; distinct: number }

/** Plain text and ninjs; of 50 two are broken, one repeats another, and two more are not there in full yet. */
function drop(round: number, dropped: Dropped): void {
  for (let n = 0; n < PER_ROUND; n++) {
    const name = `r${round}-${n}`;
    const ninjs = JSON.stringify({
      uri: `urn:drop:${name}`, type: 'text', pubStatus: 'usable', version: '1', versionCreated: '2026-09-01T10:00:00Z',
      headlines: [{ value: `Lanterns of ${name}` }], bodies: [{ contentType: 'text/plain', value: `In ${name} ${n + 3} lanterns were lit in Oslo.` }],
    });
    const [file, bytes] = n % 2 === 0 ? [`${name}.txt`, `In round ${round} baker ${n} sold ${n + 3} loaves in Wels.`] : [`${name}.json`, ninjs];
    if (n % 25 === 7) place(`${name}.json`, '{"uri": "urn:drop:cut", "headlines": [', dropped.broken);
    else if (n % 50 === 12) place(`${name}-again.txt`, `In round ${round} baker ${n - 2} sold ${n + 1} loaves in Wels.`, dropped.good);
    else {
      place(file, bytes, dropped.good);
      dropped.distinct++;
    }
    if (n % 25 === 20) writeFileSync(join(root, `${name}.xml.part`), '<nitf><head>');
    if (n % 25 === 20) dropped.unfinished.push(`${name}.xml.part`);
  }
}

/** As a careful feeder does it. */
function place(name: string, bytes: string, names: string[]): void {
  writeFileSync(join(root, `.${name}`), bytes);
  renameSync(join(root, `.${name}`), join(root, name));
  names.push(name);
}

const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name) : []);
const doneFiles = (): string[] => (existsSync(join(root, 'done')) ? readdirSync(join(root, 'done')).flatMap((day) => filesIn(join(root, 'done', day))) : []);
const errorFiles = (): string[] => filesIn(join(root, 'error')).filter((name) => !/\.error\.json(\.tmp)?$/.test(name));
const endedCount = (): number => doneFiles().length + errorFiles().length;
const isClaimed = (): boolean => readdirSync(join(root, '.processing'), { recursive: true, withFileTypes: true }).some((entry) => entry.isFile() && !entry.name.startsWith('.owner'));

test('a watcher killed again and again, and ingest killed once: every file ends exactly once, every accepted item is stored exactly once', async () => {
  const random = seeded(20_261_125);
  const dropped: Dropped = { good: [], broken: [], unfinished: [], distinct: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const before = existsSync(join(root, 'done')) ? endedCount() : 0;
    drop(round, dropped);
    const running = Array.from({ length: round % 3 === 2 ? 2 : 1 }, () => watch());
    await eventually(() => existsSync(join(root, '.processing')) && isClaimed(), 30_000);
    if (round === 4) {
      killIngest();
      place('while-ingest-is-away.txt', 'Two bakers sold one loaf while nobody was at the door.', dropped.good);
      dropped.distinct++;
      await eventually(() => running.some(({ said }) => said().includes('ingest does not answer')), 30_000);
      await stack.startService('ingest');
    }
    // Half of the kills hit while a request is out, half while files are being moved.
    if (round % 2 === 1) await eventually(() => endedCount() > before + random(PER_ROUND / 2), 60_000);
    else await new Promise((done) => { setTimeout(done, random(120)); });
    running.forEach(({ child }) => child.kill('SIGKILL'));
    await Promise.all(running.map(({ ended }) => ended));
  }
  const last = watch('--once');
  // Broken files, and no error of the watcher itself.
  expect([await last.ended, /^wiredesk: .*/m.exec(last.said())?.[0]]).toEqual([1, undefined]);

  expect(filesIn(root).sort()).toEqual([...dropped.unfinished].sort());
  expect(doneFiles().sort()).toEqual([...dropped.good].sort());
  expect(errorFiles().sort()).toEqual([...dropped.broken].sort());
  expect(readdirSync(join(root, '.processing'))).toEqual([]);
  for (const name of dropped.broken) {
    expect(JSON.parse(readFileSync(join(root, 'error', `${name}.error.json`), 'utf8'))).toMatchObject({ file: name, code: 'malformed', offset: expect.any(Number) as number, hint: expect.any(String) as string, receipt: expect.any(String) as string });
  }
  const client = new Client({ connectionString: stack.databaseUrl });
  await client.connect();
  try {
    const count = async (): Promise<{ items: number; stories: number }> => (await client.query<{ items: number; stories: number }>('select count(*)::int as items, count(distinct story_id)::int as stories from item')).rows[0]!;
    await eventually(async () => (await count()).stories >= dropped.distinct, 180_000);
    // A second copy might still be on its way.
    await new Promise((done) => { setTimeout(done, 1_000); });
    expect(await count()).toEqual({ items: dropped.distinct, stories: dropped.distinct });
  } finally {
    await client.end();
  }
}, 600_000);

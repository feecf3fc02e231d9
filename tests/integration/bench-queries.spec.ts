import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const STORIES = 1_000;

let home: string;
beforeAll(() => { home = mkdtempSync(join(tmpdir(), 'wiredesk-bench-test-')); });
afterAll(() => { rmSync(home, { recursive: true, force: true }); });

const bench = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(root, 'tools/bench-queries.mjs'), '--stories', String(STORIES), '--runs', '20', '--data', join(home, 'data'), ...args], { env: { PATH: process.env['PATH'] }, encoding: 'utf8', timeout: 240_000 });
const plans = (): string => join(home, 'plans');
const plansIn = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith('_')).sort();

test('the question bench fills a database and asks every kind of question of which a plan is kept', () => {
  const run = bench('--plans', plans());
  expect([run.status, run.stderr.match(/rror.*/)]).toEqual([0, null]);
  const asked = [...run.stdout.matchAll(/^([a-z][a-z0-9 ,]*?) {2,}\d+\.\d +\d+\.\d /gm)].map(([, kind = '']) => `${kind.replaceAll(/[^a-z0-9]+/g, '-')}.txt`).sort();
  expect(asked).toEqual(plansIn(join(root, 'tests/plans')));
  expect(plansIn(plans())).toEqual(asked);
  expect(readFileSync(join(plans(), '_stories.txt'), 'utf8')).toBe(`${STORIES}\n`);
}, 300_000);

test('plans that are missing, of no kind, or other than they were are told one by one', () => {
  expect(bench('--only', 'one story', '--check-plans', plans())).toMatchObject({ status: 0, stderr: '' });
  renameSync(join(plans(), 'one-story.txt'), join(plans(), 'one-novel.txt'));
  const missing = bench('--only', 'one story', '--check-plans', plans());
  expect([missing.status, missing.stderr]).toEqual([1, expect.stringMatching(/one-novel\.txt: no question is of this kind\n[^]*one story: no plan is kept\n/)]);
  writeFileSync(join(plans(), 'newest-50.txt'), 'Seq Scan on story\n');
  const other = bench('--only', 'newest 50', '--check-plans', plans());
  expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('newest 50: the plan is not what it was')]);
}, 300_000);

test('plans of another number of stories are not compared, and not mixed', () => {
  writeFileSync(join(plans(), '_stories.txt'), '1000000\n');
  for (const [option, message] of [['--check-plans', 'the plans were kept with 1000000 stories, not with 1000'], ['--plans', 'plans of some kinds cannot be kept beside plans of another number of stories']] as const) {
    const run = bench('--only', 'one story', option, plans());
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining(message)]);
  }
}, 300_000);

import { EXIT } from '../exit-codes.js';
import type { Attempt } from './attempt.js';
import type { Polled } from './poll-source.js';
import type { Cursor, PollState } from './poll-state.js';
import { runPoll, type RunPoll } from './run-poll.js';
import type { Source } from './sources-file.js';

const NOW = Date.parse('2026-11-24T09:30:00Z');
const sourceOf = (name: string, host = name): Source => ({ name, url: `https://${host}.example.org/rss`, minSeconds: 60, maxSeconds: 600 });
const cursorFor = ({ url }: Source, fields: Partial<Cursor> = {}): Cursor =>
  ({ url, intervalMs: 60_000, nextAt: new Date(NOW + 60_000).toISOString(), failures: 0, unchanged: 0, saved: { requests: 0, bytes: 0 }, ...fields });

function memoryState(): PollState & { readonly cursors: Map<string, Cursor> } {
  const cursors = new Map<string, Cursor>();
  return { cursors, get: (name) => cursors.get(name), set: (name, cursor) => { cursors.set(name, cursor); } };
}

function setting(sources: readonly Source[], poll: (source: Source) => Promise<Partial<Polled>> | Partial<Polled>, fields: Partial<RunPoll> = {}) {
  const state = memoryState();
  const attempts: Attempt[] = [];
  const run: RunPoll = {
    sources, state, once: true, signal: new AbortController().signal, now: () => NOW, report: (attempt) => { attempts.push(attempt); },
    poll: async (source) => ({ cursor: cursorFor(source), attempt: { at: new Date(NOW).toISOString(), source: source.name, url: source.url, outcome: 'delivered', ms: 1 }, ...(await poll(source)) }),
    ...fields,
  };
  return { run, state, attempts, outcomes: () => attempts.map(({ source, outcome }) => `${source} ${outcome}`).sort() };
}

const pause = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

test('once: what is due is polled, what is not due or gone is said', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => sourceOf(name)) as [Source, Source, Source];
  const { run, state, outcomes } = setting([a, b, c], () => ({}));
  state.set('b', cursorFor(b));
  state.set('c', cursorFor(c, { stoppedAt: '2026-11-01T00:00:00Z' }));
  await runPoll(run);
  expect(outcomes()).toEqual(['a delivered', 'b not-due', 'c stopped']);
  await runPoll({ ...run, force: true });
  expect(outcomes().slice(-3)).toEqual(['b not-due', 'c stopped', 'c stopped']);
  expect(outcomes()).toContain('b delivered');
});

test('one attempt per host at a time, hosts side by side, each cursor kept', async () => {
  const open = new Map<string, number>();
  let most = 0;
  let mostOfAll = 0;
  const { run, state } = setting([sourceOf('a', 'one'), sourceOf('b', 'one'), sourceOf('c', 'two'), sourceOf('d', 'two')], async ({ url }) => {
    open.set(url, (open.get(url) ?? 0) + 1);
    most = Math.max(most, ...open.values());
    mostOfAll = Math.max(mostOfAll, [...open.values()].reduce((sum, count) => sum + count, 0));
    await pause(10);
    open.set(url, open.get(url)! - 1);
    return {};
  });
  await runPoll(run);
  expect([most, mostOfAll]).toEqual([1, 2]);
  expect([...state.cursors.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
});

test('a host that sends one feed away is not asked for its others', async () => {
  const { run, outcomes } = setting([sourceOf('a', 'one'), sourceOf('b', 'one'), sourceOf('c', 'two')], (source) => ({
    attempt: { at: new Date(NOW).toISOString(), source: source.name, url: source.url, ms: 1, ...(source.name === 'a' ? { outcome: 'failed', status: 429, nextAt: new Date(NOW + 60_000).toISOString() } : { outcome: 'delivered' }) },
  }));
  await runPoll(run);
  expect(outcomes()).toEqual(['a failed', 'b not-due', 'c delivered']);
});

test('a signal ends the waiting; the attempt in hand is finished and its cursor kept', async () => {
  const stop = new AbortController();
  const { run, state, outcomes } = setting([sourceOf('a'), sourceOf('b', 'a')], async () => {
    setTimeout(() => { stop.abort(); }, 5);
    await pause(30);
    return {};
  }, { once: false, signal: stop.signal });
  await runPoll(run);
  expect(outcomes()).toEqual(['a delivered']);
  expect([...state.cursors.keys()]).toEqual(['a']);
});

test('for ever: again when it is due, and no more once the feed is gone', async () => {
  let now = NOW;
  let polls = 0;
  const { run, outcomes } = setting([sourceOf('a')], (source) => {
    polls++;
    now += 50;
    const gone = polls === 3 ? { stoppedAt: new Date(now).toISOString() } : {};
    return { cursor: cursorFor(source, { nextAt: new Date(now + 5).toISOString(), ...gone }) };
  }, { once: false, now: () => (now += 1) });
  await runPoll(run);
  expect(polls).toBe(3);
  expect(outcomes().at(-1)).toBe('a stopped');
});

test('a refused key ends everything with exit code 4, after the attempts in hand', async () => {
  let finished = false;
  const { run } = setting([sourceOf('a'), sourceOf('b')], async ({ name }) => {
    if (name === 'a') return { keyRefused: '401' };
    await pause(20);
    finished = true;
    return {};
  }, { once: false });
  await expect(runPoll(run)).rejects.toMatchObject({ exitCode: EXIT.auth, message: expect.stringContaining('"feed"') as string });
  expect(finished).toBe(true);
});

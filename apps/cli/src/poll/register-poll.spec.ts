import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CliConfig } from '../config.js';
import { EXIT } from '../exit-codes.js';
import type { Attempt } from './attempt.js';
import { registerPoll } from './register-poll.js';
import { rssOf, serve, type Publisher, type Reply } from './serve.suite.js';

let folder: string;
let open: Publisher[] = [];
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiredesk-poll-'));
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => { printed.push(line); });
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  process.exitCode = 0;
  await Promise.all(open.map((each) => each.close()));
  open = [];
  rmSync(folder, { recursive: true });
});

async function listen(reply: Reply): Promise<string> {
  const started = await serve(reply);
  open.push(started);
  return started.url;
}

const FEED: Reply = (response) => { response.writeHead(200, { 'etag': '"1"', 'content-type': 'application/rss+xml' }).end(rssOf(['Ferry late', 'Crane repaired'])); };
const receipts = (...statuses: string[]): Reply => (response) => {
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts: statuses.map((status, n) => ({ id: String(n), status, ...(status === 'rejected' ? { rejection: { code: 'malformed', message: 'no' } } : {}) })) }));
};

/** Runs the command in this process; gives its exit code and what it says of each attempt. */
async function poll(file: object, { args = [], ingestUrl = 'http://127.0.0.1:9', keyless = false }: { args?: string[]; ingestUrl?: string; keyless?: boolean }): Promise<{ code: unknown; message: string; attempts: Attempt[] }> {
  writeFileSync(join(folder, 'sources.json'), JSON.stringify({ contact: 'desk@example.org', ...file }));
  const program = new Command().exitOverride();
  registerPoll(program, () => ({ ingestUrl, apiKey: keyless ? undefined : 'a-key' }) as CliConfig);
  const common = ['poll', '--json', '--allow-loopback', '--config', join(folder, 'sources.json'), '--state', join(folder, 'state.json')];
  process.exitCode = 0;
  const error = await program.parseAsync([...common, ...args], { from: 'user' }).then(() => undefined, (thrown: unknown) => thrown as { exitCode: number; message: string });
  return { code: error?.exitCode ?? process.exitCode, message: error?.message ?? '', attempts: printed.map((line) => JSON.parse(line) as Attempt) };
}

const state = (): { sources: Record<string, { etag?: string }> } => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as { sources: Record<string, { etag?: string }> };
const source = { name: 'a', url: 'http://127.0.0.1:1/' };

test.each<[string, object, string[], number, string]>([
  ['an unusable sources file', { sources: [{ ...source, allowPrivate: true }] }, [], EXIT.config, '/sources/0/allowPrivate'],
  ['a source that is not there', { sources: [source] }, ['--source', 'nowhere'], EXIT.usage, 'the sources file has a'],
  ['loopback beside others', { sources: [source, { name: 'b', url: 'https://feeds.example.org/' }] }, [], EXIT.usage, 'every source must be on 127.0.0.1'],
  ['a publisher that is away', { sources: [source] }, ['--once'], EXIT.rejected, ''],
])('%s has its own exit code', async (_what, file, args, code, message) => {
  const ran = await poll(file, { args });
  expect(ran.code).toBe(code);
  expect(ran.message).toContain(message);
});

test('no key: nothing is polled', async () => {
  const url = await listen(FEED);
  expect(await poll({ sources: [{ ...source, url }] }, { args: ['--once'], keyless: true })).toMatchObject({ code: EXIT.config, message: expect.stringContaining('WIREDESK_API_KEY') as string });
  expect(open[0]!.asked).toEqual([]);
});

test.each<[string, Reply, number, string | undefined]>([
  ['all accepted', receipts('accepted', 'duplicate'), EXIT.ok, '"1"'],
  ['some rejected', receipts('accepted', 'rejected'), EXIT.rejected, '"1"'],
  ['a key of another feed', (response) => { response.writeHead(403).end('{"code":"forbidden","detail":"this key speaks for local"}'); }, EXIT.auth, undefined],
])('--once, %s: the exit code says so, and the cursor follows the acknowledgement', async (_what, ingest, code, etag) => {
  const [url, ingestUrl] = [await listen(FEED), await listen(ingest)];
  expect((await poll({ sources: [{ ...source, url }] }, { args: ['--once'], ingestUrl })).code).toBe(code);
  expect(state().sources['a']!.etag).toBe(etag);
});

test('--source chooses among the sources', async () => {
  const [url, ingestUrl] = [await listen(FEED), await listen(receipts('accepted'))];
  const { attempts } = await poll({ sources: ['a', 'b', 'c'].map((name) => ({ name, url })) }, { args: ['--once', '--source', 'c', 'a'], ingestUrl });
  expect(attempts.map((attempt) => attempt.source).sort()).toEqual(['a', 'c']);
});

test('--dry-run reads the feed here: no key, nothing posted, no cursor', async () => {
  const url = await listen(FEED);
  const { code, attempts } = await poll({ sources: [{ ...source, url }] }, { args: ['--dry-run'], keyless: true });
  expect({ code, attempts }).toEqual({ code: EXIT.ok, attempts: [expect.objectContaining({ outcome: 'dry-run', accepted: 2, rejected: 0, format: 'rss' })] });
  expect(() => state()).toThrow('ENOENT');
});

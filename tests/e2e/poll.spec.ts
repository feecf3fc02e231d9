import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { eventually, startStack, type Stack } from '../support/stack.js';

const root = resolve(__dirname, '../..');
const wiredesk = join(root, 'apps', 'cli', 'bin', 'wiredesk.js');
const FEED = 'tests';

let stack: Stack;
let folder: string;
let servers: Server[] = [];
beforeAll(async () => {
  stack = await startStack();
}, 180_000);
afterAll(async () => { await stack.stop(); }, 60_000);
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'wiredesk-poll-')); });
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(servers.map((server) => new Promise((done) => { server.closeAllConnections(); server.close(done); })));
  servers = [];
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Invented; the name keeps the stories of one test apart from those of another. */
const rss = (name: string, titles: readonly string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${name}</title><link>https://${name}.example.org/</link><description>News of ${name}</description>${titles.map((title) =>
    `<item><title>${title}</title><guid isPermaLink="false">urn:${name}:${title.replaceAll(' ', '-')}</guid><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate><description>${title} in ${name}, where 14 ships wait, the harbour master said.</description></item>`).join('')}</channel></rss>`;

interface Ran { readonly code: number | null; readonly stdout: string; readonly stderr: string }

function start(args: readonly string[], env: Record<string, string> = {}): { child: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(process.execPath, [wiredesk, ...args], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WIREDESK_INGEST_URL: stack.ingestUrl, WIREDESK_GATEWAY_URL: stack.gatewayUrl, WIREDESK_API_KEY: stack.apiKey, KAFKA_BROKERS: stack.brokers, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout!.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
  child.stderr!.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
  return { child, ended: new Promise((done) => { child.once('close', (code) => { done({ code, stdout, stderr }); }); }) };
}

const pollArgs = (...more: string[]): string[] => ['poll', '--allow-loopback', '--config', join(folder, 'sources.json'), '--state', join(folder, 'state.json'), '--json', ...more];
const sourcesAre = (...sources: object[]): void => { writeFileSync(join(folder, 'sources.json'), JSON.stringify({ contact: 'desk@example.org', feed: FEED, sources })); };
const attemptsOf = ({ stdout }: Ran): Record<string, unknown>[] => stdout.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);

async function storiesOf(feed: string): Promise<{ storyId: string; items: number; headlines: { value: string }[] }[]> {
  const response = await fetch(`${stack.gatewayUrl}/v1/stories?feed=${encodeURIComponent(feed)}`);
  return ((await response.json()) as { stories: { storyId: string; items: number; headlines: { value: string }[] }[] }).stories;
}

test('the entries of a feed become stories; the second look is a 304, the third finds only what is new', async () => {
  let titles = ['Ferry late', 'Crane repaired'];
  const url = await listen((request, response) => {
    const etag = `"${titles.length}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag, 'content-type': 'application/rss+xml' }).end(rss('lisbon', titles));
  });
  sourcesAre({ name: 'lisbon', url });
  const first = await start(pollArgs('--once')).ended;
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
  expect(attemptsOf(first)).toEqual([expect.objectContaining({ outcome: 'delivered', accepted: 2, duplicate: 0, format: 'rss' })]);
  await eventually(async () => (await storiesOf(`${FEED}/lisbon`)).length === 2);
  expect(attemptsOf(await start(pollArgs('--once')).ended)).toEqual([expect.objectContaining({ outcome: 'not-due' })]);
  expect(attemptsOf(await start(pollArgs('--once', '--now')).ended)).toEqual([expect.objectContaining({ outcome: 'unchanged', status: 304 })]);
  titles = ['Bridge opened', ...titles];
  expect(attemptsOf(await start(pollArgs('--once', '--now')).ended)).toEqual([expect.objectContaining({ outcome: 'delivered', accepted: 1, duplicate: 2 })]);
  await eventually(async () => (await storiesOf(`${FEED}/lisbon`)).length === 3);
}, 90_000);

test('a poller that is killed before it hears of the acknowledgement fetches again, and nothing is doubled', async () => {
  const url = await listen((_request, response) => { response.writeHead(200, { 'etag': '"1"', 'content-type': 'application/rss+xml' }).end(rss('bergen', ['Ferry late', 'Crane repaired'])); });
  sourcesAre({ name: 'bergen', url });
  const cutOff = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    request.once('end', () => {
      void fetch(`${stack.ingestUrl}${request.url ?? ''}`, { method: 'POST', body: Buffer.concat(chunks), headers: { 'authorization': request.headers.authorization ?? '', 'content-type': request.headers['content-type'] ?? '' } })
        .then((answer) => { expect(answer.status).toBe(202); poller.child.kill('SIGKILL'); response.destroy(); });
    });
  });
  const poller = start(pollArgs(), { WIREDESK_INGEST_URL: cutOff.replace(/\/$/, '') });
  expect((await poller.ended).code).toBeNull();
  expect(existsSync(join(folder, 'state.json'))).toBe(false);
  const again = await start(pollArgs('--once')).ended;
  expect(attemptsOf(again)).toEqual([expect.objectContaining({ outcome: 'delivered', accepted: 0, duplicate: 2 })]);
  expect(again.code).toBe(0);
  await eventually(async () => (await storiesOf(`${FEED}/bergen`)).length === 2);
  expect((await storiesOf(`${FEED}/bergen`)).map(({ items }) => items)).toEqual([1, 1]);
  expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toMatchObject({ sources: { bergen: { etag: '"1"' } } });
}, 90_000);

test('ingest may be away: the body waits and is delivered once; SIGTERM ends it with 0', async () => {
  let fetches = 0;
  const url = await listen((_request, response) => { fetches++; response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss('malmo', ['Ferry late'])); });
  sourcesAre({ name: 'malmo', url });
  await stack.stopService('ingest');
  const { child, ended } = start(pollArgs());
  await eventually(() => fetches > 0);
  await new Promise((done) => { setTimeout(done, 500); });
  await stack.startService('ingest');
  await eventually(async () => (await storiesOf(`${FEED}/malmo`)).length === 1, 30_000);
  await eventually(() => existsSync(join(folder, 'state.json')));
  child.kill('SIGTERM');
  const ran = await ended;
  expect(ran.code).toBe(0);
  expect(attemptsOf(ran)).toEqual([expect.objectContaining({ outcome: 'delivered', accepted: 1 })]);
  expect(fetches).toBe(1);
}, 90_000);

describe('doctor', () => {
  interface Findings { well: boolean; verdict: string; findings: { hop: string; status: string; found: string }[] }
  const doctor = async (env: Record<string, string> = {}): Promise<{ code: number | null; json: Findings }> => {
    const { code, stdout } = await start(['doctor', '--json'], env).ended;
    return { code, json: JSON.parse(stdout) as Findings };
  };
  const brokenIn = ({ findings }: Findings): string[] => [...new Set(findings.filter(({ status }) => status === 'wrong' || status === 'unreachable').map(({ hop }) => hop))];

  test('finds all hops well, and names the one that is not', async () => {
    const well = await doctor();
    expect({ code: well.code, broken: well.json.findings.filter(({ status }) => status !== 'ok') }).toEqual({ code: 0, broken: [] });
    expect([...new Set(well.json.findings.map(({ hop }) => hop))]).toEqual(['configuration', 'ingest', 'log', 'enrichment', 'storage', 'gateway', 'dead letters', 'sources']);

    expect(await doctor({ WIREDESK_API_KEY: 'another-key' })).toMatchObject({ code: 1, json: { verdict: expect.stringContaining('the key is refused') as string } });
    expect(await doctor({ KAFKA_BROKERS: '127.0.0.1:1' })).toMatchObject({ code: 3, json: { verdict: expect.stringContaining('look at log first') as string } });

    await stack.stopService('storage');
    const without = await doctor();
    expect({ code: without.code, broken: brokenIn(without.json) }).toEqual({ code: 1, broken: ['storage'] });
    expect(without.json.verdict).toContain('wiredesk-storage has no member');
    await stack.startService('storage');
    await stack.stopService('gateway');
    const closed = await doctor();
    expect({ code: closed.code, broken: brokenIn(closed.json) }).toEqual({ code: 3, broken: ['gateway'] });
    await stack.startService('gateway');
  }, 120_000);

  test('a feed that falls silent against its own rhythm is told, by doctor, gateway and metrics', async () => {
    const hour = 3_600_000;
    const newest = Date.now() - 30 * hour;
    const database = new Client({ connectionString: stack.databaseUrl });
    await database.connect();
    // An item an hour for ten days, and then none for thirty hours.
    for (let n = 0; n < 240; n++) {
      await database.query("insert into receipt (id, feed, status, received_at, body) values ($1, 'agency/hourly', 'accepted', $2, '{}')", [`hourly-${n}`, new Date(newest - n * hour).toISOString()]);
    }
    await database.end();
    // Storage and gateway look every minute, and at once when they start.
    for (const name of ['storage', 'gateway'] as const) {
      await stack.stopService(name);
      await stack.startService(name);
    }
    const source = await eventually(async () => {
      const { sources } = (await (await fetch(`${stack.gatewayUrl}/v1/sources`)).json()) as { sources: { feed: string; silent: boolean }[] };
      return sources.find(({ feed, silent }) => feed === 'agency/hourly' && silent);
    });
    expect(source).toMatchObject({ basis: 'pauses', lastItemAt: new Date(newest).toISOString(), silentSince: new Date(newest).toISOString(), expectedAt: new Date(newest + hour).toISOString(), items24h: 0 });
    const metrics = await eventually(async () => {
      const text = await (await fetch(`${stack.gatewayUrl}/metrics`)).text();
      return text.includes('agency/hourly') && text;
    });
    expect(metrics).toMatch(/wiredesk_source_silent\{feed="agency\/hourly",service="gateway"\} 1\n/);
    expect(metrics).toMatch(/wiredesk_source_silent\{feed="tests\/lisbon",service="gateway"\} 0\n/);
    expect(Number(/wiredesk_source_last_seen_seconds\{feed="agency\/hourly",service="gateway"\} (\S+)\n/.exec(metrics)?.[1])).toBeCloseTo(30 * 3600, -3);
    const { code, json } = await doctor();
    expect({ code, broken: brokenIn(json) }).toEqual({ code: 1, broken: ['sources'] });
    expect(json.verdict).toContain('agency/hourly');
  }, 90_000);
});

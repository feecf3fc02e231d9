import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createAddressGuard } from './address-guard.js';
import type { Delivered, Delivery } from './deliver.js';
import { createHostGate } from './host-gate.js';
import { pollSource, type PollDeps, type Polled } from './poll-source.js';
import type { Cursor } from './poll-state.js';
import { rssOf, serve, type Publisher, type Reply } from './serve.suite.js';
import type { Source } from './sources-file.js';

/** A Tuesday. */
const NOW = Date.parse('2026-11-24T09:30:00Z');
const MINUTE = 60_000;
const FEED = rssOf(['Ferry late', 'Crane repaired']);

let publishers: Publisher[] = [];
let delivered: Delivery[] = [];
let answer: Delivered;
beforeEach(() => {
  delivered = [];
  answer = { is: 'settled', accepted: 2, duplicate: 0, superseded: 0, rejected: 0, rejects: [], format: 'rss' };
});
afterEach(async () => {
  await Promise.all(publishers.map((publisher) => publisher.close()));
  publishers = [];
});

async function publisher(reply: Reply): Promise<Publisher> {
  const started = await serve(reply);
  publishers.push(started);
  return started;
}

const sourceOf = (url: string, fields: Partial<Source> = {}): Source => ({ name: 'harbour', url, minSeconds: 300, maxSeconds: 21_600, ...fields });

const deps = (fields: Partial<PollDeps> = {}): PollDeps => ({
  guard: createAddressGuard({ allowLoopback: true }), gate: createHostGate(), feed: 'poller', userAgent: 'Wiredesk/0.1 (feed poller; +https://www.example.org/poller)',
  now: () => NOW, chance: () => 0.5, deliver: (delivery) => { delivered.push(delivery); return Promise.resolve(answer); }, ...fields,
});

/** A first attempt has been acknowledged; what the second one does is looked at. */
async function again(source: Source, fields: Partial<Cursor> = {}): Promise<Polled> {
  const first = await pollSource(source, undefined, deps());
  return pollSource(source, { ...first.cursor, ...fields }, deps());
}

const afterMs = ({ cursor }: Polled): number => Date.parse(cursor.nextAt) - NOW;

const VALIDATORS = { 'etag': '"v1"', 'last-modified': 'Tue, 24 Nov 2026 08:00:00 GMT' };
const conditional: Reply = (response, { headers }) => {
  if (headers['if-none-match'] === '"v1"' && headers['if-modified-since'] === VALIDATORS['last-modified']) response.writeHead(304).end();
  else response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', ...VALIDATORS }).end(FEED);
};
const ok = (headers: Record<string, string> = {}, body = FEED): Reply => (response) => { response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body); };

test('the body goes to ingest untouched, with its content type, for the feed of the source', async () => {
  const { url } = await publisher(conditional);
  const { attempt } = await pollSource(sourceOf(`${url}/feed`, { language: 'en' }), undefined, deps());
  expect(delivered).toEqual([expect.objectContaining({ feed: 'poller/harbour', contentType: 'application/rss+xml; charset=utf-8', language: 'en' })]);
  expect(delivered[0]!.bytes.toString()).toBe(FEED);
  expect(attempt).toMatchObject({ outcome: 'delivered', status: 200, accepted: 2, format: 'rss', bytes: Buffer.byteLength(FEED) });
});

describe('conditional requests', () => {
  test('ETag and Last-Modified are both given back, word for word', async () => {
    const { url, asked } = await publisher(conditional);
    const { attempt } = await again(sourceOf(url));
    expect(asked[0]!.headers).not.toHaveProperty('if-none-match');
    expect(asked[1]!.headers).toMatchObject({ 'if-none-match': '"v1"', 'if-modified-since': VALIDATORS['last-modified'] });
    expect(attempt).toMatchObject({ outcome: 'unchanged', status: 304 });
    expect(delivered).toHaveLength(1);
  });

  test('now and then the whole feed is asked for, and a server that lied is never asked conditionally again', async () => {
    const { url, asked } = await publisher((response, { headers, n }) => {
      if (headers['if-none-match'] !== undefined) response.writeHead(304).end();
      else response.writeHead(200, VALIDATORS).end(rssOf([`Entry ${n}`]));
    });
    const source = sourceOf(url);
    let { cursor } = await pollSource(source, undefined, deps());
    for (let n = 0; n < 22; n++) ({ cursor } = await pollSource(source, cursor, deps()));
    expect(asked.map(({ headers }, n) => (headers['if-none-match'] === undefined ? n : undefined)).filter((n) => n !== undefined)).toEqual([0, 21, 22]);
    expect(cursor.lies).toBe(true);
    expect(delivered).toHaveLength(3);
  });

  test('an unconditional answer with the body that was acknowledged is not posted again', async () => {
    const { url } = await publisher(ok());
    expect((await again(sourceOf(url))).attempt).toMatchObject({ outcome: 'unchanged', status: 200 });
    expect(delivered).toHaveLength(1);
  });

  test('304 to a request that was not conditional is a failure', async () => {
    const { url } = await publisher((response) => { response.writeHead(304).end(); });
    expect((await pollSource(sourceOf(url), undefined, deps())).attempt).toMatchObject({ outcome: 'failed', code: 'bad-answer' });
  });
});

describe('when to come again', () => {
  test.each<[string, Reply, number]>([
    ['the first interval, where nothing is said', ok(), 15 * MINUTE],
    ['max-age is not-before', ok({ 'cache-control': 'public, max-age=3600' }), 60 * MINUTE],
    ['the Age of a cached answer counts', ok({ 'cache-control': 'max-age=3600', 'age': '600' }), 50 * MINUTE],
    ['no-cache says nothing of when', ok({ 'cache-control': 'no-cache, max-age=3600' }), 15 * MINUTE],
    ['max-age is believed up to a day', ok({ 'cache-control': 'max-age=31536000' }), 24 * 60 * MINUTE],
    ['ttl of the channel', ok({}, rssOf(['a'], '<ttl>40</ttl>')), 40 * MINUTE],
    ['skipHours', ok({}, rssOf(['a'], '<skipHours><hour>9</hour><hour>10</hour></skipHours>')), 90 * MINUTE],
    ['skipDays', ok({}, rssOf(['a'], '<skipDays><day>Tuesday</day></skipDays>')), (14 * 60 + 30) * MINUTE],
    ['429 with Retry-After in seconds', (response) => { response.writeHead(429, { 'retry-after': '5400' }).end(); }, 90 * MINUTE],
    ['503 with Retry-After as a date', (response) => { response.writeHead(503, { 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }).end(); }, 90 * MINUTE],
    ['Retry-After is believed up to a week', (response) => { response.writeHead(429, { 'retry-after': '999999999' }).end(); }, 7 * 24 * 60 * MINUTE],
    ['a failure without Retry-After', (response) => { response.writeHead(500).end(); }, 5 * MINUTE],
  ])('%s', async (_what, reply, expected) => {
    const { url } = await publisher(reply);
    const wait = afterMs(await pollSource(sourceOf(url), undefined, deps()));
    // What a server asks for is a floor; jitter stands above it, a tenth of the interval at most.
    expect(wait).toBeGreaterThanOrEqual(expected);
    expect(wait).toBeLessThanOrEqual(expected + 1.5 * MINUTE);
  });

  test.each([[0, 0.9], [1, 1.1]])('jitter: with chance %p the interval is taken %p times', async (chance, factor) => {
    const { url } = await publisher(ok());
    expect(afterMs(await pollSource(sourceOf(url), undefined, deps({ chance: () => chance })))).toBeCloseTo(15 * MINUTE * factor, 3);
  });

  test.each<[string, { accepted: number; duplicate: number }, number]>([
    ['nothing new: half as long again', { accepted: 0, duplicate: 20 }, 1.5],
    ['one of twenty new: about the same', { accepted: 1, duplicate: 19 }, 0.975],
    ['all new: half', { accepted: 20, duplicate: 0 }, 0.5],
  ])('the share of duplicates tunes the interval: %s', async (_what, counts, factor) => {
    const { url } = await publisher((response, { n }) => ok({}, rssOf([`Entry ${n}`]))(response, { path: '', headers: {}, n, body: Buffer.alloc(0) }));
    const first = await pollSource(sourceOf(url), undefined, deps());
    expect(first.cursor.intervalMs).toBe(15 * MINUTE);
    answer = { is: 'settled', superseded: 0, rejected: 0, rejects: [], ...counts };
    expect((await pollSource(sourceOf(url), first.cursor, deps())).cursor.intervalMs).toBe(15 * MINUTE * factor);
  });

  test('failures in a row double the pause up to the longest interval; one success ends that', async () => {
    let well = false;
    const { url } = await publisher((response) => { response.writeHead(well ? 200 : 500).end(well ? FEED : ''); });
    const waits: number[] = [];
    let polled = await pollSource(sourceOf(url), undefined, deps());
    for (let n = 0; n < 8; n++) {
      waits.push(afterMs(polled) / MINUTE);
      polled = await pollSource(sourceOf(url), polled.cursor, deps());
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 360]);
    well = true;
    expect((await pollSource(sourceOf(url), polled.cursor, deps())).cursor).toMatchObject({ failures: 0, intervalMs: 15 * MINUTE });
  });
});

describe('redirects', () => {
  const by = (...statuses: number[]): Reply => (response, { path }) => {
    const hop = Number(path.slice(1));
    const status = statuses[hop];
    if (status === undefined) response.writeHead(200).end(FEED);
    else response.writeHead(status, { location: `/${hop + 1}` }).end();
  };

  test.each<[string, number[], string | undefined]>([
    ['301 rewrites the stored URL', [301], '/1'],
    ['308 rewrites the stored URL', [308], '/1'],
    ['302 does not', [302], undefined],
    ['303 does not', [303], undefined],
    ['307 does not', [307], undefined],
    ['permanent, then temporary: as far as it is permanent', [301, 302], '/1'],
    ['temporary, then permanent: not at all', [302, 301], undefined],
    ['three are followed', [301, 308, 301], '/3'],
  ])('%s', async (_what, statuses, path) => {
    const { url, asked } = await publisher(by(...statuses));
    const { cursor, attempt } = await pollSource(sourceOf(`${url}/0`), undefined, deps());
    expect(attempt.outcome).toBe('delivered');
    expect(cursor.movedTo).toBe(path === undefined ? undefined : `${url}${path}`);
    const before = asked.length;
    await pollSource(sourceOf(`${url}/0`), cursor, deps());
    expect(asked[before]!.path).toBe(path ?? '/0');
  });

  test('the fourth is not', async () => {
    const { url } = await publisher(by(301, 301, 301, 301));
    expect((await pollSource(sourceOf(`${url}/0`), undefined, deps())).attempt).toMatchObject({ outcome: 'failed', code: 'too-many-redirects' });
  });

  test('a permanent redirect into nothing is not believed', async () => {
    const { url } = await publisher((response, { path }) => { response.writeHead(path === '/0' ? 301 : 404, { location: '/gone' }).end(); });
    const { cursor, attempt } = await pollSource(sourceOf(`${url}/0`), undefined, deps());
    expect(attempt).toMatchObject({ outcome: 'failed', status: 404 });
    expect(cursor.movedTo).toBeUndefined();
  });

  test('secrets stay with the origin of the source', async () => {
    const other = await publisher(ok());
    const { url, asked } = await publisher((response, { path }) => { response.writeHead(302, { location: path === '/0' ? '/1' : `${other.url}/2` }).end(); });
    await pollSource(sourceOf(`${url}/0`, { headers: { 'authorization': 'Bearer secret', 'accept-language': 'nb' } }), undefined, deps());
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret', 'Bearer secret']);
    expect(other.asked[0]!.headers).not.toHaveProperty('authorization');
    expect(other.asked[0]!.headers).toMatchObject({ 'accept-language': 'nb' });
  });
});

test('410 stops the source; behind a temporary redirect it does not', async () => {
  const { url } = await publisher((response, { path }) => { response.writeHead(path === '/moved' ? 302 : 410, { location: '/gone' }).end(); });
  const gone = await pollSource(sourceOf(`${url}/gone`), undefined, deps());
  expect(gone.attempt).toMatchObject({ outcome: 'stopped', status: 410 });
  expect(gone.cursor.stoppedAt).toBe(new Date(NOW).toISOString());
  const moved = await pollSource(sourceOf(`${url}/moved`), undefined, deps());
  expect(moved.attempt).toMatchObject({ outcome: 'failed', status: 410 });
  expect(moved.cursor.stoppedAt).toBeUndefined();
});

test('another URL in the sources file begins anew: no validators, no stop, no rewritten address', async () => {
  const { url, asked } = await publisher(conditional);
  const { cursor } = await again(sourceOf(`${url}/old`), { stoppedAt: '2026-11-01T00:00:00Z', movedTo: `${url}/elsewhere` });
  const { attempt } = await pollSource(sourceOf(`${url}/new`), cursor, deps());
  expect(attempt.outcome).toBe('delivered');
  expect(asked.at(-1)!.path).toBe('/new');
});

test('the request says who asks, and what it can read', async () => {
  const { url, asked } = await publisher(ok());
  await pollSource(sourceOf(url), undefined, deps());
  expect(asked[0]!.headers).toMatchObject({ 'user-agent': 'Wiredesk/0.1 (feed poller; +https://www.example.org/poller)', 'accept-encoding': 'gzip, br' });
  expect(asked[0]!.headers).not.toHaveProperty('cookie');
});

test.each<[string, (body: string) => Buffer]>([['gzip', gzipSync], ['br', brotliCompressSync]])('%s is read, and what it saves is counted', async (encoding, compress) => {
  const body = compress(FEED);
  const { url } = await publisher((response) => { response.writeHead(200, { 'content-encoding': encoding }).end(body); });
  const { attempt, cursor } = await pollSource(sourceOf(url), undefined, deps());
  expect(delivered[0]!.bytes.toString()).toBe(FEED);
  expect(attempt).toMatchObject({ wireBytes: body.length, bytes: FEED.length });
  expect(cursor.saved.bytes).toBe(FEED.length - body.length);
});

test('one request in flight per host, also through redirects', async () => {
  const slow = await publisher(async (response) => {
    await new Promise((done) => { setTimeout(done, 20); });
    response.writeHead(200).end(FEED);
  });
  const other = await publisher((response) => { response.writeHead(302, { location: `${slow.url}/by-redirect` }).end(); });
  const shared = deps();
  await Promise.all([`${slow.url}/1`, `${slow.url}/2`, `${other.url}/3`, `${slow.url}/4`].map((url) => pollSource(sourceOf(url), undefined, shared)));
  expect(slow.asked).toHaveLength(4);
  expect(slow.mostAtOnce()).toBe(1);
});

describe('the cursor moves only after the acknowledgement', () => {
  test('ingest is away: validators, size and rhythm stay, and the next attempt fetches again', async () => {
    const { url, asked } = await publisher(conditional);
    answer = { is: 'later', why: 'ingest does not answer' };
    const { cursor, attempt } = await pollSource(sourceOf(url), undefined, deps());
    expect(attempt).toMatchObject({ outcome: 'undelivered', why: 'ingest does not answer' });
    expect(cursor).not.toHaveProperty('etag');
    expect(cursor).not.toHaveProperty('sha256');
    await pollSource(sourceOf(url), cursor, deps());
    expect(asked[1]!.headers).not.toHaveProperty('if-none-match');
  });

  test('a refused key is told apart, because no other delivery would be taken', async () => {
    const { url } = await publisher(ok());
    answer = { is: 'key-refused', why: '401 unauthenticated' };
    expect(await pollSource(sourceOf(url), undefined, deps())).toMatchObject({ keyRefused: '401 unauthenticated', attempt: { outcome: 'undelivered' } });
  });

  test('entries that were rejected are settled: the same bytes would be rejected again', async () => {
    const { url } = await publisher(conditional);
    answer = { is: 'settled', accepted: 0, duplicate: 0, superseded: 0, rejected: 1, rejects: ['malformed in entry 1: no end tag'] };
    const { cursor, attempt } = await pollSource(sourceOf(url), undefined, deps());
    expect(attempt).toMatchObject({ outcome: 'delivered', rejected: 1, rejects: ['malformed in entry 1: no end tag'] });
    expect(cursor.etag).toBe('"v1"');
  });
});

test('what was saved is counted: polls at the shortest interval, bodies that did not travel', async () => {
  const { url } = await publisher(conditional);
  const { attempt } = await again(sourceOf(url));
  // 15 min, then 22.5 min after a 304, instead of every 5 min.
  expect(attempt.saved).toEqual({ requests: 2 + 3, bytes: FEED.length });
});

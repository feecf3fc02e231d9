import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createAddressGuard, isAllowed, urlProblem, type Address } from './address-guard.js';
import { fetchFeed, type FetchDeps } from './fetch-feed.js';
import { createHostGate } from './host-gate.js';
import { serve, type Publisher, type Reply } from './serve.suite.js';

let publishers: Publisher[] = [];
afterEach(async () => {
  await Promise.all(publishers.map((publisher) => publisher.close()));
  publishers = [];
});

async function publisher(reply: Reply): Promise<Publisher> {
  const started = await serve(reply);
  publishers.push(started);
  return started;
}

const depsOf = (fields: Partial<FetchDeps> = {}): FetchDeps => ({ guard: createAddressGuard({ allowLoopback: true }), gate: createHostGate(), ...fields });
const get = (url: string, fields: Partial<FetchDeps> = {}): ReturnType<typeof fetchFeed> =>
  fetchFeed({ url, headers: {}, secret: { origin: new URL(url).origin, headers: {} } }, depsOf(fields));

describe('addresses that are never connected to', () => {
  test.each([
    '127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '192.0.0.8', '192.0.2.1', '198.18.0.1',
    '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1',
    'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '64:ff9b::a00:1', '2002:a00:1::1', '2001:0:a00:1::1', '2001:db8::1', 'not an address',
  ])('%s', (address) => { expect(isAllowed(address, { allowLoopback: false })).toBe(false); });

  test.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => { expect(isAllowed(address, { allowLoopback: false })).toBe(true); });
});

test.each([
  ['ftp://feeds.example.org/x', 'http'], ['file:///etc/passwd', 'http'], ['https://feeds.example.org:8443/x', 'ports'], ['http://user:pass@feeds.example.org/', 'user'],
  ['http://127.0.0.1/', 'public'], ['http://2130706433/', 'public'], ['http://0x7f.1/', 'public'], ['http://[::1]/', 'public'], ['http://[::ffff:10.0.0.1]/', 'public'], ['feeds', 'URL'],
])('%s is refused by its letters', (url, why) => { expect(urlProblem(url, { allowLoopback: false })).toContain(why); });

test.each(['http://feeds.example.org/x', 'https://feeds.example.org:443/x', 'http://8.8.8.8/'])('%s may be polled', (url) => {
  expect(urlProblem(url, { allowLoopback: false })).toBeUndefined();
});

describe('names', () => {
  const guardOf = (...addresses: string[]) => createAddressGuard({ allowLoopback: false, lookup: () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) });

  test.each([[['10.0.0.1']], [['::ffff:169.254.169.254']], [['8.8.8.8', '192.168.0.1']], [['fd00::1']]])('one that resolves to %p is refused before anything is sent', async (addresses) => {
    await expect(get('http://feeds.example.org/', { guard: guardOf(...addresses) })).rejects.toMatchObject({ code: 'refused' });
  });

  test('a name is resolved once, and the connection goes to what was checked', async () => {
    const { port, asked } = await publisher((response) => { response.writeHead(200).end('feed'); });
    const answers: Address[][] = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.0.0.1', family: 4 }]];
    let questions = 0;
    const guard = createAddressGuard({ allowLoopback: true, lookup: () => Promise.resolve(answers[questions++] ?? []) });
    const answer = await get(`http://rebinding.example.org:${port}/feed`, { guard });
    expect(answer.body?.bytes.toString()).toBe('feed');
    expect(questions).toBe(1);
    expect(asked[0]!.headers.host).toBe(`rebinding.example.org:${port}`);
  });

  test('every redirect is checked anew', async () => {
    const inside = await publisher((response) => { response.writeHead(200).end('secret'); });
    const { port } = await publisher((response) => { response.writeHead(302, { location: `http://inside.example.org:${inside.port}/` }).end(); });
    const lookup = (name: string): Promise<Address[]> => Promise.resolve([{ address: name.startsWith('inside') ? '10.0.0.1' : '127.0.0.1', family: 4 }]);
    await expect(get(`http://feeds.example.org:${port}/`, { guard: createAddressGuard({ allowLoopback: true, lookup }) })).rejects.toMatchObject({ code: 'refused' });
    expect(inside.asked).toEqual([]);
  });

  test.each(['http://169.254.169.254/latest/meta-data/', 'http://[::1]/', 'file:///etc/passwd', 'gopher://feeds.example.org/'])('a redirect to %s is refused', async (location) => {
    const { url } = await publisher((response) => { response.writeHead(301, { location }).end(); });
    await expect(get(url)).rejects.toMatchObject({ code: 'refused' });
  });

  test('a name that is not known is unreachable', async () => {
    const guard = createAddressGuard({ allowLoopback: false, lookup: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) });
    await expect(get('http://feeds.example.org/', { guard })).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('ENOTFOUND') as string });
  });
});

describe('bodies', () => {
  const zeros = Buffer.alloc(300_000);
  test.each<[string, Reply]>([
    ['says its size', (response) => { response.writeHead(200, { 'content-length': '300000' }).end(zeros); }],
    ['streams without end', (response) => {
      const more = (): void => { while (response.write(zeros)); response.once('drain', more); };
      response.writeHead(200);
      more();
    }],
    ['is a gzip bomb', (response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(zeros)); }],
    ['is a brotli bomb', (response) => { response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(zeros)); }],
  ])('one that is too large and %s is cut off', async (_what, reply) => {
    const { url } = await publisher(reply);
    await expect(get(url, { maxBytes: 100_000 })).rejects.toMatchObject({ code: 'too-large' });
  });

  test('of the largest size is read', async () => {
    const { url } = await publisher((response) => { response.writeHead(200).end(zeros); });
    expect((await get(url, { maxBytes: zeros.length })).body?.bytes.length).toBe(zeros.length);
  });

  test.each([['zstd', FEED()], ['gzip, gzip', FEED()], ['gzip', FEED()], ['br', FEED()], ['gzip', gzipSync(FEED()).subarray(0, 20)]])('%s that was not asked for or is broken is refused', async (encoding, body) => {
    const { url } = await publisher((response) => { response.writeHead(200, { 'content-encoding': encoding }).end(body); });
    await expect(get(url)).rejects.toMatchObject({ code: 'bad-encoding' });
  });

  test('that breaks off is not taken for whole', async () => {
    const { url } = await publisher((response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half');
      setTimeout(() => { response.destroy(); }, 10);
    });
    await expect(get(url)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

function FEED(): Buffer { return Buffer.from('<rss version="2.0"><channel></channel></rss>'.repeat(10)); }

describe('time', () => {
  test.each<[string, Reply]>([
    ['never answers', () => undefined],
    ['drips its body', (response) => {
      response.writeHead(200);
      const drip = setInterval(() => { response.write('.'); }, 20);
      response.once('close', () => { clearInterval(drip); });
    }],
    ['redirects slowly', async (response) => {
      await new Promise((done) => { setTimeout(done, 120); });
      response.writeHead(302, { location: '/again' }).end();
    }],
  ])('a server that %s is left when the time of all hops together is over', async (_what, reply) => {
    const { url } = await publisher(reply);
    await expect(get(url, { totalMs: 250 })).rejects.toMatchObject({ code: 'too-slow' });
  });
});

test('no proxy of the environment is used', async () => {
  const proxy = await publisher((response) => { response.writeHead(200).end('from the proxy'); });
  const { url } = await publisher((response) => { response.writeHead(200).end('from the publisher'); });
  const before = { ...process.env };
  Object.assign(process.env, { http_proxy: proxy.url, HTTP_PROXY: proxy.url, ALL_PROXY: proxy.url, NODE_USE_ENV_PROXY: '1' });
  try {
    expect((await get(url)).body?.bytes.toString()).toBe('from the publisher');
  } finally {
    process.env = before;
  }
  expect(proxy.asked).toEqual([]);
});

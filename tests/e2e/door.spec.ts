import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Receipt } from '@wiredesk/contracts';
import { eventually, startStack, storyOf, type Stack } from '../support/stack.js';

interface BatchAnswer { accepted: number; duplicate: number; superseded: number; rejected: number; receipts: Receipt[] }
let stack: Stack;

beforeAll(async () => { stack = await startStack(); }, 180_000);
afterAll(async () => { await stack.stop(); }, 60_000);

const post = (body: string | Buffer | FormData, headers: Record<string, string> = {}): Promise<Response> => fetch(`${stack.ingestUrl}/v1/items`, {
  method: 'POST', body: body as never, headers: { authorization: `Bearer ${stack.apiKey}`, ...(body instanceof FormData ? {} : { 'content-type': 'text/plain' }), ...headers },
});
const ninjs = (uri: string, fields: Record<string, unknown> = {}): string =>
  JSON.stringify({ uri, type: 'text', pubStatus: 'usable', version: '1', versionCreated: '2026-09-01T10:00:00Z', headlines: [{ value: 'H' }], bodies: [{ contentType: 'text/plain', value: `Body of ${uri}.` }], ...fields });

describe('a batch', () => {
  test('of 50 lines with one that is broken: 49 are accepted, the broken one is named by its line, and all are stored', async () => {
    const lines = Array.from({ length: 50 }, (_, n) => ninjs(`urn:batch:${n}`));
    lines[16] = '{"uri": "urn:batch:16", "headlines": [';
    const response = await post(lines.join('\n'), { 'content-type': 'application/x-ndjson' });
    expect(response.status).toBe(202);
    const answer = (await response.json()) as BatchAnswer;
    expect(answer).toMatchObject({ accepted: 49, rejected: 1 });
    expect(answer.receipts.map(({ line }) => line)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(answer.receipts[16]).toMatchObject({ status: 'rejected', line: 17, rejection: { code: 'malformed' } });
    for (const { storyId, status } of answer.receipts) if (status === 'accepted') await eventually(() => storyOf(stack, storyId));
  }, 60_000);

  test('that repeats an item in itself calls the second a duplicate of the first', async () => {
    const response = await post([ninjs('urn:twice'), '', ninjs('urn:twice')].join('\r\n'), { 'content-type': 'application/x-ndjson' });
    const { receipts } = (await response.json()) as BatchAnswer;
    expect(receipts.map(({ status, line }) => [status, line])).toEqual([['accepted', 1], ['duplicate', 3]]);
    expect(receipts[1]!.duplicateOf).toBe(receipts[0]!.id);
  }, 30_000);

  test('in parts names each part on its receipt', async () => {
    const form = new FormData();
    form.append('files', new Blob([ninjs('urn:part:1')], { type: 'application/json' }), 'one.json');
    form.append('files', new Blob(['Four bakers opened a shop in Wels.'], { type: 'text/plain' }), 'two.txt');
    form.append('files', new Blob(['{"uri": '], { type: 'application/json' }), 'three.json');
    const { receipts } = (await (await post(form)).json()) as BatchAnswer;
    expect(receipts.map(({ part, status, format }) => [part, status, format])).toEqual([
      ['one.json', 'accepted', 'ninjs'], ['two.txt', 'accepted', 'plain-text'], ['three.json', 'rejected', expect.any(String)],
    ]);
  }, 30_000);
});

test('a receipt tells later that its item was enriched and stored, to its own feed only', async () => {
  const { id } = (await (await post(ninjs('urn:followed'), { 'content-type': 'application/json' })).json()) as Receipt;
  const ask = (headers: Record<string, string>): Promise<Response> => fetch(`${stack.ingestUrl}/v1/receipts/${id}`, { headers });
  const followed = await eventually(async () => {
    const receipt = (await (await ask({ authorization: `Bearer ${stack.apiKey}` })).json()) as Receipt;
    return receipt.storedAt === undefined ? undefined : receipt;
  });
  expect(followed).toMatchObject({ id, status: 'accepted', enrichedAt: expect.stringMatching(/^\d{4}-/) as string, storedAt: expect.stringMatching(/^\d{4}-/) as string });
  expect((await ask({})).status).toBe(401);
}, 30_000);

test('the same Idempotency-Key gives the same answer; with another body it is refused; without one the item is a duplicate', async () => {
  const key = { 'idempotency-key': 'delivery-7', 'content-type': 'application/json' };
  const first = await (await post(ninjs('urn:once'), key)).json();
  const again = await post(ninjs('urn:once'), key);
  expect([again.status, await again.json()]).toEqual([202, first]);
  const other = await post(ninjs('urn:other'), key);
  expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([422, 'idempotency-mismatch']);
  expect(await (await post(ninjs('urn:once'), { 'content-type': 'application/json' })).json()).toMatchObject({ status: 'duplicate' });
}, 30_000);

test.each([
  ['gzip', gzipSync], ['br', brotliCompressSync], ['zstd', zstdCompressSync],
] as const)('a body in %s is read, and a bomb in it is refused as too large', async (encoding, compress) => {
  const good = await post(compress(Buffer.from(ninjs(`urn:packed:${encoding}`))), { 'content-encoding': encoding, 'content-type': 'application/json' });
  expect(await good.json()).toMatchObject({ status: 'accepted' });
  const bomb = await post(compress(Buffer.alloc(64 * 1024 * 1024)), { 'content-encoding': encoding });
  expect([bomb.status, ((await bomb.json()) as { code: string }).code]).toEqual([413, 'too-large']);
}, 60_000);

const HOSTILE: readonly [string, string | Buffer, Record<string, string>, number, string][] = [
  ['JSON nested 100,000 deep', '['.repeat(100_000), { 'content-type': 'application/json' }, 422, 'too-deep'],
  ['a key that changes prototypes', '{"uri":"urn:p","__proto__":{"admin":true},"bodies":[]}', { 'content-type': 'application/json' }, 422, 'unsafe-content'],
  ['an entity bomb', `<!DOCTYPE nitf [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><nitf><body>&b;</body></nitf>`, { 'content-type': 'application/xml' }, 422, 'unsafe-content'],
  ['150,000 attributes on one tag', `<nitf ${Array.from({ length: 150_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`, { 'content-type': 'application/xml' }, 413, 'too-large'],
  ['a truncated file', '<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="x"', { 'content-type': 'application/xml' }, 422, ''],
  ['white space only', ' \n\t\r\n ', {}, 400, 'empty-body'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0, 0, 0]), {}, 415, 'unsupported-format'],
  ['an unknown encoding', 'text', { 'content-encoding': 'lzma' }, 415, 'unsupported-encoding'],
  ['what is not gzip', 'text', { 'content-encoding': 'gzip' }, 422, 'malformed'],
];

test.each(HOSTILE)('%s is answered with a clear problem, and the next item is taken', async (what, body, headers, status, code) => {
  const response = await post(body, headers);
  const problem = (await response.json()) as { code: string; detail: string };
  expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([status, 'application/problem+json']);
  if (code !== '') expect(problem.code).toBe(code);
  expect(problem.detail.length).toBeGreaterThan(5);
  expect((await post(`After ${what}, nine bakers opened a shop.`)).status).toBe(202);
}, 30_000);

test('a body that is announced as too large is refused before it is sent', async () => {
  const { port } = new URL(stack.ingestUrl);
  const status = await new Promise<number>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.setEncoding('utf8').on('error', reject).on('data', (text: string) => { resolve(Number(text.split(' ')[1])); socket.destroy(); });
    socket.write(`POST /v1/items HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${stack.apiKey}\r\ncontent-type: text/plain\r\ncontent-length: 104857600\r\n\r\n`);
  });
  expect(status).toBe(413);
}, 30_000);

test('the rest of a body that was refused is thrown away: the next request on the connection is answered', async () => {
  const { port } = new URL(stack.ingestUrl);
  const next = 'After twelve megabytes on this connection, ten bakers opened a shop.';
  const head = (length: number): string => `POST /v1/items HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${stack.apiKey}\r\ncontent-type: text/plain\r\ncontent-length: ${length}\r\n\r\n`;
  const statuses = await new Promise<number[]>((resolve, reject) => {
    let answers = '';
    const socket = connect(Number(port), '127.0.0.1');
    socket.setEncoding('utf8').on('error', reject).on('close', () => { reject(new Error(`closed after ${answers}`)); }).on('data', (text: string) => {
      answers += text;
      const found = [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
      if (found.length < 2) return;
      resolve(found);
      socket.destroy();
    });
    socket.write(head(12_000_000));
    socket.write(Buffer.alloc(12_000_000, 'x'));
    socket.write(`${head(next.length)}${next}`);
  });
  expect(statuses).toEqual([413, 202]);
}, 30_000);

test('a body that drips is ended with 408', async () => {
  const { port } = new URL(stack.ingestUrl);
  const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path: '/v1/items', method: 'POST', headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'text/plain', 'content-length': 5_000 } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => { clearInterval(drip); resolve({ status: response.statusCode, body }); });
    });
    const drip = setInterval(() => { request.write('x'); }, 200);
    request.on('error', (error) => { clearInterval(drip); reject(error); });
  });
  expect([answer.status, (JSON.parse(answer.body) as { code: string }).code]).toEqual([408, 'too-slow']);
}, 30_000);

test.each([
  ['an unknown query parameter', '?versioncreated=2026-09-01T10:00:00Z', 400, 'bad-request'],
  ['a feed of somebody else', '?feed=another', 403, 'forbidden'],
])('%s is refused', async (_what, query, status, code) => {
  const response = await fetch(`${stack.ingestUrl}/v1/items${query}`, { method: 'POST', body: 'Ten bakers.', headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'text/plain' } });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
});

test('the documentation page and its document are there', async () => {
  for (const url of [stack.ingestUrl, stack.gatewayUrl]) {
    expect((await fetch(`${url}/docs`)).status).toBe(200);
    const document = (await (await fetch(`${url}/docs-json`)).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).length).toBeGreaterThan(1);
  }
}, 30_000);

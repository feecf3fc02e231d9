import { serve, type Publisher } from '../poll/serve.suite.js';
import { createSendToIngest } from './ingest-client.js';

let ingest: Publisher;
let next: { status: number; body: unknown; headers?: Record<string, string> };
const bodies: string[] = [];
beforeAll(async () => {
  ingest = await serve((response, { body }) => {
    bodies.push(body.toString());
    response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers }).end(typeof next.body === 'string' ? next.body : JSON.stringify(next.body));
  });
});
afterAll(() => ingest.close());

const request = { body: Buffer.from('x'), contentType: 'text/plain', idempotencyKey: 'key-1', given: { feed: 'a/b', title: 'T & U' } };
const receipt = { id: 'r', status: 'accepted' };

test('the request carries bytes, type, key and what is said beside the bytes', async () => {
  next = { status: 202, body: receipt };
  await createSendToIngest({ ingestUrl: ingest.url, apiKey: 'secret' })(request);
  const { path, headers } = ingest.asked.at(-1)!;
  expect([path, bodies.at(-1)]).toEqual(['/v1/items?feed=a%2Fb&title=T+%26+U', 'x']);
  expect(headers).toMatchObject({ 'authorization': 'Bearer secret', 'content-type': 'text/plain', 'idempotency-key': 'key-1' });
});

test.each<[string, number, unknown, Record<string, string>, unknown]>([
  ['one receipt', 202, receipt, {}, { is: 'settled', receipts: [receipt] }],
  ['a duplicate', 200, { id: 'd', status: 'duplicate' }, {}, { is: 'settled', receipts: [{ status: 'duplicate' }] }],
  ['many receipts', 202, { receipts: [receipt, receipt] }, {}, { is: 'settled', receipts: [receipt, receipt] }],
  ['none of a batch could be taken', 422, { code: 'invalid-item', receipts: [receipt] }, {}, { is: 'settled', receipts: [receipt] }],
  ['one reject', 415, { code: 'unsupported-format', receipt }, {}, { is: 'settled', receipts: [receipt] }],
  ['a refusal of the bytes', 413, { code: 'too-large', detail: 'more than 2 MB', hint: 'less' }, {}, { is: 'refused', problem: { code: 'too-large', message: 'more than 2 MB', hint: 'less' } }],
  ['a bug that these bytes woke', 500, { code: 'bug', detail: 'oh' }, {}, { is: 'refused', problem: { code: 'bug' } }],
  ['an unknown key', 401, { code: 'unauthenticated', detail: 'a key is needed' }, {}, { is: 'key-refused', problem: { message: 'a key is needed' } }],
  ['a key of another feed', 403, { code: 'forbidden' }, {}, { is: 'key-refused' }],
  ['too many, with seconds', 429, { code: 'rate-limited' }, { 'retry-after': '7' }, { is: 'later', waitMs: 7000 }],
  ['too many, with a date that has passed', 503, { code: 'overloaded' }, { 'retry-after': 'Tue, 24 Nov 2020 08:00:00 GMT' }, { is: 'later', waitMs: 0 }],
  ['some settled, the rest later', 503, { code: 'log-unavailable', receipts: [receipt] }, {}, { is: 'later', problem: { code: 'log-unavailable' } }],
  ['the first try is still in work', 409, { code: 'idempotency-busy' }, {}, { is: 'later', problem: { code: 'idempotency-busy' } }],
  ['the page of a stranger', 404, '<html>', {}, { is: 'refused', problem: { code: 'unreachable' } }],
  ['a proxy that has lost ingest', 502, '<html>', {}, { is: 'later', problem: { code: 'unreachable' } }],
])('%s', async (_what, status, body, headers, expected) => {
  next = { status, body, headers };
  expect(await createSendToIngest({ ingestUrl: ingest.url, apiKey: 'k' })(request)).toMatchObject(expected as object);
});

test('nobody there is for later', async () => {
  const gone = await serve(() => undefined);
  await gone.close();
  expect(await createSendToIngest({ ingestUrl: gone.url, apiKey: 'k' })(request)).toMatchObject({ is: 'later', problem: { code: 'unreachable', message: expect.stringContaining(gone.url) as string } });
});

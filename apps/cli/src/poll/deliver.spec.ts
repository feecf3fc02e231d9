import { createSendToIngest } from '../post/ingest-client.js';
import { createDeliver, type Delivered, type Delivery } from './deliver.js';
import { serve, type Publisher } from './serve.suite.js';

let ingest: Publisher;
let answer: { status: number; body: unknown };
let posted: string;
beforeAll(async () => {
  ingest = await serve((response, { body }) => {
    posted = body.toString();
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
});
afterAll(() => ingest.close());

const delivery: Delivery = { feed: 'poller/harbour', bytes: Buffer.from('<rss/>'), contentType: 'application/rss+xml', language: 'en', idempotencyKey: 'one-delivery' };
const deliver = (ingestUrl = ingest.url): Promise<Delivered> => createDeliver(createSendToIngest({ ingestUrl, apiKey: 'a-key' }))(delivery);
const receipt = (status: string, more: object = {}): object => ({ id: 'r', status, receivedAt: '2026-11-24T10:00:00Z', feed: 'poller/harbour', format: 'rss', ...more });

test('the request says whose items these are and of which delivery', async () => {
  answer = { status: 202, body: receipt('accepted') };
  await deliver();
  const { path, headers } = ingest.asked.at(-1)!;
  expect(path).toBe('/v1/items?feed=poller%2Fharbour&language=en');
  expect(headers).toMatchObject({ 'authorization': 'Bearer a-key', 'content-type': 'application/rss+xml', 'idempotency-key': 'one-delivery' });
  expect(posted).toBe('<rss/>');
});

const none = { is: 'settled', accepted: 0, duplicate: 0, superseded: 0, rejected: 0, rejects: [] };
test.each<[string, number, unknown, unknown]>([
  ['one receipt', 202, receipt('accepted'), { ...none, accepted: 1, format: 'rss' }],
  ['many receipts', 202, { receipts: [receipt('accepted'), receipt('duplicate'), receipt('superseded')] }, { ...none, accepted: 1, duplicate: 1, superseded: 1, format: 'rss' }],
  ['one reject', 422, { code: 'malformed', detail: 'no', receipt: receipt('rejected', { line: 3, rejection: { code: 'malformed', message: 'no end tag' } }) }, { ...none, rejected: 1, rejects: ['malformed in entry 3: no end tag'], format: 'rss' }],
  ['a refusal of these bytes without a receipt', 413, { code: 'too-large', detail: 'more than 2 MB' }, { ...none, rejected: 1, rejects: ['too-large: more than 2 MB'] }],
  ['an unknown key', 401, { code: 'unauthenticated', detail: 'a key is needed' }, { is: 'key-refused', why: 'unauthenticated: a key is needed' }],
  ['a key of another feed', 403, { code: 'forbidden', detail: 'speaks for local' }, { is: 'key-refused', why: 'forbidden: speaks for local' }],
  ['the first try is still in work', 409, { code: 'idempotency-busy' }, { is: 'later' }],
  ['too many requests', 429, { code: 'rate-limited' }, { is: 'later' }],
  ['half of a batch, then overload', 503, { code: 'overloaded', receipts: [receipt('accepted')] }, { is: 'later' }],
  ['a bug there', 500, { code: 'bug' }, { is: 'later' }],
  ['an address without this door', 404, { code: 'not-found' }, { is: 'later' }],
  ['a stranger who listens there', 404, '<html>no such page</html>', { is: 'later' }],
])('%s', async (_what, status, body, expected) => {
  answer = { status, body };
  expect(await deliver()).toMatchObject(expected as object);
});

test('ingest that is away is told by name', async () => {
  expect(await deliver('http://127.0.0.1:1')).toMatchObject({ is: 'later', why: expect.stringContaining('http://127.0.0.1:1') as string });
});

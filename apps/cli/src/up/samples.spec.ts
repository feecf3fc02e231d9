import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sampleFiles, sendSample, type Doors } from './samples.js';

type Answer = [status: number, body: unknown];

let folder: string;
let server: Server;
let doors: Doors;
let answer: (request: IncomingMessage) => Answer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wiredesk-samples-'));
  server = createServer((request, response) => {
    const [status, body] = answer(request);
    request.resume().on('end', () => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  doors = { ingestUrl: url, gatewayUrl: url, apiKey: 'the-key' };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
  rmSync(folder, { recursive: true, force: true });
});

const sample = (name = 'a.txt'): string => {
  writeFileSync(join(folder, name), 'Two bakers met.');
  return join(folder, name);
};
const receipt = { id: 'r', status: 'accepted', storyId: 's', version: '2', receivedAt: '2026-03-01T10:00:00.000Z', feed: 'f' };

test('text and JSON are samples, in order of name, so that a second version comes after the first', () => {
  for (const name of ['b.v2.json', 'b.json', 'README.md', 'a.txt']) sample(name);
  expect(sampleFiles(folder).map((path) => basename(path))).toEqual(['a.txt', 'b.json', 'b.v2.json']);
});

test('a sample is posted with the key, and is out when the gateway shows its version or a newer one', async () => {
  const seen: string[] = [];
  const versions = ['1', '1', '3'];
  answer = (request) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.method === 'POST') return [202, { ...receipt, key: request.headers.authorization, type: request.headers['content-type'] }];
    return seen.length === 2 ? [404, {}] : [200, { storyId: 's', version: versions.shift() }];
  };
  const outcome = await sendSample(sample(), doors);
  expect(outcome).toMatchObject({ ok: true, file: 'a.txt', receipt: { key: 'Bearer the-key', type: 'text/plain; charset=utf-8' }, story: { version: '3' } });
  expect(seen).toEqual(['POST /v1/items', ...Array<string>(4).fill('GET /v1/stories/s')]);
});

test('what is a duplicate is out as soon as the gateway has the story, whatever its version', async () => {
  answer = (request) => (request.method === 'POST' ? [200, { ...receipt, status: 'duplicate', version: '9' }] : [200, { storyId: 's', version: '1' }]);
  expect(await sendSample(sample(), doors)).toMatchObject({ ok: true, receipt: { status: 'duplicate' } });
});

test.each<[string, Answer, string]>([
  ['a problem', [422, { status: 422, code: 'malformed', detail: 'line 3 is broken' }], 'HTTP 422, malformed: line 3 is broken'],
  ['a rejection', [200, { ...receipt, status: 'rejected' }], 'refused'],
])('%s is the reason why a sample did not come out', async (_what, problem, why) => {
  answer = () => problem;
  expect(await sendSample(sample(), doors)).toEqual({ file: 'a.txt', ok: false, why: expect.stringContaining(why) as string });
});

test('a gateway that fails, or a door that is shut, is a reason and no crash', async () => {
  answer = (request) => (request.method === 'POST' ? [202, receipt] : [500, {}]);
  expect(await sendSample(sample(), doors)).toMatchObject({ ok: false, why: expect.stringContaining('answered 500') as string });
  expect(await sendSample(sample(), { ...doors, ingestUrl: 'http://127.0.0.1:1' })).toMatchObject({ ok: false, why: expect.stringContaining('fetch failed') as string });
});

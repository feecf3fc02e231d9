import { serve, type Publisher, type Reply } from '../poll/serve.suite.js';
import { checkGateway } from './check-gateway.js';
import { checkIngest } from './check-ingest.js';
import { checkLog } from './check-log.js';

let service: Publisher | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

/** A service that answers each path with a status and a body; a path may answer strangers otherwise. */
async function answering(answers: Record<string, [number, unknown]>, stranger?: [number, unknown]): Promise<string> {
  const reply: Reply = (response, { path, headers }) => {
    const known = headers.authorization === undefined && stranger !== undefined && path.startsWith('/v1/') ? stranger : answers[path.replace(/[0-9-]{36}$/, 'ID')];
    response.writeHead(known?.[0] ?? 404, { 'content-type': 'application/json' }).end(JSON.stringify(known?.[1] ?? {}));
  };
  service = await serve(reply);
  return service.url;
}

const ready: [number, unknown] = [200, { status: 'ok' }];
const unready: [number, unknown] = [503, { status: 'error', error: { log: { status: 'down', message: 'no broker answers' } } }];
const refused: [number, unknown] = [401, { code: 'unauthenticated' }];

describe('ingest', () => {
  test.each<[string, Record<string, [number, unknown]>, [number, unknown], string | undefined, string[]]>([
    ['well', { '/readyz': ready }, refused, 'a-key', ['ok', 'ok']],
    ['a key that it does not know', { '/readyz': ready, '/v1/receipts/ID': refused }, refused, 'a-key', ['wrong the key is refused', 'ok']],
    ['no key here', { '/readyz': ready }, refused, undefined, ['wrong no API key', 'ok']],
    ['no broker there', { '/readyz': unready }, refused, 'a-key', ['ok', 'wrong it is not ready: log: no broker answers']],
    ['no ledger there', { '/readyz': ready, '/v1/receipts/ID': [503, { detail: 'the ledger cannot be reached' }] }, refused, 'a-key', ['wrong receipts cannot be read (503: the ledger', 'ok']],
    ['another service', {}, [200, {}], 'a-key', ['wrong']],
  ])('%s', async (_what, answers, stranger, apiKey, expected) => {
    const findings = await checkIngest({ ingestUrl: await answering(answers, stranger), apiKey });
    expect(findings.map(({ status, found }) => `${status} ${found}`)).toEqual(expected.map((start) => expect.stringMatching(new RegExp(`^${start.replace(/[()]/g, '\\$&')}`)) as string));
    for (const { status, todo } of findings) expect(todo === undefined).toBe(status === 'ok');
  });

  test('away', async () => {
    expect(await checkIngest({ ingestUrl: 'http://127.0.0.1:9', apiKey: 'a-key' })).toEqual([expect.objectContaining({ status: 'unreachable', todo: expect.stringContaining('npm start') as string })]);
  });
});

describe('the gateway and the sources', () => {
  const source = { feed: 'poller/harbour', silent: false };
  test.each<[string, Record<string, [number, unknown]>, string[]]>([
    ['well', { '/readyz': ready, '/v1/sources': [200, { sources: [source] }] }, ['ok', 'ok 1 feeds, none silent']],
    ['a silent source', { '/readyz': ready, '/v1/sources': [200, { sources: [source, { feed: 'agency', silent: true, silentSince: '2026-11-24T09:00:00Z' }] }] }, ['ok', 'wrong silent: agency since 2026-11-24T09:00:00Z']],
    ['no database', { '/readyz': unready }, ['wrong it is not ready']],
    ['a gateway of before', { '/readyz': ready }, ['ok', 'wrong GET /v1/sources answers 404']],
  ])('%s', async (_what, answers, expected) => {
    const findings = await checkGateway({ gatewayUrl: await answering(answers), apiKey: undefined });
    expect(findings.map(({ status, found }) => `${status} ${found}`)).toEqual(expected.map((start) => expect.stringMatching(new RegExp(`^${start}`)) as string));
  });
});

test.each<[string, readonly string[] | undefined, string]>([['unknown', undefined, 'wrong'], ['away', ['127.0.0.1:9'], 'unreachable']])('a log that is %s is told at once', async (_what, brokers, status) => {
  expect(await checkLog(brokers)).toEqual([expect.objectContaining({ hop: 'log', status })]);
});

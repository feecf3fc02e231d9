import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@wiredesk/runtime';
import { ensureApiKey, readApiKey } from './api-key.js';
import { homeOf, readConfig } from './config.js';
import { removeStackFile, writeStackFile } from './stack-file.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wiredesk-config-'));
  mkdirSync(homeOf(root));
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

test('without any variable and without a running stack, the doors are on this machine and nothing else is known', () => {
  expect(readConfig(root, {})).toMatchObject({
    ingestUrl: 'http://127.0.0.1:7071', gatewayUrl: 'http://127.0.0.1:7070', apiKey: undefined, kafkaBrokers: undefined,
    given: { kafkaBrokers: undefined, databaseUrl: undefined }, colour: true,
  });
});

test('a running stack fills what is unsaid, but is not taken for a Kafka that a person gave', () => {
  writeStackFile(homeOf(root), { ingestUrl: 'http://127.0.0.1:9001', gatewayUrl: 'http://127.0.0.1:9000', kafkaBrokers: '127.0.0.1:9005' });
  expect(readConfig(root, { WIREDESK_GATEWAY_URL: 'https://wires.example/' })).toMatchObject({
    ingestUrl: 'http://127.0.0.1:9001', gatewayUrl: 'https://wires.example', kafkaBrokers: ['127.0.0.1:9005'], given: { kafkaBrokers: undefined },
  });
  removeStackFile(homeOf(root));
  expect(readConfig(root, {}).kafkaBrokers).toBeUndefined();
});

test('the environment goes before the key of this machine', () => {
  const key = ensureApiKey(homeOf(root));
  expect(readConfig(root, {}).apiKey).toBe(key);
  expect(readConfig(root, { WIREDESK_API_KEY: 'another' }).apiKey).toBe('another');
});

test('the key is made once, long, and for its owner only', () => {
  expect(readApiKey(homeOf(root))).toBeUndefined();
  const key = ensureApiKey(homeOf(root));
  expect(key).toMatch(/^wd_[\w-]{32}$/);
  expect(ensureApiKey(homeOf(root))).toBe(key);
  expect(statSync(join(homeOf(root), 'api-key')).mode & 0o777).toBe(0o600);
});

test('every bad variable is named in one error, and a secret is not echoed', () => {
  const read = (): unknown => readConfig(root, { WIREDESK_INGEST_URL: 'ftp://x', WIREDESK_API_KEY: 'two words', KAFKA_BROKERS: 'nowhere', WIREDESK_GATEWAY: 'x' });
  expect(read).toThrow(ConfigError);
  for (const part of ['WIREDESK_INGEST_URL=ftp://x', 'WIREDESK_API_KEY: ', 'KAFKA_BROKERS=nowhere', 'WIREDESK_GATEWAY: unknown']) expect(read).toThrow(part);
  expect(read).not.toThrow('two words');
});

test('NO_COLOR takes the colours away', () => {
  expect(readConfig(root, { NO_COLOR: '1' }).colour).toBe(false);
});

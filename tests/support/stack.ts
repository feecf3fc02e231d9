import { resolve } from 'node:path';
import type { PublicStory, Receipt, RecordHeaders } from '@wiredesk/contracts';
import { createKafka } from '@wiredesk/eventlog';
import type { ServiceName } from '@wiredesk/local-stack';
import { startOwnStack } from './own-stack.js';

export { eventually } from './eventually.js';

const root = resolve(__dirname, '../..');
const FEED = 'tests';
const API_KEY = 'a-key-of-the-tests';

/** The built services, a real Kafka and a real Postgres, on free ports and with data of their own. */
export interface Stack {
  readonly ingestUrl: string;
  readonly gatewayUrl: string;
  readonly apiKey: string;
  /** `host:port`. */
  readonly brokers: string;
  readonly databaseUrl: string;
  /** As the role that owns the schema. */
  readonly ownerUrl: string;
  readonly url: (name: ServiceName) => string;
  readonly startService: (name: ServiceName) => Promise<void>;
  readonly stopService: (name: ServiceName) => Promise<void>;
  /** kill -9. */
  readonly killKafka: () => Promise<void>;
  readonly restartKafka: () => Promise<void>;
  /** Processes that ended although nobody stopped them, with their last log lines. */
  readonly unexpectedExits: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** Needs the built apps. Call `stop` at the end: it ends every process and deletes the data. */
export async function startStack(): Promise<Stack> {
  const { stack, unexpectedExits, stop } = await startOwnStack({ root, apiKeys: { [FEED]: API_KEY } });
  const { brokers, databaseUrl, databaseUrls } = stack.settings();
  return {
    brokers, databaseUrl, ownerUrl: databaseUrls.owner, apiKey: API_KEY, ingestUrl: stack.url('ingest'), gatewayUrl: stack.url('gateway'), url: stack.url,
    startService: stack.startService, killKafka: stack.killKafka, restartKafka: stack.restartKafka,
    stopService: async (name) => { await stack.stopService(name); },
    unexpectedExits, stop,
  };
}

/** Posts plain text; gives the receipt, or the problem when it was not taken. */
export async function postText(stack: Stack, text: string, given: Record<string, string> = {}): Promise<Receipt> {
  const query = new URLSearchParams(given).toString();
  const response = await fetch(`${stack.ingestUrl}/v1/items${query === '' ? '' : `?${query}`}`, {
    method: 'POST', body: text, headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'text/plain; charset=utf-8' },
  });
  return (await response.json()) as Receipt;
}

/** The story as the gateway shows it; undefined while it is not there. */
export async function storyOf(stack: Stack, storyId: string | undefined): Promise<PublicStory | undefined> {
  if (storyId === undefined) return undefined;
  const response = await fetch(`${stack.gatewayUrl}/v1/stories/${storyId}`);
  if (response.status === 404) {
    await response.arrayBuffer();
    return undefined;
  }
  if (!response.ok) throw new Error(`the gateway answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as PublicStory;
}

export interface ReadRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: RecordHeaders;
}

/** Every record that is on a topic now. */
export async function readAll(stack: Pick<Stack, 'brokers'>, topic: string): Promise<ReadRecord[]> {
  const kafka = createKafka({ brokers: stack.brokers.split(','), clientId: 'wiredesk-tests' });
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, BigInt(high)]));
  await admin.disconnect();
  const records: ReadRecord[] = [];
  if (ends.size === 0) return records;
  const consumer = kafka.consumer({ groupId: `wiredesk-tests-${topic}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => { reject(payload.error); });
    consumer.run({
      autoCommit: false,
      eachMessage: ({ partition, message }) => {
        const end = ends.get(partition);
        if (end === undefined) return Promise.resolve();
        records.push({ key: message.key, value: message.value, headers: message.headers ?? {} });
        if (BigInt(message.offset) + 1n >= end) ends.delete(partition);
        if (ends.size === 0) resolve();
        return Promise.resolve();
      },
    }).catch(reject);
  });
  await consumer.disconnect();
  return records;
}

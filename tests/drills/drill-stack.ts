import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Receipt } from '@wiredesk/contracts';
import { freePorts, startService, type ManagedProcess } from '@wiredesk/local-stack';
import { startOwnStack } from '../support/own-stack.js';
import type { Delivery } from './embargo-cases.js';

const FEED = 'drill';
const KEY = 'a-key-of-the-drills';

/** A further gateway that a drill may kill. */
export interface Replica {
  readonly url: string;
  /** kill -9, then started again on the same port. */
  readonly killAndRestart: () => Promise<void>;
}

/** The real services with data of their own, on free ports of 127.0.0.1. */
export interface DrillStack {
  readonly ingestUrl: string;
  readonly gatewayUrl: string;
  readonly brokers: string;
  readonly databaseUrl: string;
  /** Where each service answers `/metrics`. */
  readonly serviceUrls: readonly string[];
  readonly startReplica: () => Promise<Replica>;
  readonly post: (deliveries: readonly Delivery[]) => Promise<readonly Receipt[]>;
  /** What the services have logged, by file. */
  readonly logs: () => readonly { readonly name: string; readonly text: string }[];
  readonly unexpectedExits: () => readonly string[];
  readonly stop: () => Promise<void>;
}

const SERVICES = ['ingest', 'enrichment', 'storage', 'gateway'] as const;

/** Needs the built apps. `root` is the checkout. Call `stop` at the end: it ends every process and deletes the data. */
export async function startDrillStack(root: string): Promise<DrillStack> {
  const replicas: ManagedProcess[] = [];
  const { stack, home, ports, unexpectedExits, stop } = await startOwnStack({ root, apiKeys: { [FEED]: KEY }, stopFirst: () => Promise.all(replicas.map((replica) => replica.kill())) });
  const startReplica = async (): Promise<Replica> => {
    const [port] = await freePorts(1) as [number];
    const at = replicas.length;
    const start = async (): Promise<ManagedProcess> => startService('gateway', { place: { root, home: join(home, `replica-${at}`), env: process.env }, settings: { ...stack.settings(), ports: { ...ports, gateway: port } } });
    replicas[at] = await start();
    return {
      url: `http://127.0.0.1:${port}`,
      killAndRestart: async () => {
        await replicas[at]?.kill();
        replicas[at] = await start();
      },
    };
  };
  const logs = (): { name: string; text: string }[] => readdirSync(join(home, 'logs')).filter((name) => SERVICES.some((service) => name.startsWith(service))).map((name) => ({ name, text: readFileSync(join(home, 'logs', name), 'utf8') }));
  return {
    ...stack.settings(), ingestUrl: stack.url('ingest'), gatewayUrl: stack.url('gateway'), serviceUrls: SERVICES.map(stack.url),
    startReplica, logs, stop, unexpectedExits, post: (deliveries) => postAll(stack.url('ingest'), deliveries),
  };
}

const BOUNDARY = 'a-boundary-of-the-drills';
const MOST_TRIES = 60;

/** Posts the deliveries of each feed as one request, in order; waits and tries again while ingest is overloaded. */
async function postAll(ingestUrl: string, deliveries: readonly Delivery[]): Promise<readonly Receipt[]> {
  const feeds = [...new Set(deliveries.map(({ feed }) => feed))];
  const answers: Receipt[] = [];
  for (const feed of feeds) {
    const parts = deliveries.flatMap((delivery, n) => (delivery.feed === feed ? [`--${BOUNDARY}\r\ncontent-disposition: form-data; name="item"; filename="${n}"\r\ncontent-type: ${delivery.contentType}\r\n\r\n${delivery.body}\r\n`] : []));
    answers.push(...(await postOnce(`${ingestUrl}/v1/items?feed=${FEED}/${feed}`, `${parts.join('')}--${BOUNDARY}--\r\n`)));
  }
  return answers;
}

async function postOnce(url: string, body: string): Promise<readonly Receipt[]> {
  for (let tries = 1; ; tries++) {
    const response = await fetch(url, { method: 'POST', body, headers: { 'authorization': `Bearer ${KEY}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } });
    const answer = (await response.json()) as Receipt & { receipts?: readonly Receipt[]; receipt?: Receipt; detail?: string };
    if (response.status !== 429 && response.status !== 503) {
      if (answer.receipts !== undefined) return answer.receipts;
      if (answer.receipt !== undefined || answer.id !== undefined) return [answer.receipt ?? answer];
      throw new Error(`ingest answered ${response.status}: ${answer.detail ?? ''}`);
    }
    if (tries === MOST_TRIES) throw new Error(`ingest answered ${response.status} ${MOST_TRIES} times`);
    await new Promise((done) => { setTimeout(done, 1_000); });
  }
}

import { get } from 'node:http';
import { TOPICS, type StoryEvent } from '@wiredesk/contracts';
import { tailTopic } from '@wiredesk/eventlog';
import { Client } from 'pg';
import { createChance, type Chance } from './chance.js';
import type { DrillStack, Replica } from './drill-stack.js';
import type { Delivery } from './embargo-cases.js';
import { createStreamClient, type StreamClient } from './stream-client.js';
import { faultsOf, QUESTIONS } from './stream-oracle.js';
import { createTally, type Tally } from './tally.js';
import { WIRES } from './wires.js';

export interface StreamDrillOptions {
  /** Connections that are cut, over all clients. */
  readonly rounds: number;
  readonly seed: number;
  /** kill -9 of a gateway on the way. */
  readonly restarts: number;
  /** Items a second. */
  readonly load: number;
  readonly patienceMs: number;
  readonly say?: (line: string) => void;
}

export interface StreamDrillResult {
  readonly counts: Readonly<Record<string, number>>;
  readonly clients: Readonly<Record<string, { told: number; repeated: number; held: number; gaps: number }>>;
  readonly faults: readonly string[];
}

interface Work extends StreamDrillOptions {
  readonly stack: DrillStack;
  readonly chance: Chance;
  readonly counts: Tally;
  readonly faults: string[];
  readonly database: Client;
}

const pause = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

/**
 * Readers of two gateways are cut off at chance points while stories come, change, leave their filters and are killed, and gateways die; one
 * reader takes nothing until it is told of a gap. In the end each must know what the topic says, in order.
 */
export async function runStreamDrill(stack: DrillStack, options: StreamDrillOptions): Promise<StreamDrillResult> {
  const { rounds, seed, restarts, say = () => undefined } = options;
  const database = new Client({ connectionString: stack.databaseUrl });
  database.on('error', () => undefined); // it may be stopped under us
  await database.connect();
  const work: Work = { ...options, stack, database, chance: createChance(seed), counts: createTally(), faults: [] };
  const { counts, faults, chance } = work;
  const replicas = [await stack.startReplica(), await stack.startReplica()];
  const after = await lastNumber(database);
  const clients = QUESTIONS.map(({ name, query }) => createStreamClient({ name, query, after }));
  let [running, begun] = [true, 0];
  const load = putLoad(work, () => running);
  const restarting = restart(work, { replicas, due: () => begun >= (counts.of('restarts') + 1) * rounds / (restarts + 1), goesOn: () => running && counts.of('restarts') < restarts });
  try {
    await Promise.all(clients.map(async (client) => {
      while (begun < rounds || counts.of('restarts') < restarts) {
        if (await cutOnce(work, client, replicas) && ++begun % 100 === 0) say(`${begun} connections cut`);
      }
    }));
    await restarting;
    say('one reader takes nothing while large events come');
    const slow = await readSlowly(work, replicas[0] as Replica);
    faults.push(...slow);
  } finally {
    running = false;
    await Promise.all([load, restarting]);
  }
  await untilQuiet(work);
  const last = await close(work);
  say(`everything up to ${last} is stored; the readers catch up`);
  await Promise.all(clients.map((client) => catchUp(work, client, { url: chance.pick(replicas).url, last })));
  const events = await eventsOnTopic(work, last);
  for (const [n, client] of clients.entries()) faults.push(...faultsOf(client, QUESTIONS[n] as (typeof QUESTIONS)[number], { events, after }).slice(0, 20));
  faults.push(...stack.unexpectedExits());
  for (const { type } of events) counts.add(`events ${type}`);
  for (const client of clients) for (const type of client.told.values()) if (type === 'left') counts.add('left told');
  await database.end();
  return { counts: counts.all(), faults, clients: Object.fromEntries(clients.map((client) => [client.name, { told: client.told.size, repeated: client.repeated(), held: client.held.size, gaps: client.gaps.length }])) };
}

/** Cuts by the clock or by the character. False when the gateway was not there or died first. */
async function cutOnce({ chance, counts }: Work, client: StreamClient, replicas: readonly Replica[]): Promise<boolean> {
  const ms = 5 + chance.int(chance.happens(0.2) ? 1_000 : 200);
  const { events, cutMidEvent, refused } = await client.read(chance.pick(replicas).url, chance.happens(0.5) ? { ms } : { ms: 2_000, characters: 1 + chance.int(20_000) });
  counts.add(refused ? 'connections refused or reset by a gateway' : 'connections cut');
  counts.add('cut after events', events > 1 ? 1 : 0);
  counts.add('cut in the midst of an event', cutMidEvent ? 1 : 0);
  if (refused) await pause(50);
  return !refused;
}

async function restart({ counts }: Work, { replicas, due, goesOn }: { replicas: readonly Replica[]; due: () => boolean; goesOn: () => boolean }): Promise<void> {
  while (goesOn()) {
    if (due()) {
      await replicas[counts.of('restarts') % replicas.length]?.killAndRestart();
      counts.add('restarts');
    }
    await pause(50);
  }
}

const TEXTS: readonly ((n: number) => string)[] = [
  (n) => `Some ${n + 2} coopers were paid in Faro, Portugal.`, (n) => `A choir of ${n + 2} bakers sang in Madrid, Spain.`, (n) => `At least ${n + 2} caulkers left Lisbon for Cadiz in Spain.`, (n) => `Another ${n + 2} coopers joined the ${n + 3} caulkers of Riga, Latvia.`,
];

async function putLoad({ stack, chance, counts, load }: Work, goesOn: () => boolean): Promise<void> {
  for (let n = 0; goesOn();) {
    const started = performance.now();
    const deliveries = Array.from({ length: Math.ceil(load / 4) }, (): Delivery => {
      const version = ++n;
      const killed = chance.happens(0.06);
      counts.add(killed ? 'kills sent' : 'texts sent');
      return { feed: 'one', contentType: 'application/json', body: WIRES.ninjs3({ id: `stream-${chance.int(120)}`, version, at: new Date(Date.now() - 60_000).toISOString(), headline: `Round ${version}`, text: killed ? '' : chance.pick(TEXTS)(version), ...(killed ? { status: 'canceled' } : {}) }) };
    });
    await stack.post(deliveries);
    await pause(Math.max(0, 250 - (performance.now() - started)));
  }
}

/** Padding that readers get and nobody annotates. */
const PADDING = 'All rights reserved. '.repeat(1_000);
const BURST = 600;

/** A reader that takes nothing while many large events come: it must be told of a gap, and then of all that was in it. */
async function readSlowly(work: Work, { url }: Replica): Promise<string[]> {
  const { stack, database, patienceMs, counts } = work;
  const after = await lastNumber(database);
  let text = '';
  const request = get(`${url}/v1/stream?feed=drill/two&after=${after}`, { agent: false });
  const response = await new Promise<import('node:http').IncomingMessage>((done, failed) => { request.on('response', done).on('error', failed); });
  response.setEncoding('utf8').on('error', () => undefined).pause();
  for (let n = 0; n < BURST; n += 100) {
    await stack.post(Array.from({ length: 100 }, (_, at): Delivery => ({ feed: 'two', contentType: 'application/json', body: JSON.stringify({ ...JSON.parse(WIRES.ninjs3({ id: `burst-${n + at}`, version: 1, at: new Date(Date.now() - 60_000).toISOString(), headline: `Burst ${n + at}`, text: `Burst ${n + at} is here.` })) as object, usageTerms: PADDING }) })));
  }
  const wanted = (): Promise<number[]> => database.query<{ sequence: string }>("select sequence from outbox where sequence > $1 and event->'story'->>'feed' = 'drill/two' order by sequence", [after]).then(({ rows }) => rows.map(({ sequence }) => Number(sequence)));
  const end = performance.now() + patienceMs;
  while ((await wanted()).length < BURST && performance.now() < end) await pause(100);
  await pause(1_000);
  response.on('data', (chunk: string) => { text += chunk; }).resume();
  const ids = (): number[] => [...text.matchAll(/^id: (\d+)\nevent: created$/gm)].map(([, id]) => Number(id));
  const all = await wanted();
  while (ids().length < all.length && performance.now() < end) await pause(100);
  request.destroy();
  const gaps = [...text.matchAll(/^event: gap\ndata: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as { reason: string });
  counts.set({ 'slow reader: events': ids().length, 'slow reader: gaps told': gaps.length });
  return [
    ...(gaps.some(({ reason }) => reason === 'slow') ? [] : ['the slow reader was told of no gap']),
    ...(JSON.stringify(ids()) === JSON.stringify(all) ? [] : [`the slow reader was told ${ids().length} of ${all.length} events, or not in order`]),
  ];
}

const lastNumber = async (database: Client): Promise<number> => Number((await database.query<{ value: string }>("select value from counter where name = 'story-event'")).rows[0]?.value ?? 0);

/** Waits until no more have come for two seconds. */
async function untilQuiet({ database, patienceMs, faults }: Work): Promise<void> {
  let [last, since] = [await lastNumber(database), performance.now()];
  for (const end = performance.now() + patienceMs; performance.now() - since < 2_000;) {
    await pause(100);
    const now = await lastNumber(database);
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() < end) continue;
    return void faults.push('events do not end');
  }
}

/** A last story that passes every filter: who was told of it has everything. */
async function close({ stack, database, patienceMs, faults }: Work): Promise<number> {
  const body = WIRES.ninjs3({ id: 'the-last', version: 1, at: new Date(Date.now() - 60_000).toISOString(), headline: 'The last', text: 'In all 40 coopers and 50 caulkers of Faro in Portugal went home.' });
  const [receipt] = await stack.post([{ feed: 'one', contentType: 'application/json', body }]);
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(50)) {
    const { rows } = await database.query<{ sequence: string }>('select sequence from outbox where story_id = $1', [receipt?.storyId ?? '']);
    if (rows[0] !== undefined) return Number(rows[0].sequence);
  }
  faults.push('the last story did not come');
  return lastNumber(database);
}

async function catchUp({ patienceMs, faults }: Work, client: StreamClient, { url, last }: { url: string; last: number }): Promise<void> {
  for (const end = performance.now() + patienceMs; client.last() < last && performance.now() < end;) await client.read(url, { ms: 10_000, upTo: last });
  if (client.last() < last) faults.push(`${client.name} got to ${client.last()} of ${last}`);
}

/** All events up to a number, each once, in order. */
async function eventsOnTopic({ stack, patienceMs, faults }: Work, last: number): Promise<StoryEvent[]> {
  const bySequence = new Map<number, StoryEvent>();
  const abort = new AbortController();
  const done = tailTopic({
    brokers: stack.brokers.split(','), clientId: 'wiredesk-drill', topic: TOPICS.stories.name, last: Number.MAX_SAFE_INTEGER, signal: abort.signal, onCaughtUp: () => undefined,
    onRecord: ({ value }) => {
      const event = JSON.parse(value?.toString() ?? '{}') as StoryEvent;
      bySequence.set(event.sequence, event);
    },
  });
  for (const end = performance.now() + patienceMs; bySequence.size < last && performance.now() < end;) await pause(100);
  abort.abort();
  await done;
  const events = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence).filter(({ sequence }) => sequence <= last);
  if (events.length !== last) faults.push(`the topic holds ${events.length} of ${last} events`);
  return events;
}

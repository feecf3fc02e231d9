import { Client } from 'pg';
import { canaryOf } from './canaries.js';
import { createChance, type Chance } from './chance.js';
import type { DrillStack } from './drill-stack.js';
import { isPublicKind, makeCase, type Case, type Delivery } from './embargo-cases.js';
import { lookAt, lookAtList, lookEverywhere, watchStream, watchTopic } from './public-places.js';
import { probe } from './embargo-probe.js';
import { createSightings, type Sightings } from './sightings.js';
import { createTally, type Tally } from './tally.js';

export interface EmbargoDrillOptions {
  /** Embargoed items that are sent at least; public ones come beside them. */
  readonly items: number;
  readonly seed: number;
  /** How soon the embargoes that end in the drill do, in seconds. */
  readonly nearFrom: number;
  readonly nearTo: number;
  /** No more items are sent after this time, in milliseconds, and what was sent is judged. */
  readonly sendForMs?: number;
  /** The drill fails when the services are not done after this long. */
  readonly boundMs: number;
  /** Between two questions of the looker, in milliseconds: a long drill leaves the processors to the services. */
  readonly pauseMs?: number;
  readonly say?: (line: string) => void;
}

export interface EmbargoDrillResult {
  readonly counts: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, number>>;
  readonly looks: Readonly<Record<string, { pieces: number; canaries: number }>>;
  /** One line each; none: the drill is passed. */
  readonly faults: readonly string[];
}

const BATCH = 200;
const QUIET = (): void => undefined;

export interface Work extends EmbargoDrillOptions {
  readonly stack: DrillStack;
  readonly chance: Chance;
  readonly sightings: Sightings;
  readonly database: Client;
  readonly counts: Tally;
  readonly kinds: Tally;
  readonly rejects: string[];
  readonly storyIds: string[];
  readonly faults: string[];
}

/**
 * Sends fuzzed embargoed items mixed with public ones through the real services and looks everywhere that is public, all the while and at
 * the end. What must not be seen before an instant, or at all, and what must be seen in the end is known from the making.
 */
export async function runEmbargoDrill(stack: DrillStack, options: EmbargoDrillOptions): Promise<EmbargoDrillResult> {
  const { say = QUIET } = options;
  const database = new Client({ connectionString: stack.databaseUrl });
  database.on('error', () => undefined); // it may be stopped under us
  await database.connect();
  await database.query("insert into saved_search (name, query, owner, saved_at) values ('drill', 'q=officials', 'drill', now()) on conflict do nothing");
  const work: Work = { ...options, stack, database, chance: createChance(options.seed), sightings: createSightings(), counts: createTally(), kinds: createTally(), rejects: [], storyIds: [], faults: [] };
  const { sightings, counts, faults } = work;
  const watchers = { topic: watchTopic(stack, sightings), streams: [watchStream(stack.gatewayUrl, sightings), watchStream(stack.gatewayUrl, sightings, { query: '?search=drill&country=PT', place: 'filtered stream' })] };
  let probing = true;
  const prober = probe(work, () => probing);
  try {
    await send(work);
    say(`sent ${counts.of('embargoed')} embargoed and ${counts.of('public')} public items`);
    await settle(work, () => Math.min(watchers.topic.count(), ...watchers.streams.slice(0, 1).map(({ last }) => last())));
    probing = false;
    await prober;
    say('all is stored; the last look');
    await lastLook(work, watchers.topic.latest);
  } finally {
    probing = false;
    await Promise.all([prober, watchers.topic.stop(), ...watchers.streams.map(({ stop }) => stop())]);
    await database.end();
  }
  const leaks = [...new Map(sightings.leaks.map((leak) => [`${leak.canary} ${leak.place}`, leak])).values()];
  faults.push(...leaks.slice(0, 50).map(({ canary, kind, place, earlyMs, excerpt }) => `LEAK ${canaryOf(canary)} of ${kind} in ${place}, ${earlyMs === Infinity ? 'which no clock allows' : `${earlyMs} ms early`}: ${JSON.stringify(excerpt)}`));
  faults.push(...tooManyUnanswered(counts), ...stack.unexpectedExits(), ...work.rejects.slice(0, 20).map((reject) => `rejected: ${reject}`));
  counts.set({ leaks: sightings.leaks.length, rejected: work.rejects.length, texts: sightings.expected.size });
  return { counts: counts.all(), kinds: work.kinds.all(), looks: Object.fromEntries(sightings.looks), faults };
}

/** Of all questions one in a hundred may be unanswered, while everything else goes on beside it. */
function tooManyUnanswered(counts: Tally): string[] {
  const all = counts.of('questions');
  const unanswered = Object.entries(counts.all()).reduce((sum, [name, count]) => sum + (name.startsWith('unanswered ') ? count : 0), 0);
  return unanswered * 100 > all ? [`${unanswered} of ${all} questions were not answered`] : [];
}

/** Deliveries that were sent at the same time would arrive in any order, so a case stays in its lane. */
const LANES = 2;

/** Makes cases and posts them in batches; later items of a case come in the same batch or in one of the next. */
async function send(work: Work): Promise<void> {
  const { counts, items, sendForMs = Infinity, say = QUIET } = work;
  const end = performance.now() + sendForMs;
  let [number, serial, told] = [0, 0, 0];
  const options = { ...work, now: Date.now, nextNumber: () => number++ };
  const isMoreWanted = (): boolean => counts.of('embargoed') < items && performance.now() < end;
  const lane = async (): Promise<void> => {
    const later: Delivery[][] = [[], [], []];
    while (isMoreWanted() || later.some((waiting) => waiting.length > 0)) {
      const batch = later.shift() ?? [];
      later.push([]);
      while (batch.length < BATCH && isMoreWanted()) take(work, makeCase(options, serial++), { batch, later });
      if (batch.length > 0) await post(work, batch);
      if (counts.of('embargoed') - told < 5_000) continue;
      told = counts.of('embargoed');
      say(`sent ${told} embargoed items`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function take({ chance, counts, kinds, sightings }: Work, { kind, wire, deliveries, expected }: Case, { batch, later }: { batch: Delivery[]; later: Delivery[][] }): void {
  for (const one of expected) sightings.expect(one, { kind, wire });
  kinds.add(kind);
  for (const { from } of expected) counts.add(from > 0 ? 'embargoed' : 'public');
  const spread = deliveries.length > 1 && !isPublicKind(kind) && chance.happens(0.5);
  batch.push(...deliveries.slice(0, 1));
  for (const [n, delivery] of deliveries.slice(1).entries()) (spread ? (later[Math.min(n, 2)] as Delivery[]) : batch).push(delivery);
}

async function post({ stack, counts, rejects, storyIds }: Work, batch: readonly Delivery[]): Promise<void> {
  for (const { status, storyId, part, format, rejection } of await stack.post(batch)) {
    counts.add(status);
    if (storyId !== undefined) storyIds.push(storyId);
    if (rejection !== undefined) rejects.push(`${format ?? 'no format'}: ${rejection.code} ${rejection.message}: ${JSON.stringify(batch[Number(part)]?.body.slice(0, 400))}`);
  }
}

const STATE = `select (select count(*) from item)::int as items, (select count(*) from story where next_tick_at <= now())::int as due, (select count(*) from story where next_tick_at <= now() + interval '1 hour')::int as near,
  (select count(*) from outbox where published_at is null)::int as unpublished, (select value from counter where name = 'story-event')::int as last, (select count(*) from dead_letter)::int as dead`;
interface State { items: number; due: number; near: number; unpublished: number; last: number; dead: number }

/** Waits until every accepted item is stored, every embargo of the drill has ended and every event is told. */
async function settle({ database, counts, faults, boundMs, say = QUIET }: Work, seen: () => number): Promise<void> {
  const wanted = counts.of('accepted') + counts.of('superseded');
  const isDone = ({ items, near, unpublished, last, dead }: State): boolean => dead > 0 || (items >= wanted && near === 0 && unpublished === 0 && seen() >= last);
  const end = Date.now() + boundMs;
  for (let round = 0; ; round++) {
    const state = (await database.query<State>(STATE)).rows[0] as State;
    counts.set({ stored: state.items, events: state.last, deadLetters: state.dead });
    if (state.dead > 0) faults.push(`${state.dead} dead letters`);
    if (isDone(state)) return;
    if (Date.now() > end) {
      faults.push(`not done after ${boundMs} ms: ${JSON.stringify(state)} of ${wanted} items, readers saw ${seen()}`);
      return;
    }
    if (round % 60 === 0) say(`stored ${state.items} of ${wanted}`);
    await new Promise((done) => { setTimeout(done, 500); });
  }
}

/** What is public now must be exactly what may be. */
async function lastLook({ stack, sightings, faults, counts, database }: Work, latest: ReadonlyMap<string, readonly number[]>): Promise<void> {
  const seen = new Map(await lookEverywhere(stack.gatewayUrl, sightings));
  seen.set('topic', new Set([...latest.values()].flat()));
  for (const { name, text } of stack.logs()) sightings.look(`log ${name.replace(/\..*/, '')}`, text);
  for (const service of stack.serviceUrls) await lookAt(service, '/metrics', { sightings, place: 'metrics' });
  await lookAtList(stack.gatewayUrl, '/v1/figures?limit=200', { sightings, place: 'all figures' });
  for (const { canary, ends, kind, wire } of sightings.expected.values()) {
    const places = [...seen].filter(([, canaries]) => (ends === 'shown' ? !canaries.has(canary) : ends === 'gone' && canaries.has(canary))).map(([place]) => place);
    if (places.length > 0) faults.push(`${ends === 'shown' ? 'MISSING' : 'LINGERING'} ${canaryOf(canary)} of ${kind} (${wire}) in ${places.join(', ')}`);
  }
  const { rows } = await database.query<{ type: string; count: number }>('select type, count(*)::int from outbox group by type order by type');
  counts.set(Object.fromEntries(rows.map(({ type, count }) => [`events ${type}`, count])));
  counts.set({ shown: [...sightings.expected.values()].filter(({ ends }) => ends === 'shown').length });
}

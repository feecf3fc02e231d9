import { TOPICS, type StoryEvent } from '@wiredesk/contracts';
import { tailTopic } from '@wiredesk/eventlog';
import { canaryOf, capital, canariesIn } from './canaries.js';
import { createChance } from './chance.js';
import type { DrillStack } from './drill-stack.js';
import type { Delivery } from './embargo-cases.js';
import { killedWords, KILL_WAYS } from './kill-cases.js';
import { createTally } from './tally.js';
import { contentTypeOf, WIRES, type Said, type Wire } from './wires.js';

export interface KillDrillOptions {
  readonly kills: number;
  readonly seed: number;
  /** Stories that are published and killed at the same time. */
  readonly lanes: number;
  /** When a text must be gone everywhere, in milliseconds after its kill was sent; undefined: within `patienceMs`, whatever the machine does. */
  readonly goneWithinMs?: number | undefined;
  /** How long anything is waited for at all. */
  readonly patienceMs: number;
  /** Items a second that come in beside. */
  readonly load: number;
  readonly say?: (line: string) => void;
}

export interface KillDrillResult {
  readonly counts: Readonly<Record<string, number>>;
  /** Milliseconds from sending the kill until each place was clean. */
  readonly milliseconds: Readonly<Record<string, { count: number; p50: number; p95: number; max: number }>>;
  readonly ways: Readonly<Record<string, { count: number; p50: number; p95: number; max: number }>>;
  readonly faults: readonly string[];
}

const pause = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

interface Killed {
  readonly topicAt: Map<string, number>;
  readonly streamAt: Map<string, number>;
  /** Stories that the topic says are copies of a killed story. */
  readonly flagged: Set<string>;
}

interface Work extends KillDrillOptions {
  readonly stack: DrillStack;
  readonly killed: Killed;
  readonly counts: ReturnType<typeof createTally>;
  readonly times: Map<string, number[]>;
  readonly wayTimes: Map<string, number[]>;
  readonly faults: string[];
  readonly nextNumber: () => number;
}

/**
 * Publishes stories, kills them in every way that the wires know, under load, and measures for each place how long the text can still be
 * read there. A copy of every other story comes from another feed: it stays and is flagged.
 */
export async function runKillDrill(stack: DrillStack, options: KillDrillOptions): Promise<KillDrillResult> {
  const { kills, lanes, seed, say = () => undefined } = options;
  const killed: Killed = { topicAt: new Map(), streamAt: new Map(), flagged: new Set() };
  let number = 0;
  const work: Work = { ...options, stack, killed, counts: createTally(), times: new Map(), wayTimes: new Map(), faults: [], nextNumber: () => number++ };
  const abort = new AbortController();
  const watching = [watchKillsOnTopic(stack, killed, abort.signal), watchKillsOnStream(stack, killed, abort.signal)];
  const chance = createChance(seed);
  const ways = Object.keys(KILL_WAYS);
  const plan = Array.from({ length: kills }, (_, n) => ({ way: ways[n % ways.length] as string, withCopy: chance.happens(0.5) }));
  let loading = true;
  const load = putLoad(work, () => loading);
  try {
    await Promise.all(Array.from({ length: lanes }, async () => {
      for (let next = plan.shift(); next !== undefined; next = plan.shift()) {
        await publishAndKill(work, next);
        if (plan.length % 50 === 0) say(`${plan.length} kills to come`);
      }
    }));
  } finally {
    loading = false;
    await load;
    abort.abort();
    await Promise.all(watching);
  }
  work.faults.push(...stack.unexpectedExits());
  return { counts: work.counts.all(), milliseconds: spreads(work.times), ways: spreads(work.wayTimes), faults: work.faults };
}

const spreads = (times: ReadonlyMap<string, readonly number[]>): KillDrillResult['milliseconds'] => Object.fromEntries([...times].map(([name, list]) => {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return [name, { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) }];
}));

async function watchKillsOnTopic({ brokers }: DrillStack, { topicAt, flagged }: Killed, signal: AbortSignal): Promise<void> {
  await tailTopic({
    brokers: brokers.split(','), clientId: 'wiredesk-drill', topic: TOPICS.stories.name, last: Number.MAX_SAFE_INTEGER, signal, onCaughtUp: () => undefined,
    onRecord: ({ value }) => {
      const { type, storyId, reason = '' } = JSON.parse(value?.toString() ?? '{}') as StoryEvent;
      if (type === 'killed' && !topicAt.has(storyId)) topicAt.set(storyId, performance.now());
      if (type === 'copied' && reason.includes('(killed)')) flagged.add(storyId);
    },
  });
}

async function watchKillsOnStream({ gatewayUrl }: DrillStack, { streamAt }: Killed, signal: AbortSignal): Promise<void> {
  let text = '';
  try {
    const response = await fetch(`${gatewayUrl}/v1/stream?after=0`, { signal });
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf('\n\n');
      for (const [, data = ''] of text.slice(0, Math.max(0, end)).matchAll(/^event: killed\ndata: (.*)$/gm)) {
        const { storyId } = JSON.parse(data) as StoryEvent;
        if (!streamAt.has(storyId)) streamAt.set(storyId, performance.now());
      }
      text = text.slice(end + 1);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function putLoad({ stack, load, nextNumber, counts }: Work, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    const started = performance.now();
    const deliveries = Array.from({ length: Math.ceil(load / 4) }, (): Delivery => {
      const n = nextNumber();
      return { feed: 'one', contentType: 'application/json', body: WIRES.ninjs3({ id: `load-${n}`, version: 1, at: new Date(Date.now() - 5_000).toISOString(), ...killedWords(n) }) };
    });
    await stack.post(deliveries);
    counts.add('load', deliveries.length);
    await pause(Math.max(0, 250 - (performance.now() - started)));
  }
}

const placesOf = (canary: number, storyId: string, publicAt: string): Readonly<Record<string, string>> => {
  const word = canaryOf(canary);
  const name = encodeURIComponent(`${capital(word)} Corp.`);
  return {
    'story': `/v1/stories/${storyId}`, 'versions': `/v1/stories/${storyId}/versions`, 'as of when it was public': `/v1/stories/${storyId}?asOf=${publicAt}`, 'search': `/v1/stories?q=${word}`,
    'search by entity': `/v1/stories?entity=${name}`, 'list': '/v1/stories?limit=200', 'export': `/v1/export?q=${word}`, 'figures': `/v1/figures?unit=${word}`, 'timeline': `/v1/figures/timeline?unit=${word}`, 'entity': `/v1/entities/${name}`,
  };
};

/** Whether a place shows a text: its canary, beyond what the question itself said. */
async function shows({ stack }: Work, path: string, canary: number): Promise<boolean> {
  const text = await (await fetch(`${stack.gatewayUrl}${path}`)).text();
  return canariesIn(text.replaceAll(path.split('?')[0] ?? '', '')).some(({ n }) => n === canary);
}

async function until({ patienceMs }: Work, holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + patienceMs; performance.now() < end;) {
    if (await holds()) return true;
    await pause(20);
  }
  return false;
}

const write = (wire: Wire, said: Said, feed: Delivery['feed']): Delivery => ({ feed, contentType: contentTypeOf(wire), body: WIRES[wire](said) });

async function publishAndKill(work: Work, { way, withCopy }: { way: string; withCopy: boolean }): Promise<void> {
  const { stack, counts, faults, nextNumber } = work;
  const { wire, kill } = KILL_WAYS[way] as (typeof KILL_WAYS)[string];
  const [canary, copyCanary, killNumber] = [nextNumber(), nextNumber(), nextNumber()];
  // Wires that tell minutes only: the kill must not be written before the story.
  const story: Said = { id: `killed-${canary}`, version: 1, at: new Date(Date.now() - 120_000).toISOString(), ...killedWords(canary) };
  const [receipt] = await stack.post([write(wire, story, 'one')]);
  const storyId = receipt?.storyId ?? '';
  const places = await untilPublic(work, { way, canary, storyId });
  const copyId = withCopy ? await publishCopy(work, { ...story, id: `copy-${copyCanary}`, ...killedWords(copyCanary, canary), at: new Date(Date.now() - 60_000).toISOString() }) : undefined;
  const sent = performance.now();
  const [killReceipt] = await stack.post([kill(story, `kill-${killNumber}`)]);
  counts.add('kills');
  if (killReceipt?.status !== 'accepted') faults.push(`${way}: the kill was ${killReceipt?.status ?? 'not answered'}`);
  await measure(work, { way, canary, storyId, places, sent });
  if (copyId !== undefined) await checkCopy(work, { way, copyId, copyCanary });
}

/** Waits until a text can be read in every place, and gives the places. */
async function untilPublic(work: Work, { way, canary, storyId }: { way: string; canary: number; storyId: string }): Promise<Readonly<Record<string, string>>> {
  if (!(await until(work, () => shows(work, `/v1/stories/${storyId}`, canary)))) work.faults.push(`${way}: the story was never there`);
  const places = placesOf(canary, storyId, new Date().toISOString());
  // The newest 200 may be others by then.
  for (const [place, path] of Object.entries(places)) if (place !== 'list' && !(await until(work, () => shows(work, path, canary)))) work.faults.push(`${way}: the story was never in ${place}`);
  return places;
}

async function publishCopy(work: Work, copy: Said): Promise<string | undefined> {
  const [receipt] = await work.stack.post([{ feed: 'two', contentType: 'application/json', body: WIRES.ninjs3(copy) }]);
  const isLinked = (): Promise<boolean> => fetch(`${work.stack.gatewayUrl}/v1/stories/${receipt?.storyId ?? ''}`).then((response) => response.json()).then((story) => ((story as { copyOf?: unknown[] }).copyOf ?? []).length > 0);
  if (await until(work, isLinked)) return receipt?.storyId;
  work.faults.push(`a copy of ${copy.id} was not seen as one`);
  return undefined;
}

async function measure(work: Work, { way, canary, storyId, places, sent }: { way: string; canary: number; storyId: string; places: Readonly<Record<string, string>>; sent: number }): Promise<void> {
  const { killed: { topicAt, streamAt }, times, wayTimes, faults, counts, goneWithinMs, patienceMs } = work;
  const note = (lists: Map<string, number[]>, name: string, ms: number): void => { lists.set(name, [...(lists.get(name) ?? []), ms]); };
  const goneAfter = async (place: string, path: string): Promise<number> => {
    if (!(await until(work, async () => !(await shows(work, path, canary))))) faults.push(`${way}: the text is still in ${place} after ${patienceMs} ms`);
    return performance.now() - sent;
  };
  const events = ([['event on the topic', topicAt], ['event on the stream', streamAt]] as const).map(async ([place, at]) => {
    if (!(await until(work, () => at.has(storyId)))) faults.push(`${way}: no ${place} of ${storyId}`);
    return [place, (at.get(storyId) ?? Infinity) - sent] as const;
  });
  const all = await Promise.all([...Object.entries(places).map(async ([place, path]) => [place, await goneAfter(place, path)] as const), ...events]);
  for (const [place, ms] of all) note(times, place, ms);
  const worst = Math.max(...all.map(([, ms]) => ms));
  note(times, 'everywhere', worst);
  note(wayTimes, way, worst);
  if (goneWithinMs !== undefined && worst > goneWithinMs) {
    counts.add('too late');
    faults.push(`${way}: ${Math.round(worst)} ms, at last in ${all.find(([, ms]) => ms === worst)?.[0] ?? ''}`);
  }
  for (const [place, path] of Object.entries(places)) if (await shows(work, path, canary)) faults.push(`${way}: the text came back in ${place}`);
}

/** A copy is still its own publisher's: it stays, and readers are told that its original was killed. */
async function checkCopy(work: Work, { way, copyId, copyCanary }: { way: string; copyId: string; copyCanary: number }): Promise<void> {
  const { stack, counts, faults, killed } = work;
  const isFlagged = async (): Promise<boolean> => {
    const story = (await (await fetch(`${stack.gatewayUrl}/v1/stories/${copyId}`)).json()) as { copyOf?: { originalKilled?: true }[] };
    return story.copyOf?.some(({ originalKilled }) => originalKilled === true) === true;
  };
  if (!(await until(work, isFlagged))) faults.push(`${way}: the copy is not flagged`);
  if (!(await until(work, () => killed.flagged.has(copyId)))) faults.push(`${way}: no event flags the copy`);
  if (!(await shows(work, `/v1/stories/${copyId}`, copyCanary))) faults.push(`${way}: the copy is gone, too`);
  counts.add('copies flagged');
}

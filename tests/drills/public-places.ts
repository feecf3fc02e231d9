import { TOPICS, type StoryEvent } from '@wiredesk/contracts';
import { tailTopic } from '@wiredesk/eventlog';
import { capital, canariesIn, canaryOf } from './canaries.js';
import type { DrillStack } from './drill-stack.js';
import type { Sightings } from './sightings.js';

/** Somebody who reads along until `stop`. */
export interface Watcher {
  readonly stop: () => Promise<void>;
  /** The last event number that came by. */
  readonly last: () => number;
}

/** Reads all of `news.stories.v1`: key, value and headers. `latest` is what compaction would leave. */
export function watchTopic(stack: Pick<DrillStack, 'brokers'>, sightings: Sightings): Watcher & { readonly latest: ReadonlyMap<string, readonly number[]>; readonly count: () => number } {
  const abort = new AbortController();
  const latest = new Map<string, readonly number[]>();
  let [last, count] = [0, 0];
  const done = tailTopic({
    brokers: stack.brokers.split(','), clientId: 'wiredesk-drill', topic: TOPICS.stories.name, last: Number.MAX_SAFE_INTEGER, signal: abort.signal, onCaughtUp: () => undefined,
    onRecord: ({ key, value, headers }) => {
      const text = value?.toString() ?? '{}';
      const { sequence = 0, recordedAt = '', changed, ...event } = JSON.parse(text) as Partial<StoryEvent>;
      const rest = `${key?.toString() ?? ''} ${Object.entries(headers).map(([name, header]) => `${name}: ${String(header)}`).join('\n')}`;
      sightings.look('topic', text, Date.parse(recordedAt));
      sightings.look('topic: headers', rest, Date.parse(recordedAt));
      // What an update took out of a text that was public stays named in `changed`.
      latest.set(key?.toString() ?? '', canariesIn(JSON.stringify(event)).map(({ n }) => n));
      last = Math.max(last, sequence);
      count++;
    },
  });
  return { latest, last: () => last, count: () => count, stop: async () => { abort.abort(); await done; } };
}

/** Follows a stream, goes on where it broke off, and looks at every byte. */
export function watchStream(url: string, sightings: Sightings, { query = '', place = 'stream' } = {}): Watcher {
  const abort = new AbortController();
  let last = 0;
  const listen = async (): Promise<void> => {
    const response = await fetch(`${url}/v1/stream${query}`, { signal: abort.signal, headers: { 'last-event-id': String(last) } });
    const look = sightings.lookPiecewise(place);
    const decoder = new TextDecoder();
    let line = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(chunk, { stream: true });
      look(text);
      const all = line + text;
      for (const [, id] of all.matchAll(/^id: (\d+)$/gm)) last = Math.max(last, Number(id));
      line = all.slice(all.lastIndexOf('\n') + 1);
    }
  };
  const done = (async () => {
    while (!abort.signal.aborted) {
      await listen().catch(() => undefined);
      if (!abort.signal.aborted) await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
  })();
  return { last: () => last, stop: async () => { abort.abort(); await done; } };
}

/** Asks, looks at status line, headers and every byte of the body, and gives the canaries that were there. */
export async function lookAt(url: string, path: string, { sightings, place, headers = {}, without = [] }: { sightings: Sightings; place: string; headers?: Record<string, string>; without?: readonly string[] }): Promise<{ status: number; canaries: Set<number>; etag: string | undefined }> {
  const response = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(120_000) });
  const canaries = new Set<number>();
  const { status } = response;
  const told = [...response.headers].map((header) => header.join(': ')).join('\n');
  sightings.look(`${place}: headers`, told);
  const decoder = new TextDecoder();
  const look = sightings.lookPiecewise(place);
  let tail = '';
  for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    // What the question itself said may come back in its answer.
    const piece = without.reduce((text, word) => text.replaceAll(word, ''), decoder.decode(chunk, { stream: true }));
    look(piece);
    for (const { n } of canariesIn(tail + piece)) canaries.add(n);
    tail = (tail + piece).slice(-12);
  }
  return { status, canaries, etag: response.headers.get('etag') ?? undefined };
}

/** Every question that could find one text by its canary, with where it is asked. */
export function questionsOf(canary: number): (readonly [place: string, path: string])[] {
  const word = canaryOf(canary);
  const name = capital(word);
  return [
    ['search', `/v1/stories?q=${word}`], ['search of every status', `/v1/stories?q=${word}&status=usable&status=withheld&status=killed&status=expired`], ['search by entity', `/v1/stories?entity=${name}`],
    ['search by likeness', `/v1/stories?name=${name}`], ['search by figure', `/v1/stories?unit=${word}`], ['saved search', `/v1/stories?search=drill&q=${word}`], ['figures', `/v1/figures?unit=${word}`],
    ['timeline', `/v1/figures/timeline?unit=${word}`], ['entity', `/v1/entities/${name}`], ['export', `/v1/export?format=ndjson&q=${word}`], ['search of words in a row', `/v1/stories?q="${word}s were paid"`],
    ['error', `/v1/stories?limit=${word}`], ['error', `/v1/figures?gte=${word}`],
  ];
}

/** Every way to a story whose id is known. */
export function pathsOf(storyId: string): (readonly [place: string, path: string])[] {
  const now = new Date().toISOString();
  return [
    ['story', `/v1/stories/${storyId}`], ['versions', `/v1/stories/${storyId}/versions`], ['as of now', `/v1/stories/${storyId}?asOf=${now}`], ['as of a year on', `/v1/stories/${storyId}?asOf=2100-01-01T00:00:00Z`],
    ['list of one story', `/v1/stories?storyId=${storyId}&status=usable&status=withheld&status=killed&status=expired`], ['export', `/v1/export?format=csv&storyId=${storyId}`],
  ];
}

/** Reads a list to its end. */
export async function lookAtList(url: string, path: string, { sightings, place }: { sightings: Sightings; place: string }): Promise<Set<number>> {
  const canaries = new Set<number>();
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const response: Response = await fetch(`${url}${path}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text.slice(0, 300)}`);
    for (const n of sightings.look(place, text)) canaries.add(n);
    cursor = (JSON.parse(text) as { next?: string }).next;
  }
  return canaries;
}

export const EXPORT_FORMATS = ['ndjson', 'csv', 'ninjs', 'gkg'] as const;

/** The whole list and every export: what each shows, by place. */
export async function lookEverywhere(url: string, sightings: Sightings): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const seen = new Map<string, ReadonlySet<number>>();
  seen.set('list', await lookAtList(url, '/v1/stories?limit=200', { sightings, place: 'list' }));
  seen.set('list of every status', await lookAtList(url, '/v1/stories?limit=200&after=0', { sightings, place: 'list of every status' }));
  for (const format of EXPORT_FORMATS) seen.set(`export ${format}`, (await lookAt(url, `/v1/export?format=${format}`, { sightings, place: `whole export ${format}` })).canaries);
  return seen;
}

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { compareVersions, type PublicStory, type Receipt } from '@wiredesk/contracts';

const CONTENT_TYPES: Readonly<Record<string, string>> = { '.txt': 'text/plain; charset=utf-8', '.json': 'application/json' };
const READABLE_BOUND_MS = 30_000;
const POLL_MS = 20;
const TAKEN = new Set(['accepted', 'duplicate', 'superseded']);

/** A story as the gateway shows it. */
export type ShownStory = PublicStory & { readonly storedAt?: string; readonly changedAt?: string };

export type Outcome =
  | { readonly file: string; readonly ok: true; readonly receipt: Receipt & { storyId: string }; readonly story: ShownStory; readonly acceptedMs: number; readonly readableMs: number }
  | { readonly file: string; readonly ok: false; readonly why: string };

/** Where stories go in and come out. */
export interface Doors {
  readonly ingestUrl: string;
  readonly gatewayUrl: string;
  readonly apiKey: string;
}

/** Text and JSON files of a folder, in order of name: corrections sort behind what they correct. */
export const sampleFiles = (folder: string): string[] =>
  readdirSync(folder).filter((name) => extname(name) in CONTENT_TYPES).sort().map((name) => join(folder, name));

/** Posts one file through the public door and waits until the gateway shows it. Never throws: what went wrong is the outcome. */
export async function sendSample(path: string, doors: Doors): Promise<Outcome> {
  const file = path.slice(path.lastIndexOf('/') + 1);
  try {
    const started = performance.now();
    const receipt = await post(path, doors);
    const acceptedMs = performance.now() - started;
    const story = await untilReadable(receipt, doors);
    return { file, ok: true, receipt, story, acceptedMs, readableMs: performance.now() - started };
  } catch (error) {
    return { file, ok: false, why: reasonOf(error) };
  }
}

async function post(path: string, { ingestUrl, apiKey }: Doors): Promise<Receipt & { storyId: string }> {
  const response = await fetch(`${ingestUrl}/v1/items`, {
    method: 'POST', body: readFileSync(path),
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' },
    signal: AbortSignal.timeout(READABLE_BOUND_MS),
  });
  const answer = (await response.json()) as Receipt & { detail?: string; code?: string };
  if (!TAKEN.has(answer.status) || answer.storyId === undefined) throw new Error(`refused with HTTP ${response.status}, ${answer.code}: ${answer.detail}`);
  return answer as Receipt & { storyId: string };
}

async function untilReadable(receipt: Receipt & { storyId: string }, { gatewayUrl }: Doors): Promise<ShownStory> {
  const deadline = Date.now() + READABLE_BOUND_MS;
  for (;;) {
    const story = await read(`${gatewayUrl}/v1/stories/${receipt.storyId}`);
    if (story !== undefined && hasArrived(story, receipt)) return story;
    if (Date.now() > deadline) throw new Error(`${receipt.status}, but not at the gateway after ${READABLE_BOUND_MS / 1000} s: see the logs of enrichment and storage, and topic news.deadletter.v1`);
    await delay(POLL_MS);
  }
}

async function read(url: string): Promise<ShownStory | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(READABLE_BOUND_MS) });
  if (response.ok) return (await response.json()) as ShownStory;
  await response.arrayBuffer();
  if (response.status === 404) return undefined;
  throw new Error(`the gateway answered ${response.status} to ${url}`);
}

/** What was only repeated is there already, perhaps in a newer version. */
const hasArrived = (story: ShownStory, { status, version }: Receipt): boolean =>
  status !== 'accepted' || version === undefined || compareVersions(story.version, version) >= 0;

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
};

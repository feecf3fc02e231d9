import type { Receipt } from '@wiredesk/contracts';
import { Client } from 'pg';
import { eventually, startStack, storyOf, type Stack } from '../support/stack.js';

let stack: Stack;
let database: Client;

beforeAll(async () => {
  stack = await startStack();
  database = new Client({ connectionString: stack.databaseUrl });
  await database.connect();
}, 180_000);
afterAll(async () => {
  await database.end();
  await stack.stop();
}, 60_000);

interface Posted { readonly uri: string; readonly text: string; readonly [field: string]: unknown }

async function post({ text, ...fields }: Posted): Promise<Receipt> {
  const item = { version: '1', versionCreated: '2026-09-01T10:00:00Z', pubStatus: 'usable', language: 'en', headlines: [{ value: 'From the harbour' }], bodies: [{ contentType: 'text/plain', value: text }], ...fields };
  const response = await fetch(`${stack.ingestUrl}/v1/items`, { method: 'POST', body: JSON.stringify(item), headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/json' } });
  return (await response.json()) as Receipt;
}

const read = async (path: string): Promise<string> => (await fetch(`${stack.gatewayUrl}${path}`)).text();
const json = async <T>(path: string): Promise<T> => JSON.parse(await read(path)) as T;
const lastSequence = async (): Promise<number> => Number((await database.query<{ last: string }>('select coalesce(max(sequence), 0) as last from outbox')).rows[0]?.last);

interface Reading {
  /** All that came, as it came. */
  text: string;
  readonly ended: Promise<void>;
  /** Breaks the connection off, wherever it is. */
  readonly kill: () => void;
}

async function listen(query: string, lastEventId?: string): Promise<Reading> {
  const abort = new AbortController();
  const response = await fetch(`${stack.gatewayUrl}/v1/stream${query}`, { signal: abort.signal, headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } });
  expect(response.status).toBe(200);
  const body = response.body as unknown as AsyncIterable<Uint8Array>;
  const reading = { text: '', kill: () => { abort.abort(); } };
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of body) reading.text += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return Object.assign(reading, { ended });
}

/** Whole events of a stream; what was cut off is none. */
const eventsIn = (text: string): { id: string; event: string; data: { storyId: string; story?: unknown } }[] => text.split('\n\n').slice(0, -1).flatMap((block) => {
  const [, id, event, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/m.exec(block) ?? [];
  return id === undefined || event === undefined || event === 'open' ? [] : [{ id, event, data: JSON.parse(data ?? '') as { storyId: string } }];
});
const lastIdIn = (text: string): string | undefined => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1];

test('a question finds the same stories as a list, as an export, as a stream and by their figures', async () => {
  const before = await lastSequence();
  const receipts = await Promise.all(Array.from({ length: 12 }, (_, n) => post({
    uri: `urn:reading:same:${n}`, text: n % 3 === 0 ? `At least ${40 + n} glaziers were injured in Lisbon, officials said.` : `A choir of ${n + 2} bakers sang in Porto on Monday.`,
  })));
  for (const { storyId } of receipts) await eventually(() => storyOf(stack, storyId));
  const expected = receipts.filter((_, n) => n % 3 === 0).map(({ storyId }) => storyId).sort();
  const query = 'unit=glazier&event=injured&gte=40&country=PT&q=officials';
  const listed = await json<{ stories: { storyId: string }[] }>(`/v1/stories?${query}`);
  const figures = await json<{ figures: { storyId: string }[] }>(`/v1/figures?${query}`);
  const exported = (await read(`/v1/export?${query}`)).trim().split('\n').map((line) => JSON.parse(line) as { storyId: string });
  const stream = await listen(`?${query}&after=${before}`);
  const streamed = await eventually(() => (eventsIn(stream.text).length >= expected.length ? eventsIn(stream.text).map(({ data }) => data) : undefined));
  stream.kill();
  for (const found of [listed.stories, figures.figures, exported, streamed]) expect(found.map(({ storyId }) => storyId).sort()).toEqual(expected);
}, 60_000);

test('embargoed and killed text is nowhere: not in lists, figures, timelines, exports, searches, versions, the past or the stream', async () => {
  const before = await lastSequence();
  const words = (secret: string, unit: string): string => `Some 4711 ${unit}s were ${secret} by Count ${secret[0]?.toUpperCase()}${secret.slice(1)} in Portugal, officials said.`;
  const embargoed = await post({ uri: 'urn:reading:embargoed', text: words('quixotled', 'zither'), headlines: [{ value: 'quixotled' }], embargoedUntil: '2199-01-01T00:00:00Z' });
  const killed = await post({ uri: 'urn:reading:killed', text: words('vexillated', 'sackbut'), headlines: [{ value: 'vexillated' }] });
  const { recordedAt } = await eventually(async () => (await database.query<{ recordedAt: Date }>('select recorded_at as "recordedAt" from outbox where story_id = $1', [killed.storyId])).rows[0]);
  const live = await listen(`?after=${before}`);
  await eventually(() => live.text.includes('vexillated'));
  await post({ uri: 'urn:reading:killed', text: '', version: '2', versionCreated: '2026-09-01T11:00:00Z', pubStatus: 'canceled' });
  await eventually(() => eventsIn(live.text).find(({ event, data }) => event === 'killed' && data.storyId === killed.storyId));
  live.kill();
  const resumed = await listen(`?after=${before}`);
  await eventually(() => eventsIn(resumed.text).find(({ event }) => event === 'killed'));
  const told = eventsIn(resumed.text).filter(({ data }) => [killed.storyId, embargoed.storyId].includes(data.storyId));
  expect(told.map(({ event, data }) => [event, data.storyId]).sort()).toEqual([['killed', killed.storyId], ['withheld', embargoed.storyId]].sort());
  resumed.kill();
  const paths = [
    ...[embargoed, killed].flatMap(({ storyId }) => ['', '/versions', `?asOf=${recordedAt.toISOString()}`, '?asOf=2100-01-01T00:00:00Z'].map((rest) => `/v1/stories/${String(storyId)}${rest}`)),
    '/v1/stories?limit=200', `/v1/stories?after=${before}`, '/v1/stories?status=killed&status=withheld&status=usable', '/v1/stories?q=quixotled+or+vexillated', '/v1/stories?name=Count+Vexillated',
    ...['zither', 'sackbut'].flatMap((unit) => [`/v1/figures?unit=${unit}`, `/v1/figures/timeline?unit=${unit}`]), '/v1/figures?limit=200', '/v1/figures?gte=4711&lte=4711',
    ...['ndjson', 'csv', 'ninjs', 'gkg'].map((format) => `/v1/export?format=${format}`), '/v1/entities/PT',
  ];
  for (const path of paths) expect([path, (await read(path)).replaceAll('q=quixotled', '').match(/quixotled|vexillated|4711|zithers|sackbuts/i)]).toEqual([path, null]);
  expect(resumed.text).not.toMatch(/quixotled|vexillated|4711/i);
}, 60_000);

test('a reader that is killed and goes on, a hundred times while stories come in, misses nothing', async () => {
  const RESUMPTIONS = 100;
  const before = await lastSequence();
  let [posting, posted] = [true, 0];
  const load = Promise.all(Array.from({ length: 4 }, async (_, worker) => {
    for (let n = 0; posting; n++) {
      const uri = `urn:reading:load:${worker}:${n % 40}`;
      await post({ uri, version: String(n + 1), text: `Round ${n} of worker ${worker}: ${n + 2} coopers were paid in Faro.`, ...(n % 17 === 16 ? { pubStatus: 'canceled' } : {}) });
      posted++;
    }
  }));
  const told = new Map<string, string>();
  let last: string | undefined = String(before);
  for (let n = 0; n < RESUMPTIONS; n++) {
    const reading = await listen('', last);
    await new Promise((done) => { setTimeout(done, 40 + (n * 37) % 160); });
    reading.kill();
    await reading.ended;
    // As a browser does: the last id of a whole event.
    last = lastIdIn(`${reading.text.split('\n\n').slice(0, -1).join('\n\n')}\n`) ?? last;
    for (const { id, event } of eventsIn(reading.text)) told.set(id, event);
  }
  posting = false;
  await load;
  // What is still on its way has arrived when nothing has for a second.
  for (let [seen, since] = [await lastSequence(), Date.now()]; Date.now() - since < 1_000;) {
    await new Promise((done) => { setTimeout(done, 100); });
    const now = await lastSequence();
    if (now !== seen) [seen, since] = [now, Date.now()];
  }
  const end = await lastSequence();
  const rest = await listen('', last);
  const { rows } = await database.query<{ sequence: string; type: string; gone: boolean }>(
    `select o.sequence, o.type, o.type not in ('killed', 'withheld', 'expired') and exists (select from outbox k where k.story_id = o.story_id and k.sequence > o.sequence and k.type in ('killed', 'withheld', 'expired')) as gone
     from outbox o where o.sequence > $1 order by o.sequence`, [before]);
  await eventually(() => Number(lastIdIn(rest.text)) >= Number(rows.filter(({ gone }) => !gone).at(-1)?.sequence));
  rest.kill();
  await rest.ended;
  for (const { id, event } of eventsIn(rest.text)) told.set(id, event);
  expect(posted).toBeGreaterThan(100);
  expect(rows.map(({ sequence }) => Number(sequence))).toEqual(Array.from({ length: end - before }, (_, n) => before + n + 1));
  // A text that was gone by the time it was the reader's turn is spared it; its kill is not.
  const missed = rows.filter(({ sequence, type, gone }) => told.get(sequence) !== type && !gone);
  expect(missed).toEqual([]);
  expect(told.size).toBeGreaterThan(100);
  expect(stack.unexpectedExits()).toEqual([]);
}, 120_000);

import { canonicalJson, Failure, type EnrichedItem } from '@wiredesk/contracts';
import { createDataSource } from './data-source.js';
import { startDatabase, type TestDatabase } from './database.suite.js';
import { createStoreItems } from './store-items.js';
import { tickStories } from './story-clock.js';
import { breachesIn, empty, enrichedOf, factsOf, readPlayed, type Played, type StoryRow } from './wire-play.suite.js';
import { WIRE_SCENARIOS } from './wire-scenarios.suite.js';

const NOW = '2026-03-02T12:30:00.000Z';

let desk: TestDatabase;
beforeAll(async () => {
  desk = await startDatabase();
  // Hundreds of histories: what is on the disk after a crash is not asked here.
  const admin = await createDataSource({ url: desk.urls.admin }).initialize();
  await admin.query('alter system set synchronous_commit = off');
  await admin.query('select pg_reload_conf()');
  await admin.destroy();
}, 120_000);
afterAll(() => desk.stop(), 60_000);

const batchOf = (items: readonly EnrichedItem[], from: number) => ({
  topic: 'news.enriched.v1', partition: 0,
  records: items.map((value, n) => ({ value, record: { topic: 'news.enriched.v1', partition: 0, offset: String(from + n), timestamp: '0', key: null, value: null, headers: {} } })),
});

/** Stores items in batches of a size, from an empty database. */
async function play(items: readonly EnrichedItem[], size: number, now = NOW): Promise<Played> {
  await empty(desk);
  const storeItems = createStoreItems({ transaction: desk.transaction, now: () => new Date(now), onStored: () => undefined });
  for (let from = 0; from < items.length; from += size) await storeItems(batchOf(items.slice(from, from + size), from));
  return readPlayed(desk);
}

/** Stores each item by a writer of its own, all of them at the same moment; one that met another tries again, as the consumer does. */
async function playAtOnce(items: readonly EnrichedItem[]): Promise<Played> {
  await empty(desk);
  const storeItems = createStoreItems({ transaction: desk.transaction, now: () => new Date(NOW), onStored: () => undefined });
  const store = async (item: EnrichedItem, tries = 10): Promise<void> => {
    try {
      await storeItems(batchOf([item], 0));
    } catch (error) {
      if (tries === 0 || !(error instanceof Failure) || error.code !== 'database-unavailable') throw error;
      await store(item, tries - 1);
    }
  };
  await Promise.all(items.map((item) => store(item)));
  return readPlayed(desk);
}

/** What has to be the same for every order; JSON, so that a difference shows as one. */
const endOf = ({ rows, events }: Played): unknown => JSON.parse(canonicalJson({ ...rows, facts: factsOf(events) }));

/** The same order for the same seed, on every machine. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let value = seed;
  const next = (): number => { value = (Math.imul(value, 1664525) + 1013904223) >>> 0; return value / 2 ** 32; };
  return list.map((entry) => ({ entry, place: next() })).sort((a, b) => a.place - b.place).map(({ entry }) => entry);
}

const WORDS = /(alder|birch|cedar|night)(?= said| of the port| pay)|\[take \d+ is missing\]/g;

function inWords({ status, public: shown, state }: StoryRow): string {
  const copies = state.copyOf?.map(({ uri, originalKilled }) => `${uri}${originalKilled === true ? ' (killed)' : ''}`).sort() ?? [];
  const takes = state.continuedBy?.map(({ number, storyId }) => (storyId === undefined ? '-' : number)) ?? [];
  return [
    status, ...(shown?.text.match(WORDS) ?? []), ...(state.replacedBy === undefined ? [] : ['replaced']),
    ...(takes.length === 0 ? [] : ['continued by', ...takes]), ...(copies.length === 0 ? [] : ['copy of', ...copies]),
  ].join(' ');
}

describe.each(WIRE_SCENARIOS)('$name', ({ sent, ends, parked = [], secret = [] }) => {
  const items = sent.flatMap(enrichedOf);
  let inOrder: Played;

  test('ends as an editor expects', async () => {
    inOrder = await play(items, 1);
    const byUri = new Map(inOrder.stories.map((story) => [story.uri.replace(/^(urn:newsml:.*):3$/, '$1'), story]));
    expect(Object.fromEntries(Object.keys(ends).map((uri) => [uri, inWords(byUri.get(uri) as StoryRow)]))).toEqual(ends);
    expect(inOrder.rows.act.filter(({ victim }) => victim === null).map(({ act }) => (act as { effect: string; id: string })).map(({ effect, id }) => `${effect} ${id}`)).toEqual(parked);
    expect(breachesIn(inOrder)).toEqual([]);
  });

  const orders: readonly (readonly [string, readonly EnrichedItem[]])[] = items.length === 1 ? [['in order', items]] : [
    ['in order', items], ['reversed', items.toReversed()], ...[1, 2, 3].map((seed) => [`shuffled ${seed}`, shuffled(items, seed)] as const),
  ];

  test('ends in the same rows and the same facts in every order, split and redelivered', async () => {
    for (const [order, list] of orders) {
      for (const [size, again] of [[1, []], [2, shuffled(list, 9)], [100, []]] as const) {
        const found = await play([...list, ...again], size);
        const what = `${order}, in batches of ${size}${again.length > 0 ? ', redelivered' : ''}`;
        expect({ what, breaches: breachesIn(found) }).toEqual({ what, breaches: [] });
        expect({ what, end: endOf(found) }).toEqual({ what, end: endOf(inOrder) });
        if (size === 100) for (const word of secret) expect({ what, word, told: canonicalJson(found.events).includes(`the ${word} said`) }).toEqual({ what, word, told: false });
      }
    }
  }, 120_000);

  test('ends so when all of it is stored at the same moment', async () => {
    for (let round = 0; round < (items.length === 1 ? 1 : 4); round++) {
      const found = await playAtOnce(shuffled(items, round));
      expect(breachesIn(found)).toEqual([]);
      expect(endOf(found)).toEqual(endOf(inOrder));
    }
  }, 60_000);

  test('ends so, too, when the clock passes the last instant after all of it came', async () => {
    await play(items, 1, '2026-03-02T09:45:00.000Z');
    while ((await tickStories(desk.transaction, NOW)) > 0);
    const ticked = await readPlayed(desk);
    expect(breachesIn(ticked)).toEqual([]);
    expect(factsOf(ticked.events)).toEqual(factsOf(inOrder.events));
    expect(JSON.parse(canonicalJson(ticked.rows.story))).toEqual(JSON.parse(canonicalJson(inOrder.rows.story)));
  });
});

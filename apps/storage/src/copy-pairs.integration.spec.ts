import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EnrichedItem } from '@wiredesk/contracts';
import { anItem, startDatabase, T0, type TestDatabase } from './database.suite.js';
import { createStoreItems } from './store-items.js';

interface Pairs {
  readonly texts: readonly string[];
  readonly pairs: readonly { readonly half: string; readonly copy: boolean; readonly a: number; readonly b: number }[];
}

const { texts, pairs } = JSON.parse(readFileSync(resolve(__dirname, '../../../libs/stories/src/fixtures/copy-pairs.json'), 'utf8')) as Pairs;
const HOUR_MS = 3_600_000;

let desk: TestDatabase;
beforeAll(async () => { desk = await startDatabase(); }, 120_000);
afterAll(() => desk.stop(), 60_000);

const storyIdOf = (n: number): string => String(n).padStart(32, '0');

/** Every text a story of a feed of its own, within two days: each of them is among all the others, as on a wire. */
const ITEMS = texts.map((text, n): EnrichedItem => {
  const plain = anItem({ storyId: storyIdOf(n), text, versionCreated: new Date(Date.parse(T0) + (n % 48) * HOUR_MS).toISOString() });
  const receipt = { ...plain.receipt, feed: `feed-${n}` };
  return anItem({ ...plain, receipt, annotations: { ...plain.annotations, entities: [], figures: [], attributions: [] } });
});

async function linksAfter(items: readonly EnrichedItem[], batchOf: number): Promise<string[]> {
  await desk.database.query('truncate item, story, story_name, copy_key, copy_link, outbox');
  const storeItems = createStoreItems({ transaction: desk.transaction, now: () => new Date(T0), onStored: () => undefined });
  for (let from = 0; from < items.length; from += batchOf) {
    const records = items.slice(from, from + batchOf).map((value, n) => ({ value, record: { topic: 'news.enriched.v1', partition: 0, offset: String(from + n), timestamp: '0', key: null, value: null, headers: {} } }));
    await storeItems({ topic: 'news.enriched.v1', partition: 0, records });
  }
  return (await desk.database.query<{ original_id: string; copy_id: string }[]>('select original_id, copy_id from copy_link')).map(({ original_id, copy_id }) => `${original_id} ${copy_id}`).sort();
}

test.each([['in order', ITEMS, 50], ['reversed', ITEMS.toReversed(), 80]] as const)('storage links copies among hundreds of other texts and hardly anything else: %s', async (order, items, batchOf) => {
  const links = await linksAfter(items, batchOf);
  const linked = new Set(links.flatMap((link) => [link, link.split(' ').reverse().join(' ')]));
  const found = pairs.map((pair) => ({ ...pair, found: linked.has(`${storyIdOf(pair.a)} ${storyIdOf(pair.b)}`) }));
  for (const half of ['tuned', 'aside']) {
    const mine = found.filter((pair) => pair.half === half);
    const right = mine.filter((pair) => pair.copy && pair.found).length;
    const precision = right / mine.filter((pair) => pair.found).length;
    const recall = right / mine.filter((pair) => pair.copy).length;
    process.stdout.write(`copies through storage, ${order}, ${half}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${mine.length} pairs\n`);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  }
}, 300_000);

import { resolve } from 'node:path';
import { startDrillStack, type DrillStack } from '../drills/drill-stack.js';
import { runEmbargoDrill } from '../drills/embargo-drill.js';

let stack: DrillStack;

beforeAll(async () => { stack = await startDrillStack(resolve(__dirname, '../..')); }, 180_000);
afterAll(async () => { await stack.stop(); }, 60_000);

test('of a thousand fuzzed embargoed items no text is anywhere before its release, and what may be public is', async () => {
  const { counts, looks, faults } = await runEmbargoDrill(stack, { items: 1_000, seed: 20_261_125, nearFrom: 4, nearTo: 15, boundMs: 90_000 });
  expect(faults).toEqual([]);
  expect(counts['embargoed']).toBeGreaterThanOrEqual(1_000);
  expect(counts['shown']).toBeGreaterThan(300);
  // The lookers can see: each of these places showed texts that it may.
  const places = ['topic', 'stream', 'filtered stream', 'search', 'search by entity', 'search by figure', 'saved search', 'figures', 'timeline', 'entity', 'story', 'versions', 'as of now', 'changes', 'list of one story', 'export', 'whole export ndjson', 'whole export csv', 'whole export ninjs', 'whole export gkg'];
  expect(places.filter((place) => (looks[place]?.canaries ?? 0) === 0)).toEqual([]);
}, 150_000);

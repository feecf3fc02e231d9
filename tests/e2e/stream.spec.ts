import { resolve } from 'node:path';
import { startDrillStack, type DrillStack } from '../drills/drill-stack.js';
import { runStreamDrill } from '../drills/stream-drill.js';

let stack: DrillStack;

beforeAll(async () => { stack = await startDrillStack(resolve(__dirname, '../..')); }, 180_000);
afterAll(async () => { await stack.stop(); }, 60_000);

test('readers with and without a filter, cut off again and again while gateways die, end up knowing what the topic says; a slow one is told of its gap', async () => {
  const { counts, faults } = await runStreamDrill(stack, { rounds: 80, seed: 11, restarts: 1, load: 40, patienceMs: 45_000 });
  expect(faults).toEqual([]);
  expect(counts['connections cut']).toBeGreaterThanOrEqual(80);
  expect(counts['cut in the midst of an event']).toBeGreaterThan(0);
  expect(counts['restarts']).toBe(1);
  expect(counts['left told']).toBeGreaterThan(0);
  expect(counts['slow reader: gaps told']).toBeGreaterThan(0);
}, 240_000);

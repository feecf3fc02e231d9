import { resolve } from 'node:path';
import { startDrillStack, type DrillStack } from '../drills/drill-stack.js';
import { KILL_WAYS } from '../drills/kill-cases.js';
import { runKillDrill } from '../drills/kill-drill.js';

let stack: DrillStack;

beforeAll(async () => { stack = await startDrillStack(resolve(__dirname, '../..')); }, 180_000);
afterAll(async () => { await stack.stop(); }, 60_000);

test('a text that is killed, in whatever way, is soon nowhere public, readers are told, and its copies are flagged and stay', async () => {
  const ways = Object.keys(KILL_WAYS).length;
  const { counts, milliseconds, faults } = await runKillDrill(stack, { kills: 2 * ways, seed: 7, lanes: 3, load: 20, patienceMs: 20_000 });
  expect(faults).toEqual([]);
  expect(counts['kills']).toBe(2 * ways);
  expect(counts['copies flagged']).toBeGreaterThan(4);
  expect(milliseconds['everywhere']?.count).toBe(2 * ways);
}, 150_000);

import { createProgress, progressLine } from './progress.js';

test.each([
  ['before the first', { done: 0, total: 10, seconds: 0 }, 'items stored: 0 of 10 (0 %)'],
  ['on the way', { done: 1_200, total: 10_000, seconds: 4 }, 'items stored: 1,200 of 10,000 (12 %), 300 a second, 30 s left'],
  ['a long way', { done: 100, total: 1_000_000, seconds: 1 }, 'items stored: 100 of 1,000,000 (0 %), 100 a second, 2.8 h left'],
  ['at the end', { done: 10, total: 10, seconds: 2 }, 'items stored: 10 of 10 (100 %), 5 a second'],
  ['of nothing', { done: 0, total: 0, seconds: 1 }, 'items stored: 0 of 0 (100 %)'],
])('%s', (_name, state, line) => {
  expect(progressLine({ what: 'items stored', ...state })).toBe(line);
});

test('it is told every few seconds and at the end, not at every step', () => {
  const lines: string[] = [];
  let now = 0;
  const progress = createProgress({ what: 'records', total: 30, tell: (line) => { lines.push(line); }, now: () => now, everyMs: 1_000 });
  for (let n = 0; n < 30; n++) { now += 100; progress.add(1); }
  progress.end();
  expect(lines.map((line) => line.split(' (')[0])).toEqual(['records: 10 of 30', 'records: 20 of 30', 'records: 30 of 30', 'records: 30 of 30']);
});

import { inOrder } from './in-order.js';

async function* numbers(count: number, taken: number[] = []): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) {
    taken.push(n);
    yield await Promise.resolve(n);
  }
}
const never = new AbortController().signal;
const tick = (turns: number): Promise<void> => (turns === 0 ? Promise.resolve() : Promise.resolve().then(() => tick(turns - 1)));

test('results come in the order of the inputs, although the work ends in another, and no more is in work than allowed', async () => {
  const results: number[] = [];
  let [inWork, most] = [0, 0];
  await inOrder<number, number>(numbers(20), {
    concurrency: 3, signal: never, onResult: (result) => { results.push(result); },
    work: async (n) => {
      most = Math.max(most, ++inWork);
      await tick((7 * n) % 11);
      inWork--;
      return n;
    },
  });
  expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(most).toBe(3);
});

test('after a failure nothing new is taken, what was in work is handed over, and the first error is thrown', async () => {
  const [results, taken]: [number[], number[]] = [[], []];
  const run = inOrder<number, number>(numbers(20, taken), {
    concurrency: 3, signal: never, onResult: (result) => { results.push(result); },
    work: async (n) => {
      await tick(5);
      if (n === 4) throw new Error('four');
      return n;
    },
  });
  await expect(run).rejects.toThrow('four');
  expect(results).toEqual([0, 1, 2, 3, 5, 6]);
  expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('after the signal what is in work is finished', async () => {
  const stop = new AbortController();
  const results: number[] = [];
  await inOrder<number, number>(numbers(20), { concurrency: 2, signal: stop.signal, onResult: (result) => { results.push(result); if (result === 3) stop.abort(); }, work: (n) => Promise.resolve(n) });
  expect(results).toEqual([0, 1, 2, 3, 4]);
});

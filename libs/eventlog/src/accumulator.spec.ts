import { Failure } from '@wiredesk/contracts';
import { createAccumulator } from './accumulator.js';
import type { OutgoingRecord } from './record.js';

const record = (key: string, bytes = 10): OutgoingRecord => ({ topic: 'news.raw.v1', key, value: Buffer.alloc(bytes), headers: {} });

function gatheringSender(): { flushes: string[][]; send: (records: readonly OutgoingRecord[]) => Promise<void>; release: () => void } {
  const flushes: string[][] = [];
  let release = (): void => undefined;
  let gate = new Promise<void>((resolve) => { release = resolve; });
  return {
    flushes,
    send: async (records) => { flushes.push(records.map(({ key }) => key)); await gate; gate = Promise.resolve(); },
    release: () => { release(); },
  };
}

test('calls that come while a flush is in flight travel together in the next one, in their order', async () => {
  const sender = gatheringSender();
  const accumulator = createAccumulator({ send: sender.send, lingerMs: 0 });
  const first = accumulator.publish([record('a')]);
  await new Promise((done) => { setTimeout(done, 10); });
  const rest = Promise.all([accumulator.publish([record('b'), record('c')]), accumulator.publish([record('d')])]);
  sender.release();
  await Promise.all([first, rest]);
  expect(sender.flushes).toEqual([['a'], ['b', 'c', 'd']]);
});

test('a flush holds at most maxRecords and maxBytes, and never splits a call', async () => {
  const flushes: number[] = [];
  const accumulator = createAccumulator({ send: (records) => { flushes.push(records.length); return Promise.resolve(); }, maxRecords: 3, maxBytes: 1_000, lingerMs: 1 });
  await Promise.all([[record('a'), record('b')], [record('c'), record('d')], [record('e')], [record('f', 2_000)]].map((call) => accumulator.publish(call)));
  expect(flushes).toEqual([2, 3, 1]);
});

test('a failed flush fails its own calls only', async () => {
  let flush = 0;
  const accumulator = createAccumulator({ send: () => (++flush === 1 ? Promise.reject(new Failure('log-unavailable', 'away')) : Promise.resolve()), lingerMs: 0 });
  await expect(accumulator.publish([record('a')])).rejects.toMatchObject({ code: 'log-unavailable' });
  await expect(accumulator.publish([record('b')])).resolves.toBeUndefined();
});

test('what does not fit in memory is refused at once as overloaded, and nothing of it is sent', async () => {
  const sender = gatheringSender();
  const accumulator = createAccumulator({ send: sender.send, lingerMs: 0, maxQueuedBytes: 1_000 });
  const first = accumulator.publish([record('a', 900)]);
  await expect(accumulator.publish([record('b', 900)])).rejects.toMatchObject({ code: 'overloaded' });
  sender.release();
  await first;
  expect(sender.flushes).toEqual([['a']]);
  expect(accumulator.queuedBytes()).toBe(0);
});

test('a record over the limit of its topic is refused before it can spoil a flush', async () => {
  const send = jest.fn(() => Promise.resolve());
  const accumulator = createAccumulator({ send });
  await expect(accumulator.publish([record('a', 5 * 1024 * 1024)])).rejects.toMatchObject({ code: 'too-large' });
  expect(send).not.toHaveBeenCalled();
});

test('close waits for what is queued; afterwards nothing is taken', async () => {
  const sent: string[] = [];
  const accumulator = createAccumulator({ send: (records) => { sent.push(...records.map(({ key }) => key)); return Promise.resolve(); }, lingerMs: 1_000 });
  const pending = accumulator.publish([record('a')]);
  await accumulator.close();
  await pending;
  expect(sent).toEqual(['a']);
  await expect(accumulator.publish([record('b')])).rejects.toMatchObject({ code: 'draining' });
});

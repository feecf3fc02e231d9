import { Failure, type Decoded } from '@wiredesk/contracts';
import { createBatchRunner, type BatchControl } from './batch-runner.js';
import type { Batch, BatchHandler, LogRecord, OutgoingRecord } from './record.js';

const aRecord = (offset: number, value: string | null = `value ${offset}`): LogRecord => ({
  topic: 'news.raw.v1', partition: 3, offset: String(offset), timestamp: '0', key: Buffer.from('k'), value: value === null ? null : Buffer.from(value), headers: {},
});
const decode = (record: LogRecord): Decoded<unknown> => {
  if (record.value === null) return { ok: false, code: 'tombstone', message: 'no value' };
  const text = record.value.toString();
  return text === 'garbage' ? { ok: false, code: 'undecodable', message: 'not JSON' } : { ok: true, value: text };
};

function aBench({ publish, unknownTries = 3 }: { publish?: () => Promise<void>; unknownTries?: number } = {}) {
  const letters: OutgoingRecord[] = [];
  const resolved: string[] = [];
  const dropped: string[] = [];
  const pauses: unknown[] = [];
  let resumed = 0;
  const control: BatchControl = {
    mayContinue: () => true,
    resolve: ({ offset }) => { resolved.push(offset); },
    heartbeat: () => Promise.resolve(),
    pause: () => () => { resumed++; },
  };
  const runner = createBatchRunner({
    stage: 'enrichment', decode, unknownTries, backoff: () => 0, maxRecords: 4,
    publisher: { publish: publish ?? ((records) => { letters.push(...records); return Promise.resolve(); }), problem: () => undefined, close: () => Promise.resolve() },
    observer: {
      processed: () => undefined, deadLettered: () => undefined,
      dropped: (_topic, reason) => { dropped.push(reason); }, paused: ({ error }) => { pauses.push(error); },
    },
  });
  return { runner, control, letters, resolved, dropped, pauses, resumed: () => resumed };
}

const offsets = (batch: Batch<unknown>): string[] => batch.records.map(({ record }) => record.offset);
/** A handler that refuses to work on any batch that holds one of these offsets. */
const failingOn = (bad: readonly number[], error: () => unknown): BatchHandler<unknown> =>
  (batch) => (offsets(batch).some((offset) => bad.includes(Number(offset))) ? Promise.reject(error() as Error) : Promise.resolve());

test('a batch is handled in chunks, and offsets move only behind finished chunks', async () => {
  const { runner, control, resolved } = aBench();
  const seen: string[][] = [];
  await runner.run([0, 1, 2, 3, 4, 5].map((offset) => aRecord(offset)), (batch) => { seen.push(offsets(batch)); return Promise.resolve(); }, control);
  expect(seen).toEqual([['0', '1', '2', '3'], ['4', '5']]);
  expect(resolved).toEqual(['3', '5']);
});

test('garbage becomes a dead letter with its bytes, stage, code and coordinates; its neighbours are handled; tombstones are dropped and counted', async () => {
  const { runner, control, letters, resolved, dropped } = aBench();
  const seen: string[][] = [];
  await runner.run([aRecord(0), aRecord(1, 'garbage'), aRecord(2, null), aRecord(3)], (batch) => { seen.push(offsets(batch)); return Promise.resolve(); }, control);
  expect(seen).toEqual([['0', '3']]);
  expect(dropped).toEqual(['tombstone']);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({
    topic: 'news.deadletter.v1', key: 'news.raw.v1/3/1', value: Buffer.from('garbage'),
    headers: { 'dlq.stage': 'enrichment', 'dlq.code': 'undecodable', 'dlq.topic': 'news.raw.v1', 'dlq.partition': '3', 'dlq.offset': '1' },
  });
  expect(resolved).toEqual(['3']);
});

test('a failure that may pass pauses the partition and resolves nothing', async () => {
  const { runner, control, letters, resolved, pauses, resumed } = aBench();
  await runner.run([aRecord(0), aRecord(1)], () => Promise.reject(new Failure('database-unavailable', 'away')), control);
  expect(resolved).toEqual([]);
  expect(letters).toEqual([]);
  expect(pauses).toHaveLength(1);
  await new Promise((done) => { setTimeout(done, 5); });
  expect(resumed()).toBe(1);
});

test('a failure for good is halved down to its record; all others are handled', async () => {
  const { runner, control, letters, resolved } = aBench();
  await runner.run([0, 1, 2, 3].map((offset) => aRecord(offset)), failingOn([2], () => new Failure('row-refused', 'no')), control);
  expect(letters.map(({ headers }) => [headers['dlq.offset'], headers['dlq.code']])).toEqual([['2', 'row-refused']]);
  expect(resolved).toEqual(['3']);
});

const cyclic = (): Error => { const error = new Error('cyclic') as Error & { self?: unknown }; error.self = error; return error; };
test.each([
  ['a TypeError', () => new TypeError('undefined is not a function')],
  ['an error that cannot be written as JSON', cyclic],
  ['a thrown string', () => 'thrown'],
  ['an error that says it is not retriable', () => Object.assign(new Error('no'), { retriable: false })],
])('%s is tried again, then its record alone is set aside as a bug', async (_what, error) => {
  const { runner, control, letters, resolved, pauses } = aBench();
  const records = [0, 1, 2].map((offset) => aRecord(offset));
  for (let attempt = 1; attempt <= 3; attempt++) await runner.run(records, failingOn([1], error), control);
  expect(pauses).toHaveLength(2);
  expect(letters.map(({ headers }) => [headers['dlq.offset'], headers['dlq.code'], headers['dlq.attempts']])).toEqual([['1', 'bug', '3']]);
  expect(resolved).toEqual(['2']);
});

test('what a handler refuses by name becomes a dead letter', async () => {
  const { runner, control, letters } = aBench();
  await runner.run([aRecord(0), aRecord(1)], (batch) => Promise.resolve([{ record: batch.records[1]!.record, code: 'enrichment-failed', message: 'too odd' }]), control);
  expect(letters.map(({ headers }) => headers['dlq.code'])).toEqual(['enrichment-failed']);
});

test('while dead letters cannot be written no offset moves', async () => {
  const { runner, control, resolved, pauses } = aBench({ publish: () => Promise.reject(new Failure('log-unavailable', 'away')) });
  await runner.run([aRecord(0, 'garbage')], () => Promise.resolve(), control);
  expect(resolved).toEqual([]);
  expect(pauses).toEqual([expect.objectContaining({ code: 'log-unavailable' })]);
});

test('a partition that was taken away is left at once', async () => {
  const { runner, control, resolved } = aBench();
  let calls = 0;
  await runner.run([0, 1, 2, 3, 4].map((offset) => aRecord(offset)), () => { calls++; return Promise.resolve(); }, { ...control, mayContinue: () => calls === 0 });
  expect(calls).toBe(1);
  expect(resolved).toEqual(['3']);
});

test('a rebalance seen while the handler works is thrown after its effect, so that the client joins again', async () => {
  const { runner, control } = aBench();
  const rebalance = Object.assign(new Error('rebalancing'), { type: 'REBALANCE_IN_PROGRESS' });
  await expect(runner.run([aRecord(0)], () => Promise.resolve(), { ...control, heartbeat: () => Promise.reject(rebalance) })).rejects.toBe(rebalance);
});

test('a dead letter that cannot be handled is not set aside again', async () => {
  const { runner, control, letters, resolved } = aBench();
  await runner.run([{ ...aRecord(0), topic: 'news.deadletter.v1' }], () => Promise.reject(new Failure('row-refused', 'no')), control);
  expect(letters).toEqual([]);
  expect(resolved).toEqual(['0']);
});

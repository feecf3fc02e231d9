import { randomUUID } from 'node:crypto';
import { Failure } from '@wiredesk/contracts';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { createKafka, type KafkaConnection } from './kafka-client.js';
import { REJOIN } from './kafka-batch-server.js';
import type { LogRecord } from './record.js';
import { boundsOf } from './topics.js';

export interface ReplayOptions extends KafkaConnection {
  readonly topic: string;
  /** How many records will be read; before the first of them. */
  readonly onBounds: (records: number) => void;
  /**
   * Records of one partition in their order; one call at a time. After a rebalance some may come again. Call `heartbeat` at least every few
   * seconds; let what it throws pass.
   */
  readonly handle: (records: readonly LogRecord[], heartbeat: () => Promise<void>) => Promise<void>;
  /** This long without a record the reading has failed, in milliseconds. */
  readonly stalledMs?: number;
}

interface Reading {
  readonly topic: string;
  /** By partition: the offset that stands behind the last record to read, and the next one that has not been handled. */
  readonly ends: Map<number, bigint>;
  readonly next: Map<number, bigint>;
  movedAt: number;
  readonly finish: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Gives every record that stands on a topic at the start, from the first one, and resolves behind the last. Keeps no offsets and touches no
 * group of others. Rejects with what `handle` throws, or with `log-unavailable`: an end that is not reached is never taken for one.
 */
export async function replayTopic(options: ReplayOptions): Promise<void> {
  const { topic, onBounds, stalledMs = 120_000 } = options;
  const kafka = createKafka(options);
  const groupId = `wiredesk-replay-${randomUUID()}`;
  const admin = kafka.admin();
  await admin.connect();
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, sessionTimeout: 30_000, rebalanceTimeout: 60_000, maxWaitTimeInMs: 250 });
  let timer: NodeJS.Timeout | undefined;
  try {
    const bounds = (await boundsOf(admin, topic)).filter(({ low, high }) => high > low);
    onBounds(bounds.reduce((sum, { low, high }) => sum + Number(high - low), 0));
    if (bounds.length === 0) return;
    await consumer.connect();
    // Without committed offsets a member that joins again starts at the beginning; what was handled is passed over.
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((finish, fail) => {
      const ends = new Map(bounds.map(({ partition, high }) => [partition, high]));
      const reading: Reading = { topic, ends, next: new Map(), movedAt: Date.now(), finish, fail };
      timer = setInterval(() => { if (Date.now() - reading.movedAt > stalledMs) fail(stalled(reading, stalledMs)); }, Math.min(stalledMs, 5_000));
      watch(consumer, reading);
      consumer.run({ autoCommit: false, eachBatch: (payload) => readBatch(payload, { reading, consumer, options }) }).catch(fail);
    });
  } finally {
    clearInterval(timer);
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  }
}

/** The last offsets of a partition may be no records but marks of a transaction: they come with no batch, only with its end. */
function watch(consumer: Consumer, reading: Reading): void {
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => { reached(reading, partition, BigInt(lastOffset) + 1n); });
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => { if (!restart) reading.fail(error); });
}

interface BatchReading {
  readonly reading: Reading;
  readonly consumer: Consumer;
  readonly options: ReplayOptions;
}

async function readBatch({ batch, heartbeat }: EachBatchPayload, { reading, consumer, options: { topic, handle } }: BatchReading): Promise<void> {
  const { partition } = batch;
  const end = reading.ends.get(partition) ?? 0n;
  const from = reading.next.get(partition) ?? 0n;
  const messages = batch.messages.filter(({ offset }) => BigInt(offset) >= from && BigInt(offset) < end);
  const records = messages.map(({ offset, timestamp, key, value, headers }): LogRecord => ({ topic, partition, offset, timestamp, key, value, headers: headers ?? {} }));
  try {
    const beat = async (): Promise<void> => { reading.movedAt = Date.now(); await heartbeat(); };
    if (records.length > 0) await handle(records, beat);
    reading.next.set(partition, BigInt(batch.lastOffset()) + 1n);
    reading.movedAt = Date.now();
    if (!reading.ends.has(partition) || BigInt(batch.lastOffset()) + 1n >= end) consumer.pause([{ topic, partitions: [partition] }]);
  } catch (error) {
    if (REJOIN.has((error as { type?: string }).type ?? '')) throw error;
    reading.fail(error);
  }
}

function reached(reading: Reading, partition: number, offset: bigint): void {
  const end = reading.ends.get(partition);
  if (end === undefined || offset < end) return;
  reading.ends.delete(partition);
  if (reading.ends.size === 0) reading.finish();
}

function stalled({ topic, ends, next }: Reading, ms: number): Failure {
  const left = [...ends].map(([partition, end]) => `${partition} at ${next.get(partition) ?? 'its start'} of ${end}`).join(', ');
  return new Failure('log-unavailable', `${topic} gave no record for ${Math.round(ms / 1000)} s before its end: partition ${left}`);
}

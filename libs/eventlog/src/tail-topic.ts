import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { createKafka, type KafkaConnection } from './kafka-client.js';
import type { LogRecord } from './record.js';

export interface TailOptions extends KafkaConnection {
  readonly topic: string;
  /** How many records at the end of each partition are read before what is new. */
  readonly last: number;
  /** Ends the reading when it is aborted. */
  readonly signal: AbortSignal;
  readonly onRecord: (record: LogRecord) => void;
  /** Everything that stood on the log at the start has been given to `onRecord`. */
  readonly onCaughtUp: () => void;
}

/** Compaction can leave the last offsets of a partition empty; then silence tells that the end is reached. */
const SILENCE_MS = 3_000;

/** Reads the end of a topic and what comes after it, for people and tests: no offsets are kept. Rejects when the topic is not there. */
export async function tailTopic(options: TailOptions): Promise<void> {
  const { topic, last, signal, onRecord, onCaughtUp } = options;
  const kafka = createKafka(options);
  const groupId = `wiredesk-tail-${randomUUID()}`;
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 250, sessionTimeout: 10_000 });
  await admin.connect();
  try {
    const bounds = (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }));
    const waiting = new Map(bounds.filter(({ low, high }) => high > low && last > 0).map(({ partition, high }) => [partition, high]));
    const caughtUp = once(onCaughtUp);
    let silence = setTimeout(caughtUp, waiting.size === 0 ? 0 : SILENCE_MS * 4);
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: false });
    await consumer.run({
      autoCommit: false,
      eachBatch: (payload: EachBatchPayload) => {
        const { batch, resolveOffset } = payload;
        for (const { offset, timestamp, key, value, headers } of batch.messages) {
          onRecord({ topic, partition: batch.partition, offset, timestamp, key, value, headers: headers ?? {} });
          resolveOffset(offset);
        }
        if (Number(batch.lastOffset()) >= (waiting.get(batch.partition) ?? 0) - 1) waiting.delete(batch.partition);
        clearTimeout(silence);
        if (waiting.size === 0) caughtUp();
        else silence = setTimeout(caughtUp, SILENCE_MS);
        return Promise.resolve();
      },
    });
    for (const { partition, low, high } of bounds) consumer.seek({ topic, partition, offset: String(Math.max(low, high - last)) });
    await aborted(signal);
    clearTimeout(silence);
  } finally {
    await leave(consumer);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}

const leave = (consumer: Consumer): Promise<void> => consumer.disconnect().catch(() => undefined);

const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => { resolve(); }, { once: true });
});

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}

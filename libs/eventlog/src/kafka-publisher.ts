import kafkajs, { type Producer } from 'kafkajs';
import { Failure } from '@wiredesk/contracts';
import { createAccumulator, type AccumulatorOptions } from './accumulator.js';
import { createKafka, type KafkaConnection } from './kafka-client.js';
import type { Publisher } from './publisher.js';
import type { OutgoingRecord } from './record.js';

export interface KafkaPublisherOptions extends KafkaConnection, Omit<AccumulatorOptions, 'send'> {
  /** A flush that the broker has not acknowledged by then has failed, in milliseconds. */
  readonly ackTimeoutMs?: number;
}

/**
 * A publisher to Kafka: acks from all in-sync replicas, one request in flight, not idempotent (kafkajs' idempotent producer can
 * lose a batch after a rejected send), gzip. It connects on the first publish and again after a broker was away.
 */
export function createKafkaPublisher(options: KafkaPublisherOptions): Publisher {
  const { ackTimeoutMs = 5_000 } = options;
  const producer = createKafka(options).producer({
    allowAutoTopicCreation: false, idempotent: false, maxInFlightRequests: 1, metadataMaxAge: 60_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  let connected: Promise<void> | undefined;
  let problem: string | undefined;
  const connect = async (): Promise<void> => {
    connected ??= producer.connect().catch((error: unknown) => { connected = undefined; throw error; });
    await connected;
  };
  const send = async (records: readonly OutgoingRecord[]): Promise<void> => {
    try {
      await within(ackTimeoutMs, connect().then(() => sendBatch(producer, records)));
      problem = undefined;
    } catch (error) {
      problem = 'the broker did not acknowledge the last records';
      throw new Failure('log-unavailable', 'the broker did not acknowledge in time', { cause: error });
    }
  };
  const accumulator = createAccumulator({ ...options, send });
  return {
    publish: (records) => accumulator.publish(records),
    problem: () => problem,
    close: async () => {
      await accumulator.close();
      await producer.disconnect();
    },
  };
}

async function sendBatch(producer: Producer, records: readonly OutgoingRecord[]): Promise<void> {
  const byTopic = Map.groupBy(records, (record) => record.topic);
  await producer.sendBatch({
    acks: -1,
    compression: kafkajs.CompressionTypes.GZIP,
    topicMessages: [...byTopic].map(([topic, list]) => ({
      topic, messages: list.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
    })),
  });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error(`no acknowledgement within ${ms} ms`)); }, ms); });
  try {
    return await Promise.race([work, bound]);
  } finally {
    clearTimeout(timer);
  }
}

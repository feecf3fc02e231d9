import { ServerKafka } from '@nestjs/microservices';
import type { Consumer, ConsumerCrashEvent, EachBatchPayload, IHeaders, Kafka } from 'kafkajs';
import type { Logger, Metrics } from '@wiredesk/runtime';
import { createBatchRunner, type BatchControl, type BatchRunner, type BatchRunnerOptions } from './batch-runner.js';
import { callHandler } from './call-handler.js';
import { createConsumerWatch, type ConsumerWatch } from './consumer-watch.js';
import { createKafka } from './kafka-client.js';
import type { Publisher } from './publisher.js';
import type { LogRecord } from './record.js';
import { createRunnerObserver } from './telemetry.js';
import { decodeByTopic } from './topic-decoder.js';

export interface KafkaBatchServerOptions extends Partial<Omit<BatchRunnerOptions, 'stage' | 'publisher'>> {
  readonly brokers: readonly string[];
  /** Also the stage on dead letters. */
  readonly service: string;
  readonly groupId: string;
  /** For dead letters. The server does not close it. */
  readonly publisher: Publisher;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Called when the consumer has stopped for good: the process must end, it would look healthy otherwise. */
  readonly fatal: (reason: string, error?: unknown) => void;
  /** How long leaving the group may take; kafkajs can hang there. */
  readonly closeTimeoutMs?: number;
}

/** The answers of a broker that mean: the group is changing, join again. Anything else stays in the callback. */
export const REJOIN = new Set(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'NOT_COORDINATOR_FOR_GROUP']);

/**
 * Nest's Kafka transport in batches: an `@EventPattern` handler gets a `Batch` of one partition and answers as a `BatchHandler`.
 * Delivery is at least once and in order per key. Offsets move only after the handler's effect and its dead letters are durable.
 */
export class KafkaBatchServer extends ServerKafka {
  private readonly runner: BatchRunner;
  private readonly watch: ConsumerWatch;

  constructor(private readonly batchOptions: KafkaBatchServerOptions) {
    super({
      client: { brokers: [...batchOptions.brokers], clientId: batchOptions.service },
      consumer: {
        groupId: batchOptions.groupId, allowAutoTopicCreation: false,
        sessionTimeout: 30_000, rebalanceTimeout: 60_000, heartbeatInterval: 3_000, metadataMaxAge: 60_000,
        minBytes: 1, maxWaitTimeInMs: 250, maxBytesPerPartition: 2 * 1024 * 1024, maxBytes: 16 * 1024 * 1024,
        retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 8 },
      },
      postfixId: '',
    });
    this.runner = createBatchRunner({ observer: createRunnerObserver(batchOptions), decode: decodeByTopic, ...batchOptions, stage: batchOptions.service });
    this.watch = createConsumerWatch(batchOptions);
  }

  /** Why the consumer should not count as ready, or undefined. */
  ready(): string | undefined { return this.watch.ready(); }

  /** Why this process cannot recover, or undefined; a broker that is away is no reason. */
  live(): Promise<string | undefined> { return this.watch.live(); }

  override createClient<T = Kafka>(): Promise<T> {
    const { brokers, service, logger } = this.batchOptions;
    return Promise.resolve(createKafka({ brokers, clientId: service, logger }) as T);
  }

  /** Only the consumer: replies are never sent, so Nest's own producer would be an idle connection. */
  override async start(callback: (error?: unknown) => void): Promise<void> {
    this.consumer = (this.client as Kafka).consumer({ ...this.options.consumer, groupId: this.groupId }) as unknown as typeof this.consumer;
    this.registerConsumerEventListeners();
    await this.consumer!.connect();
    await this.bindEvents(this.consumer as never);
    callback();
  }

  override async bindEvents(consumer: Parameters<ServerKafka['bindEvents']>[0]): Promise<void> {
    const topics = [...this.messageHandlers.keys()];
    // A group without offsets starts at the beginning: starting at the end would skip what was accepted before it first ran.
    await consumer.subscribe({ topics, fromBeginning: true });
    await (consumer as unknown as Consumer).run({
      autoCommit: true, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 2,
      eachBatch: (payload) => this.runBatch(payload),
    });
  }

  override async close(): Promise<void> {
    this.runner.stop();
    const { logger, closeTimeoutMs = 10_000 } = this.batchOptions;
    let timer: NodeJS.Timeout | undefined;
    const bound = new Promise<'late'>((resolve) => { timer = setTimeout(() => { resolve('late'); }, closeTimeoutMs); });
    const left = await Promise.race([Promise.resolve(this.consumer?.disconnect()), bound]);
    clearTimeout(timer);
    if (left === 'late') logger.warn({ closeTimeoutMs }, 'leaving the consumer group took too long; the broker will notice');
    this.consumer = null;
    this.client = null;
  }

  protected override registerConsumerEventListeners(): void {
    super.registerConsumerEventListeners();
    const consumer = this.consumer as unknown as Consumer;
    const { GROUP_JOIN, FETCH, HEARTBEAT, CRASH, REBALANCING } = consumer.events;
    consumer.on(GROUP_JOIN, () => { this.watch.joined(); });
    consumer.on(REBALANCING, () => { this.watch.alive(); });
    consumer.on(FETCH, () => { this.watch.alive(); });
    consumer.on(HEARTBEAT, () => { this.watch.alive(); });
    consumer.on(CRASH, (event: ConsumerCrashEvent) => { this.watch.crashed(event.payload); });
  }

  private async runBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const handler = this.getHandlerByPattern(batch.topic);
    const records: LogRecord[] = batch.messages.map((message) => ({
      topic: batch.topic, partition: batch.partition, offset: message.offset, timestamp: message.timestamp,
      key: message.key, value: message.value, headers: (message.headers as IHeaders | undefined) ?? {},
    }));
    try {
      await this.runner.run(records, (decoded) => callHandler(handler, decoded), controlOf(payload));
    } catch (error) {
      if (REJOIN.has((error as { type?: string }).type ?? '')) throw error;
      this.batchOptions.logger.warn({ err: error, topic: batch.topic, partition: batch.partition }, 'the batch callback was left early');
    }
  }
}

function controlOf({ isRunning, isStale, resolveOffset, heartbeat, pause, commitOffsetsIfNecessary }: EachBatchPayload): BatchControl {
  return {
    mayContinue: () => isRunning() && !isStale(),
    resolve: (record) => { resolveOffset(record.offset); },
    heartbeat: async () => {
      await commitOffsetsIfNecessary();
      await heartbeat();
    },
    pause,
  };
}

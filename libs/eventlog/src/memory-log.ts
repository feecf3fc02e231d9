import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { createHash } from 'node:crypto';
import { createBatchRunner, type BatchRunner, type BatchRunnerOptions } from './batch-runner.js';
import { callHandler } from './call-handler.js';
import { refuseTooLarge, type Publisher } from './publisher.js';
import type { LogRecord, OutgoingRecord } from './record.js';
import { decodeByTopic } from './topic-decoder.js';

/** The log in memory, for unit tests: same port, same runner, same promises; nothing outlives the process. */
export interface MemoryLog {
  readonly publisher: Publisher;
  /** All records of a topic, by partition and offset. */
  records(topic: string): readonly LogRecord[];
  /** How far a consumer group has got, by `topic/partition`; kept when its members go. */
  positions(groupId: string): Map<string, number>;
  /** Called after every publish; what it returns stops listening. */
  onPublish(listener: () => void): () => void;
}

export function createMemoryLog({ partitions = 12, now = Date.now }: { partitions?: number; now?: () => number } = {}): MemoryLog {
  const topics = new Map<string, LogRecord[][]>();
  const listeners = new Set<() => void>();
  const groups = new Map<string, Map<string, number>>();
  const append = (record: OutgoingRecord): void => {
    const list = topics.get(record.topic) ?? Array.from({ length: partitions }, () => []);
    topics.set(record.topic, list);
    const partition = createHash('sha256').update(record.key).digest().readUInt32BE(0) % partitions;
    const log = list[partition] ?? [];
    const headers = Object.fromEntries(Object.entries(record.headers).map(([name, value]) => [name, Buffer.from(value)]));
    log.push({
      topic: record.topic, partition, offset: String(log.length), timestamp: String(now()), key: Buffer.from(record.key), value: record.value, headers,
    });
  };
  return {
    records: (topic) => (topics.get(topic) ?? []).flat(),
    positions: (groupId) => {
      const positions = groups.get(groupId) ?? new Map<string, number>();
      groups.set(groupId, positions);
      return positions;
    },
    onPublish: (listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
    publisher: {
      publish: (records) => {
        try {
          refuseTooLarge(records);
        } catch (error) {
          return Promise.reject(error as Error);
        }
        records.forEach(append);
        listeners.forEach((listener) => { listener(); });
        return Promise.resolve();
      },
      problem: () => undefined,
      close: () => Promise.resolve(),
    },
  };
}

export interface MemoryBatchServerOptions extends Partial<Omit<BatchRunnerOptions, 'stage' | 'publisher' | 'observer'>> {
  readonly observer: BatchRunnerOptions['observer'];
  readonly log: MemoryLog;
  readonly service: string;
  readonly groupId: string;
  readonly publisher?: Publisher;
}

/** Nest's transport over a memory log; the twin of KafkaBatchServer. */
export class MemoryBatchServer extends Server implements CustomTransportStrategy {
  private readonly runner: BatchRunner;
  private readonly position: Map<string, number>;
  private readonly paused = new Set<string>();
  private running = false;
  private working = Promise.resolve();
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly batchOptions: MemoryBatchServerOptions) {
    super();
    const { log, service, groupId } = batchOptions;
    this.position = log.positions(groupId);
    this.runner = createBatchRunner({ decode: decodeByTopic, publisher: log.publisher, ...batchOptions, stage: service });
  }

  listen(callback: () => void): void {
    this.running = true;
    this.unsubscribe = this.batchOptions.log.onPublish(() => { this.wake(); });
    callback();
    this.wake();
  }

  async close(): Promise<void> {
    this.running = false;
    this.unsubscribe?.();
    this.runner.stop();
    await this.working;
  }

  override on(): never { throw new Error('not supported'); }
  override unwrap<T>(): T { return this.batchOptions.log as T; }

  private wake(): void { this.working = this.working.then(() => this.drain()); }

  private async drain(): Promise<void> {
    for (const topic of this.messageHandlers.keys()) {
      const byPartition = Map.groupBy(this.batchOptions.log.records(topic), (record) => record.partition);
      for (const [partition, records] of byPartition) await this.drainPartition(`${topic}/${partition}`, records);
    }
  }

  private async drainPartition(at: string, records: readonly LogRecord[]): Promise<void> {
    const position = this.position.get(at) ?? 0;
    const topic = records[0]?.topic;
    if (!this.running || this.paused.has(at) || topic === undefined || position >= records.length) return;
    const handler = this.getHandlerByPattern(topic);
    await this.runner.run(records.slice(position), (batch) => callHandler(handler, batch), {
      mayContinue: () => this.running,
      resolve: (record) => { this.position.set(at, Number(record.offset) + 1); },
      heartbeat: () => Promise.resolve(),
      pause: () => { this.paused.add(at); return () => { this.paused.delete(at); this.wake(); }; },
    });
  }
}

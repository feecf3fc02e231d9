import type { FailureCode, RecordHeaders } from '@wiredesk/contracts';

/** One record as it stands on the log; key, value and headers are its bytes, untouched. */
export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** Milliseconds since 1970, decimal. */
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: RecordHeaders;
}

/** One record to be written. `key` decides the partition and so the order; it is never absent. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string | Buffer>>;
}

/** A record whose value was decoded and fits the schema of its topic. */
export interface DecodedRecord<T> {
  readonly record: LogRecord;
  readonly value: T;
}

/** What an `@EventPattern` handler gets: records of one partition in their order. */
export interface Batch<T> {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly DecodedRecord<T>[];
}

/** One record that a handler could not process although its neighbours were; it becomes a dead letter. */
export interface RecordFailure {
  readonly record: LogRecord;
  readonly code: FailureCode;
  readonly message: string;
}

/**
 * Handles a batch. It resolves after its effect is durable; what it returns was refused for good, one by one. What it throws is
 * judged by its failure code: retry → the same batch comes again after a pause; dead-letter → the batch is halved until the
 * culprit stands alone. A batch may come twice, so effects must be idempotent.
 */
export type BatchHandler<T> = (batch: Batch<T>) => Promise<readonly RecordFailure[] | void>;

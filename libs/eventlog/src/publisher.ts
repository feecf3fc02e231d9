import { Failure, MAX_RECORD_BYTES, TOPICS } from '@wiredesk/contracts';
import type { OutgoingRecord } from './record.js';

/**
 * Writes records to the log. `publish` resolves when all in-sync replicas have every record of the call, in order per key.
 * It rejects with a Failure: `log-unavailable` (the records may or may not be there: publish again, readers are idempotent),
 * `overloaded` (nothing was taken), `too-large` (nothing was taken).
 */
export interface Publisher {
  publish(records: readonly OutgoingRecord[]): Promise<void>;
  /** Why records cannot be taken now, or undefined. */
  problem(): string | undefined;
  /** Waits for what is queued, then lets go of the connection. */
  close(): Promise<void>;
}

const LIMITS: ReadonlyMap<string, number> = new Map([
  [TOPICS.deadLetter.name, Number(TOPICS.deadLetter.config['max.message.bytes'])],
]);

/** Bytes of a record on the wire, headers included. */
export function sizeOf(record: OutgoingRecord): number {
  let size = record.key.length + (record.value?.length ?? 0) + 64;
  for (const [name, value] of Object.entries(record.headers)) size += name.length + Buffer.byteLength(value) + 8;
  return size;
}

/** Throws `too-large` before one record can spoil the batch that it would travel in. */
export function refuseTooLarge(records: readonly OutgoingRecord[]): void {
  for (const record of records) {
    const limit = LIMITS.get(record.topic) ?? MAX_RECORD_BYTES;
    const size = sizeOf(record);
    if (size > limit) throw new Failure('too-large', `a record of ${size} bytes is over the limit of ${limit} bytes of ${record.topic}`);
  }
}

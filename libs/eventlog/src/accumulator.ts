import { Failure } from '@wiredesk/contracts';
import { refuseTooLarge, sizeOf, type Publisher } from './publisher.js';
import type { OutgoingRecord } from './record.js';

export interface AccumulatorOptions {
  /** Writes one flush; rejects when any of it was not acknowledged. */
  readonly send: (records: readonly OutgoingRecord[]) => Promise<void>;
  readonly maxRecords?: number;
  readonly maxBytes?: number;
  /** How long the first record of a flush waits for company, in milliseconds. */
  readonly lingerMs?: number;
  /** What may wait in memory; beyond it `publish` rejects with `overloaded`. */
  readonly maxQueuedBytes?: number;
}

interface Waiting {
  readonly records: readonly OutgoingRecord[];
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the records of many callers into flushes, one in flight at a time, so that a retry can repeat but never reorder.
 * A call's records are never split over two flushes; each call settles with its own flush.
 */
export function createAccumulator(options: AccumulatorOptions): Omit<Publisher, 'problem'> & { readonly queuedBytes: () => number } {
  const { send, maxRecords = 500, maxBytes = 512 * 1024, lingerMs = 5, maxQueuedBytes = 32 * 1024 * 1024 } = options;
  const queue: Waiting[] = [];
  let queuedBytes = 0;
  let flushing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const flushAll = async (): Promise<void> => {
    while (queue.length > 0) {
      const taken = takeFlush(queue, { maxRecords, maxBytes });
      try {
        await send(taken.flatMap((waiting) => waiting.records));
        taken.forEach((waiting) => { waiting.resolve(); });
      } catch (error) {
        taken.forEach((waiting) => { waiting.reject(error); });
      }
      queuedBytes -= taken.reduce((sum, waiting) => sum + waiting.bytes, 0);
    }
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    flushing ??= flushAll().finally(() => { flushing = undefined; });
  };
  const schedule = (): void => {
    if (flushing !== undefined) return;
    const waiting = queue.reduce((sum, entry) => sum + entry.records.length, 0);
    if (waiting >= maxRecords || queuedBytes >= maxBytes) flush();
    else timer ??= setTimeout(flush, lingerMs);
  };
  return {
    queuedBytes: () => queuedBytes,
    publish: async (records) => {
      if (records.length === 0) return;
      if (closed) throw new Failure('draining', 'the publisher is closed');
      refuseTooLarge(records);
      const bytes = records.reduce((sum, record) => sum + sizeOf(record), 0);
      if (queuedBytes > 0 && queuedBytes + bytes > maxQueuedBytes) throw new Failure('overloaded', `${queuedBytes} bytes wait for the broker`);
      queuedBytes += bytes;
      await new Promise<void>((resolve, reject) => {
        queue.push({ records, bytes, resolve, reject });
        schedule();
      });
    },
    close: async () => {
      closed = true;
      flush();
      await flushing;
    },
  };
}

/** Takes from the head of the queue what fits one flush; a call that is over the limits alone is a flush of its own. */
function takeFlush(queue: Waiting[], { maxRecords, maxBytes }: { maxRecords: number; maxBytes: number }): Waiting[] {
  const taken: Waiting[] = [];
  let records = 0;
  let bytes = 0;
  for (let next = queue[0]; next !== undefined; next = queue[0]) {
    if (taken.length > 0 && (records + next.records.length > maxRecords || bytes + next.bytes > maxBytes)) break;
    queue.shift();
    taken.push(next);
    records += next.records.length;
    bytes += next.bytes;
  }
  return taken;
}

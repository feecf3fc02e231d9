import { Piscina } from 'piscina';
import { Failure } from '@wiredesk/contracts';
import { readDelivery, type About, type ReadDelivery } from './read-delivery.js';
import type { Delivery } from './reception.js';

/** Reads deliveries, one result each in their order. Rejects with `overloaded` when too much waits to be read. */
export type Read = (deliveries: readonly Delivery[], about: About) => Promise<readonly ReadDelivery[]>;

/** Below this a worker would cost more than it saves. */
const INLINE_BYTES = 16 * 1024;
/** No real delivery takes a tenth of it. */
const TIMEOUT_MS = 2_000;
const THREADS = 2;
const MAX_WAITING = 64;

interface Work {
  readonly deliveries: readonly Delivery[];
  readonly about: About;
}

/**
 * Never holds the event loop for long: what is large is read by a worker. What does not end is given up and becomes a reject; the
 * deliveries that came with it are read again one by one, so that it takes no neighbour with it.
 */
export function createReader(): { readonly read: Read; readonly close: () => Promise<void> } {
  const pool = new Piscina<Work, ReadDelivery[]>({
    filename: new URL('./reader-worker.js', import.meta.url).href, minThreads: 1, maxThreads: THREADS, idleTimeout: 60_000,
  });
  const places = createPlaces();
  const readInWorker = async (work: Work): Promise<readonly ReadDelivery[] | undefined> => {
    const abort = new AbortController();
    // The clock starts when a worker is free: a queue is our delay, not the delivery's.
    const timer = setTimeout(() => { abort.abort(); }, TIMEOUT_MS);
    try {
      return (await pool.run(work, { signal: abort.signal })).map(withBuffers);
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  const read: Read = async (deliveries, about) => {
    const bytes = deliveries.reduce((sum, delivery) => sum + delivery.bytes.length, 0);
    if (bytes <= INLINE_BYTES) return deliveries.map((delivery) => readDelivery(delivery, about));
    const together = await places.within(() => readInWorker({ deliveries, about }));
    if (together !== undefined) return together;
    if (deliveries.length === 1) return deliveries.map(tooComplex);
    const apart: ReadDelivery[] = [];
    for (const delivery of deliveries) apart.push(...(await read([delivery], about)));
    return apart;
  };
  return { read, close: () => pool.destroy() };
}

/** Between threads a Buffer arrives as its bare bytes. */
const withBuffers = (read: ReadDelivery): ReadDelivery => ({
  ...read,
  items: read.items.map((item) => {
    const { value } = item.record;
    return { ...item, record: { ...item.record, value: value === null ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength) } };
  }),
});

const tooComplex = (): ReadDelivery => ({
  format: 'none', rule: 'timeout', items: [],
  rejects: [{ entry: 1, code: 'too-complex', message: `could not be read within ${TIMEOUT_MS / 1000} s`, hint: 'split the delivery' }],
});

/** At most one piece of work a thread; the rest wait in line, and when the line is long it is refused as overloaded. */
function createPlaces(): { within<T>(work: () => Promise<T>): Promise<T> } {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    within: async (work) => {
      if (waiting.length >= MAX_WAITING) throw new Failure('overloaded', 'too many large deliveries are being read');
      if (taken < THREADS) taken++;
      else await new Promise<void>((resolve) => { waiting.push(resolve); });
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) taken--;
        else next();
      }
    },
  };
}

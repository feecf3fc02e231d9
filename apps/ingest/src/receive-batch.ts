import { digestOf, Failure, type Receipt } from '@wiredesk/contracts';
import { answerOf, type Settled } from './answer.js';
import { groupsOf } from './deliveries.js';
import type { Answer, IdempotencyStore } from './idempotency.js';
import type { ReceiveItems } from './receive-items.js';
import type { Reception } from './reception.js';

export interface BatchReception extends Reception {
  readonly idempotencyKey?: string | undefined;
}

/** An answer that was given before to the same key, or what was settled now. */
export type ReceiveBatch = (reception: BatchReception) => Promise<Settled | Answer>;

interface ReceiveBatchOptions {
  readonly receiveItems: ReceiveItems;
  readonly idempotency: IdempotencyStore;
  readonly onStoreFailure: (error: unknown) => void;
}

/** One wait for the broker each. */
const GROUP = { count: 200, bytes: 512 * 1024 };
const MAX_KEY = 255;

/**
 * Receives deliveries in groups. What was acknowledged stays acknowledged when a later group fails: its receipts come with the failure.
 * With an idempotency key the same request gives the same answer for a day; without the database it is received as if it had none.
 */
export function createReceiveBatch({ receiveItems, idempotency, onStoreFailure }: ReceiveBatchOptions): ReceiveBatch {
  const receive = async (reception: Reception): Promise<Settled> => {
    const receipts: Receipt[] = [];
    for (const deliveries of groupsOf(reception.deliveries, GROUP)) {
      try {
        receipts.push(...(await receiveItems({ ...reception, deliveries })));
      } catch (error) {
        if (!(error instanceof Failure) || receipts.length === 0) throw error;
        return { receipts, failure: error };
      }
    }
    return { receipts };
  };
  return async ({ idempotencyKey: key, ...reception }) => {
    if (key === undefined) return receive(reception);
    if (key.length > MAX_KEY) throw new Failure('bad-request', `an Idempotency-Key has at most ${MAX_KEY} characters`);
    const { feed } = reception;
    const begun = await idempotency.begin(feed, key, digestOfAll(reception)).catch((error: unknown) => { onStoreFailure(error); return { is: 'unknown' } as const; });
    if (begun.is === 'mismatch') throw new Failure('idempotency-mismatch', 'this Idempotency-Key was used with another body');
    if (begun.is === 'busy') throw new Failure('idempotency-busy', 'a request with this Idempotency-Key is still in work');
    if (begun.is === 'answered') return begun.answer;
    try {
      const answer = answerOf(await receive(reception));
      if (answer.status < 500) await idempotency.finish(feed, key, answer).catch(onStoreFailure);
      else await idempotency.forget(feed, key).catch(onStoreFailure);
      return answer;
    } catch (error) {
      await idempotency.forget(feed, key).catch(onStoreFailure);
      throw error;
    }
  };
}

/** Tells one request from another: the bytes in their order and what was said beside them. */
function digestOfAll({ deliveries, given = {} }: Reception): string {
  const digests = deliveries.map(({ bytes }) => digestOf(bytes)).join('\n');
  return digestOf(Buffer.from(`${JSON.stringify(Object.entries(given).sort())}\n${digests}`));
}

import type { Receipt } from '@wiredesk/contracts';
import type { IngestAnswer, Problem, SendToIngest } from '../post/ingest-client.js';

export interface Delivery {
  /** `poller/NAME`. */
  readonly feed: string;
  readonly bytes: Buffer;
  /** As the publisher declared it. */
  readonly contentType: string;
  readonly language?: string | undefined;
  /** The same for every try of one delivery, so that a try whose answer was lost counts once. */
  readonly idempotencyKey: string;
}

export interface Settled {
  readonly is: 'settled';
  readonly accepted: number;
  readonly duplicate: number;
  readonly superseded: number;
  readonly rejected: number;
  readonly format?: string;
  /** `code: message` of the first rejects. */
  readonly rejects: readonly string[];
}

/** `later`: nothing is certain, the same may be sent again. `key-refused`: no delivery of this process will be taken. */
export type Delivered = Settled | { readonly is: 'later' | 'key-refused'; readonly why: string };

export type Deliver = (delivery: Delivery) => Promise<Delivered>;

const SHOWN_REJECTS = 3;
/** A fault of ingest, or no answer of ingest at all: such an answer says nothing of the bytes, so the cursor must not move. */
const NOT_OF_THE_BYTES = new Set<Problem['code']>(['bug', 'unreachable', 'not-found', 'unreadable']);

/** Posts a body to ingest, its bytes untouched, and says what became of its entries. Never throws. */
export const createDeliver = (send: SendToIngest): Deliver => async ({ feed, bytes, contentType, language, idempotencyKey }) =>
  deliveredOf(await send({ body: bytes, contentType, idempotencyKey, given: { feed, ...(language === undefined ? {} : { language }) } }));

function deliveredOf(answer: IngestAnswer): Delivered {
  if (answer.is === 'settled') return settledOf(answer.receipts);
  const why = `${answer.problem.code}: ${answer.problem.message}`;
  if (answer.is !== 'refused') return { is: answer.is, why };
  if (NOT_OF_THE_BYTES.has(answer.problem.code)) return { is: 'later', why };
  return { is: 'settled', accepted: 0, duplicate: 0, superseded: 0, rejected: 1, rejects: [why] };
}

function settledOf(receipts: readonly Receipt[]): Settled {
  const of = (status: Receipt['status']): number => receipts.filter((receipt) => receipt.status === status).length;
  const rejects = receipts.flatMap(({ rejection, line }) => (rejection === undefined ? [] : [`${rejection.code}${line === undefined ? '' : ` in entry ${line}`}: ${rejection.message}`]));
  const format = receipts[0]?.format;
  return {
    is: 'settled', accepted: of('accepted'), duplicate: of('duplicate'), superseded: of('superseded'), rejected: of('rejected'),
    rejects: rejects.slice(0, SHOWN_REJECTS), ...(format === undefined ? {} : { format }),
  };
}

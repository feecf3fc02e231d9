import { setTimeout as delay } from 'node:timers/promises';
import type { Receipt } from '@wiredesk/contracts';
import { retryAfterMs } from './freshness.js';

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
export type Delivered = Settled | { readonly is: 'later'; readonly why: string; readonly waitMs?: number } | { readonly is: 'key-refused'; readonly why: string };

export type Deliver = (delivery: Delivery) => Promise<Delivered>;

interface Ingest {
  readonly ingestUrl: string;
  readonly apiKey: string;
}

const SHOWN_REJECTS = 3;
const ANSWER_BOUND_MS = 60_000;
/** Busy, slow, too many or not now: said of the moment and not of the bytes. */
const LATER = new Set([408, 409, 425, 429]);

/** Posts a body to ingest once, its bytes untouched. Never throws: what became of it is the answer. */
export function createDeliver({ ingestUrl, apiKey }: Ingest): Deliver {
  return async ({ feed, bytes, contentType, language, idempotencyKey }) => {
    const query = new URLSearchParams({ feed, ...(language === undefined ? {} : { language }) });
    try {
      const response = await fetch(`${ingestUrl}/v1/items?${query.toString()}`, {
        method: 'POST', body: bytes as Uint8Array<ArrayBuffer>, signal: AbortSignal.timeout(ANSWER_BOUND_MS),
        headers: { 'authorization': `Bearer ${apiKey}`, 'content-type': contentType, 'idempotency-key': idempotencyKey },
      });
      const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
      return deliveredOf(response, answer);
    } catch (error) {
      const { message, cause } = error as Error;
      return { is: 'later', why: `ingest does not answer at ${ingestUrl} (${cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : message})` };
    }
  };
}

function deliveredOf({ status, headers }: Response, answer: Record<string, unknown>): Delivered {
  const said = `${status} ${String(answer['code'] ?? '')}: ${String(answer['detail'] ?? '')}`;
  if (status === 401 || status === 403) return { is: 'key-refused', why: said };
  if (status >= 500 || LATER.has(status)) {
    const waitMs = retryAfterMs(Object.fromEntries(headers), Date.now());
    return { is: 'later', why: `ingest took nothing for now (${said})`, ...(waitMs === undefined ? {} : { waitMs }) };
  }
  const receipts = receiptsOf(answer);
  // Without a receipt a refusal is still an answer for these bytes: the same bytes would be refused again.
  return receipts.length === 0 ? settled([], status < 300 ? [] : [said]) : settled(receipts, []);
}

function receiptsOf(answer: Record<string, unknown>): readonly Receipt[] {
  if (Array.isArray(answer['receipts'])) return answer['receipts'] as Receipt[];
  if (typeof answer['receipt'] === 'object' && answer['receipt'] !== null) return [answer['receipt'] as Receipt];
  return typeof answer['id'] === 'string' ? [answer as unknown as Receipt] : [];
}

function settled(receipts: readonly Receipt[], refusals: readonly string[]): Settled {
  const of = (status: Receipt['status']): number => receipts.filter((receipt) => receipt.status === status).length;
  const rejects = receipts.flatMap(({ rejection, line }) => (rejection === undefined ? [] : [`${rejection.code}${line === undefined ? '' : ` in entry ${line}`}: ${rejection.message}`]));
  const format = receipts[0]?.format;
  return {
    is: 'settled', accepted: of('accepted'), duplicate: of('duplicate'), superseded: of('superseded'), rejected: of('rejected') + refusals.length,
    rejects: [...rejects, ...refusals].slice(0, SHOWN_REJECTS), ...(format === undefined ? {} : { format }),
  };
}

interface Patience {
  /** How long a body is held while ingest is away. */
  readonly holdMs: number;
  /** Ends the waiting, never a try. */
  readonly signal: AbortSignal;
  readonly firstPauseMs?: number;
}

const MAX_PAUSE_MS = 60_000;

/** Tries again while the answer is `later`, with doubling pauses or as ingest asks; gives the last answer when patience ends. */
export function patiently(deliver: Deliver, { holdMs, signal, firstPauseMs = 1_000 }: Patience): Deliver {
  return async (delivery) => {
    const end = Date.now() + holdMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2)) {
      const delivered = await deliver(delivery);
      const waitMs = delivered.is === 'later' ? Math.min(MAX_PAUSE_MS, delivered.waitMs ?? pauseMs) : 0;
      if (delivered.is !== 'later' || signal.aborted || Date.now() + waitMs > end) return delivered;
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
  };
}

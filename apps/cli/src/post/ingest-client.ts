import type { FailureCode, Receipt, Rejection } from '@wiredesk/contracts';

export interface IngestRequest {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** The same for every try of one delivery, so that a try whose answer was lost counts once. */
  readonly idempotencyKey?: string | undefined;
  /** Said beside the bytes: uri, version, versionCreated, language, title, feed. */
  readonly given?: Readonly<Record<string, string>>;
}

/** Why bytes were not taken; `unreachable` and `unreadable` never reached ingest. */
export interface Problem extends Partial<Pick<Rejection, 'pointer' | 'offset' | 'rule' | 'hint'>> {
  readonly code: FailureCode | 'unreachable' | 'unreadable';
  readonly message: string;
}

/**
 * `refused`: the same bytes would be refused again. `later`: nothing is certain, the same may be sent again. `key-refused`: nothing that
 * this process sends will be taken.
 */
export type IngestAnswer =
  | { readonly is: 'settled'; readonly receipts: readonly Receipt[] }
  | { readonly is: 'refused'; readonly problem: Problem }
  | { readonly is: 'key-refused'; readonly problem: Problem }
  | { readonly is: 'later'; readonly problem: Problem; readonly waitMs?: number };

export type SendToIngest = (request: IngestRequest) => Promise<IngestAnswer>;

const ANSWER_BOUND_MS = 60_000;
/** Slow, in work, early or too many: said of the moment and not of the bytes. */
const LATER = new Set([408, 409, 425, 429, 502, 503, 504]);

/** Posts a body to ingest once. Never throws: what became of it is the answer. */
export function createSendToIngest({ ingestUrl, apiKey }: { ingestUrl: string; apiKey: string }): SendToIngest {
  return async ({ body, contentType, idempotencyKey, given = {} }) => {
    const query = new URLSearchParams(given).toString();
    try {
      const response = await fetch(`${ingestUrl}/v1/items${query === '' ? '' : `?${query}`}`, {
        method: 'POST', body: body as Uint8Array<ArrayBuffer>, signal: AbortSignal.timeout(ANSWER_BOUND_MS),
        headers: {
          'authorization': `Bearer ${apiKey}`, 'content-type': contentType,
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
      });
      return answerOf(response, await jsonOf(response));
    } catch (error) {
      return { is: 'later', problem: { code: 'unreachable', message: `ingest does not answer at ${ingestUrl}: ${reasonOf(error)}`, hint: 'is the stack running (npm start), or is WIREDESK_INGEST_URL another?' } };
    }
  };
}

/** An answer that broke off is no answer; one that is not JSON is a stranger's. */
async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function answerOf({ status, headers }: Response, answer: Record<string, unknown>): IngestAnswer {
  const problem = problemOf(status, answer);
  if (status === 401 || status === 403) return { is: 'key-refused', problem };
  if (LATER.has(status)) return { is: 'later', problem, ...waitOf(headers.get('retry-after')) };
  const receipts = receiptsOf(status, answer);
  return receipts === undefined ? { is: 'refused', problem } : { is: 'settled', receipts };
}

function receiptsOf(status: number, answer: Record<string, unknown>): readonly Receipt[] | undefined {
  if (Array.isArray(answer['receipts'])) return answer['receipts'] as Receipt[];
  if (typeof answer['receipt'] === 'object' && answer['receipt'] !== null) return [answer['receipt'] as Receipt];
  return status < 300 && typeof answer['id'] === 'string' ? [answer as unknown as Receipt] : undefined;
}

/** A body that is no problem of ours comes from something else that listens there. */
function problemOf(status: number, { code, detail, pointer, offset, rule, hint }: Record<string, unknown>): Problem {
  if (typeof code !== 'string') return { code: 'unreachable', message: `HTTP ${status} without a problem of ingest`, hint: 'does WIREDESK_INGEST_URL name ingest?' };
  const more = Object.entries({ pointer, offset, rule, hint }).filter(([, value]) => value !== undefined);
  return { code: code as FailureCode, message: String(detail ?? `HTTP ${status}`), ...Object.fromEntries(more) };
}

/** Retry-After in seconds or as a date. */
function waitOf(said: string | null): { waitMs?: number } {
  if (said === null) return {};
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? {} : { waitMs: Math.max(0, seconds * 1000) };
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : message;
}

import type { Receipt } from '@wiredesk/contracts';
import { CommandError, EXIT } from '../exit-codes.js';

export interface PostOptions {
  readonly ingestUrl: string;
  readonly apiKey: string;
  /** Said beside the bytes: uri, version, versionCreated, language, title. */
  readonly given: Readonly<Record<string, string>>;
  readonly contentType: string;
  /** Tries after an answer that says: later. */
  readonly retries?: number;
}

/** The receipts of one delivery, in the order of its entries. Throws a CommandError when ingest cannot be reached or refuses the key. */
export async function postItem(body: Uint8Array, options: PostOptions): Promise<readonly Receipt[]> {
  const { ingestUrl, apiKey, given, contentType, retries = 5 } = options;
  const query = new URLSearchParams(given).toString();
  const url = `${ingestUrl}/v1/items${query === '' ? '' : `?${query}`}`;
  for (let attempt = 0; ; attempt++) {
    const response = await send(url, { body, headers: { authorization: `Bearer ${apiKey}`, 'content-type': contentType } });
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    if ((response.status === 503 || response.status === 429) && attempt < retries) {
      await new Promise((done) => { setTimeout(done, waitMs(response)); });
      continue;
    }
    return receiptsOf(response.status, answer);
  }
}

async function send(url: string, { body, headers }: { body: Uint8Array; headers: Record<string, string> }): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', body: body as Uint8Array<ArrayBuffer>, headers, signal: AbortSignal.timeout(60_000) });
  } catch (error) {
    throw new CommandError(EXIT.unreachable, `ingest does not answer at ${new URL(url).origin}: is the stack running (npm start), or is WIREDESK_INGEST_URL another?`, { cause: error });
  }
}

/** Retry-After in seconds or as a date; two seconds where it says nothing, a minute at most. */
function waitMs(response: Response): number {
  const said = response.headers.get('retry-after') ?? '2';
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Math.min(60, Math.max(0.1, Number.isNaN(seconds) ? 2 : seconds)) * 1000;
}

function receiptsOf(status: number, answer: Record<string, unknown>): readonly Receipt[] {
  if (status === 401 || status === 403) throw new CommandError(EXIT.auth, `ingest refuses the key: ${String(answer['detail'])}`);
  if (Array.isArray(answer['receipts'])) return answer['receipts'] as Receipt[];
  if (typeof answer['receipt'] === 'object' && answer['receipt'] !== null) return [answer['receipt'] as Receipt];
  if (typeof answer['id'] === 'string' && status < 300) return [answer as unknown as Receipt];
  if (status >= 500 || status === 429) throw new CommandError(EXIT.unreachable, `ingest took nothing (${status} ${String(answer['code'])}): ${String(answer['detail'])}`);
  throw new CommandError(EXIT.rejected, `rejected (${status} ${String(answer['code'])}): ${String(answer['detail'])}`);
}

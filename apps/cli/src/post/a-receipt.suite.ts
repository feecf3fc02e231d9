import type { Receipt } from '@wiredesk/contracts';
import type { IngestAnswer, IngestRequest, SendToIngest } from './ingest-client.js';

/** For specs: a receipt; a test says only what matters to it. */
export const aReceipt = (fields: Partial<Receipt> = {}): Receipt => ({ id: 'r', status: 'accepted', receivedAt: '2026-11-25T02:00:00.000Z', feed: 'test', ...fields });

/** For specs: what ingest makes of bytes. `bad` in them is a reject, `bomb` sinks the whole request, `twice` holds two items. */
export function receiptsOf(text: string, more: Partial<Receipt> = {}): Receipt[] {
  const status = text.includes('bad') ? 'rejected' : 'accepted';
  const rejection = status === 'rejected' ? { rejection: { code: 'malformed' as const, message: 'it is bad', offset: text.indexOf('bad') } } : {};
  return (text.includes('twice') ? [1, 2] : [1]).map((line) => aReceipt({ id: `of ${text.trim()}`, status, line, ...rejection, ...more }));
}

export interface TwinRequest { readonly texts: readonly string[]; readonly request: IngestRequest }

/** For specs: a door that reads multipart, NDJSON and single bodies like ingest, and remembers what it was sent. */
export function aDoor(): { send: SendToIngest; requests: TwinRequest[]; answerInstead: (next: (() => IngestAnswer | undefined) | undefined) => void } {
  const requests: TwinRequest[] = [];
  let instead: (() => IngestAnswer | undefined) | undefined;
  const answer = (request: IngestRequest): IngestAnswer => {
    const entries = entriesOf(request);
    requests.push({ texts: entries.map(({ text }) => text), request });
    const other = instead?.();
    if (other !== undefined) return other;
    if (entries.some(({ text }) => text.includes('bomb'))) return { is: 'refused', problem: { code: 'too-large', message: 'a bomb' } };
    return { is: 'settled', receipts: entries.flatMap(({ text, ...more }) => receiptsOf(text, more)) };
  };
  return { requests, send: (request) => Promise.resolve(answer(request)), answerInstead: (next) => { instead = next; } };
}

function entriesOf({ body, contentType }: IngestRequest): ({ text: string } & Partial<Receipt>)[] {
  const text = Buffer.from(body).toString();
  if (contentType === 'application/x-ndjson') return text.split('\n').flatMap((own, n) => (own.trim() === '' ? [] : [{ text: own, line: n + 1 }]));
  const boundary = /boundary=(.*)$/.exec(contentType)?.[1];
  if (boundary === undefined) return [{ text }];
  return text.split(`--${boundary}`).slice(1, -1).map((part) => {
    const [, name = '', own = ''] = /filename="([^"]*)"\r\n[^\r]*\r\n\r\n([\s\S]*)\r\n$/.exec(part) ?? [];
    return { part: name, text: own };
  });
}

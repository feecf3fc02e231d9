import { Failure } from '@wiredesk/contracts';
import type { Delivery } from './reception.js';

const NDJSON = /^application\/(x-)?(ndjson|jsonl|jsonlines)\b/i;
/** More entries than this in one request are better sent in several. */
export const MAX_LINES = 20_000;

export interface Body {
  readonly bytes: Buffer;
  readonly contentType?: string | undefined;
}

export const isNdjson = (contentType: string | undefined): boolean => contentType !== undefined && NDJSON.test(contentType);

/**
 * One delivery a line of NDJSON, one for any other body. Line numbers count from 1 and count empty lines, so that a
 * receipt names the line that an editor shows. Throws `too-large` on too many lines.
 */
export function deliveriesOf({ bytes, contentType }: Body): Delivery[] {
  if (!isNdjson(contentType)) return [{ bytes, contentType }];
  const deliveries: Delivery[] = [];
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const at = bytes.indexOf(0x0a, start);
    const end = at === -1 ? bytes.length : at;
    const own = bytes.subarray(start, end);
    if (!isBlank(own)) deliveries.push({ bytes: own, contentType: 'application/json', line });
    if (deliveries.length > MAX_LINES) throw new Failure('too-large', `more than ${MAX_LINES} lines in one request`);
    start = end + 1;
  }
  return deliveries;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** Groups of at most `count` deliveries and about `bytes` bytes: one wait for the broker each. */
export function* groupsOf(deliveries: readonly Delivery[], { count, bytes }: { count: number; bytes: number }): Generator<Delivery[]> {
  let group: Delivery[] = [];
  let size = 0;
  for (const delivery of deliveries) {
    if (group.length >= count || (group.length > 0 && size + delivery.bytes.length > bytes)) {
      yield group;
      group = [];
      size = 0;
    }
    group.push(delivery);
    size += delivery.bytes.length;
  }
  if (group.length > 0) yield group;
}

import { randomUUID } from 'node:crypto';
import { contentHashOf, digestOf, encodeJson, MAX_RECORD_BYTES, schemaUrl, toHeaders, TOPICS, type RawItem, type WireItem } from '@wiredesk/contracts';
import { sizeOf } from '@wiredesk/eventlog/publisher';
import type { OutgoingRecord } from '@wiredesk/eventlog';
import { parseWire, type ParsedWire, type WireEntry, type WireReject } from '@wiredesk/wire-formats';
import { originalOf } from './original.js';
import type { Delivery, Reception } from './reception.js';

/** What was read of one delivery: everything that needs the bytes is done here, so that it can be done by a worker. */
export interface ReadDelivery {
  readonly format: string;
  readonly rule: string;
  readonly items: readonly ReadItem[];
  readonly rejects: readonly WireReject[];
}

/** One item, ready for the log. `receiptId` is what the feeder will be told. */
export interface ReadItem {
  readonly entry: number;
  readonly receiptId: string;
  readonly storyId: string;
  readonly version: string;
  readonly uri: string;
  readonly contentHash: string;
  readonly record: OutgoingRecord;
}

/** What is known of a reception beside its bytes. */
export interface About extends Omit<Reception, 'deliveries'> {
  readonly receivedAt: string;
}

/** Reads one delivery. Pure but for the receipt ids; never throws on bad input. */
export function readDelivery(delivery: Delivery, about: About, newId: () => string = randomUUID): ReadDelivery {
  const { feed, receivedAt, given } = about;
  const { contentType, fileName } = delivery;
  const parsed = parseWire(delivery.bytes, { feed, receivedAt, contentType, fileName, given });
  const items: ReadItem[] = [];
  const rejects: WireReject[] = [...parsed.rejects];
  for (const entry of parsed.items) {
    const item = rawItemOf(entry, { delivery, about, parsed, id: newId() });
    const record = recordOf(item, about.traceparent);
    const reject = tooLarge(record, entry.entry);
    if (reject !== undefined) rejects.push(reject);
    else items.push({ entry: entry.entry, receiptId: item.receipt.id, storyId: item.storyId, version: item.version, uri: item.uri, contentHash: item.contentHash, record });
  }
  return { format: parsed.format, rule: parsed.rule, items, rejects };
}

/** What a wire format read, with its content hash, how it came in, and its original bytes: its own ones where several shared a file. */
function rawItemOf({ item, bytes }: WireEntry, { delivery, about, parsed, id }: { delivery: Delivery; about: About; parsed: ParsedWire; id: string }): RawItem {
  const own = bytes ?? delivery.bytes;
  return {
    ...(item as WireItem & RawItem),
    contentHash: contentHashOf(item),
    receipt: {
      id, receivedAt: about.receivedAt, feed: about.feed, transport: about.transport, format: parsed.format, rule: parsed.rule, sha256: digestOf(own),
      ...(parsed.charset === undefined ? {} : { charset: { ...parsed.charset } }),
    },
    original: originalOf(own, delivery.contentType),
  };
}

/** Keyed by its story, so that all versions of a story stand in one partition. */
function recordOf(item: RawItem, traceparent: string): OutgoingRecord {
  const { name: topic, eventType: type, schemaName } = TOPICS.raw;
  const { id, feed, receivedAt: time } = item.receipt;
  const headers = toHeaders({ id, source: `urn:wiredesk:feed:${feed}`, type, subject: item.storyId, time, dataschema: schemaUrl(schemaName), traceparent });
  return { topic, key: item.storyId, value: encodeJson(item), headers };
}

/** One item that the log would not take becomes a reject of its own, so that it cannot sink its neighbours. */
function tooLarge(record: OutgoingRecord, entry: number): WireReject | undefined {
  const size = sizeOf(record);
  if (size <= MAX_RECORD_BYTES) return undefined;
  return { entry, code: 'too-large', message: `the item takes ${size} bytes on the log with its original; ${MAX_RECORD_BYTES} are the limit`, hint: 'send large attachments elsewhere' };
}

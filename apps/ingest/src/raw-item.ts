import { contentHashOf, digestOf, encodeJson, MAX_RECORD_BYTES, schemaUrl, toHeaders, TOPICS, type RawItem, type WireItem } from '@wiredesk/contracts';
import { sizeOf, type OutgoingRecord } from '@wiredesk/eventlog';
import type { ParsedWire, WireEntry, WireReject } from '@wiredesk/wire-formats';
import { originalOf } from './original.js';
import type { Delivery, Reception } from './reception.js';

interface Origin {
  readonly delivery: Delivery;
  readonly reception: Reception;
  readonly parsed: ParsedWire;
  readonly receivedAt: string;
  readonly id: string;
}

/** What a wire format read, with its content hash, how it came in, and its original bytes: its own ones where several shared a file. */
export function rawItemOf({ item, bytes }: WireEntry, { delivery, reception, parsed, receivedAt, id }: Origin): RawItem {
  const own = bytes ?? delivery.bytes;
  return {
    ...(item as WireItem & RawItem),
    contentHash: contentHashOf(item),
    receipt: {
      id, receivedAt, feed: reception.feed, transport: reception.transport, format: parsed.format, rule: parsed.rule, sha256: digestOf(own),
      ...(parsed.charset === undefined ? {} : { charset: { ...parsed.charset } }),
    },
    original: originalOf(own, delivery.contentType),
  };
}

/** The record of an item: keyed by its story, so that all versions of a story stand in one partition. */
export function recordOf(item: RawItem, traceparent: string): OutgoingRecord {
  const { name: topic, eventType: type, schemaName } = TOPICS.raw;
  const { id, feed, receivedAt: time } = item.receipt;
  const headers = toHeaders({ id, source: `urn:wiredesk:feed:${feed}`, type, subject: item.storyId, time, dataschema: schemaUrl(schemaName), traceparent });
  return { topic, key: item.storyId, value: encodeJson(item), headers };
}

/** One item that the log would not take becomes a reject of its own, so that it cannot sink its neighbours. */
export function tooLarge(record: OutgoingRecord, entry: number): readonly WireReject[] {
  const size = sizeOf(record);
  if (size <= MAX_RECORD_BYTES) return [];
  return [{ entry, code: 'too-large', message: `the item takes ${size} bytes on the log with its original; ${MAX_RECORD_BYTES} are the limit`, hint: 'send large attachments elsewhere' }];
}

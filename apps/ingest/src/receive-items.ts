import { randomUUID } from 'node:crypto';
import {
  contentHashOf, digestOf, encodeJson, schemaUrl, toHeaders, TOPICS, type RawItem, type Receipt, type WireItem,
} from '@wiredesk/contracts';
import type { OutgoingRecord, Publisher } from '@wiredesk/eventlog';
import { parseWire, type WireContext, type WireEntry, type WireReject } from '@wiredesk/wire-formats';
import type { Ledger, LedgerEntry, Standing } from './ledger.js';
import { originalOf } from './original.js';

export interface ReceiveItemsOptions {
  readonly publisher: Publisher;
  readonly ledger: Ledger;
  readonly now?: () => Date;
  readonly newId?: () => string;
  /** The ledger could not be read or written: intake goes on, receipts may repeat `accepted` (decision 10). */
  readonly onLedgerFailure: (error: unknown) => void;
  readonly onReceipts: (receipts: readonly Receipt[]) => void;
}

export interface Delivery {
  readonly bytes: Uint8Array;
  readonly transport: string;
  readonly context: Omit<WireContext, 'receivedAt'>;
  /** W3C trace context of the request. */
  readonly traceparent: string;
}

interface Taken {
  readonly item: RawItem;
  readonly entry: number;
  readonly standing: Standing;
}

export type ReceiveItems = (delivery: Delivery) => Promise<readonly Receipt[]>;

/**
 * Bytes in, one receipt an entry out, in the order of the entries. A receipt says `accepted` or `superseded` only after the broker
 * has acknowledged the item with its original bytes. Throws `log-unavailable`, `overloaded` or `too-large`: then nothing is receipted.
 */
export function createReceiveItems(options: ReceiveItemsOptions): ReceiveItems {
  const { publisher, now = () => new Date(), newId = randomUUID } = options;
  return async (delivery) => {
    const receivedAt = now().toISOString();
    const context = { ...delivery.context, receivedAt };
    const parsed = parseWire(delivery.bytes, context);
    const items = parsed.items.map((entry) => ({ entry: entry.entry, item: rawItemOf(entry, { delivery, parsed, receivedAt, id: newId() }) }));
    const standings = await standingOf(items.map(({ item }) => item), options);
    const taken = items.map((each, n) => ({ ...each, standing: standings[n] ?? {} }));
    await publisher.publish(taken.filter(({ standing }) => standing.sameAs === undefined).map(({ item }) => recordOf(item, delivery)));
    const entries: LedgerEntry[] = [
      ...taken.map((each) => ({ receipt: receiptOf(each), contentHash: each.item.contentHash })),
      ...parsed.rejects.map((reject) => ({ receipt: rejectionOf(reject, { id: newId(), receivedAt, feed: context.feed, format: parsed.format, rule: parsed.rule }) })),
    ].sort((a, b) => (a.receipt.line ?? 0) - (b.receipt.line ?? 0));
    await options.ledger.record(entries).catch(options.onLedgerFailure);
    const receipts = entries.map(({ receipt }) => receipt);
    options.onReceipts(receipts);
    return receipts;
  };
}

/** What the ledger holds of each item; what stands earlier in the same delivery counts too. */
async function standingOf(items: readonly RawItem[], { ledger, onLedgerFailure }: ReceiveItemsOptions): Promise<readonly Standing[]> {
  const known = items.length === 0 ? [] : await ledger.standing(items).catch((error: unknown) => { onLedgerFailure(error); return []; });
  const here = new Map<string, string>();
  return items.map((item, n) => {
    const identity = `${item.storyId} ${item.version} ${item.contentHash}`;
    const sameAs = known[n]?.sameAs ?? here.get(identity);
    here.set(identity, sameAs ?? item.receipt.id);
    return { ...known[n], ...(sameAs === undefined ? {} : { sameAs }) };
  });
}

function rawItemOf({ item, bytes }: WireEntry, from: { delivery: Delivery; parsed: ReturnType<typeof parseWire>; receivedAt: string; id: string }): RawItem {
  const { delivery, parsed, receivedAt, id } = from;
  const own = bytes ?? delivery.bytes;
  const charset = parsed.charset === undefined ? {} : { charset: { ...parsed.charset } };
  return {
    ...(item as WireItem & RawItem),
    contentHash: contentHashOf(item),
    receipt: {
      id, receivedAt, feed: delivery.context.feed, transport: delivery.transport, format: parsed.format, rule: parsed.rule, sha256: digestOf(own), ...charset,
    },
    original: originalOf(own, delivery.context.contentType),
  };
}

function recordOf(item: RawItem, { traceparent }: Delivery): OutgoingRecord {
  const { name: topic, eventType: type, schemaName } = TOPICS.raw;
  const { id, feed, receivedAt: time } = item.receipt;
  const headers = toHeaders({ id, source: `urn:wiredesk:feed:${feed}`, type, subject: item.storyId, time, dataschema: schemaUrl(schemaName), traceparent });
  return { topic, key: item.storyId, value: encodeJson(item), headers };
}

function receiptOf({ item, entry, standing }: Taken): Receipt {
  const { id, receivedAt, feed, format, rule } = item.receipt;
  const common = { id, receivedAt, feed, format, rule, storyId: item.storyId, version: item.version, uri: item.uri, line: entry };
  if (standing.sameAs !== undefined) return { ...common, status: 'duplicate', duplicateOf: standing.sameAs };
  return standing.newer === undefined ? { ...common, status: 'accepted' } : { ...common, status: 'superseded', supersededBy: standing.newer };
}

function rejectionOf({ entry, bytes, ...rejection }: WireReject, common: Pick<Receipt, 'id' | 'receivedAt' | 'feed' | 'format' | 'rule'>): Receipt {
  return { ...common, status: 'rejected', line: entry, rejection };
}

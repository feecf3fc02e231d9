import { randomUUID } from 'node:crypto';
import type { RawItem, Receipt } from '@wiredesk/contracts';
import type { OutgoingRecord, Publisher } from '@wiredesk/eventlog';
import type { ParsedWire, WireContext } from '@wiredesk/wire-formats';
import type { Ledger, LedgerEntry, Standing } from './ledger.js';
import { rawItemOf, recordOf, tooLarge } from './raw-item.js';
import type { Delivery, Reception } from './reception.js';
import { receiptOf, rejectionOf } from './receipts.js';

export type ReceiveItems = (reception: Reception) => Promise<readonly Receipt[]>;

export interface ReceiveItemsOptions {
  readonly publisher: Publisher;
  readonly ledger: Ledger;
  readonly parse: (bytes: Uint8Array, context: WireContext) => ParsedWire | Promise<ParsedWire>;
  readonly now?: () => Date;
  readonly newId?: () => string;
  /** The ledger could not be read or written: intake goes on, receipts may repeat `accepted` (decision 10). */
  readonly onLedgerFailure: (error: unknown) => void;
  readonly onReceipts: (receipts: readonly Receipt[]) => void;
}

interface Read {
  readonly delivery: Delivery;
  readonly parsed: ParsedWire;
  readonly items: readonly { readonly entry: number; readonly item: RawItem; readonly record: OutgoingRecord }[];
}

/**
 * Bytes in, one receipt an entry out, in the order of deliveries and entries. A receipt says `accepted` or `superseded` only after the
 * broker has acknowledged the item with its original bytes. Throws `log-unavailable` or `overloaded`: then nothing is receipted.
 */
export function createReceiveItems(options: ReceiveItemsOptions): ReceiveItems {
  const { publisher, now = () => new Date(), newId = randomUUID } = options;
  return async (reception) => {
    const receivedAt = now().toISOString();
    const reads: Read[] = [];
    for (const delivery of reception.deliveries) {
      const { contentType, fileName } = delivery;
      const parsed = await options.parse(delivery.bytes, { feed: reception.feed, receivedAt, contentType, fileName, given: reception.given });
      const all = parsed.items.map((entry) => {
        const item = rawItemOf(entry, { delivery, reception, parsed, receivedAt, id: newId() });
        return { entry: entry.entry, item, record: recordOf(item, reception.traceparent) };
      });
      const rejects = [...parsed.rejects, ...all.flatMap(({ entry, record }) => tooLarge(record, entry))];
      reads.push({ delivery, parsed: { ...parsed, rejects }, items: all.filter(({ entry, record }) => tooLarge(record, entry).length === 0) });
    }
    const all = reads.flatMap(({ items }) => items.map(({ item }) => item));
    const standings = await standingsOf(all, options);
    await publisher.publish(reads.flatMap(({ items }) => items.filter(({ item }) => standings.get(item)?.sameAs === undefined).map(({ record }) => record)));
    const entries = reads.flatMap((read) => entriesOf(read, { standings, feed: reception.feed, receivedAt, newId }));
    await options.ledger.record(entries).catch(options.onLedgerFailure);
    const receipts = entries.map(({ receipt }) => receipt);
    options.onReceipts(receipts);
    return receipts;
  };
}

/** What the ledger holds of each item; what stands earlier among the same items counts too. */
async function standingsOf(items: readonly RawItem[], { ledger, onLedgerFailure }: ReceiveItemsOptions): Promise<ReadonlyMap<RawItem, Standing>> {
  const known = items.length === 0 ? [] : await ledger.standing(items).catch((error: unknown) => { onLedgerFailure(error); return []; });
  const here = new Map<string, string>();
  return new Map(items.map((item, n) => {
    const identity = `${item.storyId} ${item.version} ${item.contentHash}`;
    const sameAs = known[n]?.sameAs ?? here.get(identity);
    here.set(identity, sameAs ?? item.receipt.id);
    return [item, { ...known[n], ...(sameAs === undefined ? {} : { sameAs }) }];
  }));
}

interface Told {
  readonly standings: ReadonlyMap<RawItem, Standing>;
  readonly feed: string;
  readonly receivedAt: string;
  readonly newId: () => string;
}

/** The receipts of one delivery in the order of its entries. */
function entriesOf({ delivery, parsed, items }: Read, { standings, feed, receivedAt, newId }: Told): LedgerEntry[] {
  const { format, rule } = parsed;
  const place = (entry: number): Pick<Receipt, 'line' | 'part'> => ({ line: delivery.line ?? entry, ...(delivery.part === undefined ? {} : { part: delivery.part }) });
  const accepted = items.map(({ entry, item }) => ({
    entry, told: { receipt: { ...receiptOf(item, standings.get(item) ?? {}), ...place(entry) }, contentHash: item.contentHash },
  }));
  const rejected = parsed.rejects.map((reject) => ({ entry: reject.entry, told: { receipt: { ...rejectionOf(reject, { id: newId(), receivedAt, feed, format, rule }), ...place(reject.entry) } } }));
  return [...accepted, ...rejected].sort((a, b) => a.entry - b.entry).map(({ told }) => told);
}

import { randomUUID } from 'node:crypto';
import type { Receipt } from '@wiredesk/contracts';
import type { Publisher } from '@wiredesk/eventlog';
import type { Ledger, LedgerEntry, Standing } from './ledger.js';
import type { About, ReadDelivery, ReadItem } from './read-delivery.js';
import type { Read } from './reader.js';
import { underOneStory } from './one-story-a-uri.js';
import { receiptOf, rejectionOf, type Told } from './receipts.js';
import type { Delivery, Reception } from './reception.js';

export type ReceiveItems = (reception: Reception) => Promise<readonly Receipt[]>;

export interface ReceiveItemsOptions {
  readonly publisher: Publisher;
  readonly ledger: Ledger;
  readonly read: Read;
  readonly now?: () => Date;
  readonly newId?: () => string;
  /** The ledger could not be read or written: intake goes on, receipts may repeat `accepted` (decision 10). */
  readonly onLedgerFailure: (error: unknown) => void;
  readonly onReceipts: (receipts: readonly Receipt[]) => void;
}

/**
 * Bytes in, one receipt an entry out, in the order of deliveries and entries. A receipt says `accepted` or `superseded` only after the
 * broker has acknowledged the item with its original bytes. Throws `log-unavailable` or `overloaded`: then nothing is receipted.
 */
export function createReceiveItems(options: ReceiveItemsOptions): ReceiveItems {
  const { publisher, ledger, read, now = () => new Date(), newId = randomUUID } = options;
  return async ({ deliveries, ...reception }) => {
    const about: About = { ...reception, receivedAt: now().toISOString() };
    const reads = await inTheirStories(await read(deliveries, about), options);
    const items = reads.flatMap((each) => each.items);
    const standings = await standingsOf(items, options);
    await publisher.publish(items.filter((item) => standings.get(item)?.sameAs === undefined).map(({ record }) => record));
    const entries = deliveries.flatMap((delivery, n) => entriesOf({ delivery, read: reads[n], standings, about, newId }));
    await ledger.record(entries).catch(options.onLedgerFailure);
    const receipts = entries.map(({ receipt }) => receipt);
    options.onReceipts(receipts);
    return receipts;
  };
}

async function inTheirStories(reads: readonly ReadDelivery[], { ledger, onLedgerFailure }: ReceiveItemsOptions): Promise<readonly ReadDelivery[]> {
  const all = reads.flatMap(({ items }) => items);
  const placed = await underOneStory(all, ledger).catch((error: unknown) => { onLedgerFailure(error); return all; });
  let next = 0;
  return reads.map((each) => ({ ...each, items: each.items.map((item) => placed[next++] ?? item) }));
}

/** What the ledger holds of each item; what stands earlier among the same items counts too. */
async function standingsOf(items: readonly ReadItem[], { ledger, onLedgerFailure }: ReceiveItemsOptions): Promise<ReadonlyMap<ReadItem, Standing>> {
  const known = items.length === 0 ? [] : await ledger.standing(items).catch((error: unknown) => { onLedgerFailure(error); return []; });
  const here = new Map<string, string>();
  return new Map(items.map((item, n) => {
    const identity = `${item.storyId} ${item.version} ${item.contentHash}`;
    const sameAs = known[n]?.sameAs ?? here.get(identity);
    here.set(identity, sameAs ?? item.receiptId);
    return [item, { ...known[n], ...(sameAs === undefined ? {} : { sameAs }) }];
  }));
}

interface Settling {
  readonly delivery: Delivery;
  readonly read: ReadDelivery | undefined;
  readonly standings: ReadonlyMap<ReadItem, Standing>;
  readonly about: About;
  readonly newId: () => string;
}

/** The receipts of one delivery in the order of its entries. */
function entriesOf({ delivery, read, standings, about, newId }: Settling): LedgerEntry[] {
  if (read === undefined) return [];
  const told = (entry: number): Told => ({
    receivedAt: about.receivedAt, feed: about.feed, format: read.format, rule: read.rule,
    line: delivery.line ?? entry, ...(delivery.part === undefined ? {} : { part: delivery.part }),
  });
  const accepted = read.items.map((item) => ({ entry: item.entry, settled: { receipt: receiptOf(item, standings.get(item) ?? {}, told(item.entry)), contentHash: item.contentHash } }));
  const rejected = read.rejects.map((reject) => ({ entry: reject.entry, settled: { receipt: rejectionOf(reject, newId(), told(reject.entry)) } }));
  return [...accepted, ...rejected].sort((a, b) => a.entry - b.entry).map(({ settled }) => settled);
}

import type { RawItem, Receipt } from '@wiredesk/contracts';
import type { WireReject } from '@wiredesk/wire-formats';
import type { Standing } from './ledger.js';

/** The answer for an item that could be read. */
export function receiptOf(item: RawItem, { sameAs, newer }: Standing): Receipt {
  const { id, receivedAt, feed, format, rule } = item.receipt;
  const common = { id, receivedAt, feed, format, rule, storyId: item.storyId, version: item.version, uri: item.uri };
  if (sameAs !== undefined) return { ...common, status: 'duplicate', duplicateOf: sameAs };
  return newer === undefined ? { ...common, status: 'accepted' } : { ...common, status: 'superseded', supersededBy: newer };
}

/** The answer for an entry that could not be read. */
export function rejectionOf({ entry, bytes, ...rejection }: WireReject, common: Pick<Receipt, 'id' | 'receivedAt' | 'feed' | 'format' | 'rule'>): Receipt {
  return { ...common, status: 'rejected', rejection };
}

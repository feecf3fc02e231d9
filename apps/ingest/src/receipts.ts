import type { Receipt } from '@wiredesk/contracts';
import type { WireReject } from '@wiredesk/wire-formats';
import type { Standing } from './ledger.js';
import type { ReadItem } from './read-delivery.js';

/** What all receipts of one delivery have in common, and where the entry stood. */
export type Told = Pick<Receipt, 'receivedAt' | 'feed' | 'format' | 'rule' | 'line' | 'part'>;

/** The answer for an item that could be read. */
export function receiptOf({ receiptId: id, storyId, version, uri }: ReadItem, { sameAs, newer }: Standing, told: Told): Receipt {
  const common = { id, ...told, storyId, version, uri };
  if (sameAs !== undefined) return { ...common, status: 'duplicate', duplicateOf: sameAs };
  return newer === undefined ? { ...common, status: 'accepted' } : { ...common, status: 'superseded', supersededBy: newer };
}

/** The answer for an entry that could not be read. */
export function rejectionOf({ entry, bytes, ...rejection }: WireReject, id: string, told: Told): Receipt {
  return { id, ...told, status: 'rejected', rejection };
}

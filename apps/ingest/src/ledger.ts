import { versionKey, type Receipt } from '@wiredesk/contracts';

/** What tells one item from another: story, version and content. */
export interface ItemIdentity {
  readonly storyId: string;
  readonly version: string;
  readonly contentHash: string;
}

/** What was accepted before: the receipt of the same item, or that a newer version of its story is there. */
export interface Standing {
  readonly sameAs?: string;
  readonly newer?: string;
}

export interface LedgerEntry {
  readonly receipt: Receipt;
  readonly contentHash?: string;
}

/**
 * The memory of receipts, shared by all replicas. `standing` answers in the order of what was asked. `record` is called after the
 * broker has acknowledged; writing a receipt twice changes nothing. Both reject with `database-unavailable`.
 */
export interface Ledger {
  /** The story that first had each of these uris, as far as any had. */
  storiesOf(uris: readonly string[]): Promise<readonly (readonly [uri: string, storyId: string])[]>;
  standing(items: readonly ItemIdentity[]): Promise<readonly Standing[]>;
  record(entries: readonly LedgerEntry[]): Promise<void>;
  /** The receipt with what became of its item since: enriched, stored, or set aside on the way. */
  find(feed: string, id: string): Promise<Receipt | undefined>;
}

/** For unit tests. */
export function createMemoryLedger(): Ledger & { readonly entries: readonly LedgerEntry[] } {
  const entries: LedgerEntry[] = [];
  const held = (storyId: string): LedgerEntry[] =>
    entries.filter(({ receipt }) => receipt.storyId === storyId && (receipt.status === 'accepted' || receipt.status === 'superseded'));
  return {
    entries,
    storiesOf: (uris) => Promise.resolve(uris.flatMap((uri) => {
      const storyId = entries.find(({ receipt }) => receipt.uri === uri && receipt.status !== 'rejected')?.receipt.storyId;
      return storyId === undefined ? [] : [[uri, storyId] as const];
    })),
    standing: (items) => Promise.resolve(items.map(({ storyId, version, contentHash }) => {
      const same = held(storyId).find((entry) => entry.receipt.version === version && entry.contentHash === contentHash);
      const newer = held(storyId).find(({ receipt }) => receipt.version !== undefined && versionKey(receipt.version) > versionKey(version));
      return { ...(same === undefined ? {} : { sameAs: same.receipt.id }), ...(newer?.receipt.version === undefined ? {} : { newer: newer.receipt.version }) };
    })),
    record: (added) => {
      for (const entry of added) if (!entries.some(({ receipt }) => receipt.id === entry.receipt.id)) entries.push(entry);
      return Promise.resolve();
    },
    find: (feed, id) => Promise.resolve(entries.find(({ receipt }) => receipt.id === id && receipt.feed === feed)?.receipt),
  };
}

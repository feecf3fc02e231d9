import type { Rejection } from '@wiredesk/contracts';
import type { WireEntry, WireReject, WireResult } from './wire-format.js';

/** More than this in one body is refused from there on: a feed that sends so many at once has gone wrong. */
export const MOST_ITEMS = 5_000;

/** What became of one entry. */
export type Outcome = { readonly item: WireEntry['item'] } | { readonly rejection: Rejection };

export interface EntryReader<T> {
  /** An item, or why it is none. Must not throw. */
  readonly read: (entry: T, index: number) => Outcome;
  /** The entry's own bytes, such that reading them alone gives the same item. */
  readonly bytes: (entry: T) => Uint8Array;
}

/** Reads entries one by one, so that a bad one costs only itself. A single entry needs no bytes of its own: it is the whole. */
export function readEntries<T>(entries: readonly T[], reader: EntryReader<T>): WireResult {
  const items: WireEntry[] = [];
  const rejects: WireReject[] = [];
  entries.slice(0, MOST_ITEMS).forEach((entry, i) => {
    const own = entries.length === 1 ? {} : { bytes: reader.bytes(entry) };
    const outcome = reader.read(entry, i);
    if ('item' in outcome) items.push({ entry: i + 1, item: outcome.item, ...own });
    else rejects.push({ ...outcome.rejection, entry: i + 1, ...own });
  });
  if (entries.length > MOST_ITEMS) {
    rejects.push({ code: 'too-large', message: `more than ${MOST_ITEMS} items`, hint: 'send the rest in another body', entry: MOST_ITEMS + 1 });
  }
  return { items, rejects };
}

import { compareVersions, toInstant, type EnrichedItem } from '@wiredesk/contracts';
import { digestOfFacts } from './changed-between.js';
import type { ItemEntry, ItemKey } from './story-state.js';

/** Tables of results have more; what changed in them is not told, so that a state stays small. */
const MOST_FACTS = 1000;

/** What the state keeps of an item. */
export function entryOf(item: EnrichedItem): ItemEntry {
  return {
    version: item.version,
    contentHash: item.contentHash,
    signal: item.signal,
    pubStatus: item.pubStatus,
    versionCreated: item.versionCreated,
    ...present({
      digest: item.annotations.figures.length + item.annotations.entities.length > MOST_FACTS ? undefined : digestOfFacts(item.annotations),
      empty: isEmpty(item) ? true as const : undefined,
      assumedTime: item.versionCreatedFrom === 'receipt' ? true as const : undefined,
      embargo: embargoOf(item),
      expires: item.expires === undefined ? undefined : toInstant(item.expires),
      take: item.take && { key: item.take.key, number: item.take.number, ...present({ of: item.take.of }) },
      refersTo: item.refersTo?.map(({ rel, id }) => ({ rel, id })),
      altIds: item.altIds?.map(({ value }) => value),
    }),
  };
}

/** The fields that have a value: a state has no undefined, so that it is the same before and after JSON. */
const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

/** Anything said of an embargo counts; an end that cannot be read is no end, and of two ends the later holds. */
function embargoOf(item: EnrichedItem): ItemEntry['embargo'] {
  if (item.embargo === undefined && item.embargoedUntil === undefined) return undefined;
  if (item.embargo !== undefined && item.embargo.until === undefined) return {};
  const ends = [item.embargo?.until, item.embargoedUntil].filter((end) => end !== undefined).map(toInstant);
  // Undefined sorts last: an end that cannot be read is the latest.
  const until = ends.sort().at(-1);
  return until === undefined ? {} : { until };
}

const isEmpty = (item: EnrichedItem): boolean =>
  [item.text, ...item.headlines.map(({ value }) => value), ...item.bodies.map(({ value }) => value)].every((part) => part.trim() === '');

/** Negative, zero or positive: by version, then by content hash. */
export function compareKeys(left: ItemKey, right: ItemKey): number {
  const order = versionOrder(left.version, right.version);
  if (order !== 0 || left.contentHash === right.contentHash) return order;
  return left.contentHash < right.contentHash ? -1 : 1;
}

/** As `compareVersions`; two instants are in byte order already, and a story may have thousands. */
export function versionOrder(left: string, right: string): number {
  if (left === right) return 0;
  if (left[4] !== '-' || right[4] !== '-') return compareVersions(left, right);
  return left < right ? -1 : 1;
}

export const sameKey = (left: ItemKey, right: ItemKey): boolean => left.version === right.version && left.contentHash === right.contentHash;

export const keyOf = ({ version, contentHash }: ItemKey): ItemKey => ({ version, contentHash });

/** Adds an entry to a sorted set; the same array comes back when it tells nothing new. */
export function withEntry(heads: readonly ItemEntry[], entry: ItemEntry): readonly ItemEntry[] {
  const at = heads.findLastIndex((head) => compareKeys(head, entry) <= 0);
  const held = heads[at];
  if (held === undefined || !sameKey(held, entry)) return trimmed(heads.toSpliced(at + 1, 0, entry));
  if (entry.assumedTime !== true || held.versionCreated <= entry.versionCreated) return heads;
  // Of two deliveries the earlier received tells more, whichever came here first.
  return heads.with(at, { ...held, versionCreated: entry.versionCreated });
}

/** Of texts that a later one replaced only what still decides is kept: a story of a thousand versions stays small. */
function trimmed(sorted: readonly ItemEntry[]): readonly ItemEntry[] {
  const newest = new Map(sorted.filter(bearsText).map((entry) => [slotOf(entry), entry]));
  return sorted.map((entry) => (entry.digest === undefined || newest.get(slotOf(entry)) === entry ? entry : withoutDigest(entry)));
}

const withoutDigest = (entry: ItemEntry): ItemEntry =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'digest')) as unknown as ItemEntry;

export const slotOf = ({ take }: ItemEntry): string => (take === undefined ? 'whole' : `${take.number} ${take.key}`);

export const isKill = (entry: ItemEntry): boolean => entry.signal === 'kill' || entry.signal === 'withdraw' || entry.pubStatus === 'canceled';

/** The item is a text of the story: not a kill, not a note about the story, not a bare release. */
export const bearsText = (entry: ItemEntry): boolean =>
  !isKill(entry) && entry.signal !== 'hold' && entry.signal !== 'advisory' && !(entry.signal === 'release' && entry.empty === true);

/** A later take adds to the story that is there; it takes nothing back. */
export const isLaterTake = ({ take }: ItemEntry): boolean => take !== undefined && take.number > 1;

import type { EnrichedItem } from '@wiredesk/contracts';
import { versionOrder } from './entries.js';
import type { ItemEntry, ReferenceEffect, StoryReference } from './story-state.js';

/** Relations that say themselves what happens to the named story. Compared without case and punctuation. */
const ACTS: Readonly<Record<string, ReferenceEffect>> = {
  kill: 'kill', kills: 'kill', killed: 'kill', cancels: 'kill', canceled: 'kill', cancelled: 'kill', withdraws: 'kill', withdrawn: 'kill',
  hold: 'hold', holds: 'hold', withheld: 'hold', withholds: 'hold', embargoed: 'hold',
  release: 'release', releases: 'release', released: 'release',
  corrects: 'correct', corrected: 'correct', correction: 'correct', correctionof: 'correct',
  replaces: 'replace', supersedes: 'replace',
  takeof: 'continue', continues: 'continue',
};

/** Relations that only name a story; what happens to it is the signal of the item. */
const NAMES = new Set(['refersto', 'references', 'id', 'uri', 'idref', 'guid', 'sequence', 'sequencenumber', 'seq', 'slug', 'slugline', 'victim', 'previous']);

const EFFECTS: Readonly<Partial<Record<EnrichedItem['signal'], ReferenceEffect>>> = {
  kill: 'kill', withdraw: 'kill', hold: 'hold', release: 'release', correction: 'correct',
};

/** Relations of a story to the one that it grew out of. */
const ORIGINS = new Set(['evolvedfrom', 'derivedfrom', 'updates', 'updateof', 'evolves']);

const plain = (rel: string): string => rel.toLowerCase().replace(/^.*[:/#]/, '').replace(/[^a-z]/g, '');

/** The acts of an item on other stories. A relation that we do not know is a link, never an act: nothing is guessed. */
export function referencesOf(item: EnrichedItem): StoryReference[] {
  const { storyId, version, contentHash, uri, receipt } = item;
  return (item.refersTo ?? []).flatMap(({ rel, id }) => {
    const effect = effectOf(item, plain(rel));
    if (effect === undefined || id.trim() === '' || id === uri) return [];
    const take = effect === 'continue' ? item.take?.number : undefined;
    if (effect === 'continue' && take === undefined) return [];
    return [{ rel, id, effect, names: [id, local(receipt.feed, id)], from: { storyId, uri, version, contentHash }, at: item.versionCreated, ...(take !== undefined && { take }) }];
  });
}

function effectOf(item: EnrichedItem, rel: string): ReferenceEffect | undefined {
  const act = Object.hasOwn(ACTS, rel) ? ACTS[rel] : undefined;
  if (act !== undefined) return act;
  if (!NAMES.has(rel)) return undefined;
  return item.pubStatus === 'canceled' ? 'kill' : EFFECTS[item.signal];
}

/** All names under which a reference may find the story of this item: its uri anywhere, its other names within its feed. A first take goes by the name of its takes. */
export function namesOf(item: EnrichedItem): string[] {
  const key = item.take?.number === 1 ? item.take.key : undefined;
  const others = [...(item.altIds ?? []).map(({ value }) => value), item.slugline, key].filter((name) => name !== undefined);
  return [...new Set([item.uri, ...others.filter((name) => name.trim() !== '').map((name) => local(item.receipt.feed, name))])];
}

/** Sequence numbers and slugs mean something only to the agency that gives them. */
const local = (feed: string, name: string): string => `${feed} ${folded(name)}`;

const folded = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** The item is a later take of another story. */
export const continuesAnother = ({ refersTo = [] }: ItemEntry): boolean => refersTo.some(({ rel }) => ACTS[plain(rel)] === 'continue');

/** The story that the newest item which says so grew out of. */
export function originOf(sorted: readonly ItemEntry[]): string | undefined {
  return sorted.flatMap(({ refersTo }) => refersTo ?? []).findLast(({ rel }) => ORIGINS.has(plain(rel)))?.id;
}

/**
 * The highest version that an act by reference reaches: everything that is not provably written after it, and items that it names when
 * not all go by that name. An act always reaches something, at least the lowest version.
 */
export function reachOf(reference: StoryReference, sorted: readonly ItemEntry[]): string | undefined {
  const named = sorted.filter((entry) => goesBy(entry, reference.id));
  const tellsApart = named.length < sorted.filter(({ altIds }) => altIds !== undefined).length;
  const reached = sorted.findLast((entry) =>
    entry.assumedTime === true || entry.versionCreated <= reference.at || (tellsApart && named.includes(entry)));
  return (reached ?? sorted[0])?.version;
}

const goesBy = ({ altIds = [] }: ItemEntry, id: string): boolean => altIds.some((altId) => folded(altId) === folded(id));

export const atMost = (version: string, limit: string | undefined): boolean => limit !== undefined && versionOrder(version, limit) <= 0;

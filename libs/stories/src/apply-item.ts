import { canonicalJson, type EnrichedItem } from '@wiredesk/contracts';
import { entryOf, sameKey, withEntry } from './entries.js';
import { changesBetween } from './story-changes.js';
import type { Applied, AppliedItem, At, CopyLink, StoryReference, StoryState } from './story-state.js';
import { viewOf } from './view.js';

type Sets = Pick<StoryState, 'storyId' | 'heads' | 'references' | 'copyOf' | 'passed'>;

/**
 * Takes an item into its story. Every order and repetition of the same items ends in the same state. An exact repetition changes
 * nothing; of an item without a time of its own the earliest receipt is noted. Throws a RangeError on another story's item.
 */
export function applyItem(state: StoryState | undefined, item: EnrichedItem, at: At): AppliedItem {
  if (state !== undefined && state.storyId !== item.storyId) throw new RangeError(`an item of ${item.storyId} is no item of ${state.storyId}`);
  const known = state?.heads ?? [];
  const heads = withEntry(known, entryOf(item));
  const isNew = heads.length > known.length;
  if (state !== undefined && heads === state.heads) return { state, isNew, isCurrent: isCurrent(state, item), changes: [] };
  const next = derive({ ...(state ?? { storyId: item.storyId }), heads }, at.now);
  return { state: next, isNew, isCurrent: isCurrent(next, item), changes: changesBetween(state, next) };
}

/** Applies an act of another story to this one, its victim. Applying it again changes nothing. */
export function applyReference(state: StoryState, reference: StoryReference, at: At): Applied {
  const references = added(state.references, reference);
  return references === undefined ? { state, changes: [] } : changed(state, { ...state, references }, at);
}

/** Takes back an act that turned out to fit several stories: nothing is guessed, whichever of them came first. */
export function retractReference(state: StoryState, reference: StoryReference, at: At): Applied {
  const references = removed(state.references, reference);
  return references === undefined ? { state, changes: [] } : changed(state, { ...state, references }, at);
}

/** Says that this story is a copy of another. A link with the same story replaces the older one, to flag a killed original. */
export function linkCopy(state: StoryState, link: CopyLink, at: At): Applied {
  const others = (state.copyOf ?? []).filter(({ storyId }) => storyId !== link.storyId);
  const copyOf = [...others, link].sort((a, b) => (a.storyId < b.storyId ? -1 : 1));
  return canonicalJson(copyOf) === canonicalJson(state.copyOf) ? { state, changes: [] } : changed(state, { ...state, copyOf }, at);
}

/** Takes a link back: the other story was not the original after all. */
export function unlinkCopy(state: StoryState, storyId: string, at: At): Applied {
  const copyOf = (state.copyOf ?? []).filter((link) => link.storyId !== storyId);
  return copyOf.length === (state.copyOf ?? []).length ? { state, changes: [] } : changed(state, { ...state, copyOf }, at);
}

/** Lets time pass: embargoes end and texts expire. The same state comes back when nothing does. */
export function tick(state: StoryState, now: string): Applied {
  const next = derive(state, now);
  return canonicalJson({ ...next, heads: 0 }) === canonicalJson({ ...state, heads: 0 }) ? { state, changes: [] } : { state: next, changes: changesBetween(state, next) };
}

/** The instant at which `tick` will change this story if nothing else comes; undefined when time alone changes nothing. */
export function nextTickAt({ status, withheldUntil, expiresAt }: StoryState): string | undefined {
  if (status === 'withheld') return withheldUntil;
  return status === 'usable' ? expiresAt : undefined;
}

function changed(state: StoryState, sets: Sets, { now }: At): Applied {
  const next = derive(sets, now);
  return { state: next, changes: changesBetween(state, next) };
}

function derive({ storyId, heads, references, copyOf, passed: before }: Sets, now: string): StoryState {
  const clock = before !== undefined && before > now ? before : now;
  const instants = heads.flatMap(({ embargo, expires }) => [embargo?.until, expires]).filter((instant) => instant !== undefined && instant <= clock);
  const passed = instants.sort().at(-1);
  return {
    storyId,
    heads,
    ...(references !== undefined && references.length > 0 && { references }),
    ...(copyOf !== undefined && copyOf.length > 0 && { copyOf }),
    ...(passed !== undefined && { passed }),
    ...viewOf({ heads, ...(references !== undefined && { references }) }, clock),
  };
}

const isCurrent = (state: StoryState, item: EnrichedItem): boolean =>
  sameKey(state, item) || (state.text !== undefined && sameKey(state.text, item))
  || (state.takes ?? []).some(({ version, contentHash }) => version === item.version && contentHash === item.contentHash);

/** Of two deliveries of one act the earlier received counts, as with items. */
function added(references: readonly StoryReference[] = [], reference: StoryReference): readonly StoryReference[] | undefined {
  const held = references.find((other) => actOf(other) === actOf(reference));
  if (held !== undefined && held.at <= reference.at) return undefined;
  return [...references.filter((other) => other !== held), reference].sort((a, b) => (actOf(a) < actOf(b) ? -1 : 1));
}

function removed(references: readonly StoryReference[] = [], reference: StoryReference): readonly StoryReference[] | undefined {
  const rest = references.filter((other) => actOf(other) !== actOf(reference));
  return rest.length === references.length ? undefined : rest;
}

const actOf = ({ effect, id, from }: StoryReference): string => canonicalJson([effect, id, from.storyId, from.version, from.contentHash]);

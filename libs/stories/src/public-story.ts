import { publicStorySchema, type EnrichedItem, type PublicStory } from '@wiredesk/contracts';
import { sameKey } from './entries.js';
import { joinTakes } from './join-takes.js';
import type { StoryState } from './story-state.js';

/** What ninjs 3.1 and our formats say beside the contract's own fields and what no editor keeps to herself. */
const FURTHER_FIELDS = [
  'standard', 'representationType', 'contentModified', 'contentType', 'charCount', 'wordCount', 'credit', 'rightsInfo', 'keywords', 'events', 'objects',
  'renditions', 'associations', 'trustIndicators', 'expires', 'urgencyFrom',
];
const PUBLIC_FIELDS: ReadonlySet<string> = new Set([...Object.keys(publicStorySchema.shape), ...FURTHER_FIELDS]);
const TEXT_PARTS: ReadonlySet<string> = new Set(['headlines', 'descriptions', 'bodies']);
const NOTE_ROLE = /^(ed(itor(ial|s)?)?[-_ ]?)?note(book|s)?$|^(private|internal|not[-_ ]for[-_ ]publication)$/i;

/**
 * What the public may see of a story: of its item, or of its takes joined when all of them are given. Fields that are not known to be
 * public stay behind: they may be notes. Throws a RangeError when the story may not be shown or an item is not one that it shows,
 * because that is a bug that would publish what must not be.
 */
export function publicStory(item: EnrichedItem | readonly EnrichedItem[], state: StoryState): PublicStory {
  const items = Array.isArray(item) ? item as readonly EnrichedItem[] : [item as EnrichedItem];
  const shown = items.every((each) => isShown(each, state)) ? (items.length === 1 ? items[0] : joinTakes(items, state)) : undefined;
  if (state.status !== 'usable' || shown === undefined) throw new RangeError(`these items of story ${state.storyId} may not be shown`);
  const fields = Object.entries(shown).filter(([name]) => PUBLIC_FIELDS.has(name)).map(([name, value]) => [name, TEXT_PARTS.has(name) ? withoutNotes(value) : value]);
  const story = {
    ...Object.fromEntries(fields),
    versionCreated: writtenOf(shown, state),
    feed: shown.receipt.feed,
    receivedAt: shown.receipt.receivedAt,
    ...(state.takes !== undefined && { takes: state.takes }),
    ...(state.evolvedFrom !== undefined && { evolvedFrom: state.evolvedFrom }),
    ...(state.correctedBy !== undefined && { correctedBy: state.correctedBy }),
    ...(state.replacedBy !== undefined && { replacedBy: state.replacedBy }),
    ...(state.continuedBy !== undefined && { continuedBy: state.continuedBy }),
    ...(state.copyOf !== undefined && { copyOf: state.copyOf }),
  };
  return story as PublicStory;
}

function isShown(item: EnrichedItem, { text, takes, storyId }: StoryState): boolean {
  if (storyId !== item.storyId) return false;
  return (text !== undefined && sameKey(text, item)) || (takes ?? []).some((take) => take.version === item.version && take.contentHash === item.contentHash);
}

/** Without a publisher's time that of the earliest receipt, whichever delivery the item at hand came with. */
const writtenOf = (item: EnrichedItem, { heads, text }: StoryState): string =>
  (item.versionCreatedFrom === 'receipt' && text !== undefined ? heads.find((head) => sameKey(head, text))?.versionCreated : undefined) ?? item.versionCreated;

/** Drops the parts of a list that are marked as notes for editors. */
function withoutNotes(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter((part: unknown) => {
    if (part === null || typeof part !== 'object') return true;
    const { role, public: isPublic } = part as { role?: unknown; public?: unknown };
    return isPublic !== false && !(typeof role === 'string' && NOTE_ROLE.test(role));
  });
}

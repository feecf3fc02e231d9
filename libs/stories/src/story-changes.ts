import { canonicalJson } from '@wiredesk/contracts';
import { changedFacts } from './changed-between.js';
import { sameKey } from './entries.js';
import type { Digest, ItemEntry, ItemKey, StoryChange, StoryState } from './story-state.js';

/** What readers have to be told when a story went from one state to another; nothing when they would see no difference. */
export function changesBetween(previous: StoryState | undefined, next: StoryState): StoryChange[] {
  return [...statusChange(previous, next), ...linkChanges(previous, next)];
}

function statusChange(previous: StoryState | undefined, next: StoryState): StoryChange[] {
  if (previous !== undefined && seen(previous) === seen(next)) return [];
  const { version, status, reason, text } = next;
  if (status !== 'usable' || text === undefined) {
    return [{ type: status === 'usable' ? 'withheld' : status, version, showsText: false, ...(reason !== undefined && { reason }) }];
  }
  const changed = previous?.status === 'usable' ? whatChanged(previous, next) : undefined;
  return [{ type: shownType(previous, next), version, showsText: true, text, ...(changed !== undefined && { changed }) }];
}

/** What a reader sees of a state: another deciding item, status, reason, end of an embargo or take is a difference. */
const seen = ({ status, version, contentHash, text, takes, reason }: StoryState): string =>
  canonicalJson({ status, version, contentHash, text, takes, reason });

function shownType(previous: StoryState | undefined, next: StoryState): StoryChange['type'] {
  // A story that had no text to show until now is new to its readers.
  if (previous === undefined || (previous.status === 'withheld' && previous.text === undefined)) return 'created';
  if (previous.status === 'withheld') return 'released';
  return entryAt(next, next)?.signal === 'correction' ? 'corrected' : 'updated';
}

/** Links are told when they are new, or when the text that they belong to comes (back) into sight; and when they were taken back. */
function linkChanges(previous: StoryState | undefined, next: StoryState): StoryChange[] {
  const { status, version, text } = next;
  if (status !== 'usable' || text === undefined) return [];
  const before = previous?.status === 'usable' ? linksOf(previous) : new Map<string, Link>();
  const after = linksOf(next);
  const told = [...after].filter(([link, { reason }]) => before.get(link)?.reason !== reason).map(([, link]) => link);
  const lost = [...before.keys()].filter((link) => !after.has(link)).map((link): Link => ({ type: 'updated', reason: `no longer ${link}` }));
  return [...told, ...lost].map(({ type, reason }) => ({ type, version, reason, showsText: true, text }));
}

interface Link {
  readonly type: StoryChange['type'];
  readonly reason: string;
}

/** By what the link says of which story; the reason adds why. */
function linksOf({ correctedBy = [], replacedBy = [], continuedBy = [], copyOf = [] }: StoryState): Map<string, Link> {
  return new Map<string, Link>([
    ...correctedBy.map(({ uri }) => [`corrected by ${uri}`, { type: 'corrected', reason: `corrected by ${uri}` }] as const),
    ...replacedBy.map(({ uri }) => [`replaced by ${uri}`, { type: 'updated', reason: `replaced by ${uri}` }] as const),
    ...continuedBy.flatMap(({ uri, number }) => (uri === undefined ? [] : [[`continued by ${uri}`, { type: 'updated', reason: `continued by ${uri}: take ${number}` }] as const])),
    ...copyOf.map(({ uri, evidence, originalKilled }) => (
      [`copy of ${uri}`, { type: 'copied', reason: `copy of ${uri}${originalKilled === true ? ' (killed)' : ''}: ${evidence}` }] as const)),
  ]);
}

function whatChanged(previous: StoryState, next: StoryState): StoryChange['changed'] | undefined {
  const before = factsOf(previous);
  const after = factsOf(next);
  return before === undefined || after === undefined ? undefined : changedFacts(before, after);
}

function factsOf(state: StoryState): Digest | undefined {
  const keys: ItemKey[] = state.takes?.flatMap(({ version, contentHash }) => (
    version === undefined || contentHash === undefined ? [] : [{ version, contentHash }])) ?? (state.text === undefined ? [] : [state.text]);
  const digests = keys.map((key) => entryAt(state, key)?.digest);
  if (digests.includes(undefined)) return undefined;
  return {
    figures: digests.flatMap((digest) => digest?.figures ?? []),
    entities: digests.flatMap((digest) => digest?.entities ?? []),
  };
}

const entryAt = (state: StoryState, key: ItemKey): ItemEntry | undefined => state.heads.find((entry) => sameKey(entry, key));

import { bearsText, compareKeys, isKill, keyOf } from './entries.js';
import { atMost, originOf, reachOf } from './references.js';
import type { ItemEntry, StoryReference, StoryState, StoryView } from './story-state.js';
import { continuationsOf, shownItems, takesOf } from './takes.js';
import { NOTHING, withholdingOf, type Withholding } from './withholding.js';

type Sets = Pick<StoryState, 'heads' | 'references'>;

/** Derives what a story is at an instant from the set of its items and references. `heads` is not empty. */
export function viewOf(sets: Sets, now: string): StoryView {
  const { heads, references = [] } = sets;
  const kill = killOf(heads, references);
  const live = kill === undefined ? heads : heads.filter(({ version }) => !atMost(version, kill.version));
  const links = linksOf(heads, references);
  if (kill !== undefined && !live.some(bearsText)) return { ...kill.view, ...links };
  const deciding = live.findLast((entry) => bearsText(entry) || entry.signal !== 'advisory') ?? live.at(-1);
  if (deciding === undefined) throw new RangeError('a story without items has no view');
  const shown = shownItems(live);
  const takes = takesOf(shown);
  const text = shown[0];
  return {
    ...keyOf(deciding),
    ...(text !== undefined && { text: keyOf(text) }),
    ...statusOf({ heads, live, shown, deciding, references }, now),
    ...(takes !== undefined && { takes }),
    ...links,
  };
}

interface Living extends Required<Sets> {
  readonly live: readonly ItemEntry[];
  readonly shown: readonly ItemEntry[];
  readonly deciding: ItemEntry;
}

function statusOf(story: Living, now: string): Pick<StoryView, 'status' | 'reason' | 'withheldUntil' | 'expiresAt'> {
  const expiresAt = story.shown.flatMap(({ expires }) => (expires === undefined ? [] : [expires])).sort()[0];
  const expiry = expiresAt === undefined ? {} : { expiresAt };
  const { hold, endless, until, inDoubt } = afterReferences(story);
  if (inDoubt !== undefined) return { status: 'withheld', reason: `${inDoubt} names several stories and may mean this one`, ...expiry };
  if (hold) return { status: 'withheld', reason: 'on hold', ...expiry };
  if (endless) return { status: 'withheld', reason: 'embargoed without an end that can be read', ...expiry };
  if (until !== undefined && until > now) return { status: 'withheld', reason: `embargoed until ${until}`, withheldUntil: until, ...expiry };
  if (story.shown.length === 0) return { status: 'withheld', reason: 'no text yet', ...expiry };
  if (expiresAt !== undefined && expiresAt <= now) return { status: 'expired', reason: `expired at ${expiresAt}`, ...expiry };
  return { status: 'usable', ...expiry };
}

/** The newest hold, doubt or release by reference that reaches the deciding item; at the same instant what withholds wins. */
function afterReferences({ heads, deciding, references }: Living): Withholding {
  const own = withholdingOf(heads);
  const held = references.filter((act) => (act.effect === 'hold' || act.effect === 'doubt') && atMost(deciding.version, reachOf(act, heads)));
  const freed = references.filter((act) => act.effect === 'release' && deciding.versionCreated <= act.at);
  const newest = (list: readonly StoryReference[]): string => list.map(({ at }) => at).sort().at(-1) ?? '';
  if (held.length > 0 && newest(held) >= newest(freed)) {
    const doubt = held.find(({ effect }) => effect === 'doubt');
    return { ...own, hold: true, ...(doubt !== undefined && { inDoubt: doubt.from.uri }) };
  }
  return freed.length > 0 ? NOTHING : own;
}

interface Kill {
  readonly version: string;
  readonly view: StoryView;
}

/** The kill that reaches highest, the story's own before one by reference. */
function killOf(heads: readonly ItemEntry[], references: readonly StoryReference[]): Kill | undefined {
  const own = heads.findLast(isKill);
  const ownKill = own === undefined ? [] : [{
    ...keyOf(own),
    view: { ...keyOf(own), status: 'killed', reason: own.signal === 'withdraw' ? 'withdrawn by the publisher' : 'killed by the publisher', killedBy: { by: 'version', version: own.version } } as const,
  }];
  const byReference = references.filter(({ effect }) => effect === 'kill').flatMap((reference) => {
    const version = reachOf(reference, heads);
    const reached = heads.findLast((entry) => entry.version === version);
    if (reached === undefined) return [];
    const { storyId, uri, version: of } = reference.from;
    return [{
      ...keyOf(reached),
      view: { ...keyOf(reached), status: 'killed', reason: `killed by ${uri}`, killedBy: { by: 'reference', version: of, storyId, uri } } as const,
    }];
  });
  return [...byReference, ...ownKill].sort(compareKeys).at(-1);
}

/** Whether a kill reaches a version, also one that a later text replaced: its text must not be told any more. */
export function isKilledVersion({ heads, references = [] }: Sets, version: string): boolean {
  return atMost(version, killOf(heads, references)?.version);
}

/** What other stories did to this one and what it grew out of; kept in every status. */
function linksOf(heads: readonly ItemEntry[], references: readonly StoryReference[]): Pick<StoryView, 'correctedBy' | 'replacedBy' | 'continuedBy' | 'evolvedFrom'> {
  const evolvedFrom = originOf(heads);
  const by = (wanted: StoryReference['effect']) => {
    const ids = new Map(references.filter(({ effect }) => effect === wanted).map(({ from: { storyId, uri } }) => [storyId, { storyId, uri }]));
    return ids.size === 0 ? undefined : [...ids.values()];
  };
  const correctedBy = by('correct');
  const replacedBy = by('replace');
  const continuedBy = continuationsOf(references);
  return {
    ...(correctedBy !== undefined && { correctedBy }),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(continuedBy !== undefined && { continuedBy }),
    ...(evolvedFrom !== undefined && { evolvedFrom }),
  };
}

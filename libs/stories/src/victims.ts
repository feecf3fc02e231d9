import { bearsText, isLaterTake, keyOf, sameKey } from './entries.js';
import type { ItemKey, StoryReference, StoryState } from './story-state.js';

/** A story that goes by one of the names of a reference. */
export interface Candidate {
  readonly storyId: string;
  /** All its names, in the space of `namesOf`. */
  readonly names: readonly string[];
  readonly texts: readonly CandidateText[];
}

/** `written` is the publisher's time, or with `assumed` the time of receipt, before which it was written. */
interface CandidateText extends ItemKey {
  readonly written: string;
  readonly assumed?: true;
  readonly laterTake?: true;
}

export type Victim =
  | { readonly found: 'one'; readonly storyId: string }
  | { readonly found: 'none' }
  | { readonly found: 'several'; readonly storyIds: readonly string[] };

/** Agencies give sequence numbers and slugs again the next day. */
const DAY_MS = 24 * 60 * 60 * 1000;

export function candidateOf({ storyId, heads }: StoryState, names: readonly string[]): Candidate {
  const texts = heads.filter(bearsText).map((entry) => ({
    ...keyOf(entry), written: entry.versionCreated, ...(entry.assumedTime === true && { assumed: true as const }), ...(isLaterTake(entry) && { laterTake: true as const }),
  }));
  return { storyId, names, texts };
}

/**
 * Which story an act means, a function of the set of stories that go by its names. It is to be asked again whenever an item arrives in
 * a story that has one of the names: `one` applies the act there and retracts it elsewhere, `none` and `several` leave it parked and
 * retract it. A uri names one story for ever. Other names are given again: a story that was written only after the act is not meant,
 * one without a time of its own only when it came within a day, and one of the day before the act rather than an older one.
 */
export const victimOf = (reference: StoryReference, candidates: readonly Candidate[]): Victim => findVictim(reference, candidates).victim;

/** What was found, and whether texts that are older than a day before the act had no part in it: without them the same is found. */
export interface Finding {
  readonly victim: Victim;
  readonly isRecent: boolean;
}

/** As {@link victimOf}, among all candidates or, for a start, those that go by its id or have a text within a day of it. */
export function findVictim(reference: StoryReference, candidates: readonly Candidate[]): Finding {
  const texts = candidates
    .filter(({ names }) => names.some((name) => reference.names.includes(name)))
    .flatMap((candidate) => textsOf(candidate, reference));
  const byUri = texts.filter(({ byUri }) => byUri);
  if (byUri.length > 0) return { victim: victim(byUri), isRecent: true };
  const before = texts.filter(({ written, assumed }) => written <= (assumed === true ? shifted(reference.at, DAY_MS) : reference.at));
  const recent = before.filter(({ written }) => written >= shifted(reference.at, -DAY_MS));
  return { victim: victim(recent.length > 0 ? recent : before), isRecent: recent.length > 0 };
}

/** The earliest and the latest that a text of a story was written; undefined when it has none. An act of more than a day before does not mean it by a name that is given again. */
export function writtenBetween({ heads }: StoryState): { readonly first: string; readonly last: string } | undefined {
  const times = heads.filter(bearsText).map(({ versionCreated }) => versionCreated).sort();
  const [first, last] = [times[0], times.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}

const shifted = (instant: string, milliseconds: number): string => new Date(Date.parse(instant) + milliseconds).toISOString();

interface NamedText extends CandidateText {
  readonly storyId: string;
  readonly byUri: boolean;
}

/** The acting item is not its own victim; what a take continues is neither its own story nor another later take. */
function textsOf({ storyId, names, texts }: Candidate, { id, from, effect }: StoryReference): NamedText[] {
  const isOwn = storyId === from.storyId;
  const others = effect === 'continue'
    ? texts.filter(({ laterTake }) => !isOwn && laterTake !== true)
    : texts.filter((text) => !isOwn || !sameKey(text, from));
  return others.map((text) => ({ ...text, storyId, byUri: names.includes(id) }));
}

function victim(texts: readonly NamedText[]): Victim {
  const storyIds = [...new Set(texts.map(({ storyId }) => storyId))].sort();
  const [first] = storyIds;
  if (first === undefined) return { found: 'none' };
  return storyIds.length === 1 ? { found: 'one', storyId: first } : { found: 'several', storyIds };
}

/** What an act does to which story. */
export interface Meant {
  readonly storyId: string;
  readonly reference: StoryReference;
}

/**
 * Where an act applies. A kill or hold that fits several stories casts doubt on each of them: one of them must not be shown, and which
 * one is not guessed. Other acts that fit several apply nowhere.
 */
export function meantBy(reference: StoryReference, victim: Victim): Meant[] {
  if (victim.found === 'one') return [{ storyId: victim.storyId, reference }];
  if (victim.found === 'none' || (reference.effect !== 'kill' && reference.effect !== 'hold')) return [];
  return victim.storyIds.map((storyId) => ({ storyId, reference: { ...reference, effect: 'doubt' } }));
}

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
export function victimOf(reference: StoryReference, candidates: readonly Candidate[]): Victim {
  const texts = candidates
    .filter(({ names }) => names.some((name) => reference.names.includes(name)))
    .flatMap((candidate) => textsOf(candidate, reference));
  const byUri = texts.filter(({ byUri }) => byUri);
  if (byUri.length > 0) return victim(byUri);
  const before = texts.filter(({ written, assumed }) => written <= (assumed === true ? shifted(reference.at, DAY_MS) : reference.at));
  const recent = before.filter(({ written }) => written >= shifted(reference.at, -DAY_MS));
  return victim(recent.length > 0 ? recent : before);
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

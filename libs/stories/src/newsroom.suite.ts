import { canonicalJson, type EnrichedItem } from '@wiredesk/contracts';
import {
  applyItem, applyReference, candidateOf, meantBy, namesOf, referencesOf, retractReference, victimOf,
  type Applied, type Meant, type StoryChange, type StoryReference, type StoryState,
} from './index.js';

export interface Told extends StoryChange {
  readonly storyId: string;
}

/** What many stories are after all items are in, what readers were told on the way, and the acts that still wait for a victim. */
export interface Newsroom {
  readonly states: ReadonlyMap<string, StoryState>;
  readonly told: readonly Told[];
  readonly parked: readonly string[];
}

interface Act {
  readonly reference: StoryReference;
  found: 'one' | 'none' | 'several';
  meant: readonly Meant[];
}

/** What storage does around this library, in memory: stories, their names, acts that are settled again when a named story gains an item. */
export function play(items: readonly EnrichedItem[], now: string): Newsroom {
  const states = new Map<string, StoryState>();
  const names = new Map<string, Set<string>>();
  const acts = new Map<string, Act>();
  const told: Told[] = [];
  const keep = ({ state, changes }: Applied): void => {
    states.set(state.storyId, state);
    told.push(...changes.map((change) => ({ storyId: state.storyId, ...change })));
  };
  const stateOf = (storyId: string): StoryState => states.get(storyId) as StoryState;
  const settle = (act: Act): void => {
    const victim = victimOf(act.reference, [...names].map(([storyId, known]) => candidateOf(stateOf(storyId), [...known])));
    const meant = meantBy(act.reference, victim);
    const isMeant = (before: Meant): boolean => meant.some(({ storyId, reference }) => storyId === before.storyId && reference.effect === before.reference.effect);
    for (const before of act.meant) if (!isMeant(before)) keep(retractReference(stateOf(before.storyId), before.reference, { now }));
    for (const { storyId, reference } of meant) keep(applyReference(stateOf(storyId), reference, { now }));
    Object.assign(act, { found: victim.found, meant });
  };
  for (const item of items) {
    const { storyId } = item;
    keep(applyItem(states.get(storyId), item, { now }));
    const known = new Set([...(names.get(storyId) ?? []), ...namesOf(item)]);
    names.set(storyId, known);
    for (const reference of referencesOf(item)) {
      const key = canonicalJson([reference.from, reference.id, reference.effect]);
      acts.set(key, { found: 'none', meant: [], ...acts.get(key), reference });
    }
    for (const act of acts.values()) {
      if (act.reference.from.storyId === storyId || act.reference.names.some((name) => known.has(name))) settle(act);
    }
  }
  const parked = [...acts.values()].filter(({ found }) => found !== 'one').map(({ reference: { effect, id } }) => `${effect} ${id}`).sort();
  return { states, told, parked };
}

export const statesOf = ({ states }: Newsroom): string => canonicalJson([...states.values()].sort((a, b) => (a.storyId < b.storyId ? -1 : 1)));

const SHOWING = new Set(['created', 'updated', 'corrected', 'released']);

/**
 * What readers know in the end: of each story the last word on its text, and every link that was told since the text came into sight.
 * created, updated, corrected and released all say "this is the text now".
 */
export function factsOf(told: readonly Told[]): string[] {
  const facts = new Map<string, string>();
  for (const { storyId, type, version, reason, showsText, text } of told) {
    if (reason !== undefined && showsText) {
      const lost = reason.startsWith('no longer ');
      const link = `${storyId} link ${(lost ? reason.slice('no longer '.length) : reason).replace(/(?: \(killed\))?: .*/, '')}`;
      if (lost) facts.delete(link);
      else facts.set(link, `${storyId} ${reason}`);
    } else {
      if (!showsText) for (const key of facts.keys()) if (key.startsWith(`${storyId} link`)) facts.delete(key);
      facts.set(`${storyId} text`, canonicalJson({ storyId, says: SHOWING.has(type) ? 'shown' : type, version, text, reason }));
    }
  }
  return [...facts.values()].sort();
}

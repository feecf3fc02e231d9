import type { Doc } from '../doc.js';
import { entriesAt } from '../entries-at.js';
import { entriesOf, keyOf } from '../gazetteer.js';
import type { Mention } from '../mention.js';
import { countryInName, countryOf, sureEntry } from './evidence.js';

/** The country of the publisher's own dateline. */
const datelineCountry = (doc: Doc): string => {
  const last = doc.input.dateline?.place?.split(',').at(-1)?.trim() ?? '';
  const entry = entriesOf(keyOf(last)).find(({ type }) => type === 'place');
  return entry === undefined ? '' : countryOf(entry);
};

/** How often a story means each country: by its own name and people, and by what lies within it. */
export interface Votes {
  readonly named: ReadonlyMap<string, number>;
  readonly within: ReadonlyMap<string, number>;
}

/** What the story says about where a name lies. */
export interface Surroundings {
  readonly votes: Votes;
  /** The country or region that follows after a comma: "Paris, Texas". */
  readonly near: string | undefined;
  /** The country that a place without a listing most likely lies in; asked only for such places. */
  readonly home: () => string | undefined;
}

/** Only what the lists are sure of votes, and cities that are large enough to be meant. */
export const countryVotes = (doc: Doc, mentions: readonly Mention[]): Votes => {
  const votes = { named: new Map<string, number>(), within: new Map<string, number>() };
  const vote = (map: Map<string, number>, country: string): unknown => country !== '' && map.set(country, (map.get(country) ?? 0) + 1);
  vote(votes.within, datelineCountry(doc));
  for (const mention of mentions) {
    const entry = sureEntry(doc, mention);
    if (entry === undefined && mention.type === 'organisation') vote(votes.within, countryInName(doc, mention) ?? '');
    if (entry !== undefined) vote(entry.list === 'country' || entry.list === 'demonym' ? votes.named : votes.within, countryOf(entry));
  }
  return votes;
};

const NEARBY = 15;

/** The country of the closest listed place or people before or after a mention in its sentence. */
const neighbourCountry = (doc: Doc, mentions: readonly Mention[], index: number): string | undefined => {
  const own = mentions[index] as Mention;
  let best: string | undefined;
  let least = NEARBY;
  for (const other of [mentions[index - 2], mentions[index - 1], mentions[index + 1], mentions[index + 2]]) {
    if (other === undefined || doc.tokens[other.first]?.sentence !== doc.tokens[own.first]?.sentence) continue;
    const distance = other.first < own.first ? own.first - other.last : other.first - own.last;
    const entry = distance < least ? sureEntry(doc, other) : undefined;
    if (entry !== undefined && countryOf(entry) !== '') [best, least] = [countryOf(entry), distance];
  }
  return best;
};

const CLEAR_LEAD = 2;

/** The country that the story speaks of far more than of any other. */
const storyCountry = ({ named, within }: Votes): string | undefined => {
  const all = new Map(named);
  for (const [country, count] of within) all.set(country, (all.get(country) ?? 0) + count);
  const [first, second] = [...all].sort((a, b) => b[1] - a[1]);
  return first !== undefined && first[1] >= CLEAR_LEAD * (second?.[1] ?? 0.5) ? first[0] : undefined;
};

const homeOf = (doc: Doc, mentions: readonly Mention[], { index, votes }: { index: number; votes: Votes }): string | undefined =>
  neighbourCountry(doc, mentions, index) ?? storyCountry(votes);

/** The country or region that stands right behind a mention and a comma. */
const nearOf = (doc: Doc, mentions: readonly Mention[], index: number): string | undefined => {
  const next = mentions[index + 1];
  if (next === undefined || next.type !== 'place' || next.first !== (mentions[index]?.last ?? 0) + 1 || doc.tokens[next.first - 1]?.text !== ',') return undefined;
  return entriesAt(doc, next).find(({ list, minor }) => minor !== true && (list === 'country' || list === 'region'))?.link;
};

const nowhere = (): undefined => undefined;

/** What the story says about the place that a mention names. */
export const surroundingsOf = (doc: Doc, mentions: readonly Mention[], { index, votes }: { index: number; votes: Votes }): Surroundings =>
  mentions[index]?.type === 'place' ? { votes, near: nearOf(doc, mentions, index), home: () => homeOf(doc, mentions, { index, votes }) } : { votes, near: undefined, home: nowhere };

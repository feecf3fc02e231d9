import type { PlaceKind } from '@wiredesk/contracts';
import type { Doc } from './doc.js';
import { keyOfTokens } from './fold.js';
import { type Entry, countryName, entriesOf, keyOf } from './gazetteer.js';
import type { Link, Mention } from './mention.js';

const surface = (doc: Doc, { first, last }: Mention): string => doc.text.slice(doc.tokens[first]?.start ?? 0, doc.tokens[last - 1]?.end ?? 0);

const countryOf = (entry: Entry): string => (entry.link ?? entry.country ?? '').slice(0, 2);

/** Countries that the story names beyond doubt, with how often: they vote for the cities. */
export const countryVotes = (doc: Doc, mentions: readonly Mention[]): ReadonlyMap<string, number> => {
  const votes = new Map<string, number>();
  const dateline = doc.input.dateline?.place?.split(',').at(-1)?.trim();
  const named = dateline === undefined ? undefined : entriesOf(keyOf(dateline)).find((one) => one.type === 'place');
  if (named !== undefined) votes.set(countryOf(named), 1);
  for (const mention of mentions) {
    const entry = entriesOf(keyOfTokens(doc, mention)).find((one) => one.type === mention.type && !one.ambiguous);
    const country = (entry?.link ?? entry?.country ?? '').slice(0, 2);
    if (country !== '') votes.set(country, (votes.get(country) ?? 0) + (entry?.list === 'city' ? 0.5 : 1));
  }
  return votes;
};

/** In the scale of a city's score, the binary logarithm of its thousands of people. */
const PRIOR: Readonly<Record<Entry['list'], number>> = { country: 12, area: 11, region: 11, demonym: 0, organisation: 0, work: 0, city: 0 };
const MINOR_REGION = 3;
const AMBIGUOUS_REGION = 7;
const CAPITAL = 2;
const NEIGHBOUR = 10;

const priorOf = (entry: Entry): number => {
  if (entry.list === 'city') return Math.log2(1 + (entry.population ?? 0)) + (entry.isCapital === true ? CAPITAL : 0);
  if (entry.list !== 'region') return PRIOR[entry.list];
  if (entry.minor === true) return MINOR_REGION;
  return entry.ambiguous ? AMBIGUOUS_REGION : PRIOR.region;
};

/** What the story says about where a name lies. */
export interface Surroundings {
  /** How often each country is meant beyond doubt. */
  readonly votes: ReadonlyMap<string, number>;
  /** The country or region that follows after a comma: "Paris, Texas". */
  readonly near: string | undefined;
}

const lies = (entry: Entry, near: string): boolean => (near.length > 2 ? entry.region === near : countryOf(entry) === near);

/** What the list is worth, the story's own votes for the country, and what stands beside the name. */
const placeScore = (entry: Entry, { votes, near }: Surroundings): number =>
  priorOf(entry) + 2.5 * Math.log2(1 + (votes.get(countryOf(entry)) ?? 0)) + (near !== undefined && entry.list === 'city' && lies(entry, near) ? NEIGHBOUR : 0);

const bestPlace = (list: readonly Entry[], around: Surroundings): Entry | undefined => {
  let best: Entry | undefined;
  let top = -Infinity;
  for (const entry of list) {
    const score = entry.type === 'place' ? placeScore(entry, around) : -Infinity;
    if (score > top) [best, top] = [entry, score];
  }
  return best;
};

/** The country or region that stands right behind a mention and a comma. */
export const nearOf = (doc: Doc, mentions: readonly Mention[], index: number): string | undefined => {
  const next = mentions[index + 1];
  if (next === undefined || next.type !== 'place' || next.first !== (mentions[index]?.last ?? 0) + 1 || doc.tokens[next.first - 1]?.text !== ',') return undefined;
  return entriesOf(keyOfTokens(doc, next)).find(({ list, minor }) => minor !== true && (list === 'country' || list === 'region'))?.link;
};

const countryField = ({ list, link, country }: Entry): { country?: string } => {
  const code = list === 'country' ? undefined : (country ?? (list === 'region' ? link?.slice(0, 2) : undefined));
  return code === undefined ? {} : { country: code };
};

const factsOf = (entry: Entry): Link['facts'] => ({
  ...(entry.kind === undefined ? {} : { kind: entry.kind }),
  ...(entry.link === undefined ? {} : { link: entry.link }),
  ...(entry.type === 'group' ? {} : countryField(entry)),
  ...(entry.geonamesId === undefined ? {} : { geonamesId: entry.geonamesId }),
});

const singular = (text: string): string => (/[^s]s$/.test(text) ? text.slice(0, -1) : text);

const placeLink = (entry: Entry, text: string): Link => {
  const name = entry.list === 'country' && entry.link !== undefined ? countryName(entry.link) : entry.name;
  return { key: `place:${entry.link ?? entry.geonamesId ?? text.toLowerCase()}`, name, facts: factsOf(entry) };
};

const KINDS: readonly (readonly [PlaceKind, RegExp])[] = [
  ['natural', /\b(?:river|lake|sea|ocean|mount|mountains?|strait|straits|gulf|bay|desert|valley|peninsula|islands?|volcano|canal|falls|cape|glacier|delta|hills?|coast)\b/],
  ['facility', /\b(?:airport|station|base|prison|square|bridge|stadium|hospital|mosque|church|cathedral|palace|center|centre|tower|camp|dam|port|museum|hotel|temple|school|university|embassy|arena|park|road|street|tomb|plant|building|house)\b/],
  ['region', /\b(?:province|state|region|oblast|county|district|territory|governorate|prefecture|republic|krai)\b/],
  ['area', /\b(?:zone|triangle|line|corridor|belt)\b/],
];

/** A place that no list has: its own words tell its kind; a bare name is a town until something says otherwise. */
const unlisted = (text: string): Link => {
  const lower = text.toLowerCase();
  return { key: `place:${lower}`, name: text, facts: { kind: KINDS.find(([, words]) => words.test(lower))?.[0] ?? 'city' } };
};

const GENERIC = new Set(['province', 'state', 'region', 'governorate', 'prefecture', 'republic']);

/** The entries of a place's name; "Helmand Province" is listed without its last word. */
const placeEntries = (doc: Doc, { first, last }: Mention, list: readonly Entry[]): readonly Entry[] => {
  if (list.some(({ type }) => type === 'place') || last - first < 2 || !GENERIC.has(doc.tokens[last - 1]?.lower ?? '')) return list;
  return entriesOf(keyOfTokens(doc, { first, last: last - 1 })).filter(({ list: from }) => from === 'region');
};

/** "Burmese Ministry of Health", "Ministry of Defense of Russia": the country that a body carries in its name. */
const countryInName = (doc: Doc, { first, last }: Mention): string | undefined => {
  for (const at of [first, last - 1]) {
    const entry = entriesOf(keyOfTokens(doc, { first: at, last: at + 1 })).find((one) => !one.ambiguous && (one.list === 'country' || one.list === 'demonym') && one.link !== undefined);
    if (entry !== undefined && last - first > 1) return entry.link?.slice(0, 2);
  }
  return undefined;
};

const namedLink = (doc: Doc, mention: Mention, entry: Entry | undefined): Link => {
  const text = surface(doc, mention);
  const name = entry?.canonical ?? entry?.name ?? text;
  const country = entry === undefined && mention.type === 'organisation' ? countryInName(doc, mention) : undefined;
  const facts = entry === undefined ? (country === undefined ? {} : { country }) : factsOf(entry);
  return { key: `${mention.type}:${singular(name.toLowerCase())}`, name, facts };
};

/** What the lists say a mention is; without them the name stands for itself. */
export const linkOf = (doc: Doc, mention: Mention, around: Surroundings): Link => {
  const list = entriesOf(keyOfTokens(doc, mention), doc.language.detected ?? doc.language.declared);
  if (mention.type !== 'place') return namedLink(doc, mention, list.find((one) => one.type === mention.type));
  const text = surface(doc, mention);
  const entry = bestPlace(placeEntries(doc, mention, list), around);
  return entry === undefined ? unlisted(text) : placeLink(entry, text);
};

import type { PlaceKind } from '@wiredesk/contracts';
import type { Doc } from '../doc.js';
import { entriesAt } from '../entries-at.js';
import { type Entry, countryName } from '../gazetteer.js';
import type { Link, Mention } from '../mention.js';
import { countryInName, ownerCountry } from './evidence.js';
import { bestPlace } from './places.js';
import type { Surroundings } from './surroundings.js';

const surface = (doc: Doc, { first, last }: Mention): string => doc.text.slice(doc.tokens[first]?.start ?? 0, doc.tokens[last - 1]?.end ?? 0);

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

/** A place that no list has: its own words tell its kind, its surroundings the country; a bare name is a town until something says otherwise. */
const unlisted = (text: string, { near, home }: Surroundings): Link => {
  const lower = text.toLowerCase();
  const kind = KINDS.find(([, words]) => words.test(lower))?.[0] ?? 'city';
  const country = near?.slice(0, 2) ?? (kind === 'natural' ? undefined : home());
  return { key: `place:${lower}`, name: text, facts: { kind, ...(country === undefined ? {} : { country }) } };
};

const GENERIC = new Set(['province', 'state', 'region', 'governorate', 'prefecture', 'republic']);

/** The entries of a place's name; "Helmand Province" is listed without its last word. */
const placeEntries = (doc: Doc, { first, last }: Mention, list: readonly Entry[]): readonly Entry[] => {
  if (list.some(({ type }) => type === 'place') || last - first < 2 || !GENERIC.has(doc.tokens[last - 1]?.lower ?? '')) return list;
  return entriesAt(doc, { first, last: last - 1 }).filter(({ list: from }) => from === 'region');
};

const namedLink = (doc: Doc, mention: Mention, entry: Entry | undefined): Link => {
  const text = surface(doc, mention);
  const name = entry?.canonical ?? entry?.name ?? text;
  const country = entry === undefined && mention.type === 'organisation' ? (countryInName(doc, mention) ?? ownerCountry(doc, mention)) : undefined;
  const facts = entry === undefined ? (country === undefined ? {} : { country }) : factsOf(entry);
  return { key: `${mention.type}:${singular(name.toLowerCase())}`, name, facts };
};

/** What the lists say a mention is; without them the name stands for itself. */
export const linkOf = (doc: Doc, mention: Mention, around: Surroundings): Link => {
  const list = entriesAt(doc, mention, doc.language.detected ?? doc.language.declared);
  if (mention.type !== 'place') return namedLink(doc, mention, list.find((one) => one.type === mention.type));
  const text = surface(doc, mention);
  const entry = bestPlace(placeEntries(doc, mention, list), around);
  return entry === undefined ? unlisted(text, around) : placeLink(entry, text);
};

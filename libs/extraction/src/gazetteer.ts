import type { EntityType, PlaceKind } from '@wiredesk/contracts';
import areaRows from './data/areas.json' with { type: 'json' };
import cityRows from './data/cities.json' with { type: 'json' };
import countryRows from './data/countries.json' with { type: 'json' };
import demonymRows from './data/demonyms.json' with { type: 'json' };
import foreignRows from './data/foreign.json' with { type: 'json' };
import organisationRows from './data/organisations.json' with { type: 'json' };
import regionRows from './data/regions.json' with { type: 'json' };
import workRows from './data/works.json' with { type: 'json' };
import { foldWord, isUpperAt } from './characters.js';
import { scanTokens } from './tokens.js';

export type List = 'country' | 'demonym' | 'region' | 'area' | 'city' | 'organisation' | 'work';

/** One thing that a name may stand for. */
export interface Entry {
  readonly list: List;
  readonly type: EntityType;
  readonly kind?: PlaceKind;
  /** The name as the list spells it. */
  readonly name: string;
  /** The list's first name of the same thing. */
  readonly canonical?: string;
  readonly link?: string;
  readonly country?: string;
  /** US-CA for a city of California. */
  readonly region?: string;
  readonly geonamesId?: number;
  /** Known by the code list alone: wires may mean something else by the name. */
  readonly minor?: boolean;
  /** Thousands of people. */
  readonly population?: number;
  readonly isCapital?: boolean;
  readonly ambiguous: boolean;
  /** Written in capitals alone: it counts only when the text writes it so ("us" is not the US). */
  readonly acronym: boolean;
  /** Its last word begins with a capital, which the text must keep. */
  readonly capital: boolean;
}

const PLAIN = /^[a-z]+$/i;

/** Folded tokens of a name joined by one space: what a run of tokens is compared with. */
export const keyOf = (name: string): string => (PLAIN.test(name) ? name.toLowerCase() : scanTokens(name).map((token) => foldWord(token.lower)).join(' '));

const entries = new Map<string, Entry[]>();
/** By the first folded word of names: a bit for each length in tokens that they have. */
const lengths = new Map<string, number>();

const isAcronym = (name: string): boolean => name.length <= 6 && name === name.toUpperCase() && name[0] !== name[0]?.toLowerCase();

/** No listed name has more tokens. */
const LONGEST = 30;

const add = (map: Map<string, Entry[]>, listed: Omit<Entry, 'acronym' | 'capital'>): void => {
  const entry: Entry = { ...listed, acronym: isAcronym(listed.name), capital: isUpperAt(listed.name, listed.name.lastIndexOf(' ') + 1) };
  const key = keyOf(entry.name);
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
  const space = key.indexOf(' ');
  const first = space < 0 ? key : key.slice(0, space);
  lengths.set(first, (lengths.get(first) ?? 0) | (1 << Math.min(key.split(' ').length, LONGEST)));
};

const optional = <Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } => (value === undefined || value === '' ? {} : ({ [key]: value } as { [K in Key]?: string }));

/** Splits `!name|field|field`; the mark says that the name is also another thing. */
const cut = (row: string): { name: string; ambiguous: boolean; fields: string[] } => {
  const [name = '', ...fields] = row.split('|');
  return name.startsWith('!') ? { name: name.slice(1), ambiguous: true, fields } : { name, ambiguous: false, fields };
};

const countryNames = new Map<string, string>();
for (const row of countryRows) {
  const { name, ambiguous, fields } = cut(row);
  if (!countryNames.has(fields[0] ?? '')) countryNames.set(fields[0] ?? '', name);
  const nation = (fields[0] ?? '').startsWith('GB-') ? 'region' : 'country';
  add(entries, { list: 'country', type: 'place', kind: nation, name, ambiguous, ...optional('link', fields[0]) });
}
for (const row of demonymRows) {
  const { name, ambiguous, fields } = cut(row);
  add(entries, { list: 'demonym', type: 'group', name, ambiguous, ...optional('canonical', fields[0]), ...optional('link', fields[1]) });
}
for (const row of regionRows) {
  const { name, ambiguous, fields } = cut(row);
  add(entries, { list: 'region', type: 'place', kind: 'region', name, ambiguous, ...optional('link', fields[0]), ...optional('country', fields[0]?.slice(0, 2)), ...(fields[1] === 'm' ? { minor: true } : {}) });
}
for (const row of areaRows) {
  const { name, ambiguous, fields } = cut(row);
  add(entries, { list: 'area', type: 'place', kind: (fields[0] ?? 'area') as PlaceKind, name, ambiguous, ...optional('country', fields[1]) });
}
for (const row of organisationRows) {
  const { name, ambiguous, fields } = cut(row);
  add(entries, { list: 'organisation', type: 'organisation', name, ambiguous, ...optional('canonical', fields[0]), ...optional('country', fields[1]) });
}
for (const row of workRows) {
  const { name, ambiguous, fields } = cut(row);
  add(entries, { list: 'work', type: fields[0] === 'event' ? 'event' : 'other', name, ambiguous });
}
for (const row of cityRows) {
  const { name, fields } = cut(row);
  const [country, region, population, id, capital] = fields;
  add(entries, {
    list: 'city', type: 'place', kind: 'city', name, ambiguous: capital !== 'c', population: Number(population), geonamesId: Number(id), isCapital: capital === 'c',
    ...optional('country', country), ...optional('region', region === '' ? '' : `US-${region ?? ''}`),
  });
}

/** Names in other Latin languages, by language: they count only in a text of that language. */
const foreign = new Map<string, Map<string, Entry[]>>();
for (const row of foreignRows) {
  const language = row.slice(0, 2);
  const { name, fields } = cut(row.slice(3));
  const map = foreign.get(language) ?? new Map<string, Entry[]>();
  foreign.set(language, map);
  add(map, { list: 'country', type: 'place', kind: 'country', name, ambiguous: false, ...optional('link', fields[0]) });
}

/** All that a key may stand for, the surest list first; none is an empty list. */
export const entriesOf = (key: string, language?: string): readonly Entry[] => {
  const own = entries.get(key);
  if (own !== undefined || language === undefined) return own ?? [];
  return foreign.get(language)?.get(key) ?? [];
};

/** The lengths in tokens of the names that begin with this folded word: bit n is set when one has n of them; 0 when none begins so. */
export const lengthsFrom = (word: string): number => lengths.get(word) ?? 0;

/** Whether {@link lengthsFrom} holds this length. */
export const hasLength = (found: number, size: number): boolean => size <= LONGEST && ((found >>> size) & 1) === 1;

/** The English name of a country by its ISO 3166 code; the code itself when it is not listed. */
export const countryName = (code: string): string => countryNames.get(code) ?? code;

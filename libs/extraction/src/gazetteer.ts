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

const PLAIN = /^[a-z]+(?: [a-z]+)*$/i;
const LETTERS = /^[\p{Script=Latin}\p{Script=Cyrillic}]+(?: [\p{Script=Latin}\p{Script=Cyrillic}]+)*$/u;

/** Folded tokens of a name joined by one space: what a run of tokens is compared with. */
export const keyOf = (name: string): string => {
  if (PLAIN.test(name)) return name.toLowerCase();
  return LETTERS.test(name) ? foldWord(name.toLowerCase()) : scanTokens(name).map((token) => foldWord(token.lower)).join(' ');
};

const isAcronym = (name: string): boolean => name.length <= 6 && name === name.toUpperCase() && name[0] !== name[0]?.toLowerCase();

const optional = <Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } => (value === undefined || value === '' ? {} : ({ [key]: value } as { [K in Key]?: string }));

interface Row {
  readonly name: string;
  readonly ambiguous: boolean;
  readonly fields: readonly string[];
}

/** Splits `!name|field|field`; the mark says that the name is also another thing. */
const cut = (row: string): Row => {
  const [name = '', ...fields] = row.split('|');
  return name.startsWith('!') ? { name: name.slice(1), ambiguous: true, fields } : { name, ambiguous: false, fields };
};

const nameIn = (row: string): string => {
  const end = row.indexOf('|');
  return row.slice(row.startsWith('!') ? 1 : 0, end < 0 ? undefined : end);
};

type Listed = Omit<Entry, 'acronym' | 'capital'>;

const country = ({ name, ambiguous, fields: [code] }: Row): Listed =>
  ({ list: 'country', type: 'place', kind: code?.startsWith('GB-') === true ? 'region' : 'country', name, ambiguous, ...optional('link', code) });

const city = ({ name, fields: [code, region, population, id, capital] }: Row): Listed => ({
  list: 'city', type: 'place', kind: 'city', name, ambiguous: capital !== 'c', population: Number(population), geonamesId: Number(id), isCapital: capital === 'c',
  ...optional('country', code), ...optional('region', region === '' ? '' : `US-${region ?? ''}`),
});

/** The surest list first. */
const LISTS: readonly (readonly [rows: readonly string[], read: (row: Row) => Listed])[] = [
  [countryRows, country],
  [demonymRows, ({ name, ambiguous, fields: [canonical, link] }) => ({ list: 'demonym', type: 'group', name, ambiguous, ...optional('canonical', canonical), ...optional('link', link) })],
  [regionRows, ({ name, ambiguous, fields: [link, mark] }) =>
    ({ list: 'region', type: 'place', kind: 'region', name, ambiguous, ...optional('link', link), ...optional('country', link?.slice(0, 2)), ...(mark === 'm' ? { minor: true } : {}) })],
  [areaRows, ({ name, ambiguous, fields: [kind = 'area', code] }) => ({ list: 'area', type: 'place', kind: kind as PlaceKind, name, ambiguous, ...optional('country', code) })],
  [organisationRows, ({ name, ambiguous, fields: [canonical, code] }) => ({ list: 'organisation', type: 'organisation', name, ambiguous, ...optional('canonical', canonical), ...optional('country', code) })],
  [workRows, ({ name, ambiguous, fields: [kind] }) => ({ list: 'work', type: kind === 'event' ? 'event' : 'other', name, ambiguous })],
  [cityRows, city],
];

/** Names in other Latin languages, `es:name|code`: they count only in a text of that language. */
const FOREIGN: (typeof LISTS)[number] = [foreignRows.map((row) => row.slice(3)), (row) => country({ ...row, ambiguous: false })];

/** The row that has a key, or the rows: `list << LIST_BITS | row`. A row is read when its name is asked for; most names of the world are in no text. */
type Place = number | number[];
type Places = Map<string, Place>;
const LIST_BITS = 24;
const ROWS = [...LISTS, FOREIGN];

const entries: Places = new Map();
const foreign = new Map<string, Places>();
/** By the first folded word of names: a bit for each length in tokens that they have. */
const lengths = new Map<string, number>();
/** No listed name has more tokens. */
const LONGEST = 30;

const add = (places: Places, name: string, place: number): void => {
  const key = keyOf(name);
  const known = places.get(key);
  if (known === undefined) places.set(key, place);
  else if (typeof known === 'number') places.set(key, [known, place]);
  else known.push(place);
  const space = key.indexOf(' ');
  const first = space < 0 ? key : key.slice(0, space);
  let size = 1;
  for (let at = space; at >= 0; at = key.indexOf(' ', at + 1)) size += 1;
  lengths.set(first, (lengths.get(first) ?? 0) | (1 << Math.min(size, LONGEST)));
};

for (const [list, [rows]] of LISTS.entries()) for (const [at, row] of rows.entries()) add(entries, nameIn(row), (list << LIST_BITS) | at);
for (const [at, row] of foreignRows.entries()) {
  const language = row.slice(0, 2);
  const places = foreign.get(language) ?? new Map<string, Place>();
  foreign.set(language, places);
  add(places, nameIn(row.slice(3)), (LISTS.length << LIST_BITS) | at);
}

const countryNames = new Map<string, string>();
for (const row of countryRows) {
  const { name, fields: [code = ''] } = cut(row);
  if (!countryNames.has(code)) countryNames.set(code, name);
}

const entryAt = (place: number): Entry => {
  const [rows, read] = ROWS[place >>> LIST_BITS] as (typeof LISTS)[number];
  const listed = read(cut(rows[place & ((1 << LIST_BITS) - 1)] as string));
  return { ...listed, acronym: isAcronym(listed.name), capital: isUpperAt(listed.name, listed.name.lastIndexOf(' ') + 1) };
};

/** What was read of a key's rows: no more than there are rows. */
const readEntries = new Map<Place, readonly Entry[]>();
const NONE: readonly Entry[] = [];

const entriesIn = (place: Place | undefined): readonly Entry[] => {
  if (place === undefined) return NONE;
  const known = readEntries.get(place);
  if (known !== undefined) return known;
  const read = [place].flat().map(entryAt);
  readEntries.set(place, read);
  return read;
};

/** All that a key may stand for, the surest list first; none is an empty list. */
export const entriesOf = (key: string, language?: string): readonly Entry[] =>
  entriesIn(entries.get(key) ?? (language === undefined ? undefined : foreign.get(language)?.get(key)));

/** The lengths in tokens of the names that begin with this folded word: bit n is set when one has n of them; 0 when none begins so. */
export const lengthsFrom = (word: string): number => lengths.get(word) ?? 0;

/** Whether {@link lengthsFrom} holds this length. */
export const hasLength = (found: number, size: number): boolean => size <= LONGEST && ((found >>> size) & 1) === 1;

/** The English name of a country by its ISO 3166 code; the code itself when it is not listed. */
export const countryName = (code: string): string => countryNames.get(code) ?? code;

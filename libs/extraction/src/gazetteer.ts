import type { EntityType, PlaceKind } from '@wiredesk/contracts';
import areaRows from './data/areas.json' with { type: 'json' };
import cityRows from './data/cities.json' with { type: 'json' };
import countryRows from './data/countries.json' with { type: 'json' };
import demonymRows from './data/demonyms.json' with { type: 'json' };
import foreignRows from './data/foreign.json' with { type: 'json' };
import organisationRows from './data/organisations.json' with { type: 'json' };
import regionRows from './data/regions.json' with { type: 'json' };
import workRows from './data/works.json' with { type: 'json' };
import { foldWord } from './characters.js';
import { type ReadRow, area, city, country, demonym, entryOf, foreignCountry, organisation, region, work } from './listed-rows.js';
import { LONGEST, nameLengths } from './name-lengths.js';
import { rowIndex } from './row-index.js';
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

/** Letters and single spaces: each word is one token. */
const PLAIN = /^\p{L}+(?: \p{L}+)*$/u;

/** Folded tokens of a name joined by one space: what a run of tokens is compared with. */
export const keyOf = (name: string): string => (PLAIN.test(name) ? foldWord(name.toLowerCase()) : scanTokens(name).map((token) => foldWord(token.lower)).join(' '));

interface Source {
  /** Rows, a line each. */
  readonly text: string;
  readonly read: ReadRow;
  /** Letters of the language's code and a colon, before the name; they are part of the key. */
  readonly prefix: number;
}

/** The surest list first. The names of the last are in other Latin languages: they count only in a text of that language. */
const SOURCES: readonly Source[] = [
  { text: countryRows, read: country, prefix: 0 }, { text: demonymRows, read: demonym, prefix: 0 }, { text: regionRows, read: region, prefix: 0 }, { text: areaRows, read: area, prefix: 0 },
  { text: organisationRows, read: organisation, prefix: 0 }, { text: workRows, read: work, prefix: 0 }, { text: cityRows, read: city, prefix: 0 }, { text: foreignRows, read: foreignCountry, prefix: 3 },
];

const lineCount = (text: string): number => {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

const counts = SOURCES.map(({ text }) => lineCount(text));
const rowCount = counts.reduce((sum, count) => sum + count, 0);
/** Where each row begins in the text of its source. */
const starts = new Int32Array(rowCount);

const sourceOf = (row: number): Source => {
  let source = 0;
  for (let left = row; left >= (counts[source] as number); source += 1) left -= counts[source] as number;
  return SOURCES[source] as Source;
};

const lineOf = (row: number, { text, prefix }: Source): string => {
  const start = (starts[row] as number) + prefix;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end);
};

const nameOf = (row: number, { text, prefix }: Source): string => {
  const start = (starts[row] as number) + prefix;
  return text.slice(text[start] === '!' ? start + 1 : start, text.indexOf('|', start));
};

/** No key of a name in English holds a line break. */
const inLanguage = (language: string, key: string): string => `${language}\n${key}`;

/** Empty in lists of English names. */
const languageOf = (row: number, { text, prefix }: Source): string => (prefix === 0 ? '' : text.slice(starts[row], (starts[row] as number) + 2));

const keyOfRow = (row: number): string => {
  const source = sourceOf(row);
  const [key, language] = [keyOf(nameOf(row, source)), languageOf(row, source)];
  return language === '' ? key : inLanguage(language, key);
};

const index = rowIndex(rowCount, keyOfRow);
const lengths = nameLengths(rowCount);
const foreignLanguages = new Set<string>();
const countryNames = new Map<string, string>();

const addLengths = (key: string): void => {
  const space = key.indexOf(' ');
  let tokens = 1;
  for (let at = space; at >= 0; at = key.indexOf(' ', at + 1)) tokens += 1;
  lengths.add(space < 0 ? key : key.slice(0, space), tokens);
};

const addRow = (row: number, source: Source): void => {
  const key = keyOf(nameOf(row, source));
  addLengths(key);
  const language = languageOf(row, source);
  if (language !== '') foreignLanguages.add(language);
  index.add(row, language === '' ? key : inLanguage(language, key));
};

let rows = 0;
for (const source of SOURCES) {
  const { text } = source;
  for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1) {
    starts[rows] = start;
    addRow(rows, source);
    rows += 1;
  }
}

for (let row = 0; row < (counts[0] as number); row += 1) {
  const { name, link = '' } = entryOf(lineOf(row, SOURCES[0] as Source), country);
  if (!countryNames.has(link)) countryNames.set(link, name);
}

/** Entries that texts have asked for lately, by key; when there are many, all are forgotten. */
const MOST_KNOWN = 4096;
const known = new Map<string, readonly Entry[]>();
const NONE: readonly Entry[] = [];

const readEntries = (key: string): readonly Entry[] => {
  const list: Entry[] = [];
  for (let row = index.first(key); row >= 0; row = index.next(row)) {
    const source = sourceOf(row);
    list.push(entryOf(lineOf(row, source), source.read));
  }
  if (list.length === 0) return NONE;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, list);
  return list;
};

/** All that a key may stand for, the surest list first; none is an empty list. */
export const entriesOf = (key: string, language?: string): readonly Entry[] => {
  const own = known.get(key) ?? readEntries(key);
  if (own.length > 0 || language === undefined || !foreignLanguages.has(language)) return own;
  const abroad = inLanguage(language, key);
  return known.get(abroad) ?? readEntries(abroad);
};

/** The lengths in tokens of the names that begin with this folded word: bit n is set when one has n of them; 0 when none begins so. */
export const lengthsFrom = (word: string): number => lengths.of(word);

/** Whether {@link lengthsFrom} holds this length. */
export const hasLength = (found: number, size: number): boolean => size <= LONGEST && ((found >>> size) & 1) === 1;

/** The English name of a country by its ISO 3166 code; the code itself when it is not listed. */
export const countryName = (code: string): string => countryNames.get(code) ?? code;

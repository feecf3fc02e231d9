import { isUpperAt } from '../characters.js';
import type { Doc } from '../doc.js';
import { entriesAt } from '../entries-at.js';
import type { Entry } from '../gazetteer.js';
import type { Mention } from '../mention.js';

/** The country that an entry is or lies in; '' for none. */
export const countryOf = (entry: Entry): string => (entry.link ?? entry.country ?? '').slice(0, 2);

const KNOWN_CITY = 100;
const OUTNUMBERS = 10;

/** A city that dwarfs all others of its name; cities are listed from the largest down. */
const isTheCity = (entry: Entry, list: readonly Entry[]): boolean => {
  const rival = list.find((other) => other !== entry && other.list === 'city');
  return (entry.population ?? 0) >= Math.max(KNOWN_CITY, OUTNUMBERS * (rival?.population ?? 0));
};

/** What a mention stands for beyond doubt. */
export const sureEntry = (doc: Doc, mention: Mention): Entry | undefined => {
  const list = entriesAt(doc, mention);
  return list.find((entry) => entry.type === mention.type && (!entry.ambiguous || isTheCity(entry, list)));
};

/** Behind another word it is a continent: "Pan American", "Latin American". */
const AMERICAN = new Set(['american', 'americans', 'america']);
const LONGEST_PLACE = 3;

/** The country of the listed name that begins at a token inside a longer name. */
const countryFrom = (doc: Doc, first: number, end: number): string | undefined => {
  for (let last = Math.min(first + LONGEST_PLACE, end); last > first; last -= 1) {
    const list = entriesAt(doc, { first, last });
    const entry = list.find((one) => one.list !== 'organisation' && one.list !== 'work' && (!one.ambiguous || isTheCity(one, list)));
    if (entry !== undefined) return countryOf(entry);
  }
  return undefined;
};

/** "Burmese Ministry of Health", "Kentucky State Police": the country that a body carries in its name, when it carries one. */
export const countryInName = (doc: Doc, { first, last }: Mention): string | undefined => {
  const found = new Set<string>();
  for (let at = first; last - first > 1 && at < last; at += 1) {
    const { text = '', lower = '' } = doc.tokens[at] ?? {};
    const speaks = isUpperAt(text, 0) && (at === first || !AMERICAN.has(lower));
    const country = speaks ? countryFrom(doc, at, last) : undefined;
    if (country) found.add(country);
  }
  return found.size === 1 ? [...found][0] : undefined;
};

/** "China's Agriculture Ministry": the country that owns it. */
export const ownerCountry = (doc: Doc, { first }: Mention): string | undefined => {
  if (!(doc.tokens[first - 1]?.lower ?? '').endsWith("'s")) return undefined;
  return entriesAt(doc, { first: first - 2, last: first - 1 }).find(({ list, ambiguous }) => list === 'country' && !ambiguous)?.link;
};

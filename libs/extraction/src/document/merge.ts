import type { Candidate, Doc } from '../doc.js';
import type { Mention } from '../mention.js';

const toMention = ({ first, last, type, confidence, rule }: Candidate): Mention => ({ first, last, type, confidence, rule });
const covers = (a: Mention | Candidate, b: Mention | Candidate): boolean => a.first <= b.first && a.last >= b.last;

const SURE = 0.9;
const LONG_LISTS = new Set(['list:country', 'list:area', 'list:region', 'list:organisation', 'list:work']);
/** Where these know a name at all, it is nothing else. */
const CERTAIN_LISTS = new Set(['list:country', 'list:demonym', 'list:work']);

/** What a listed name does to the tags that it meets: an unambiguous longer name replaces them, an equal one overrules a tag that is unsure of its type. */
const listWins = (lookup: Candidate, met: readonly Mention[]): boolean => {
  if (lookup.ambiguous === true) return false;
  if (met.length === 0) return true;
  if (!met.every((tag) => covers(lookup, tag))) return false;
  const same = met.length === 1 && met[0]?.first === lookup.first && met[0].last === lookup.last;
  return same ? met[0] !== undefined && met[0].type !== lookup.type && (met[0].confidence < SURE || CERTAIN_LISTS.has(lookup.rule)) : LONG_LISTS.has(lookup.rule);
};

/** Written like names and none by the guideline: beliefs, languages' media, diseases. */
const NOTHING = new Set(['christianity', 'islam', 'judaism', 'buddhism', 'hinduism', 'communism', 'catholicism', 'internet', 'web', 'aids', 'hiv', 'sars', 'ebola', 'h5n1', 'covid-19', 'euro', 'god', 'allah']);

const TONGUES = new Set(['speaking', 'language']);

/** "French-speaking": a language is no people. */
const isTongue = (doc: Doc, last: number): boolean => doc.tokens[last]?.text === '-' && TONGUES.has(doc.tokens[last + 1]?.lower ?? '');

const isNothing = (doc: Doc, { first, last }: Candidate): boolean => last - first === 1 && (NOTHING.has(doc.tokens[first]?.lower ?? '') || isTongue(doc, last));

/** "Columbia, Mo.": behind a place and a comma even an ambiguous region is a region. */
const isRegionBehind = (doc: Doc, lookup: Candidate, before: Mention | undefined): boolean =>
  lookup.rule === 'list:region' && before?.type === 'place' && before.last === lookup.first - 1 && doc.tokens[before.last]?.text === ',';

/** Tags and lookups in one list, in order, none overlapping. Both come in order. */
export const mergeNames = (doc: Doc): Mention[] => {
  const tags = doc.tags.filter((tag) => !isNothing(doc, tag)).map(toMention);
  const out: Mention[] = [];
  let next = 0;
  for (const lookup of doc.lookups) {
    if (isNothing(doc, lookup)) continue;
    for (; next < tags.length && (tags[next] as Mention).last <= lookup.first; next += 1) out.push(tags[next] as Mention);
    let end = next;
    while (end < tags.length && (tags[end] as Mention).first < lookup.last) end += 1;
    if (!listWins(lookup, tags.slice(next, end)) && !(end === next && isRegionBehind(doc, lookup, out.at(-1)))) continue;
    out.push(toMention(lookup));
    next = end;
  }
  return out.concat(tags.slice(next));
};

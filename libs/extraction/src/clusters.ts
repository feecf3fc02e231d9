import type { Doc } from './doc.js';
import { foldedWords } from './fold.js';
import { linkOf } from './linking/link.js';
import { countryVotes, surroundingsOf } from './linking/surroundings.js';
import type { Link, Mention } from './mention.js';

/** All mentions of one real thing: indexes into the mentions of the story. */
export interface Cluster {
  readonly type: Mention['type'];
  link: Link;
  readonly mentions: number[];
  /** Folded words of its longest mention. */
  words: readonly string[];
}

const ARTICLE = /^(?:al|el|ul|as|ash|az|an|ar)-/;

/** Folded words; "al-Maliki" and "Maliki" are one name. */
const wordsOf = (doc: Doc, { first, last }: Mention): readonly string[] => foldedWords(doc.tokens).slice(first, last).map((word) => (word.includes('-') ? word.replace(ARTICLE, '') : word));

const isTail = (short: readonly string[], long: readonly string[]): boolean => short.length < long.length && short.every((word, at) => word === long[long.length - short.length + at]);
const isHead = (short: readonly string[], long: readonly string[]): boolean => short.length < long.length && short.every((word, at) => word === long[at]);
const isPart = (short: readonly string[], long: readonly string[]): boolean => short.length < long.length && short.every((word) => long.includes(word));

const CORPORATE = new Set(['corporation', 'corp.', 'corp', 'inc.', 'inc', 'co.', 'co', 'company', 'group', 'ltd.', 'ltd', 'plc', 'ag', 'gmbh', 'holdings', 'airlines', 'airways', 'motors', 'industries', 'oil', 'bank']);

/** "Yukos" for "Yukos Oil Company", but not "Fatah" for "Fatah al-Islam". */
const isCompany = (short: readonly string[], long: readonly string[]): boolean => isHead(short, long) && long.slice(short.length).every((word) => CORPORATE.has(word));

const SMALL = new Set(['of', 'the', 'and', 'for', 'in', 'on', 'to', 'a', '&', '-']);

/** "IAEA" for "International Atomic Energy Agency". */
const isInitials = (short: readonly string[], long: readonly string[]): boolean => {
  const letters = short.length === 1 ? (short[0] ?? '').replaceAll('.', '') : '';
  return letters.length > 1 && long.length > 1 && initialsOf(long) === letters;
};

type Fits = (short: readonly string[], long: readonly string[]) => boolean;

/** The ways in which a type is named short, from the surest: the first that fits a longer name decides. */
const SHORTER: Readonly<Partial<Record<Mention['type'], readonly Fits[]>>> = {
  person: [isTail, isHead, isPart],
  event: [isTail, isHead],
  organisation: [isInitials, isTail, isCompany],
};

const initialsOf = (words: readonly string[]): string => words.filter((word) => !SMALL.has(word)).map((word) => word[0] ?? '').join('');

/** Clusters by every word of their names and by their initials: a story may name thousands of things. */
const indexOf = (clusters: readonly Cluster[]): ReadonlyMap<string, readonly Cluster[]> => {
  const index = new Map<string, Cluster[]>();
  const add = (key: string, cluster: Cluster): void => {
    const known = index.get(key);
    if (known === undefined) index.set(key, [cluster]);
    else known.push(cluster);
  };
  for (const cluster of clusters) {
    if (cluster.words.length < 2 || SHORTER[cluster.type] === undefined) continue;
    for (const word of new Set(cluster.words)) add(`${cluster.type} ${word}`, cluster);
    add(`${cluster.type} ${initialsOf(cluster.words)}`, cluster);
  }
  return index;
};

const MOST_NAMESAKES = 50;

/** The cluster whose name a short name shortens: the one named last before it, or else the first after it. */
const longerName = (index: ReadonlyMap<string, readonly Cluster[]>, own: Cluster, gone: ReadonlySet<Cluster>): Cluster | undefined => {
  const key = (own.words.at(-1) ?? '').replaceAll('.', '');
  const namesakes = (index.get(`${own.type} ${key}`) ?? []).slice(0, MOST_NAMESAKES).filter((cluster) => cluster !== own && !gone.has(cluster));
  for (const fits of namesakes.length === 0 ? [] : (SHORTER[own.type] ?? [])) {
    const longer = namesakes.filter((cluster) => fits(own.words, cluster.words));
    const at = own.mentions[0] ?? 0;
    const found = longer.findLast(({ mentions }) => (mentions[0] ?? 0) < at) ?? longer[0];
    if (found !== undefined) return found;
  }
  return undefined;
};

const textAt = (doc: Doc, at: number): string => doc.tokens[at]?.text ?? '';
const isShouted = (text: string): boolean => text === text.toUpperCase();

/** "Temporary Security Zone (TSZ)": what stands in the brackets is the same thing. */
const namedBefore = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  const mention = mentions[index];
  const before = mentions[index - 1];
  if (mention === undefined || before === undefined || before.type !== mention.type) return false;
  const isShort = mention.last - mention.first === 1 && before.last - before.first > 1;
  return isShort && before.last === mention.first - 1 && textAt(doc, mention.first - 1) === '(' && textAt(doc, mention.last) === ')' && isShouted(textAt(doc, mention.first));
};

const byKey = (doc: Doc, mentions: readonly Mention[]): Cluster[] => {
  const votes = countryVotes(doc, mentions);
  const clusters = new Map<string, Cluster>();
  const keys: string[] = [];
  mentions.forEach((mention, index) => {
    const around = surroundingsOf(doc, mentions, { index, votes });
    const link = linkOf(doc, mention, around);
    const key = namedBefore(doc, mentions, index) && !clusters.has(link.key) ? (keys[index - 1] ?? link.key) : link.key;
    keys.push(key);
    const known = clusters.get(key);
    if (known === undefined) clusters.set(key, { type: mention.type, link, mentions: [index], words: wordsOf(doc, mention) });
    else known.mentions.push(index);
    if (key !== link.key) clusters.set(link.key, clusters.get(key) as Cluster);
  });
  return [...new Set(clusters.values())];
};

/** Mentions grouped by what they name: same link or name, then short names to the long ones that they shorten. */
export const clustersOf = (doc: Doc, mentions: readonly Mention[]): readonly Cluster[] => {
  const clusters = byKey(doc, mentions);
  const index = indexOf(clusters);
  const gone = new Set<Cluster>();
  for (const cluster of [...clusters].sort((a, b) => a.words.length - b.words.length)) {
    const longer = longerName(index, cluster, gone);
    if (longer === undefined) continue;
    for (const one of cluster.mentions) longer.mentions.push(one);
    if (Object.keys(longer.link.facts).length === 0) longer.link = { ...longer.link, facts: cluster.link.facts };
    gone.add(cluster);
  }
  const kept = clusters.filter((cluster) => !gone.has(cluster));
  for (const { mentions: indexes } of kept) indexes.sort((a, b) => a - b);
  return kept.sort((a, b) => (a.mentions[0] ?? 0) - (b.mentions[0] ?? 0));
};

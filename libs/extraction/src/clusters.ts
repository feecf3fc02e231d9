import type { Doc } from './doc.js';
import { foldedWords } from './fold.js';
import { type Surroundings, countryVotes, linkOf, nearOf } from './linker.js';
import type { Link, Mention } from './mention.js';

/** All mentions of one real thing: indexes into the mentions of the story. */
export interface Cluster {
  readonly type: Mention['type'];
  link: Link;
  readonly mentions: number[];
  /** Folded words of its longest mention. */
  words: readonly string[];
}

const wordsOf = (doc: Doc, { first, last }: Mention): readonly string[] => foldedWords(doc.tokens).slice(first, last);

const isTail = (short: readonly string[], long: readonly string[]): boolean => short.length < long.length && short.every((word, at) => word === long[long.length - short.length + at]);
const isHead = (short: readonly string[], long: readonly string[]): boolean => short.length < long.length && short.every((word, at) => word === long[at]);
const isPart = (short: readonly string[], long: readonly string[]): boolean => short.length < long.length && short.every((word) => long.includes(word));

const SMALL = new Set(['of', 'the', 'and', 'for', 'in', 'on', 'to', 'a', '&', '-']);

/** "IAEA" for "International Atomic Energy Agency". */
const isInitials = (short: readonly string[], long: readonly string[]): boolean => {
  const letters = short.length === 1 ? (short[0] ?? '').replaceAll('.', '') : '';
  if (letters.length < 2 || long.length < 2) return false;
  return long.filter((word) => !SMALL.has(word)).map((word) => word[0]).join('') === letters;
};

/** The ways in which a type is named short, from the surest: the first that fits a longer name decides. */
const SHORTER: Readonly<Partial<Record<Mention['type'], readonly ((short: readonly string[], long: readonly string[]) => boolean)[]>>> = {
  person: [isTail, isHead, isPart],
  event: [isTail, isHead],
  organisation: [isInitials, isTail],
};

/** The cluster whose name a short name shortens: the one named last before it, or else the first after it. */
const longerName = (clusters: readonly Cluster[], own: Cluster): Cluster | undefined => {
  for (const fits of SHORTER[own.type] ?? []) {
    const longer = clusters.filter((cluster) => cluster !== own && cluster.type === own.type && fits(own.words, cluster.words));
    const at = own.mentions[0] ?? 0;
    const found = longer.findLast(({ mentions }) => (mentions[0] ?? 0) < at) ?? longer[0];
    if (found !== undefined) return found;
  }
  return undefined;
};

/** "Temporary Security Zone (TSZ)": what stands in the brackets is the same thing. */
const namedBefore = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  const mention = mentions[index];
  const before = mentions[index - 1];
  if (mention === undefined || before === undefined || before.type !== mention.type) return false;
  const { tokens } = doc;
  const bracketed = tokens[mention.first - 1]?.text === '(' && tokens[mention.last]?.text === ')' && before.last === mention.first - 1;
  return bracketed && mention.last - mention.first === 1 && before.last - before.first > 1 && tokens[mention.first]?.text === tokens[mention.first]?.text.toUpperCase();
};

const byKey = (doc: Doc, mentions: readonly Mention[]): Cluster[] => {
  const votes = countryVotes(doc, mentions);
  const clusters = new Map<string, Cluster>();
  const keys: string[] = [];
  mentions.forEach((mention, index) => {
    const around: Surroundings = { votes, near: mention.type === 'place' ? nearOf(doc, mentions, index) : undefined };
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
  const gone = new Set<Cluster>();
  for (const cluster of [...clusters].sort((a, b) => a.words.length - b.words.length)) {
    const longer = longerName(clusters.filter((one) => !gone.has(one)), cluster);
    if (longer === undefined) continue;
    longer.mentions.push(...cluster.mentions);
    if (Object.keys(longer.link.facts).length === 0) longer.link = { ...longer.link, facts: cluster.link.facts };
    gone.add(cluster);
  }
  const kept = clusters.filter((cluster) => !gone.has(cluster));
  for (const { mentions: indexes } of kept) indexes.sort((a, b) => a - b);
  return kept.sort((a, b) => (a.mentions[0] ?? 0) - (b.mentions[0] ?? 0));
};

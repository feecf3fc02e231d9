import type { Entity, EntityMention } from '@wiredesk/contracts';
import { type Cluster, clustersOf } from './clusters.js';
import type { Component, Doc } from './doc.js';
import { isExcluded } from './exclusions.js';
import type { Mention } from './mention.js';
import { mentionsOf } from './mentions.js';
import { isMetonym } from './metonyms.js';

const PLAIN = /^[a-z]+$/i;

const slug = (name: string): string => (PLAIN.test(name) ? name.toLowerCase() : name.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'entity');

const freeId = (name: string, used: Set<string>): string => {
  const base = slug(name);
  let id = base;
  for (let next = 2; used.has(id); next += 1) id = `${base}-${next}`;
  used.add(id);
  return id;
};

const toMention = (doc: Doc, mentions: readonly Mention[], index: number): EntityMention => {
  const mention = mentions[index] as Mention;
  const start = doc.tokens[mention.first]?.start ?? 0;
  const end = doc.tokens[mention.last - 1]?.end ?? start;
  const placeLike = mention.type === 'place';
  return {
    start, end, text: doc.text.slice(start, end), confidence: mention.confidence, rule: mention.rule,
    ...(isExcluded(doc, mentions, index) ? { role: 'excluded' as const } : {}),
    ...(placeLike && isMetonym(doc, mentions, index) ? { metonym: true } : {}),
  };
};

/** A person goes by the longest name, all else by the first. */
const nameOf = (type: Mention['type'], mentions: readonly EntityMention[]): string =>
  type === 'person' ? mentions.reduce((longest, { text }) => (text.length > longest.length ? text : longest), '') : (mentions[0]?.text ?? '');

const toEntity = ({ type, link }: Cluster, mentions: EntityMention[], used: Set<string>): Entity => {
  const name = nameOf(type, mentions);
  return { id: freeId(type === 'person' ? name : link.name, used), type, name, ...link.facts, mentions };
};

const group = (doc: Doc): Entity[] => {
  const all = mentionsOf(doc);
  const used = new Set<string>();
  return clustersOf(doc, all).map((cluster) => toEntity(cluster, cluster.mentions.map((index) => toMention(doc, all, index)), used));
};

/** Named things with all their mentions; ids are unique within the story. */
export const entities: Component = { id: 'entities', requires: ['tokens', 'sentences', 'language', 'lookups', 'tags'], assigns: ['entities'], run: (doc) => ({ entities: group(doc) }) };

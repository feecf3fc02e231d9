// Scores a model on texts that it has not seen: exact span and type, after the document pass.
import path from 'node:path';
import { bioSentences, goldSentences, goldStories, grouped, keptAside } from './corpora.mjs';
import { engineWith } from './engine.mjs';

const TYPES = ['person', 'organisation', 'place', 'group', 'event', 'other'];
const key = ({ start, end, type }) => `${start}-${end}-${type}`;

const scoresOf = (texts, tag, types) => {
  const tallies = Object.fromEntries(['all', ...types].map((type) => [type, { right: 0, gold: 0, found: 0 }]));
  for (const { text, mentions } of texts) {
    const gold = new Map(mentions.filter(({ type }) => types.includes(type)).map((mention) => [key(mention), mention.type]));
    const found = new Map(tag(text).filter(({ type }) => types.includes(type)).map((mention) => [key(mention), mention.type]));
    const count = (map, field, right) => { for (const [one, type] of map) if (right(one)) for (const name of ['all', type]) tallies[name][field] += 1; };
    count(gold, 'gold', () => true);
    count(found, 'found', () => true);
    count(found, 'right', (one) => gold.has(one));
  }
  return tallies;
};

const line = (name, tallies) => `${name.padEnd(22)} ${Object.entries(tallies).map(([type, { right, gold, found }]) => `${type} ${((200 * right) / Math.max(1, gold + found)).toFixed(1)}`).join('  ')}`;

/** One line a set: F1 over all types and per type. Wikigold is scored on the three types that its guideline shares with ours. */
export const measure = (file, { data, development, holdout, wikigold }) => {
  const tag = engineWith(file);
  const lines = [];
  if (development) lines.push(line('development stories', scoresOf(goldStories(data), tag, TYPES)));
  if (holdout) lines.push(line('held-out sentences', scoresOf(grouped(goldSentences(data).filter(keptAside)), tag, TYPES)));
  if (wikigold) lines.push(line('Wikigold', scoresOf(grouped(bioSentences(path.join(data, 'ner', 'wikigold.jsonl.gz'))), tag, TYPES.slice(0, 3))));
  return lines;
};

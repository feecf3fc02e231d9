// Reads what the tagger is trained on: texts with mentions `{start, end, type}`.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const jsonLines = (file) => zlib.gunzipSync(fs.readFileSync(file)).toString('utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

export const goldSentences = (data) => jsonLines(path.join(data, 'gold', 'entities.train.jsonl.gz'));

/** Every fifth stretch of 200 sentences is kept aside when scores on it are wanted: stretches, so that no story falls on both sides. */
export const keptAside = (_, at) => Math.floor(at / 200) % 5 === 4;

const GROUP = 8;

/** Consecutive sentences as one text of some sentences: the features look at the other places where a word stands. */
export const grouped = (sentences, size = GROUP) => {
  const out = [];
  for (let at = 0; at < sentences.length; at += size) {
    let text = '';
    const mentions = [];
    for (const sentence of sentences.slice(at, at + size)) {
      const from = text === '' ? 0 : text.length + 1;
      text += (text === '' ? '' : '\n') + sentence.text;
      mentions.push(...sentence.mentions.map((mention) => ({ ...mention, start: mention.start + from, end: mention.end + from })));
    }
    out.push({ text, mentions });
  }
  return out;
};

export const goldStories = (data, folder = 'dev') => {
  const dir = path.join(data, 'gold', folder);
  return fs.readdirSync(dir).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const story = JSON.parse(fs.readFileSync(path.join(dir, name), 'utf8'));
    return { name, text: story.text, published: story.published, mentions: story.entities.flatMap(({ type, mentions }) => mentions.map((mention) => ({ ...mention, type }))) };
  });
};

const EVENT = /\b(War|Wars|Cup|Games|Olympics?|Championships?|Battle|Hurricane|Open|Festival|Revolution|Tour|Series)\b/;
const PEOPLE = /(an|ans|ish|ese|i|is|ch|Greek|Greeks|Jews?|Arabs?|Catholics?|Protestants?|Republicans?|Democrats?)$/;

/** Wikigold's fourth class holds what our guideline tells apart. */
const typeOf = (tag, text) => {
  if (tag === 'PER') return 'person';
  if (tag === 'LOC') return 'place';
  if (tag === 'ORG') return 'organisation';
  if (tag === 'TIM') return undefined;
  if (EVENT.test(text)) return 'event';
  return PEOPLE.test(text) && !text.includes(' ') ? 'group' : 'other';
};

const NO_SPACE_BEFORE = /^(?:[.,;:!?)\]%]|'s|n't|'|’s|'re|'ve|'ll|'d)$/;

/** Token files hold no text of their own: it is put together again with the spaces of print. */
export const bioSentences = (file) => jsonLines(file).map(({ tokens, tags }) => {
  let text = '';
  const mentions = [];
  tokens.forEach((token, at) => {
    if (text !== '' && !NO_SPACE_BEFORE.test(token) && !/[([$]$/.test(text)) text += ' ';
    const start = text.length;
    text += token;
    const [mark, tag] = (tags[at] ?? 'O').split('-');
    const open = mentions.at(-1);
    if (tag === undefined) return;
    if (mark === 'I' && open !== undefined && open.tag === tag && open.lastToken === at - 1) Object.assign(open, { end: text.length, lastToken: at });
    else mentions.push({ start, end: text.length, tag, lastToken: at });
  });
  return { text, mentions: mentions.map(({ start, end, tag }) => ({ start, end, type: typeOf(tag, text.slice(start, end)) })).filter(({ type }) => type !== undefined) };
});

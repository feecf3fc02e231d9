// From corpora to a model file. The features are the engine's own: what is learnt is what is asked.
import { deflateSync } from 'node:zlib';
import path from 'node:path';
import cities from '../dist/data/cities.json' with { type: 'json' };
import { mentionsOf } from '../dist/mentions.js';
import { runPipeline } from '../dist/pipeline.js';
import { BUCKETS, FEATURES, writeFeatures } from '../dist/tagger/features.js';
import { LABELS, TYPES, beginOf, insideOf } from '../dist/tagger/labels.js';
import { liveTokens } from '../dist/tagger/live.js';
import { readRuns } from '../dist/tagger/runs.js';
import { readModel } from '../dist/tagger/model.js';
import { taggerOf } from '../dist/tagger/tagger.js';
import { hashText, readAffixes, readWords } from '../dist/tagger/words.js';
import { pools, swapNames } from './augment.mjs';
import { chance } from './chance.mjs';
import { bioSentences, goldSentences, goldStories, grouped, keptAside } from './corpora.mjs';
import { learn } from './crf.mjs';
import { silverTexts } from './silver.mjs';

const readDoc = ({ text }) => runPipeline({ text, published: '2020-01-01T00:00:00Z' }, 'lookups');

const labelsOf = (doc, mentions) => {
  const labels = new Int8Array(doc.tokens.length);
  const starts = new Map(doc.tokens.map((token, at) => [token.start, at]));
  for (const { start, end, type } of mentions) {
    const first = starts.get(start);
    if (first === undefined) continue;
    let last = first;
    while (last < doc.tokens.length && doc.tokens[last].end < end) last += 1;
    if (doc.tokens[last]?.end !== end) continue;
    for (let at = first; at <= last; at += 1) labels[at] = at === first ? beginOf(TYPES.indexOf(type)) : insideOf(TYPES.indexOf(type));
  }
  return labels;
};

/** Lower-case words that stand inside names at least twice. */
const innerWords = (samples) => {
  const seen = new Map();
  for (const { doc, labels } of samples) doc.tokens.forEach((token, at) => {
    if (labels[at] !== 0 && !/\p{Lu}/u.test(token.text) && !/^\d/.test(token.text)) seen.set(token.lower, (seen.get(token.lower) ?? 0) + 1);
  });
  return [...seen].filter(([, count]) => count >= 2).map(([word]) => word).sort();
};

const segmentsOf = ({ doc, labels }, inner) => {
  const words = readWords(doc);
  const runs = readRuns(words);
  const live = liveTokens(words, inner);
  const out = [];
  for (let from = 0; from < words.count; from += 1) {
    if (live[from] !== 1) continue;
    let to = from + 1;
    while (live[to] === 1 && words.sentence[to] === words.sentence[from]) to += 1;
    const features = new Int32Array((to - from) * FEATURES);
    const own = labels.slice(from, to);
    for (let at = from; at < to; at += 1) {
      readAffixes(words, at, doc.tokens[at]);
      writeFeatures({ words, runs, out: features, at, next: (at - from) * FEATURES });
      // A name that is cut by a dead token begins anew.
      const label = own[at - from];
      if (label > 0 && label % 2 === 0 && (at === from || (own[at - from - 1] !== label && own[at - from - 1] !== label - 1))) own[at - from] = label - 1;
    }
    out.push({ features, labels: own, length: to - from });
    from = to - 1;
  }
  return out;
};

/** The weight that all but one in ten thousand stay under maps to 127. */
const quantise = (weights) => {
  const sizes = Float32Array.from(weights.filter((weight) => weight !== 0), Math.abs).sort();
  const scale = (sizes[Math.floor(sizes.length * 0.9999)] ?? 1) / 127;
  const bytes = new Int8Array(BUCKETS * LABELS);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.max(-127, Math.min(127, Math.round(weights[at] / scale)));
  return { scale, bytes };
};

export const toFile = (state, { version, inner }) => {
  const { scale, bytes } = quantise(state.weights);
  return { version, scale, transitions: [...state.transitions].map((value) => Math.round(value * 1e4) / 1e4), inner, weights: deflateSync(bytes, { level: 9 }).toString('base64') };
};

/** Mentions that the engine gives for a text with a trained state: tagger, lists and document pass. */
const engineWith = (state, inner) => {
  const tag = taggerOf(readModel(toFile(state, { version: 'first', inner })));
  return (text) => {
    const doc = readDoc({ text });
    return mentionsOf({ ...doc, tags: tag(doc) }).map(({ first, last, type, confidence }) => ({ start: doc.tokens[first].start, end: doc.tokens[last - 1].end, type, confidence }));
  };
};

const learnTexts = (texts, { random, say, ...learning }) => {
  const samples = texts.map((sample) => { const doc = readDoc(sample); return { doc, labels: labelsOf(doc, sample.mentions) }; });
  const inner = innerWords(samples);
  const hashes = new Set(inner.map(hashText));
  const segments = samples.flatMap((sample) => segmentsOf(sample, hashes));
  say(`${texts.length} texts, ${segments.length} segments, ${segments.reduce((sum, { length }) => sum + length, 0)} live tokens of ${samples.reduce((sum, { doc }) => sum + doc.tokens.length, 0)}, ${inner.length} inner words`);
  return { state: learn(segments, { ...learning, random, each: (epoch) => say(`epoch ${epoch}`) }), inner };
};

/**
 * Trains twice when `silver` is above 0: a first model tags the silver sentences, the second learns from them too.
 * `copies` are augmented copies of the gold, `wiki` and `repeat` how often Wikigold and the gold are taken in the second round.
 */
export const train = async ({ data, withDevelopment, holdout, version, copies, wiki, repeat, silver, seed, say, ...learning }) => {
  const random = chance(seed);
  const own = goldSentences(data);
  const gold = [...grouped(holdout ? own.filter((sentence, at) => !keptAside(sentence, at)) : own), ...(withDevelopment ? [...goldStories(data), ...goldStories(data, 'sample')] : [])];
  const pool = pools(gold, cities.filter((row, at) => at % 8 === 0).map((row) => row.split('|')[0]).filter((name) => /^[A-Z][\x20-\x7e]+$/.test(name)));
  const swapped = () => Array.from({ length: copies }, () => gold.map((sample) => swapNames(sample, pool, random))).flat();
  const foreign = Array.from({ length: wiki }, () => grouped(bioSentences(path.join(data, 'ner', 'wikigold.jsonl.gz')))).flat();
  const first = learnTexts([...gold, ...swapped(), ...foreign], { ...learning, random, say });
  if (!silver) return toFile(first.state, { version, inner: first.inner });
  const { all, kept, texts } = silverTexts(data, engineWith(first.state, first.inner));
  say(`silver: ${kept} of ${all} sentences kept`);
  const second = learnTexts([...Array.from({ length: repeat }, () => gold).flat(), ...swapped(), ...foreign, ...texts], { ...learning, random, say });
  return toFile(second.state, { version, inner: second.inner });
};

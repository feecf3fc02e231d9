// From corpora to a model file. The features are the engine's own: what is learnt is what is asked.
import { deflateSync } from 'node:zlib';
import path from 'node:path';
import cities from '../dist/data/cities.json' with { type: 'json' };
import { BUCKETS, FEATURES, writeFeatures } from '../dist/tagger/features.js';
import { LABELS, TYPES, beginOf, insideOf } from '../dist/tagger/labels.js';
import { liveTokens } from '../dist/tagger/live.js';
import { readRuns } from '../dist/tagger/runs.js';
import { hashText, readAffixes, readWords } from '../dist/tagger/words.js';
import { pools, swapNames, withHeadline } from './augment.mjs';
import { chance } from './chance.mjs';
import { bioSentences, goldSentences, goldStories, grouped, keptAside } from './corpora.mjs';
import { learn } from './crf.mjs';
import { engineWith, readDoc } from './engine.mjs';
import { silverTexts } from './silver.mjs';

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

/** Finer steps than these change no score and double the file. */
const STEPS = 31;

/** The weight that all but one in ten thousand stay under maps to the last step. */
const quantise = (weights) => {
  const sizes = Float32Array.from(weights.filter((weight) => weight !== 0), Math.abs).sort();
  const scale = (sizes[Math.floor(sizes.length * 0.9999)] ?? 1) / STEPS;
  const bytes = new Int8Array(BUCKETS * LABELS);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.max(-127, Math.min(127, Math.round(weights[at] / scale)));
  return { scale, bytes };
};

const toFile = (state, { version, inner }) => {
  const { scale, bytes } = quantise(state.weights);
  return { version, scale, transitions: [...state.transitions].map((value) => Math.round(value * 1e4) / 1e4), inner, weights: deflateSync(bytes, { level: 9 }).toString('base64') };
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
 * Trains `silver` times more: a model tags the silver sentences, the next learns from them too.
 * `copies` are augmented copies of the gold, `wiki` and `repeat` how often Wikigold and the gold are taken in those rounds.
 */
export const train = async ({ data, withDevelopment, holdout, version, copies, wiki, repeat, silver, seed, say, ...learning }) => {
  const random = chance(seed);
  const own = goldSentences(data);
  const gold = [...grouped(holdout ? own.filter((sentence, at) => !keptAside(sentence, at)) : own), ...(withDevelopment ? [...goldStories(data), ...goldStories(data, 'sample')] : [])];
  const pool = pools(gold, cities.filter((row, at) => at % 8 === 0).map((row) => row.split('|')[0]).filter((name) => /^[A-Z][\x20-\x7e]+$/.test(name)));
  const swapped = () => Array.from({ length: copies }, () => gold.map((sample) => withHeadline(swapNames(sample, pool, random), random))).flat();
  const foreign = Array.from({ length: wiki }, () => grouped(bioSentences(path.join(data, 'ner', 'wikigold.jsonl.gz')))).flat();
  const first = learnTexts([...gold, ...swapped(), ...foreign], { ...learning, random, say });
  let model = toFile(first.state, { version, inner: first.inner });
  for (let round = 1; round <= silver; round += 1) {
    const { all, kept, texts } = silverTexts(data, engineWith(model));
    say(`round ${round}: ${kept} of ${all} silver sentences kept`);
    const next = learnTexts([...Array.from({ length: repeat }, () => gold).flat(), ...swapped(), ...foreign, ...texts], { ...learning, random, say });
    model = toFile(next.state, { version, inner: next.inner });
  }
  return model;
};

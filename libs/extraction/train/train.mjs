// From corpora to a model file. The features are the engine's own: what is learnt is what is asked.
import { deflateSync } from 'node:zlib';
import path from 'node:path';
import cities from '../dist/data/cities.json' with { type: 'json' };
import { BUCKETS, FEATURES, writeFeatures } from '../dist/tagger/features.js';
import { LABELS, TYPES, beginOf, insideOf } from '../dist/tagger/labels.js';
import { bordersOf, liveTokens } from '../dist/tagger/live.js';
import { readRuns } from '../dist/tagger/runs.js';
import { readAffixes, readWords } from '../dist/tagger/words.js';
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

/** Lower-case words that stand in names at least twice: at an end of them, or only inside. */
const joiningWords = (samples) => {
  const seen = new Map();
  for (const { doc, labels } of samples) doc.tokens.forEach((token, at) => {
    if (labels[at] === 0 || /\p{Lu}/u.test(token.text) || /^\d/.test(token.text)) return;
    const isEnd = labels[at] % 2 === 1 || (labels[at + 1] ?? 0) === 0 || labels[at + 1] % 2 === 1;
    const counts = seen.get(token.lexeme.folded) ?? { edge: 0, all: 0 };
    seen.set(token.lexeme.folded, { edge: counts.edge + (isEnd ? 1 : 0), all: counts.all + 1 });
  });
  const words = (wanted) => [...seen].filter(([, counts]) => wanted(counts)).map(([word]) => word).sort();
  return { edge: words(({ edge }) => edge >= 2), inner: words(({ edge, all }) => edge < 2 && all >= 2) };
};

/** Capitalised words that hardly ever belong to a name, of those seen often enough. */
const OFTEN = 12;
const HARDLY = 0.005;
const outerWords = (samples) => {
  const seen = new Map();
  for (const { doc, labels } of samples) doc.tokens.forEach((token, at) => {
    if (token.kind !== 'word' || token.text === token.lower) return;
    const counts = seen.get(token.lexeme.folded) ?? { all: 0, named: 0 };
    seen.set(token.lexeme.folded, { all: counts.all + 1, named: counts.named + (labels[at] === 0 ? 0 : 1) });
  });
  return [...seen].filter(([, { all, named }]) => all >= OFTEN && named <= all * HARDLY).map(([word]) => word).sort();
};

const segmentsOf = ({ doc, labels }, borders) => {
  const words = readWords(doc);
  const runs = readRuns(words);
  const live = liveTokens(words, borders);
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

const toFile = (state, { version, ...words }) => {
  const { scale, bytes } = quantise(state.weights);
  return { version, scale, transitions: [...state.transitions].map((value) => Math.round(value * 1e4) / 1e4), ...words, weights: deflateSync(bytes, { level: 9 }).toString('base64') };
};

const learnTexts = (texts, { random, say, ...learning }) => {
  const samples = texts.map((sample) => { const doc = readDoc(sample); return { doc, labels: labelsOf(doc, sample.mentions) }; });
  const words = { ...joiningWords(samples), outer: outerWords(samples) };
  const borders = bordersOf(words);
  const segments = samples.flatMap((sample) => segmentsOf(sample, borders));
  say(`${texts.length} texts, ${segments.length} segments, ${segments.reduce((sum, { length }) => sum + length, 0)} live tokens of ${samples.reduce((sum, { doc }) => sum + doc.tokens.length, 0)}, ${words.inner.length} inner, ${words.edge.length} edge and ${words.outer.length} outer words`);
  return { state: learn(segments, { ...learning, random, each: (epoch) => say(`epoch ${epoch}`) }), words };
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
  let model = toFile(first.state, { version, ...first.words });
  for (let round = 1; round <= silver; round += 1) {
    const { all, kept, texts } = silverTexts(data, engineWith(model));
    say(`round ${round}: ${kept} of ${all} silver sentences kept`);
    const next = learnTexts([...Array.from({ length: repeat }, () => gold).flat(), ...swapped(), ...foreign, ...texts], { ...learning, random, say });
    model = toFile(next.state, { version, ...next.words });
  }
  return model;
};

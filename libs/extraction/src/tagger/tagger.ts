import type { Candidate, Doc, Token } from '../doc.js';
import { FEATURES, type Spot, writeFeatures } from './features.js';
import { LABELS, OUTSIDE, TYPES, isInside, typeOf } from './labels.js';
import { masses, viterbi } from './lattice.js';
import { liveTokens } from './live.js';
import { BIAS, LANES, type Model, ROW, unpack } from './model.js';
import { readRuns } from './runs.js';
import { readAffixes, readWords } from './words.js';

const NO_BIAS = FEATURES * BIAS;

/** Adds up the weights of one token's features. */
const score = ({ packed, scale }: Model, features: Int32Array, { out, offset }: { out: Float64Array; offset: number }): void => {
  let even0 = 0, even4 = 0, even8 = 0, even12 = 0, odd0 = 0, odd4 = 0, odd8 = 0;
  for (let index = 0; index < FEATURES; index += 1) {
    const row = (features[index] as number) * ROW;
    const first = packed[row] as number, second = packed[row + 1] as number, third = packed[row + 2] as number;
    even0 = (even0 + (first & LANES)) | 0;
    odd0 = (odd0 + ((first >>> 8) & LANES)) | 0;
    even4 = (even4 + (second & LANES)) | 0;
    odd4 = (odd4 + ((second >>> 8) & LANES)) | 0;
    even8 = (even8 + (third & LANES)) | 0;
    odd8 = (odd8 + ((third >>> 8) & LANES)) | 0;
    even12 = (even12 + (packed[row + 3] as number)) | 0;
  }
  unpack(even0, odd0, { out, offset, bias: NO_BIAS, scale });
  unpack(even4, odd4, { out, offset: offset + 4, bias: NO_BIAS, scale });
  unpack(even8, odd8, { out, offset: offset + 8, bias: NO_BIAS, scale });
  out[offset + 12] = (even12 - NO_BIAS) * scale;
};

const segmentEnd = (live: Uint8Array, sentence: Int32Array, from: number): number => {
  let at = from + 1;
  while (live[at] === 1 && sentence[at] === sentence[from]) at += 1;
  return at;
};

/** The chance of the label that was chosen, from the masses of its token. */
const marginal = (forward: Float64Array, backward: Float64Array, { at, label }: { at: number; label: number }): number => {
  let sum = 0;
  for (let other = 0; other < LABELS; other += 1) sum += (forward[at * LABELS + other] as number) * (backward[at * LABELS + other] as number);
  return ((forward[at * LABELS + label] as number) * (backward[at * LABELS + label] as number)) / sum;
};

/** Names of one decoded segment; a candidate's confidence is that of its least sure token. */
const candidatesOf = (path: Int8Array, chance: (at: number) => number, { from, length, rule }: { from: number; length: number; rule: string }): Candidate[] => {
  const out: Candidate[] = [];
  for (let at = 0; at < length; at += 1) {
    if (path[at] === OUTSIDE) continue;
    let last = at + 1;
    let confidence = chance(at);
    for (; last < length && isInside(path[last] as number); last += 1) confidence = Math.min(confidence, chance(last));
    out.push({ first: from + at, last: from + last, type: TYPES[typeOf(path[at] as number)] ?? 'other', confidence: Math.round(confidence * 1000) / 1000, rule });
    at = last - 1;
  }
  return out;
};

const isEmpty = (path: Int8Array, length: number): boolean => {
  for (let at = 0; at < length; at += 1) if (path[at] !== OUTSIDE) return false;
  return true;
};

/** A tagger of one model: what it proposes for a doc with tokens and lookups. */
export const taggerOf = (model: Model): ((doc: Pick<Doc, 'tokens' | 'lookups'>) => Candidate[]) => {
  const { borders, transitions } = model;
  const weights = transitions.map(Math.exp);
  const features = new Int32Array(FEATURES);
  const rule = `model:${model.version}`;
  let scores = new Float64Array(64 * LABELS);

  const decode = (from: number, length: number): Candidate[] => {
    const segment = { scores, length, transitions };
    const path = viterbi(segment);
    if (isEmpty(path, length)) return [];
    const { forward, backward } = masses(segment, weights);
    return candidatesOf(path, (at) => marginal(forward, backward, { at, label: path[at] as number }), { from, length, rule });
  };

  return (doc) => {
    const words = readWords(doc);
    const live = liveTokens(words, borders);
    const spot: Spot = { words, runs: readRuns(words), out: features, at: 0, next: 0 };
    const out: Candidate[] = [];
    for (let from = 0; from < words.count; from += 1) {
      if (live[from] !== 1) continue;
      const to = segmentEnd(live, words.sentence, from);
      if ((to - from) * LABELS > scores.length) scores = new Float64Array(2 * (to - from) * LABELS);
      for (let at = from; at < to; at += 1) {
        readAffixes(words, at, doc.tokens[at] as Token);
        spot.at = at;
        spot.next = 0;
        writeFeatures(spot);
        score(model, features, { out: scores, offset: (at - from) * LABELS });
      }
      for (const candidate of decode(from, to - from)) out.push(candidate);
      from = to - 1;
    }
    return out;
  };
};

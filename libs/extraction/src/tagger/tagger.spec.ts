import { deflateSync } from 'node:zlib';
import { runPipeline } from '../pipeline.js';
import { BUCKETS, FEATURES, type Spot, writeFeatures } from './features.js';
import { LABELS, beginOf, insideOf, mayFollow } from './labels.js';
import { masses, viterbi } from './lattice.js';
import { readModel } from './model.js';
import { readRuns } from './runs.js';
import { taggerOf } from './tagger.js';
import { LARGEST_KEPT, readAffixes, readWords } from './words.js';

const docOf = (text: string) => runPipeline({ text, published: '2025-01-01T00:00:00Z' }, 'lookups');

const featuresOf = (text: string, at: number): number[] => {
  const doc = docOf(text);
  const words = readWords(doc);
  const spot: Spot = { words, runs: readRuns(words), out: new Int32Array(FEATURES), at, next: 0 };
  const token = doc.tokens[at];
  if (token !== undefined) readAffixes(words, at, token);
  writeFeatures(spot);
  return [...spot.out];
};

/** A model that knows one feature of one word: the first template at the token `at` of a text. */
const modelFor = (text: string, at: number, label: number) => {
  const weights = new Int8Array(BUCKETS * LABELS);
  weights[(featuresOf(text, at)[0] ?? 0) * LABELS + label] = 100;
  return { version: 'test', scale: 0.1, transitions: Array.from({ length: LABELS * LABELS }, () => 0), inner: [], edge: [], outer: [], weights: deflateSync(weights).toString('base64') };
};

describe('the tagger', () => {
  it('fills every feature with a bucket of the model, the same for the same text', () => {
    const features = featuresOf('Lena Okafor won.', 1);
    expect(features).toHaveLength(FEATURES);
    for (const bucket of features) expect(bucket >= 0 && bucket < BUCKETS).toBe(true);
    expect(featuresOf('Lena Okafor won.', 1)).toEqual(features);
    expect(featuresOf('Lena Okello won.', 1)).not.toEqual(features);
  });

  it('keeps the columns of a story for the next, but not those of a whole book', () => {
    const [story, book] = ['Lena Okafor won.', 'Ab '.repeat(LARGEST_KEPT + 1)].map(docOf) as [ReturnType<typeof docOf>, ReturnType<typeof docOf>];
    const kept = readWords(story);
    expect(readWords(book).count).toBe(LARGEST_KEPT + 1);
    expect(readWords(book)).not.toBe(kept);
    expect(readWords(story)).toBe(kept);
  });

  it('proposes what its weights say, with a confidence', () => {
    const tag = taggerOf(readModel(modelFor('Then Okafor won.', 1, beginOf(0))));
    expect(tag(docOf('Then Okafor won.'))).toEqual([{ first: 1, last: 2, type: 'person', confidence: expect.any(Number) as number, rule: 'model:test' }]);
    expect(tag(docOf('Then Okafor won.'))[0]?.confidence).toBeGreaterThan(0.9);
    expect(tag(docOf('Then nobody won.'))).toEqual([]);
  });

  it('refuses a model of another size', () => {
    const file = { ...modelFor('A', 0, 0), weights: deflateSync(new Uint8Array(5)).toString('base64') };
    expect(() => readModel(file)).toThrow(/has 5 weights/);
  });
});

describe('the lattice', () => {
  const transitions = new Float64Array(LABELS * LABELS);
  const scores = Float64Array.from({ length: 3 * LABELS }, (_, at) => ((at * 7919) % 101) / 20);

  /** Every allowed path with its score, by counting through all of them. */
  const paths = (): { path: number[]; score: number }[] => {
    let list: { path: number[]; score: number }[] = [{ path: [], score: 0 }];
    for (let at = 0; at < 3; at += 1) {
      list = list.flatMap(({ path, score }) => Array.from({ length: LABELS }, (_, label) => label)
        .filter((label) => mayFollow(path.at(-1) ?? 0, label))
        .map((label) => ({ path: [...path, label], score: score + (scores[at * LABELS + label] ?? 0) })));
    }
    return list;
  };

  it('finds the best of all allowed paths', () => {
    const best = paths().reduce((top, one) => (one.score > top.score ? one : top));
    expect([...viterbi({ scores, length: 3, transitions }).subarray(0, 3)]).toEqual(best.path);
  });

  it('gives each label the share of all paths that go through it', () => {
    const all = paths().map(({ path, score }) => ({ path, mass: Math.exp(score) }));
    const total = all.reduce((sum, { mass }) => sum + mass, 0);
    const { forward, backward } = masses({ scores, length: 3, transitions }, transitions.map(Math.exp));
    for (let at = 0; at < 3; at += 1) {
      const products = Array.from({ length: LABELS }, (_, label) => (forward[at * LABELS + label] ?? 0) * (backward[at * LABELS + label] ?? 0));
      const sum = products.reduce((a, b) => a + b, 0);
      for (let label = 0; label < LABELS; label += 1) {
        const share = all.filter(({ path }) => path[at] === label).reduce((mass, one) => mass + one.mass, 0) / total;
        expect((products[label] ?? 0) / sum).toBeCloseTo(share, 9);
      }
    }
  });

  it('lets a name go on only in its own type', () => {
    expect(mayFollow(beginOf(1), insideOf(1))).toBe(true);
    expect(mayFollow(insideOf(1), insideOf(1))).toBe(true);
    expect(mayFollow(beginOf(0), insideOf(1))).toBe(false);
    expect(mayFollow(0, insideOf(1))).toBe(false);
    expect(mayFollow(insideOf(1), beginOf(1))).toBe(true);
  });
});

import { LABELS, OUTSIDE, isInside } from './labels.js';

/** The labels that may stand before a label, `[firstBefore, lastBefore]`: the hot loops walk these instead of the full square. A name goes on from its own begin or itself, the labels next to each other. */
const firstBefore = (label: number): number => (isInside(label) ? label - 1 : OUTSIDE);
const lastBefore = (label: number): number => (isInside(label) ? label : LABELS - 1);

export interface Segment {
  /** Scores of the tokens one after the other, {@link LABELS} each; longer than the segment where it is reused. */
  readonly scores: Float64Array;
  readonly length: number;
  /** `transitions[before * LABELS + label]`. */
  readonly transitions: Float64Array;
}

/** Rows that the passes below write; reused, and made anew when a segment is longer than all before it. */
const newRows = (size: number) => ({
  size, best: new Float64Array(size * LABELS), back: new Int8Array(size * LABELS), path: new Int8Array(size),
  forward: new Float64Array(size * LABELS), backward: new Float64Array(size * LABELS), emitted: new Float64Array(size * LABELS),
});
let rows = newRows(64);
const rowsFor = (length: number): typeof rows => {
  if (length > rows.size) rows = newRows(2 * length);
  return rows;
};

const stepBest = ({ scores, transitions }: Segment, at: number, { best, back }: { best: Float64Array; back: Int8Array }): void => {
  for (let label = 0; label < LABELS; label += 1) {
    const final = lastBefore(label);
    let top = -Infinity;
    let from = OUTSIDE;
    for (let before = firstBefore(label); before <= final; before += 1) {
      const score = (best[(at - 1) * LABELS + before] as number) + (transitions[before * LABELS + label] as number);
      if (score > top) {
        top = score;
        from = before;
      }
    }
    best[at * LABELS + label] = top + (scores[at * LABELS + label] as number);
    back[at * LABELS + label] = from;
  }
};

/** The best labels of a segment that stands between two outside tokens, good until the next call. */
export const viterbi = (segment: Segment): Int8Array => {
  const { scores, length, transitions } = segment;
  const { best, back, path } = rowsFor(length);
  for (let label = 0; label < LABELS; label += 1) best[label] = isInside(label) ? -Infinity : (scores[label] as number) + (transitions[label] as number);
  for (let at = 1; at < length; at += 1) stepBest(segment, at, { best, back });
  let last = 0;
  const closing = (label: number): number => (best[(length - 1) * LABELS + label] as number) + (transitions[label * LABELS + OUTSIDE] as number);
  for (let label = 1; label < LABELS; label += 1) if (closing(label) > closing(last)) last = label;
  for (let at = length - 1; at >= 0; at -= 1) {
    path[at] = last;
    last = back[at * LABELS + last] as number;
  }
  return path;
};

/** Scales a row to sum 1 and gives the sum. */
const normalise = (row: Float64Array, from: number): number => {
  let sum = 0;
  for (let label = 0; label < LABELS; label += 1) sum += row[from + label] as number;
  for (let label = 0; label < LABELS; label += 1) row[from + label] = (row[from + label] as number) / sum;
  return sum;
};

const exponents = (scores: Float64Array, length: number, out: Float64Array): void => {
  for (let at = 0; at < length; at += 1) {
    let top = -Infinity;
    for (let label = 0; label < LABELS; label += 1) top = Math.max(top, scores[at * LABELS + label] as number);
    for (let label = 0; label < LABELS; label += 1) out[at * LABELS + label] = Math.exp((scores[at * LABELS + label] as number) - top);
  }
};

/** Forward and backward masses of a segment, each row scaled to 1: with `weights = exp(transitions)` all of it is products. Good until the next call. */
export const masses = ({ scores, length }: Segment, weights: Float64Array): { forward: Float64Array; backward: Float64Array; emitted: Float64Array } => {
  const { forward, backward, emitted } = rowsFor(length);
  exponents(scores, length, emitted);
  for (let label = 0; label < LABELS; label += 1) forward[label] = isInside(label) ? 0 : (emitted[label] as number) * (weights[label] as number);
  normalise(forward, 0);
  for (let at = 1; at < length; at += 1) {
    for (let label = 0; label < LABELS; label += 1) {
      const final = lastBefore(label);
      let sum = 0;
      for (let before = firstBefore(label); before <= final; before += 1) sum += (forward[(at - 1) * LABELS + before] as number) * (weights[before * LABELS + label] as number);
      forward[at * LABELS + label] = sum * (emitted[at * LABELS + label] as number);
    }
    normalise(forward, at * LABELS);
  }
  const end = (length - 1) * LABELS;
  backward.fill(0, 0, end);
  for (let label = 0; label < LABELS; label += 1) backward[end + label] = weights[label * LABELS + OUTSIDE] as number;
  for (let at = length - 2; at >= 0; at -= 1) {
    for (let label = 0; label < LABELS; label += 1) {
      const mass = (emitted[(at + 1) * LABELS + label] as number) * (backward[(at + 1) * LABELS + label] as number);
      const final = lastBefore(label);
      for (let before = firstBefore(label); before <= final; before += 1) backward[at * LABELS + before] = (backward[at * LABELS + before] as number) + mass * (weights[before * LABELS + label] as number);
    }
    normalise(backward, at * LABELS);
  }
  return { forward, backward, emitted };
};

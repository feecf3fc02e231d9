import { inflateSync } from 'node:zlib';
import { BUCKETS } from './features.js';
import { LABELS } from './labels.js';

/** What the trainer writes. Weights are int8, deflated, in base64: one JSON module, so that no file is ever opened by the engine itself. */
export interface ModelFile {
  readonly version: string;
  /** A weight is its int8 times this. */
  readonly scale: number;
  readonly transitions: readonly number[];
  /** Lower-case words that stand inside names: "of", "bin". */
  readonly inner: readonly string[];
  readonly weights: string;
}

export interface Model {
  readonly version: string;
  readonly scale: number;
  readonly transitions: Float64Array;
  readonly inner: readonly string[];
  /** Rows of {@link ROW} doubles, four weights in each: `packed[bucket * ROW + (label >> 2)]`. */
  readonly packed: Float64Array;
}

/** Doubles that hold one feature's weights. */
export const ROW = 4;
/** Bits of a weight's lane: 58 weights, each from 0 to 127, add up without reaching the next lane. */
const LANE = 13;
/** What makes a weight positive; every weight is cut to [-BIAS, BIAS). */
export const BIAS = 64;

/** Four additions of doubles do the work of thirteen of bytes; sums of whole numbers below 2^53 are exact. */
const pack = (weights: Int8Array): Float64Array => {
  const packed = new Float64Array(BUCKETS * ROW);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    for (let label = 0; label < LABELS; label += 1) {
      const weight = Math.max(-BIAS, Math.min(BIAS - 1, weights[bucket * LABELS + label] as number));
      const at = bucket * ROW + (label >> 2);
      packed[at] = (packed[at] as number) + (weight + BIAS) * 2 ** (LANE * (label & 3));
    }
  }
  return packed;
};

const HALF = 2 ** (2 * LANE);
const MASK = 2 ** LANE - 1;

/** Takes four sums of weights out of their double, scaled, into `out` from `offset` on. */
export const unpack = (sum: number, { out, offset, bias, scale }: { out: Float64Array; offset: number; bias: number; scale: number }): void => {
  const high = Math.floor(sum / HALF);
  const low = sum - high * HALF;
  out[offset] = ((low & MASK) - bias) * scale;
  out[offset + 1] = ((low >>> LANE) - bias) * scale;
  out[offset + 2] = ((high & MASK) - bias) * scale;
  out[offset + 3] = ((high >>> LANE) - bias) * scale;
};

/** @throws Error when the file is not of this engine's size: labels and buckets must agree */
export const readModel = (file: ModelFile): Model => {
  const bytes = inflateSync(Buffer.from(file.weights, 'base64'));
  if (bytes.length !== BUCKETS * LABELS || file.transitions.length !== LABELS * LABELS) throw new Error(`model ${file.version} has ${bytes.length} weights, this engine wants ${BUCKETS * LABELS}`);
  return {
    version: file.version, scale: file.scale, inner: file.inner,
    transitions: Float64Array.from(file.transitions),
    packed: pack(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)),
  };
};

import { inflateSync } from 'node:zlib';
import { BUCKETS } from './features.js';
import { LABELS } from './labels.js';
import { type BorderWords, type Borders, bordersOf } from './live.js';

/** What the trainer writes. Weights are int8, deflated, in base64: one JSON module, so that no file is ever opened by the engine itself. */
export interface ModelFile extends BorderWords {
  readonly version: string;
  /** A weight is its int8 times this. */
  readonly scale: number;
  readonly transitions: readonly number[];
  readonly weights: string;
}

export interface Model {
  readonly version: string;
  readonly scale: number;
  readonly transitions: Float64Array;
  readonly borders: Borders;
  /** Rows of {@link ROW} integers, four weights in each, a byte a weight: `packed[bucket * ROW + (label >> 2)]`. */
  readonly packed: Int32Array;
}

/** Integers that hold one feature's weights: rows this small keep most of the model in the processor's cache. */
export const ROW = 4;
/** What makes a weight positive; every weight is cut to [-BIAS, BIAS). */
export const BIAS = 64;

const pack = (weights: Int8Array): Int32Array => {
  const packed = new Int32Array(BUCKETS * ROW);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    for (let label = 0; label < LABELS; label += 1) {
      const weight = Math.max(-BIAS, Math.min(BIAS - 1, weights[bucket * LABELS + label] as number));
      packed[bucket * ROW + (label >> 2)] = (packed[bucket * ROW + (label >> 2)] as number) | ((weight + BIAS) << (8 * (label & 3)));
    }
  }
  return packed;
};

/** Every other byte of a packed integer, in lanes of 16 bits: 58 weights, each from 0 to 127, add up without reaching the next lane. */
export const LANES = 0x00ff00ff;
const LANE = 16;
const MASK = 0xffff;

/** Takes four sums of weights out of their lanes, scaled, into `out` from `offset` on. */
export const unpack = (even: number, odd: number, { out, offset, bias, scale }: { out: Float64Array; offset: number; bias: number; scale: number }): void => {
  out[offset] = ((even & MASK) - bias) * scale;
  out[offset + 1] = ((odd & MASK) - bias) * scale;
  out[offset + 2] = ((even >>> LANE) - bias) * scale;
  out[offset + 3] = ((odd >>> LANE) - bias) * scale;
};

/** @throws Error when the file is not of this engine's size: labels and buckets must agree */
export const readModel = (file: ModelFile): Model => {
  // With room for all of it at once: as a chain of small chunks it would stand in memory twice.
  const bytes = inflateSync(Buffer.from(file.weights, 'base64'), { chunkSize: BUCKETS * LABELS + 1 });
  if (bytes.length !== BUCKETS * LABELS || file.transitions.length !== LABELS * LABELS) throw new Error(`model ${file.version} has ${bytes.length} weights, this engine wants ${BUCKETS * LABELS}`);
  return {
    version: file.version, scale: file.scale, borders: bordersOf(file),
    transitions: Float64Array.from(file.transitions),
    packed: pack(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)),
  };
};

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
  /** `weights[bucket * LABELS + label]`. */
  readonly weights: Int8Array;
}

/** @throws Error when the file is not of this engine's size: labels and buckets must agree */
export const readModel = (file: ModelFile): Model => {
  const bytes = inflateSync(Buffer.from(file.weights, 'base64'));
  if (bytes.length !== BUCKETS * LABELS || file.transitions.length !== LABELS * LABELS) throw new Error(`model ${file.version} has ${bytes.length} weights, this engine wants ${BUCKETS * LABELS}`);
  return {
    version: file.version, scale: file.scale, inner: file.inner,
    transitions: Float64Array.from(file.transitions),
    weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
  };
};

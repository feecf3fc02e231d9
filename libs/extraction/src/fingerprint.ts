import type { Component, Token } from './doc.js';
import { factOf } from './lexemes.js';

const SHINGLE = 3;
const FEWEST_WORDS = 20;
const BITS = 64;

/** 32-bit FNV-1a over UTF-16 units. */
const hash = (text: string): number => {
  let value = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
};

const hashOf = factOf(({ lower }) => hash(lower));

/** Spreads a number over all 32 bits (murmur3's finaliser), differently for each seed. */
const spread = (value: number, seed: number): number => {
  let mixed = value ^ seed;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
};

/** Bits 0, 8, 16 and 24: one addition counts four bits of a value, each in a byte of its own. */
const LANES = 0x01010101;
const PER_HALF = 8;
/** What a byte counts to before it must be emptied. */
const FULL = 255;

/** How often each bit was set: in bytes while counting, then in `ones`. */
interface Counts {
  readonly bytes: Int32Array;
  readonly ones: Int32Array;
}

const addHalf = (bytes: Int32Array, from: number, value: number): void => {
  for (let bit = 0; bit < PER_HALF; bit += 1) bytes[from + bit] = (bytes[from + bit] as number) + ((value >>> bit) & LANES);
};

const emptyBytes = ({ bytes, ones }: Counts): void => {
  for (let bit = 0; bit < BITS; bit += 1) ones[bit] = (ones[bit] as number) + (((bytes[(bit >> 5) * PER_HALF + (bit & 7)] as number) >>> (bit & 24)) & FULL);
  bytes.fill(0);
};

/** A bit is set where more than half of the values have it. */
const hex = (ones: Int32Array, values: number): string => {
  let out = '';
  for (let nibble = BITS / 4 - 1; nibble >= 0; nibble -= 1) {
    let value = 0;
    for (let bit = 0; bit < 4; bit += 1) if (2 * (ones[nibble * 4 + bit] ?? 0) > values) value |= 1 << bit;
    out += value.toString(16);
  }
  return out;
};

const hashes = (tokens: readonly Token[]): Int32Array => {
  const out = new Int32Array(tokens.length);
  let count = 0;
  for (const { kind, lexeme } of tokens) if (kind === 'word' || kind === 'number') out[count++] = hashOf(lexeme);
  return out.subarray(0, count);
};

/** Charikar's SimHash over word trigrams: texts that share most of their wording differ in few bits. */
const simHash = (tokens: readonly Token[]): string | undefined => {
  const words = hashes(tokens);
  if (words.length < FEWEST_WORDS) return undefined;
  const counts: Counts = { bytes: new Int32Array(2 * PER_HALF), ones: new Int32Array(BITS) };
  const shingles = words.length - SHINGLE + 1;
  for (let at = 0; at < shingles; at += 1) {
    if (at % FULL === 0) emptyBytes(counts);
    const shingle = Math.imul(Math.imul(words[at] as number, 31) ^ (words[at + 1] as number), 0x9e3779b1) ^ (words[at + 2] as number);
    addHalf(counts.bytes, 0, spread(shingle, 0x2545f491));
    addHalf(counts.bytes, PER_HALF, spread(shingle, 0x9e3779b9));
  }
  emptyBytes(counts);
  return hex(counts.ones, shingles);
};

/** 64 bits that change little when the wording changes little; none for a text of fewer than 20 words. */
export const fingerprint: Component = { id: 'fingerprint', requires: ['tokens'], assigns: ['fingerprint'], run: (doc) => ({ fingerprint: simHash(doc.tokens) }) };

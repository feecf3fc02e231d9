import type { Component, Token } from './doc.js';

const SHINGLE = 3;
const FEWEST_WORDS = 20;
const BITS = 64;

/** 32-bit FNV-1a over UTF-16 units. */
const hash = (text: string): number => {
  let value = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
};

/** Spreads a number over all 32 bits (murmur3's finaliser), differently for each seed. */
const spread = (value: number, seed: number): number => {
  let mixed = value ^ seed;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
};

const addHalf = (weights: Int32Array, from: number, value: number): void => {
  for (let bit = 0; bit < 32; bit += 1) weights[from + bit] = (weights[from + bit] as number) + ((value >>> bit) & 1) * 2 - 1;
};

const hex = (weights: Int32Array): string => {
  let out = '';
  for (let nibble = BITS / 4 - 1; nibble >= 0; nibble -= 1) {
    let value = 0;
    for (let bit = 0; bit < 4; bit += 1) if ((weights[nibble * 4 + bit] ?? 0) > 0) value |= 1 << bit;
    out += value.toString(16);
  }
  return out;
};

const hashes = (tokens: readonly Token[]): Int32Array => {
  const out = new Int32Array(tokens.length);
  let count = 0;
  for (const { kind, lower } of tokens) if (kind === 'word' || kind === 'number') out[count++] = hash(lower);
  return out.subarray(0, count);
};

/** Charikar's SimHash over word trigrams: texts that share most of their wording differ in few bits. */
const simHash = (tokens: readonly Token[]): string | undefined => {
  const words = hashes(tokens);
  if (words.length < FEWEST_WORDS) return undefined;
  const weights = new Int32Array(BITS);
  for (let at = 0; at + SHINGLE <= words.length; at += 1) {
    const shingle = Math.imul(Math.imul(words[at] as number, 31) ^ (words[at + 1] as number), 0x9e3779b1) ^ (words[at + 2] as number);
    addHalf(weights, 0, spread(shingle, 0x2545f491));
    addHalf(weights, 32, spread(shingle, 0x9e3779b9));
  }
  return hex(weights);
};

/** 64 bits that change little when the wording changes little; none for a text of fewer than 20 words. */
export const fingerprint: Component = { id: 'fingerprint', requires: ['tokens'], assigns: ['fingerprint'], run: (doc) => ({ fingerprint: simHash(doc.tokens) }) };

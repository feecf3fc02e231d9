/** A set of words as sorted 32-bit hashes, each once: of a few hundred, two hardly ever have the same, and two sets are compared in one pass. */
export type Hashes = Int32Array;

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
/** A set that is so many times smaller is looked up in the other one, entry by entry. */
const MUCH_SMALLER = 8;

/** 32-bit FNV-1a. */
export const hashOf = (text: string): number => hashOnto(FNV_OFFSET, text);

/** As if the text that was hashed before and this one were one. */
export function hashOnto(before: number, text: string): number {
  let value = before;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), FNV_PRIME);
  return value;
}

/** Spreads a hash evenly, 0 to 2³² - 1. */
export function mixed(hash: number): number {
  const value = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** The hash of three hashes in a row. */
export const hashOfThree = (first: number, second: number, third: number): number => mixed(Math.imul(Math.imul(mixed(first), 31) + mixed(second), 31) + third) | 0;

export function hashesOf(values: readonly number[]): Hashes {
  const sorted = new Int32Array(values).sort();
  let size = 0;
  for (const value of sorted) if (size === 0 || sorted[size - 1] !== value) sorted[size++] = value;
  return sorted.slice(0, size);
}

/** Moves each of some sets, one after the other, onto one piece of memory: many small ones cost more than what is in them. */
export function ontoOnePiece(sets: readonly Hashes[]): (set: Hashes) => Hashes {
  const all = new Int32Array(sets.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  return (set) => {
    all.set(set, end);
    end += set.length;
    return all.subarray(end - set.length, end);
  };
}

/** How many entries two sets have in common. */
export function shared(a: Hashes, b: Hashes): number {
  const [small, large] = a.length <= b.length ? [a, b] : [b, a];
  return small.length * MUCH_SMALLER < large.length ? lookedUp(small, large) : merged(small, large);
}

function merged(a: Hashes, b: Hashes): number {
  let [count, at, other] = [0, 0, 0];
  while (at < a.length && other < b.length) {
    const [left, right] = [a[at] ?? 0, b[other] ?? 0];
    if (left === right) count += 1;
    if (left <= right) at += 1;
    if (left >= right) other += 1;
  }
  return count;
}

function lookedUp(small: Hashes, large: Hashes): number {
  let [count, from] = [0, 0];
  for (const value of small) {
    let to = large.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((large[middle] ?? 0) < value) from = middle + 1;
      else to = middle;
    }
    if (large[from] === value) count += 1;
  }
  return count;
}

/** The share of the smaller set that the other has as well, 0 to 1; 0 when one of them is empty. */
export function shareOf(a: Hashes, b: Hashes): number {
  const fewer = Math.min(a.length, b.length);
  return fewer === 0 ? 0 : shared(a, b) / fewer;
}

/** The share of the first set that the second has as well. */
export const ofFirst = (first: Hashes, second: Hashes): number => (first.length === 0 ? 0 : shared(first, second) / first.length);

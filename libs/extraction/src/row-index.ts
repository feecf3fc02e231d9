import { hashText } from './text-hash.js';

/** Rows by key, in three columns of integers: a Map of arrays of objects took ten times the memory and most of the time to load. */
export interface RowIndex {
  /** Rows with the same key stay in the order in which they came. */
  readonly add: (row: number, key: string) => void;
  /** The first row of a key, or -1. */
  readonly first: (key: string) => number;
  /** The next row of the same key, or -1. */
  readonly next: (row: number) => number;
}

export const sizeFor = (count: number): number => 1 << (33 - Math.clz32(Math.max(count, 1)));

/** Where a hash stands, or the free place where it would: the caller says which. */
export const probe = (hash: number, size: number, isHere: (place: number) => boolean): number => {
  let place = (hash ^ (hash >>> 15)) & (size - 1);
  while (!isHere(place)) place = (place + 1) & (size - 1);
  return place;
};

/** An index for rows `0` to `count - 1`; `keyOfRow` is asked only where two hashes agree. */
export const rowIndex = (count: number, keyOfRow: (row: number) => string): RowIndex => {
  const size = sizeFor(count);
  const heads = new Int32Array(size).fill(-1);
  const hashes = new Int32Array(count);
  const following = new Int32Array(count).fill(-1);

  const placeOf = (key: string, hash: number): number => probe(hash, size, (place) => {
    const head = heads[place] as number;
    return head < 0 || (hashes[head] === hash && keyOfRow(head) === key);
  });
  const next = (row: number): number => following[row] as number;
  const lastOf = (head: number): number => {
    let row = head;
    while (next(row) >= 0) row = next(row);
    return row;
  };

  return {
    add: (row, key) => {
      const hash = hashText(key);
      const place = placeOf(key, hash);
      const head = heads[place] as number;
      hashes[row] = hash;
      if (head < 0) heads[place] = row;
      else following[lastOf(head)] = row;
    },
    first: (key) => heads[placeOf(key, hashText(key))] as number,
    next,
  };
};

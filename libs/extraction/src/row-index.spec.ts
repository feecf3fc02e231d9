import { nameLengths } from './name-lengths.js';
import { rowIndex } from './row-index.js';

const indexOf = (keys: readonly string[]): ReturnType<typeof rowIndex> => {
  const index = rowIndex(keys.length, (row) => keys[row] ?? '');
  keys.forEach((key, row) => { index.add(row, key); });
  return index;
};

describe('row index', () => {
  it('gives the rows of a key in the order in which they came', () => {
    const index = indexOf(['lagos', 'kyiv', 'lagos', '', 'lagos']);
    const rows = [];
    for (let row = index.first('lagos'); row >= 0; row = index.next(row)) rows.push(row);
    expect(rows).toEqual([0, 2, 4]);
    expect([index.first('kyiv'), index.first(''), index.first('manila')]).toEqual([1, 3, -1]);
  });

  it('tells keys of one hash apart', () => {
    // "costarring" and "liquid" collide in FNV-1a of 32 bits, so do "declinate" and "macallums".
    const keys = ['costarring', 'liquid', 'declinate', 'macallums'];
    expect(keys.map((key) => indexOf(keys).first(key))).toEqual([0, 1, 2, 3]);
    expect(keys.map((key) => indexOf(keys).next(indexOf(keys).first(key)))).toEqual([-1, -1, -1, -1]);
  });

  it('knows nothing when it is empty', () => {
    expect(indexOf([]).first('lagos')).toBe(-1);
  });
});

describe('name lengths', () => {
  it('keeps a bit for each length of a word', () => {
    const lengths = nameLengths(3);
    lengths.add('new', 2);
    lengths.add('new', 3);
    lengths.add('kyiv', 1);
    expect(['new', 'kyiv', 'old'].map((word) => lengths.of(word))).toEqual([0b1100, 0b10, 0]);
  });
});

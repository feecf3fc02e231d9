import { createDoc } from '../pipeline.js';
import { tokens } from '../tokens.js';
import { digitsValue } from './numeral.js';
import { readNumeral } from './numerals.js';
import { piecesOf } from './pieces.js';

const read = (text: string): ReturnType<typeof readNumeral> => readNumeral(piecesOf({ tokens: tokens.run(createDoc({ text, published: '2024-05-15T12:00:00Z' })).tokens ?? [] }), 0);

describe('numerals', () => {
  it.each([
    ['1,200', 1200], ['1,200.5', 1200.5], ['12,00,000', 1_200_000], ['1.200.000', 1_200_000], ['3,5', 3.5], ['10:30', undefined], ['1,2,3', undefined],
  ])('reads the digits %j', (text, value) => {
    expect(digitsValue(text)).toBe(value);
  });

  it.each([
    ['twenty-five cows', 25], ['two hundred and six cows', 206], ['two thousand one hundred cows', 2100], ['a million and a half cows', 1_500_000], ['3.5 million cows', 3_500_000],
    ['half a million cows', 500_000], ['10 1/2 cows', 10.5], ['10½ cows', 10.5], ['two-and-a-half-year term', 2.5], ['10 000 cows', 10_000], ['quarter million cows', 250_000],
    ['2,00,000 cows', 200_000], ['two thirds', 2 / 3], ['three-quarters', 0.75], ['one in five', 0.2], ['four out of ten', 0.4], ['twice the cows', 2],
  ])('reads the value of %j', (text, value) => {
    expect(read(text)?.value).toBeCloseTo(value, 10);
  });

  it.each([['several thousand cows', [1000, 10_000]], ['tens of millions', [1e7, 1e8]], ['scores of cows', [40, 100]], ['dozens', [24, 100]]])('reads the decade of %j', (text, range) => {
    const numeral = read(text);
    expect([numeral?.value, numeral?.high]).toEqual(range);
  });

  it.each(['a third meeting', 'several cows', 'cows', '9/11', 'a cow', 'few cows'])('finds no quantity at the head of %j', (text) => {
    const numeral = read(text);
    expect(numeral === undefined || numeral.last === 1).toBe(true);
  });

  it('does not run two numbers into one', () => {
    expect(read('two one-year terms')).toMatchObject({ value: 2, last: 1 });
  });
});

import { slugActOf, takeOf } from './slug-marks.js';

describe('marks in sluglines', () => {
  it.each([
    ['FJORD-FERRY/ =2', { key: 'FJORD-FERRY/', number: 2 }], ['FJORD-FERRY/ (TAKE 3)', { key: 'FJORD-FERRY/', number: 3 }], ['FJORD (TAKE 2 OF 4)', { key: 'FJORD', number: 2, of: 4 }],
    ['BC-Mill, 1st Add', { key: 'BC-Mill', number: 2 }], ['BC-Mill, 1st Ld-Writethru', undefined], ['Mill', undefined], [undefined, undefined],
  ])('%j is the take %j', (slug, take) => {
    expect(takeOf(slug)).toEqual(take);
  });

  it.each([['BC-Mill, 1st Ld-Writethru', 'update'], ['BC-Mill,2nd Ld', 'update'], ['BC-Mill, Writethru', 'update'], ['BC-Mill, 1st Add', undefined], ['Misled', undefined], [undefined, undefined]])('%j is the act %s', (slug, signal) => {
    expect(slugActOf(slug)?.signal).toBe(signal);
  });
});

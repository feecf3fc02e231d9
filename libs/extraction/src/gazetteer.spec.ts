import cityRows from './data/cities.json' with { type: 'json' };
import { foldWord } from './characters.js';
import { countryName, entriesOf, hasLength, keyOf, lengthsFrom } from './gazetteer.js';
import { scanTokens } from './tokens.js';

const listed = (key: string, language?: string): string[] => entriesOf(key, language).map(({ list, link, geonamesId }) => `${list} ${link ?? String(geonamesId ?? '-')}`);

describe('gazetteer', () => {
  it('gives all that a name stands for, the surest list first', () => {
    expect(listed('georgia')).toEqual(['country GE', 'region US-GA']);
    expect(entriesOf('kyiv')).toMatchObject([
      { list: 'region', country: 'UA', link: 'UA-30', minor: true, ambiguous: true },
      { list: 'city', country: 'UA', isCapital: true, ambiguous: false, acronym: false, capital: true },
    ]);
  });

  it.each(['qqqq', '', 'new qqqq', 'kyiv kyiv'])('knows nothing of %j', (key) => {
    expect(entriesOf(key)).toEqual([]);
  });

  it('knows foreign names in a text of their language alone', () => {
    expect(listed('alemania', 'es')).toEqual(['country DE']);
    expect(listed('alemania', 'fr')).toEqual([]);
    expect(listed('alemania')).toEqual([]);
  });

  it('tells how many tokens the names have that a word begins', () => {
    expect([1, 2, 3].map((size) => hasLength(lengthsFrom('buenos'), size))).toEqual([false, true, false]);
    expect(lengthsFrom('qqqq')).toBe(0);
  });

  it('names a country by its code', () => {
    expect([countryName('UA'), countryName('QQ')]).toEqual(['Ukraine', 'QQ']);
  });

  it('finds every city by its name, and keys it as its tokens are compared', () => {
    const names = cityRows.split('\n').map((row) => row.slice(0, row.indexOf('|')));
    const byTokens = (name: string): string => scanTokens(name).map(({ lower }) => foldWord(lower)).join(' ');
    expect(names.filter((name) => keyOf(name) !== byTokens(name))).toEqual([]);
    expect(names.filter((name) => !entriesOf(keyOf(name)).some((entry) => entry.list === 'city' && entry.name === name))).toEqual([]);
  });
});

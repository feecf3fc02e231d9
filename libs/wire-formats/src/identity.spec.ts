import { canonicalUrl, decimalVersion, storyNameOf, wordsName } from './identity.js';

describe('identity', () => {
  it.each([
    ['urn:newsml:example.com:20261124T100000Z:doc-1ab2:3', 'urn:newsml:example.com:20261124T100000Z:doc-1ab2'],
    ['urn:newsml:example.com:20261124:doc-1ab2:2U', 'urn:newsml:example.com:20261124:doc-1ab2'],
    ['urn:newsml:example.com:20090101:261124-930-1', 'urn:newsml:example.com:20090101:261124-930-1'],
    ['tag:example.com,2026:newsml_KX1', 'tag:example.com,2026:newsml_KX1'],
    ['12345', 'feed-a\n12345'],
  ])('names the story of %s', (uri, name) => {
    expect(storyNameOf(uri, 'feed-a')).toBe(name);
  });

  it('drops from a web address what does not say what is read', () => {
    expect(canonicalUrl('HTTPS://Example.org/a?utm_source=x&b=2&a=1#0')).toBe('https://example.org/a?a=1&b=2');
    expect(canonicalUrl('not an address')).toBeUndefined();
  });

  it('does not mind the width of lines', () => {
    expect(wordsName('f', 'one two\nthree')).toBe(wordsName('f', 'one\ntwo three'));
  });

  it.each([['007', '7'], ['0', '0'], [12, '12'], [-1, undefined], [1.5, undefined], ['1.5', undefined], [2 ** 60, undefined], ['9'.repeat(31), undefined]])('reads %p as a number of a version', (written, version) => {
    expect(decimalVersion(written)).toBe(version);
  });
});

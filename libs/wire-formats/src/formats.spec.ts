import { readdirSync } from 'node:fs';
import { wireFormats } from './formats.js';
import { parseText } from './wire.suite.js';

describe('the list of wire formats', () => {
  it('has every format once, and plain text last', () => {
    const ids = wireFormats.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(['anpa1312', 'atom', 'dpa-digitalwires', 'email', 'html', 'iptc7901', 'json-feed', 'news-sitemap', 'newsml-1', 'newsml-g2', 'ninjs', 'nitf', 'plain-text', 'rss']);
    expect(ids.at(-1)).toBe('plain-text');
  });

  it('has one file a format, named as the format is', () => {
    const files = new Set(readdirSync(__dirname));
    for (const { id } of wireFormats) expect([id, files.has(`${id}.ts`)]).toEqual([id, true]);
  });

  it.each([
    ['{"uri":"urn:x:1"}', 'ninjs'], ['<rss version="2.0"/>', 'rss'], ['<feed xmlns="http://www.w3.org/2005/Atom"/>', 'atom'], ['<urlset/>', 'news-sitemap'], ['<nitf/>', 'nitf'], ['<NewsML/>', 'newsml-1'], ['<newsItem/>', 'newsml-g2'],
    ['<!DOCTYPE html><p>x', 'html'], ['<P>x</P>', 'html'], ['a < b and b > a', 'plain-text'], ['<sigh> another day', 'plain-text'],
  ])('tells %s by content', (text, format) => {
    const result = parseText(text, { fileName: 'misleading.pdf' });
    expect(result.format).toBe(format);
    expect(result.rule).not.toBe('');
  });
});

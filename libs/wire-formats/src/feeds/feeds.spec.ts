import { itemAt, parseFixture, parseText } from '../wire.suite.js';

describe('RSS', () => {
  const result = parseFixture('feed-oddities.rss.xml');

  it('prefers the whole text and keeps what the channel says', () => {
    expect(result).toMatchObject({ format: 'rss', rule: 'root element rss' });
    expect(itemAt(result)).toMatchObject({
      title: 'Harbour & rail open', text: 'The harbour opened.\nSo did the railway & the road.', version: '2026-11-24T09:00:00.000Z', firstCreated: '2026-11-24T09:00:00.000Z', by: 'Ada Writer, Ben Reader', language: 'en-GB',
      subjects: [{ name: 'Transport', scheme: 'desk' }], descriptions: [{ value: 'In short.' }], copyrightNotice: 'Norland Daily 2026', infoSources: [{ name: 'Norland Daily', role: 'feed' }],
    });
  });

  it('decodes references once, and those of a CDATA title', () => {
    expect(itemAt(result, 2)).toMatchObject({ title: 'It’s calm', text: 'Calm & bright.' });
  });

  it.each([
    [2, 'https://daily.example.org/a/calm', 'missing:guid'], [3, 'https://daily.example.org/a/random', 'volatile:guid'], [4, 'https://daily.example.org/?lang=en&p=7', undefined], [1, 'daily-1001', undefined],
  ])('names entry %i %s', (n, uri, flag) => {
    expect(itemAt(result, n).uri).toBe(uri);
    expect(itemAt(result, n).flags ?? []).toEqual(flag === undefined ? [] : expect.arrayContaining([flag]));
  });

  it('keeps a story whose random guid changes on every poll', () => {
    const feed = (guid: string) => itemAt(parseText(`<rss version="2.0"><channel><item><title>T</title><link>https://x.example/a/1</link><guid isPermaLink="false">${guid}</guid></item></channel></rss>`)).storyId;
    expect(feed('aaaaaaaa-1111-4222-8333-444455556666')).toBe(feed('bbbbbbbb-1111-4222-8333-444455556666'));
    expect(feed('story-1')).not.toBe(feed('story-2'));
  });

  it('gives an entry without a date the time of receipt and the first version', () => {
    expect(itemAt(result, 2)).toMatchObject({ version: '1', versionCreatedFrom: 'receipt' });
  });

  it('takes a title for text when there is nothing else, and rejects what has neither', () => {
    expect(itemAt(result, 5)).toMatchObject({ text: 'Only a title', flags: ['text-from:title'] });
    expect(result.rejects).toEqual([expect.objectContaining({ entry: 6, code: 'invalid-item' })]);
  });

  it('does not believe a date in the future', () => {
    expect(itemAt(result, 6)).toMatchObject({ version: '1', versionCreated: '2026-11-25T12:00:00.000Z', versionCreatedFrom: 'receipt', flags: ['future:versionCreated'] });
  });

  it('keeps the neighbours of a broken entry', () => {
    const broken = parseFixture('one-broken-entry.rss.xml');
    expect(broken.items.map(({ entry, item }) => [entry, item.text])).toEqual([[1, 'One.'], [3, 'Three.']]);
    expect(broken.rejects).toEqual([expect.objectContaining({ entry: 2, code: 'malformed' })]);
  });

  it('reads RSS 1.0', () => {
    const text = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>C</title></channel><item rdf:about="https://x.example/1"><title>T</title><link>https://x.example/1</link><description>D.</description><dc:date>2026-11-24T10:00:00Z</dc:date></item></rdf:RDF>';
    expect(itemAt(parseText(text))).toMatchObject({ uri: 'https://x.example/1', title: 'T', text: 'D.', version: '2026-11-24T10:00:00.000Z' });
  });
});

describe('Atom', () => {
  const result = parseFixture('base-and-xhtml.atom.xml');

  it('orders by updated, shows XHTML, resolves addresses', () => {
    expect(result).toMatchObject({ format: 'atom', rejects: [] });
    expect(itemAt(result)).toMatchObject({
      uri: 'tag:daily.example.org,2026:1', title: 'Rail & road', text: 'The railway opened.\nTrains run.', version: '2026-11-24T10:30:00.000Z', firstCreated: '2026-11-24T08:00:00.000Z',
      link: 'https://daily.example.org/a/rail', by: 'Desk', language: 'en', subjects: [{ name: 'Transport', literal: 'transport' }], copyrightNotice: 'All ours',
    });
  });

  it('falls back to the summary', () => {
    expect(itemAt(result, 2)).toMatchObject({ text: 'Only a summary.', by: 'Ben Reader' });
  });
});

describe('JSON Feed', () => {
  const FEED = { version: 'https://jsonfeed.org/version/1.1', title: 'Norland Daily', language: 'en', authors: [{ name: 'Desk' }] };
  const read = (items: unknown) => parseText(JSON.stringify({ ...FEED, items }));

  it('orders by date_modified and prefers HTML', () => {
    const result = read([{ id: 7, url: 'https://x.example/7', title: 'T', content_html: '<p>One</p><p>Two</p>', content_text: 'One Two', date_published: '2026-11-24T08:00:00+01:00', date_modified: '2026-11-24T09:00:00+01:00', tags: ['a'] }]);
    expect(result).toMatchObject({ format: 'json-feed', rejects: [] });
    expect(itemAt(result)).toMatchObject({ uri: '7', text: 'One\nTwo', version: '2026-11-24T08:00:00.000Z', firstCreated: '2026-11-24T07:00:00.000Z', by: 'Desk', subjects: [{ name: 'a' }], infoSources: [{ name: 'Norland Daily' }] });
  });

  it('keeps the neighbours of a bad entry', () => {
    const result = read([{ id: '1', content_text: 'One.' }, 'nonsense', { id: '3', content_text: 'Three.' }]);
    expect(result.items.map(({ entry }) => entry)).toEqual([1, 3]);
    expect(result.rejects).toMatchObject([{ entry: 2, code: 'invalid-item', pointer: '/items/1' }]);
  });

  it('says what is missing', () => {
    expect(read(undefined).rejects).toMatchObject([{ code: 'invalid-item', pointer: '/items' }]);
  });
});

describe('news sitemap', () => {
  const result = parseFixture('news.sitemap.xml');

  it('reads stories and rejects plain pages', () => {
    expect(result.format).toBe('news-sitemap');
    expect(itemAt(result)).toMatchObject({
      uri: 'https://daily.example.org/a/harbour', title: 'Harbour & rail open', text: 'Harbour & rail open', language: 'en', version: '2026-11-24T00:00:00.000Z',
      flags: ['text-from:title', 'day-only:versionCreated'], infoSources: [{ name: 'Norland Daily', role: 'publication' }], subjects: [{ name: 'harbour' }, { name: 'rail' }],
    });
    expect(result.items.map(({ entry }) => entry)).toEqual([1, 3]);
    expect(result.rejects).toMatchObject([{ entry: 2, code: 'invalid-item', pointer: '/url/news:news' }]);
  });

  it('sends a sitemap index away with a hint', () => {
    expect(parseText('<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://x.example/1.xml</loc></sitemap></sitemapindex>').rejects).toMatchObject([{ code: 'unsupported-format', hint: expect.stringContaining('poll') }]);
  });
});

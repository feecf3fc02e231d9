import { itemAt, parseFixture, parseText } from './wire.suite.js';

describe('HTML', () => {
  it('reads the story of a page and what the page says of it', () => {
    const result = parseFixture('article.page.html');
    expect(result).toMatchObject({ format: 'html', rule: 'root element html' });
    expect(itemAt(result)).toMatchObject({
      uri: 'https://daily.example.org/a/harbour', title: 'Harbour opens', version: '2026-11-24T09:00:00.000Z', by: 'Ada Writer', language: 'en', infoSources: [{ name: 'Norland Daily' }],
      text: 'MARKOBY, Nov 24 (Daily) - The third harbour\u00a0opened.\nOne ship\n300 people', dateline: { place: 'MARKOBY', date: '2026-11-24', source: 'Daily' },
    });
  });

  it('reads a piece of a page, named by its words or by what is given', () => {
    expect(parseText('<p>One</p><p>Two</p>')).toMatchObject({ format: 'html', items: [{ item: { text: 'One\nTwo', title: 'One' } }] });
    expect(itemAt(parseText('<p>One</p>', { given: { uri: 'urn:test:1', versionCreated: '2026-11-24T09:00:00Z' } }))).toMatchObject({ uri: 'urn:test:1', version: '2026-11-24T09:00:00.000Z' });
  });

  it('believes the content type only where there is markup', () => {
    expect(itemAt(parseText('One <b>two</b><br>three', { contentType: 'text/html' }))).toMatchObject({ text: 'One two\nthree' });
    expect(parseText('One two', { contentType: 'text/html' }).format).toBe('plain-text');
  });

  it('rejects a page that shows nothing', () => {
    expect(parseText('<html><body><script>let a;</script></body></html>').rejects).toMatchObject([{ code: 'empty-body' }]);
  });
});

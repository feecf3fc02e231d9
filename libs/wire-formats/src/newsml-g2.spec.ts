import { storyIdOf } from '@wiredesk/contracts';
import { aContext, itemAt, parseFixture, parseText } from './wire.suite.js';
import { parseWire } from './parse-wire.js';

const item = (meta: string, content = '<headline>Mill closes</headline>', attributes = 'guid="urn:x-agency:1" version="2"'): string =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" ${attributes}><itemMeta><versionCreated>2026-01-02T10:00:00+01:00</versionCreated>${meta}</itemMeta>`
  + `<contentMeta>${content}</contentMeta></newsItem>`;
const message = (items: readonly string[]): string =>
  `<?xml version="1.0"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><priority>3</priority></header><itemSet>${items.join('\n')}</itemSet></newsMessage>`;
const read = (meta: string, content?: string, attributes?: string) => itemAt(parseText(item(meta, content, attributes)));

describe('NewsML-G2', () => {
  it('reads all that dpa says of a story, and leaves out a header that only repeats it', () => {
    const found = itemAt(parseFixture('dpa-repeated-header.newsml-g2.xml'));
    expect(found).toMatchObject({
      uri: 'urn:newsml:dpa.com:20090101:260303-930-112233', version: '2', pubStatus: 'usable', signal: 'correction', signalFrom: 'signal:sig:correction',
      versionCreated: '2026-03-04T09:30:15.000Z', versionCreatedFrom: 'publisher', firstCreated: '2026-03-03T17:00:00.000Z', language: 'de', type: 'text',
      urgency: 3, urgencyFrom: { code: '3', rule: 'newsml-g2:urgency' }, slugline: 'Fischerei/Deutschland/Krabben', by: 'Von Ben Muster, dpa',
      headlines: [{ role: 'main', value: 'Krabbenfischer bleiben im Hafen' }, { role: 'secondary', value: 'Fangpause' }],
      dateline: { text: 'Seeheim (dpa) -', place: 'Seeheim', source: 'dpa' }, keywords: ['Krabben'], altIds: [{ role: 'topic', value: '4711' }],
      descriptions: [{ role: 'teaser', value: 'Der Preis ist zu niedrig.' }], flags: ['left-out:header'],
      people: [{ name: 'Ada Beispiel' }], organisations: [{ name: 'Fischereiverband Nord' }],
      places: [{ name: 'Deutschland' }, { name: 'Hafen Seeheim', latitude: 53.5, longitude: 7.1 }],
      refersTo: [{ rel: 'irel:derivedFrom', id: 'urn:newsml:dpa.com:20090101:260303-930-110000' }],
      copyrightHolder: 'dpa', copyrightNotice: 'Copyright 2026, dpa', usageTerms: 'Nur nach Vereinbarung', infoSources: [{ name: 'dpa', role: 'provider' }],
    });
    expect(found.text).toBe([
      'Der Preis ist zu niedrig.',
      'Seeheim (dpa) - Mehr als 40 Kutter blieben am Dienstag im Hafen. Das sagte Ada Beispiel, die für den Verband spricht & rechnet.',
      '\t2025\t2026', 'Preis\t4,10\t2,95',
    ].join('\n'));
    expect(found.edNote).toContain('Pressestelle Seeheim');
    expect(found.subjects).toContainEqual(expect.objectContaining({ name: 'Wirtschaft', literal: 'subj:04000000', uri: 'http://cv.iptc.org/newscodes/subjectcode/04000000' }));
    expect(found.subjects).toContainEqual(expect.objectContaining({ literal: 'medtop:04000000', rel: 'derived' }));
  });

  it('keeps a header that says anything of its own', () => {
    const body = '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><header><h1>Mill closes</h1><p>Only here.</p></header><p>Text.</p></body></html></inlineXML>';
    const found = itemAt(parseText(item('').replace('</contentMeta>', `</contentMeta><contentSet>${body}</contentSet>`)));
    expect(found.text).toBe('Mill closes\nOnly here.\nText.');
    expect(found.flags).toBeUndefined();
  });

  it('keeps a notebook in the content from the public', () => {
    const body = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text.</p><section class="notepad"><p>Call 555.</p><div class="np-nonpublic">Ann</div></section><p>More.</p></body></html>';
    const { edNote, ...rest } = itemAt(parseText(item('').replace('</newsItem>', `<contentSet><inlineXML>${body}</inlineXML></contentSet></newsItem>`)));
    expect(edNote).toBe('Call 555.\nAnn');
    expect(rest).toMatchObject({ text: 'Text.\nMore.', flags: ['left-out:notebook'], bodies: [{ value: body.replace(/<section.*section>/, '') }] });
  });

  it('reads a withdrawal and an update of Reuters, and tells of what is no news', () => {
    const result = parseFixture('reuters-withdrawn-and-update.newsml-g2.xml');
    expect(itemAt(result)).toMatchObject({
      uri: 'tag:reuters.com,2026:newsml_L8N1AA0B1:4', storyId: storyIdOf('tag:reuters.com,2026:newsml_L8N1AA0B1'), version: '4', signal: 'withdraw', pubStatus: 'canceled',
      urgencyFrom: { code: '3', rule: 'newsml-g2:header/priority' },
    });
    expect(itemAt(result, 2)).toMatchObject({
      storyId: storyIdOf('tag:reuters.com,2026:newsml_L8N1AA0C2'), version: '7', signal: 'update', update: 2, pubStatus: 'withheld', embargo: { asWritten: '' },
      dateline: { text: '2026-02-03 09:14:00 GMT+00:00', place: 'OSLO', date: '2026-02-03', source: 'Reuters' },
      text: 'OSLO, Feb 3 (Reuters) - The line will cut\n12 sailings a day, it said.',
    });
    expect(result.rejects).toMatchObject([{ entry: 3, code: 'unsupported-format' }]);
  });

  it.each([
    ['an instant', '<embargoed>2026-01-03T06:00:00+01:00</embargoed><pubStatus qcode="stat:usable"/>', { pubStatus: 'usable', embargoedUntil: '2026-01-03T05:00:00.000Z' }],
    ['nothing in it', '<embargoed/><pubStatus qcode="stat:usable"/>', { pubStatus: 'withheld', embargo: { asWritten: '' } }],
    ['a bare day', '<embargoed>2026-01-03</embargoed>', { pubStatus: 'withheld', embargo: { asWritten: '2026-01-03' } }],
    ['no zone', '<embargoed>2026-01-03T06:00:00</embargoed>', { pubStatus: 'withheld' }],
    ['words', '<embargoed>after the match</embargoed>', { pubStatus: 'withheld' }],
    ['a note only', '<edNote>Note: STRICTLY EMBARGOED until noon on Friday.</edNote>', { pubStatus: 'withheld', embargo: { rule: 'newsml-g2:note' } }],
    ['a note that it is over', '<edNote>The embargo has been lifted.</edNote>', { pubStatus: 'usable' }],
    ['an unreadable expiry', '<expires>soon</expires>', { pubStatus: 'withheld', flags: expect.arrayContaining(['unreadable:expires']) }],
    ['a bare day as expiry', '<expires>2026-02-01</expires>', { pubStatus: 'usable', expires: '2026-01-31T10:00:00.000Z' }],
    ['an unknown status', '<pubStatus qcode="stat:secret"/>', { pubStatus: 'withheld', flags: expect.arrayContaining(['unknown:pubStatus']) }],
    ['a canceled status', '<pubStatus qcode="stat:canceled"/>', { pubStatus: 'canceled', signal: 'kill' }],
    ['no status', '', { pubStatus: 'usable' }],
  ])('fails closed: an embargo or status with %s', (_what, meta, expected) => {
    const found = read(meta);
    expect(found).toMatchObject(expected);
    if (found.pubStatus === 'withheld') expect(found.embargoedUntil).toBeUndefined();
  });

  it.each([
    ['sig:correction', 'x', 'correction'], ['edStat:C', 'x', 'correction'], ['edStat:D', 'x', 'kill'], ['sig:update', 'x', 'update'], ['my:refile', 'x', 'refile'],
    ['sig:update', 'CORRECTED-UPDATE 1-Mill closes', 'correction'], ['prodId:TXT', 'KILL KILL KILL', 'kill'], ['prodId:TXT', 'Kill Bill returns to cinemas', 'update'],
    ['prodId:TXT', 'REFILE-Mill closes', 'refile'], ['prodId:TXT', 'RPT-Mill closes', 'repeat'],
  ])('signal %s under the headline %j is the act %s', (qcode, headline, signal) => {
    expect(read(`<signal qcode="${qcode}"/>`, `<headline>${headline}</headline>`).signal).toBe(signal);
  });

  it('lets update n of Reuters replace update n-1 of its slug and day, never the first story', () => {
    const update = (n: number, version = '1') => read('', `<slugline>FJORD/</slugline><headline>UPDATE ${n}-Ferries</headline>`, `guid="urn:u:${n}" version="${version}"`);
    expect(update(3)).toMatchObject({ signal: 'update', update: 3, altIds: [{ role: 'update', value: 'FJORD/ UPDATE 3 2026-01-02' }],
      refersTo: [{ rel: 'updates', id: 'FJORD/ UPDATE 2 2026-01-02' }, { rel: 'replaces', id: 'FJORD/ UPDATE 2 2026-01-02' }] });
    expect(update(1).refersTo).toEqual([{ rel: 'updates', id: 'FJORD/' }]);
    expect(update(2, '5').refersTo).toBeUndefined();
  });

  it('resolves codes by the catalog of the file, and tells who had the item before', () => {
    const found = itemAt(parseText(item('', '<headline>H</headline><subject qcode="mill:7" type="cpnat:abstract"/>').replace('<itemMeta>',
      '<catalog><scheme alias="mill" uri="http://mill.example/cv/"/></catalog><hopHistory><hop seq="1" timestamp="2026-01-01T00:00:00Z"><party literal="Wire A"/><action qcode="act:corrected"/></hop></hopHistory><itemMeta>')));
    expect(found.subjects).toEqual([{ literal: 'mill:7', uri: 'http://mill.example/cv/7', type: 'cpnat:abstract' }]);
    expect(found).toMatchObject({ hopHistory: [{ seq: '1', party: 'Wire A', action: 'act:corrected', timestamp: '2026-01-01T00:00:00Z' }] });
  });

  it('finds the victim that a kill names in its words only', () => {
    const found = read('<edNote>Please kill urn:newsml:agency.example:20260101:77, it is wrong.</edNote>', '<headline>KILL - Mill closes</headline>');
    expect(found).toMatchObject({ signal: 'kill', pubStatus: 'canceled', refersTo: [{ rel: 'idref', id: 'urn:newsml:agency.example:20260101:77' }] });
    expect(read('<edNote>See urn:newsml:agency.example:20260101:77.</edNote>').refersTo).toBeUndefined();
  });

  it('names a story of a known provider the same by every feed, URI or not', () => {
    const storyOf = (guid: string, provider: string, feed: string) => itemAt(parseText(item(provider, undefined, `guid="${guid}" version="1"`), { feed })).storyId;
    expect(storyOf('A77', '<provider literal="Wire A"/>', 'ftp')).toBe(storyOf('A77', '<provider literal="Wire A"/>', 'push'));
    expect(storyOf('A77', '<provider literal="Wire A"/>', 'ftp')).not.toBe(storyOf('A77', '<provider literal="Wire B"/>', 'ftp'));
    expect(storyOf('A77', '', 'ftp')).not.toBe(storyOf('A77', '', 'push'));
    expect(storyOf('urn:x-y:1', '<provider literal="Wire A"/>', 'ftp')).toBe(storyOf('urn:x-y:1', '', 'push'));
  });

  it('names an item without guid by its words, the same every time', () => {
    const text = item('', '<headline>Mill closes</headline><description>It shut at noon.</description>', 'version="1"');
    const [first, second] = [itemAt(parseText(text)), itemAt(parseText(text))];
    expect(first.storyId).toBe(second.storyId);
    expect(first).toMatchObject({ text: 'It shut at noon.', flags: ['missing:guid', 'text-from:descriptions'] });
  });

  it('reads a package as an item that says what it holds', () => {
    const found = itemAt(parseText('<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:p:1" version="3"><itemMeta><title>Top</title></itemMeta><groupSet root="r"><group id="r" role="group:main">'
      + '<itemRef residref="urn:x:1" version="2"><itemClass qcode="ninat:text"/><headline>One</headline></itemRef></group></groupSet></packageItem>'));
    expect(found).toMatchObject({ type: 'composite', title: 'Top', text: '', associations: [{ uri: 'urn:x:1', version: '2', role: 'main', type: 'text', title: 'One' }] });
  });

  it.each([
    ['text/plain', '   OSLO, Jan 2 (Agency) - The ferry line said on Friday that it\nwould cut sailings in the north next spring, and that the fare\nwould rise.\n   Unions protested.', 'OSLO, Jan 2 (Agency) - The ferry line said on Friday that it would cut sailings in the north next spring, and that the fare would rise.\nUnions protested.'],
    ['text/html', '<p>One &amp;amp; two</p><p>three<br>four</p>', 'One & two\nthree\nfour'],
    ['text/plain', '<p>One.</p><p>Two.</p>', 'One.\nTwo.'],
  ])('reads inline data of type %s', (type, data, text) => {
    const content = `<contentSet><inlineData contenttype="${type}"><![CDATA[${data.replace('&amp;amp;', '&amp;')}]]></inlineData></contentSet>`;
    expect(itemAt(parseText(item('').replace('</newsItem>', `${content}</newsItem>`))).text).toBe(text);
  });

  it('clamps a version time that lies in the future, and says so', () => {
    expect(itemAt(parseText(item('').replace('2026-01-02', '2036-01-02')))).toMatchObject({ versionCreatedFrom: 'receipt', flags: expect.arrayContaining(['future:versionCreated']) });
  });

  describe('a message of many items', () => {
    const good = (n: number): string => item('', `<headline>Item ${n}</headline>`, `guid="urn:x-agency:${n}" version="1"`);
    const many = (bad: string): string[] => Array.from({ length: 50 }, (_, n) => (n === 24 ? bad : good(n)));

    it.each([
      ['a tag that does not close', '<newsItem guid="bad"><itemMeta></newsItem>', 'malformed'],
      ['nesting without end', item('', '<b>'.repeat(500)), 'too-deep'],
      ['200,000 attributes', item('', `<headline${Array.from({ length: 200_000 }, (_, n) => ` a${n}="1"`).join('')}>x</headline>`), 'too-large'],
      ['no guid and nothing else', '<newsItem/>', 'invalid-item'],
    ])('loses only the one with %s', (_what, bad, code) => {
      const result = parseText(message(many(bad)));
      expect(result.items.map(({ item: found }) => found.title)).toEqual(Array.from({ length: 50 }, (_, n) => `Item ${n}`).filter((_, n) => n !== 24));
      expect(result.rejects).toMatchObject([{ entry: 25, code }]);
    });

    it('keeps what came before the end of a truncated file', () => {
      const text = message(many(good(24)));
      const result = parseText(text.slice(0, text.indexOf('Item 40')));
      expect(result.items).toHaveLength(40);
      expect(result.rejects).toMatchObject([{ entry: 41, code: 'malformed' }]);
    });

    it('gives each item bytes that are a file of that one item', () => {
      const result = parseFixture('reuters-withdrawn-and-update.newsml-g2.xml');
      for (const { item: whole, bytes = new Uint8Array() } of result.items) {
        expect(parseWire(bytes, aContext())).toMatchObject({ items: [{ entry: 1, item: whole }], rejects: [] });
      }
    });
  });

  it('offsets of rejects count bytes', () => {
    const text = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><title>äöü</title></oops></newsItem>`;
    const [reject] = parseText(text).rejects;
    expect(reject?.offset).toBe(Buffer.byteLength(text.slice(0, text.indexOf('</oops>') + 7)));
  });
});

import { itemAt, parseFixture, parseText } from './wire.suite.js';

const document = (docdata: string, content = '<p>The mill closed.</p>', head = '<hedline><hl1>Mill closes</hl1></hedline>'): string =>
  `<nitf><head><docdata ${docdata.startsWith('@') ? docdata.slice(1) : `><doc-id id-string="m-1"/><date.issue norm="20260301T160000+0100"/>${docdata}`}</docdata></head>`
  + `<body><body.head>${head}</body.head><body.content>${content}</body.content></body></nitf>`;
const read = (docdata: string, content?: string, head?: string) => itemAt(parseText(document(docdata, content, head)));
const withStatus = (status: string, rest = ''): string => `@management-status="${status}"><doc-id id-string="m-1"/><date.issue norm="20260301T160000+0100"/>${rest}`;

describe('NITF', () => {
  it('reads all that PA says of an embargoed story', () => {
    const found = itemAt(parseFixture('pa-embargoed.nitf.xml'));
    expect(found).toMatchObject({
      uri: 'pa-0002', version: '3', pubStatus: 'withheld', embargoedUntil: '2026-03-02T00:01:00.000Z',
      embargo: { until: '2026-03-02T00:01:00.000Z', asWritten: '20260302T000100+0000', rule: 'nitf:management-status+date.release' },
      signal: 'correction', signalFrom: 'nitf:correction', versionCreated: '2026-03-01T16:00:00.000Z', expires: '2026-04-01T00:00:00.000Z',
      refersTo: [{ rel: 'cancels', id: 'pa-0001' }, { rel: 'corrects', id: 'pa-0000' }, { rel: 'takeOf', id: 'PA-HHH-HEALTH-Tea' }],
      urgency: 4, urgencyFrom: { code: '4', rule: 'nitf:ed-urg' }, slugline: 'Tea', keywords: ['Tea', 'Diet'], scopes: ['HEALTH'],
      headlines: [{ role: 'main', value: 'Two cups\u00a0a day' }, { role: 'subheadline', value: 'Study of 3,000 drinkers' }],
      by: 'By Rae Sample, PA, Health Correspondent', dateline: { place: 'Leeds', date: '2026-03-01' }, located: 'Leeds',
      people: [{ name: 'Rae Sample' }], organisations: [{ name: 'Tea Board', literal: 'T:1' }],
      places: [{ rel: 'located', name: 'Leeds', country: 'England' }, { rel: 'event', name: 'Leeds', country: 'GB' }, { name: 'York' }],
      edNote: 'Note times\nCorrects the number of cups\nRing the desk.', series: { name: 'Tea week', part: '2', total: '5' },
      take: { key: 'PA-HHH-HEALTH-Tea', number: 2 }, altIds: [{ role: 'du-key', value: 'PA-HHH-HEALTH-Tea' }, { role: 'anpa-sequence', value: '0412' }],
      copyrightHolder: 'PA example', copyrightNotice: 'Copyright 2026 PA example', genres: [{ name: 'Current' }],
      associations: [{ type: 'image', uri: 'tea.jpg', description: 'A mug.' }], flags: ['repaired:bare-ampersand'],
    });
    expect(found.text).toBe([
      'People who drink two cups in Leeds, or 1 1/2 mugs, sleep better, AT&T Tea said.', 'Cost: £2', 'From Monday', 'Cups\t\t3,000', 'A mug.', 'PA example desk',
    ].join('\n'));
    expect(found.subjects).toEqual([
      expect.objectContaining({ name: 'Diet', literal: '07003000', uri: 'http://cv.iptc.org/newscodes/subjectcode/07003000', broader: [{ name: 'Health' }] }),
      expect.objectContaining({ literal: 'medtop:07000000', rel: 'derived' }),
    ]);
  });

  it('keeps notes to editors out of everything but the note', () => {
    const { edNote, ...rest } = itemAt(parseFixture('pa-embargoed.nitf.xml'));
    expect(edNote).toContain('Ring the desk.');
    expect(JSON.stringify(rest)).not.toContain('Ring the desk.');
    expect(rest.bodies[0]?.value).toMatch(/^<body.content>[\s\S]*<\/body.end>$/);
  });

  it('keeps the tags of the agency with their place in the text', () => {
    const { inlineTags, text } = itemAt(parseFixture('pa-embargoed.nitf.xml')) as unknown as { text: string; inlineTags: { type: string; text: string; start: number; end: number; attributes?: object }[] };
    expect(inlineTags.map(({ type, text: words }) => `${type}:${words}`)).toEqual(['num:two', 'location:Leeds', 'org:AT&T Tea', 'money:£2', 'chron:Monday']);
    for (const tag of inlineTags) expect(text.slice(tag.start, tag.end)).toBe(tag.text);
    expect(inlineTags[4]?.attributes).toEqual({ norm: '20260302' });
  });

  it.each([
    ['embargoed, release with a zone', withStatus('embargoed', '<date.release norm="20260302T000100+0000"/>'), { pubStatus: 'withheld', embargoedUntil: '2026-03-02T00:01:00.000Z' }],
    ['embargoed, no release', withStatus('embargoed'), { pubStatus: 'withheld', embargo: { rule: 'nitf:management-status' } }],
    ['embargoed, release without a zone', withStatus('embargoed', '<date.release norm="20260302T000100"/>'), { pubStatus: 'withheld', embargo: { asWritten: '20260302T000100' } }],
    ['embargoed, release by day', withStatus('embargoed', '<date.release norm="20260302"/>'), { pubStatus: 'withheld' }],
    ['usable, release after issue', withStatus('usable', '<date.release norm="20260302T000100+0000"/>'), { pubStatus: 'usable', embargoedUntil: '2026-03-02T00:01:00.000Z' }],
    ['usable, release in words', withStatus('usable', '<date.release norm="next Monday"/>'), { pubStatus: 'withheld' }],
    ['usable, release on a later day', withStatus('usable', '<date.release norm="20260302"/>'), { pubStatus: 'withheld' }],
    ['usable, release on the day of issue', withStatus('usable', '<date.release norm="20260301"/>'), { pubStatus: 'usable' }],
    ['usable, release at issue', withStatus('usable', '<date.release norm="20260301T160000+0100"/>'), { pubStatus: 'usable' }],
    ['canceled', withStatus('canceled'), { pubStatus: 'canceled', signal: 'kill' }],
    ['withheld', withStatus('withheld'), { pubStatus: 'withheld' }],
    ['a status that nobody knows', withStatus('paused'), { pubStatus: 'withheld', flags: ['unknown:pubStatus'] }],
    ['a note', withStatus('usable', '<ed-msg info="EMBARGOED UNTIL 0001 GMT"/>'), { pubStatus: 'withheld', embargo: { rule: 'nitf:note' } }],
    ['an expiry in words', withStatus('usable', '<date.expire norm="when sold"/>'), { pubStatus: 'withheld', flags: ['unreadable:expires'] }],
  ])('status and embargo: %s', (_what, docdata, expected) => {
    const found = read(docdata);
    expect(found).toMatchObject(expected);
    if (!('embargoedUntil' in expected)) expect(found.embargoedUntil).toBeUndefined();
  });

  it.each([
    ['an offset', '20260301T160000+1100', '2026-03-01T05:00:00.000Z', undefined],
    ['UTC', '20260301T160000Z', '2026-03-01T16:00:00.000Z', undefined],
    ['ISO 8601', '2026-03-01T16:00:00-05:00', '2026-03-01T21:00:00.000Z', undefined],
    ['no zone', '20260301T160000', '2026-03-01T16:00:00.000Z', ['zone-assumed:versionCreated']],
    ['no sense', '20260231T160000Z', '2026-11-25T12:00:00.000Z', ['unreadable:versionCreated']],
  ])('reads a time of issue with %s', (_what, norm, versionCreated, flags) => {
    expect(itemAt(parseText(document(`@><doc-id id-string="m"/><date.issue norm="${norm}"/>`)))).toMatchObject({ versionCreated, ...(flags === undefined ? {} : { flags }) });
  });

  it.each([
    ['PA ADVISORY - check names', 'create'], ['ADVISORY: lines follow', 'advisory'], ['KILL - Mill closes', 'kill'], ['MANDATORY KILL: Mill', 'kill'], ['Mill owner says KILL rumours', 'create'],
    ['STORY WITHDRAWN', 'withdraw'], ['Correction: Mill story', 'correction'], ['HOLD HOLD HOLD', 'hold'], ['UPDATE 3-Mill closes', 'update'],
  ])('headline %j is the act %s', (headline, signal) => {
    expect(read('', undefined, `<hedline><hl1>${headline}</hl1></hedline>`).signal).toBe(signal);
  });

  it('takes the version of NTB from the end of its id', () => {
    const ids = ['NTB77_00', 'NTB77_01'].map((id) => itemAt(parseText(document(`@><doc-id regsrc="NTB" id-string="${id}"/>`))));
    expect(ids.map(({ version }) => version)).toEqual(['0', '1']);
    expect(ids[0]?.storyId).toBe(ids[1]?.storyId);
  });

  it('names a story of a known agency the same by every feed', () => {
    const storyOf = (docdata: string, feed: string) => itemAt(parseText(document(docdata), { feed })).storyId;
    for (const docdata of ['@><doc-id regsrc="AP"/>', '@><doc-id regsrc="PA" id-string="a-1"/>', '@><doc-id id-string="a-1"/><del-list><from-src src-name="PA"/></del-list>']) {
      expect(storyOf(docdata, 'ftp')).toBe(storyOf(docdata, 'push'));
    }
    expect(storyOf('@><doc-id id-string="a-1"/>', 'ftp')).not.toBe(storyOf('@><doc-id id-string="a-1"/>', 'push'));
    expect(storyOf('@><doc-id regsrc="PA" id-string="a-1"/>', 'ftp')).not.toBe(storyOf('@><doc-id regsrc="AP" id-string="a-1"/>', 'ftp'));
  });

  it('names a document without id by key and day, or by its words, the same every time', () => {
    const byKey = (day: string) => itemAt(parseText(document(`@><date.issue norm="${day}T100000Z"/><du-key key="Tea"/>`))).storyId;
    expect(byKey('20260301')).toBe(byKey('20260301'));
    expect(byKey('20260301')).not.toBe(byKey('20260302'));
    const byWords = (text: string) => itemAt(parseText(document('@>', `<p>${text}</p>`))).storyId;
    expect(byWords('One.')).toBe(byWords('One.'));
    expect(byWords('One.')).not.toBe(byWords('Two.'));
  });

  it('joins lines that a machine broke, and keeps lines that a writer broke', () => {
    const wrapped = '<p>The fire has jumped the line of the old road and is into the <br/>valley, crews said.</p><p>Roses are red,<br/>violets are blue.</p>';
    expect(read('', wrapped).text).toBe('The fire has jumped the line of the old road and is into the valley, crews said.\nRoses are red,\nviolets are blue.');
  });

  it('reads markup that was put into a CDATA section', () => {
    expect(read('', '<![CDATA[<p>One &amp; two.</p><p>Three.</p>]]>')).toMatchObject({ text: 'One & two.\nThree.', flags: ['markup-in-text:text'] });
  });

  it('tells an alert by its headline, and says so', () => {
    expect(read('', '')).toMatchObject({ text: 'Mill closes', flags: ['text-from:title'] });
  });

  it('reads names of characters that only the DTD declares, and never fetches it', () => {
    const text = `<!DOCTYPE nitf SYSTEM "http://example.invalid/nitf.dtd">${document('', '<p>&eacute;&mdash;&nope; &#8364;</p>')}`;
    expect(itemAt(parseText(text)).text).toBe('é—&nope; €');
  });

  it.each([
    ['entity declarations', '<!DOCTYPE nitf [<!ENTITY a "b">]><nitf/>', 'unsafe-content'],
    ['an entity bomb', '<!DOCTYPE nitf [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><nitf><body>&b;</body></nitf>', 'unsafe-content'],
    ['an external entity', '<?xml version="1.0"?><!-- x --><!DOCTYPE nitf SYSTEM "n.dtd" [<!ENTITY x SYSTEM "file:///x">]><nitf/>', 'unsafe-content'],
    ['deep nesting', document('', `${'<p>'.repeat(200)}x${'</p>'.repeat(200)}`), 'too-deep'],
    ['many attributes', `<nitf ${Array.from({ length: 300 }, (_, n) => `a${n}="1"`).join(' ')}/>`, 'too-large'],
    ['many references', document('', `<p>${'&#65;'.repeat(100_001)}</p>`), 'too-large'],
    ['many elements', document('', '<b/>'.repeat(100_001)), 'too-large'],
    ['more characters than one parse may have', document('', `<p>${'x'.repeat(2_000_000)}</p>`), 'too-large'],
    ['an unclosed element', '<nitf><head></nitf>', 'malformed'],
    ['a truncated file', document('').slice(0, -30), 'malformed'],
    ['nothing in it', '<nitf/>', 'invalid-item'],
    ['another root than its DOCTYPE says, and more behind it', '<!DOCTYPE nitf SYSTEM "n"><other>x</other><more/>', 'invalid-item'],
  ])('refuses %s', (_what, text, code) => {
    expect(parseText(text)).toMatchObject({ items: [], rejects: [{ entry: 1, code }] });
  });

  it('reads documents that were written one behind the other', () => {
    const result = parseText(`${document('')}\n<?xml version="1.0"?>\n${document('').replace('m-1', 'm-2')}`);
    expect(result.items.map(({ item }) => item.uri)).toEqual(['m-1', 'm-2']);
  });
});

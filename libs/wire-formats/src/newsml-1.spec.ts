import { storyIdOf } from '@wiredesk/contracts';
import { aContext, itemAt, parseFixture, parseText } from './wire.suite.js';
import { parseWire } from './parse-wire.js';

const item = (management: string, component = '<NewsLines><HeadLine>Mill closes</HeadLine></NewsLines>', id = 'M1', revision = '1'): string =>
  `<NewsItem><Identification><NewsIdentifier><ProviderId>agency.example</ProviderId><DateId>20260301</DateId><NewsItemId>${id}</NewsItemId><RevisionId PreviousRevision="0" Update="N">${revision}</RevisionId></NewsIdentifier></Identification>`
  + `<NewsManagement><ThisRevisionCreated>20260301T160000+0100</ThisRevisionCreated>${management}</NewsManagement><NewsComponent>${component}</NewsComponent></NewsItem>`;
const file = (...items: string[]): string => `<NewsML><NewsEnvelope><DateAndTime>20260301T150500Z</DateAndTime></NewsEnvelope>${items.join('')}</NewsML>`;
const read = (management: string, component?: string) => itemAt(parseText(file(item(management, component))));
const content = (data: string, format = ''): string => `<ContentItem>${format}<DataContent>${data}</DataContent></ContentItem>`;

describe('NewsML 1', () => {
  it('reads all that AFP says of a story with a picture', () => {
    const found = itemAt(parseFixture('afp-text-photo.newsml-1.xml'));
    expect(found).toMatchObject({
      uri: 'urn:newsml:afp.example:20260209T223000Z:TX-PAR-ZZZ11', storyId: storyIdOf('urn:newsml:afp.example:20260209T223000Z:TX-PAR-ZZZ11'), version: '3', signal: 'update',
      pubStatus: 'withheld', embargo: { until: '2026-02-10T11:00:00.000Z', asWritten: '20260210T120000+0100', rule: 'newsml-1:StatusWillChange' },
      versionCreated: '2026-02-10T07:59:00.000Z', firstCreated: '2026-02-09T22:30:00.000Z', flags: ['zone-assumed:versionCreated'], language: 'en',
      headlines: [{ role: 'main', value: 'Observatory counts 31 new moons' }, { role: 'subheadline', value: 'Night sky' }], by: 'Ana Ficta', slugline: 'Chile-sky',
      dateline: { place: 'SANTIAGO', date: '2026-02-09', source: 'AFP' }, located: 'Santiago', keywords: ['Chile', 'sky'], genres: [{ name: 'science' }],
      places: [{ rel: 'origin', name: 'Santiago', country: 'CHL' }, { rel: 'event', country: 'CHL' }],
      infoSources: [{ name: 'AFP', role: 'provider' }, { name: 'Observatory press office', role: 'source' }], usageTerms: 'NO ARCHIVAL USE', copyrightNotice: '(c) AFP example',
      edNote: 'ATTENTION - ADDS detail in paragraph two', urgency: 3, urgencyFrom: { code: '3', rule: 'newsml-1:NewsEnvelope/Priority' },
      altIds: [{ role: 'publicIdentifier' }, { role: 'nameLabel', value: 'Chile-observatory-sky' }],
      refersTo: [{ rel: 'derivedFrom', id: 'urn:newsml:afp.example:20260209T200000Z:TX-PAR-ZZZ00' }, { rel: 'associatedWith', id: 'urn:newsml:afp.example:20260209:photo-1' }],
      associations: [{ uri: 'photo-1.jpg', type: 'Photo', description: 'The dome at dusk.' }],
      text: 'The observatory has counted 31 moons, Ana Ficta said.\naf/xy', inlineTags: [{ type: 'person', text: 'Ana Ficta', start: 38, end: 47 }],
    });
    expect(found.subjects?.map(({ literal }) => literal)).toEqual(['13010000', '13000000', 'SCI', 'medtop:13000000']);
    expect(found.bodies.map(({ role, value }) => [role, value.slice(0, 6)])).toEqual([['main', '<nitf>'], ['Caption', '<nitf>']]);
  });

  it('has one story for all revisions', () => {
    const [one, two] = [1, 2].map((revision) => itemAt(parseText(file(item('', undefined, 'M1', String(revision))))));
    expect(one?.storyId).toBe(two?.storyId);
    expect([one?.version, two?.version, one?.signal, two?.signal]).toEqual(['1', '2', 'create', 'update']);
  });

  it.each([
    ['Usable', '', { pubStatus: 'usable' }],
    ['Embargoed', '', { pubStatus: 'withheld', embargo: { rule: 'newsml-1:Status' } }],
    ['Embargoed', '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20260302T000100</DateAndTime></StatusWillChange>', { pubStatus: 'withheld', embargo: { asWritten: '20260302T000100' } }],
    ['Withheld', '', { pubStatus: 'withheld' }],
    ['Canceled', '', { pubStatus: 'canceled', signal: 'kill' }],
    ['Usable', '<StatusWillChange><FutureStatus FormalName="Canceled"/><DateAndTime>20260401T000000Z</DateAndTime></StatusWillChange>', { pubStatus: 'usable', expires: '2026-04-01T00:00:00.000Z' }],
    ['Odd', '', { pubStatus: 'withheld', flags: expect.arrayContaining(['unknown:pubStatus']) }],
  ])('status %s %s', (status, change, expected) => {
    const found = read(`<Status FormalName="${status}"/>${change}`);
    expect(found).toMatchObject(expected);
    expect(found.embargoedUntil).toBeUndefined();
  });

  it.each([
    ['<Instruction FormalName="Kill"/>', 'kill'], ['<Instruction FormalName="Correction"/>', 'correction'], ['<NewsItemType FormalName="Advisory"/>', 'advisory'], ['<NewsItemType FormalName="News"/>', 'create'],
  ])('%s is the act %s', (management, signal) => {
    expect(read(management).signal).toBe(signal);
  });

  it.each([
    ['4', 4, 'newsml-1:Urgency'], ['Flash', 1, 'newsml-1:Urgency:word'], ['??', undefined, 'newsml-1:Urgency'],
  ])('urgency %j', (code, urgency, rule) => {
    const found = read(`<Urgency FormalName="${code}"/>`);
    expect(found.urgency).toBe(urgency);
    expect(found).toMatchObject({ urgencyFrom: { code, rule } });
  });

  it.each([
    ['XHTML', content('<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>One <b>two</b> three.</p><p>Four.</p></body></html>'), 'One two three.\nFour.'],
    ['paragraphs alone', content('<p>One.</p><p>Two.</p>'), 'One.\nTwo.'],
    ['lines of text', content('The mill on the river closed its gates on Monday for the last\ntime, its owner said, and forty people were sent home with no\nword of what comes.\n\nNobody was hurt.'), 'The mill on the river closed its gates on Monday for the last time, its owner said, and forty people were sent home with no word of what comes.\nNobody was hurt.'],
    ['escaped HTML', content('&lt;p&gt;One &amp;amp; two.&lt;/p&gt;', '<MimeType FormalName="text/html"/>'), 'One & two.'],
    ['the main component behind another', `<NewsComponent><Role FormalName="Supporting"/>${content('<p>Aside.</p>')}</NewsComponent><NewsComponent><Role FormalName="Main"/>${content('<p>Story.</p>')}</NewsComponent>`, 'Story.'],
  ])('reads a body of %s', (_what, component, text) => {
    expect(read('', component).text).toBe(text);
  });

  it('resolves topics that the item defines', () => {
    const component = '<TopicSet><Topic Duid="t1"><TopicType FormalName="Person"/><Description>Ada Example</Description></Topic></TopicSet><DescriptiveMetadata><TopicOccurrence Topic="#t1"/></DescriptiveMetadata>';
    expect(read('', component)).toMatchObject({ people: [{ name: 'Ada Example' }] });
  });

  it('loses only the broken one of several, and gives each its own bytes', () => {
    const result = parseText(file(item('', undefined, 'A'), '<NewsItem><Identification></NewsItem>', item('', undefined, 'B')));
    expect(result.items.map(({ entry, item: found }) => [entry, found.uri])).toEqual([[1, 'urn:newsml:agency.example:20260301:A'], [3, 'urn:newsml:agency.example:20260301:B']]);
    expect(result.rejects).toMatchObject([{ entry: 2, code: 'malformed' }]);
    const [first] = result.items;
    expect(parseWire(first?.bytes ?? new Uint8Array(), aContext()).items[0]?.item).toEqual(first?.item);
  });

  it('refuses an update of parts, which would blank the story', () => {
    expect(parseText(file(item('').replace(/<NewsComponent>.*<\/NewsComponent>/, '<Update DuidRef="x"/>')))).toMatchObject({ items: [], rejects: [{ code: 'invalid-item', pointer: '/NewsItem/Update' }] });
  });

  it('refuses an item that nothing names and that says nothing', () => {
    expect(parseText(file('<NewsItem/>'))).toMatchObject({ items: [], rejects: [{ code: 'invalid-item', pointer: '/NewsItem/Identification/NewsIdentifier' }] });
  });
});

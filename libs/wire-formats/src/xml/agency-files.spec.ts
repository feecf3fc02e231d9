import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWire } from '../parse-wire.js';
import { aContext, itemAt } from '../wire.suite.js';

const WIRE = join(__dirname, '../../../../../shared/data/wire');

/** File, entry, and what a reader of the file sees; `characters` are those of the text without white space. */
const FILES: readonly (readonly [file: string, entry: number, expected: object, characters: number])[] = [
  ['nitf/aap.xml', 1, { uri: 'AAP.115314987.5417374', versionCreated: '2013-10-20T08:27:51.000Z', pubStatus: 'usable', urgency: 5, expires: '2013-11-19T08:27:51.000Z', slugline: 'Monitor 1900 ABC News', by: 'By John Doe', dateline: { place: 'Sydney' } }, 1427],
  ['nitf/ap.xml', 1, { versionCreated: '2015-12-10T19:10:44.000Z', pubStatus: 'usable', by: 'By BERNARD CONDON, AP Business Writer', edNote: 'For global distribution', dateline: { place: 'NEW YORK', source: 'AP' }, flags: ['missing:doc-id'] }, 5317],
  ['nitf/pa1.xml', 1, { uri: 'af1f7ad5-5619-49de-84cc-2e608538c77fSSS-3-1', versionCreated: '2015-10-14T03:30:01.000Z', pubStatus: 'usable', urgency: 4, title: 'PA SPORT TRIVIA (OCTOBER 14)', scopes: ['SPORT'] }, 3422],
  ['newsml-1/afp.xml', 1, { uri: 'urn:newsml:afp.com:20140829T135002Z:TX-PAR-FXW86', version: '1', versionCreated: '2014-08-29T13:49:51.000Z', pubStatus: 'usable', signal: 'create', urgency: 4, dateline: { place: 'STOCKHOLM', date: '2014-08-29', source: 'AFP' } }, 1192],
  ['newsml-g2/ansa-text.xml', 1, { uri: 'tag:ansa.it,2017-10-11:40e5fb1034e7e2b21942ea09718fc85a', version: '1', versionCreated: '2017-10-11T09:41:00.000Z', urgency: 5, dateline: { place: 'Rome', date: '2017-10-11', source: 'ANSA' } }, 412],
  ['newsml-g2/ap.xml', 1, { uri: 'tag:ap.org,2011:5e565888b587889c5c8bd62b6164118c-text', version: '2', signal: 'update', versionCreated: '2018-02-26T21:20:34.000Z', dateline: { place: 'FORT WASHINGTON, Pa.', source: 'AP' } }, 1154],
  ['newsml-g2/ap.xml', 2, { version: '2', dateline: { place: 'BETHESDA, Md.' } }, 1254],
  ['newsml-g2/ap.xml', 3, { version: '1', signal: 'create', dateline: { place: 'KNOXVILLE, Tenn.' } }, 963],
  ['newsml-g2/stt.xml', 1, { uri: 'urn:newsml:stt.fi:20171219:101801633', version: '4', signal: 'update', versionCreated: '2017-10-18T09:16:43.000Z', urgency: 3, inlineTags: [{ type: 'company', text: 'Alkoon' }] }, 6683],
  ['newsml-g2/reuters-KBN0FL0NM.xml', 1, { uri: 'tag_reuters.com_2014_newsml_KBN0FL0NM', type: 'composite', version: '10', signal: 'update', versionCreated: '2014-07-17T00:24:11.000Z', urgency: 4, slugline: 'US-SYRIA-CRISIS-ASSAD' }, 69],
  ['newsml-g2/listing-1.xml', 1, { version: '9', pubStatus: 'usable', embargoedUntil: '2016-10-23T12:00:00.000Z', signal: 'update', versionCreated: '2016-10-21T21:25:32.000Z', flags: ['text-from:title'] }, 26],
  ['newsml-g2/listing-2.xml', 1, { version: '11', versionCreated: '2018-11-21T21:25:32.000Z', by: 'By Meredith Jameson, Staff Reporter' }, 706],
  ['newsml-g2/listing-24-message.xml', 1, { uri: 'N1', pubStatus: 'usable', urgency: 4 }, 0],
  ['newsml-g2/listing-28-dateline.xml', 1, { dateline: { place: 'MOSCOW', date: '2016-02-08', source: 'Reuters' } }, 0],
  ['dpa-same-story/dw-1.newsml-g2.xml', 1, { uri: 'urn:newsml:dpa.com:20090101:240923-930-240378', version: '2', signal: 'correction', versionCreated: '2024-09-24T10:05:52.000Z', urgency: 3 }, 5201],
  ['dpa-same-story/eil.newsml-g2.xml', 1, { uri: 'urn:newsml:dpa.com:20090101:240925-930-242744', version: '1', signal: 'create', urgency: 2, dateline: { place: 'Berlin', source: 'dpa' } }, 268],
];

const SAME_STORY = ['dw-1', 'eil'].map((name) => [name, ['newsml-g2.xml', 'iptc7901.txt', 'json'].map((end) => `dpa-same-story/${name}.${end}`)] as const);

const isHere = existsSync(WIRE);
if (!isHere) process.stderr.write('skipped: XML of real agencies (../shared/data/wire is not here)\n');
const describeIfHere = isHere ? describe : describe.skip;

const parse = (file: string) => parseWire(Uint8Array.from(readFileSync(join(WIRE, file))), aContext());

describeIfHere('XML of real agencies', () => {
  it.each(FILES)('%s, item %d', (file, entry, expected, characters) => {
    const item = itemAt(parse(file), entry);
    expect(item).toMatchObject(expected);
    expect(item.text.replace(/\s+/g, '')).toHaveLength(characters);
    expect(item.flags ?? []).not.toContain('text-fallback:text');
    expect(itemAt(parse(file), entry)).toEqual(item);
  });

  it.each(SAME_STORY)('%s is one story in all its formats', (_name, files) => {
    expect(new Set(files.map((file) => itemAt(parse(file)).storyId)).size).toBe(1);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWire, type ParsedWire } from './parse-wire.js';
import { aContext, itemAt } from './wire.suite.js';

const FOLDER = join(__dirname, '../../../../shared/data/wire');
const here = existsSync(FOLDER);
if (!here) process.stderr.write('skipped: real agency files (../shared/data/wire is not here)\n');

const parseFile = (name: string): ParsedWire => parseWire(Uint8Array.from(readFileSync(join(FOLDER, name))), aContext());

/** File, format, then what the first item must be; read off the files by hand. */
const EXPECTED: readonly (readonly [file: string, format: string, item: object])[] = [
  ['anpa/anpa-1.tst', 'anpa1312', { version: '2013-11-13T15:09:00.000Z', title: 'For Argentine chemo patients, mirrors can hurt', by: 'PAUL BYRNE and ALMUDENA CALATRAVA', dateline: { place: 'BUENOS AIRES, Argentina', source: 'AP' }, slugline: 'BC-LT--Argentina-Cancer Beauty' }],
  ['anpa/ap-1.tst', 'anpa1312', { version: '2016-02-20T03:37:00.000Z', signal: 'update', title: 'Deng has 30 points, short-handed Heat beat Hawks 115-111', urgency: 4, dateline: { place: 'ATLANTA', source: 'AP' }, slugline: 'BC-BKN--Heat-Hawks' }],
  ['iptc7901/dpa-four-line.txt', 'iptc7901', { version: '2018-11-21T23:22:00.000Z', signal: 'refile', urgency: 3, title: 'Switzerland joins list of countries resisting UN migration pact', by: 'By dpa correspondents', slugline: 'Switzerland/migration/UN', dateline: { place: 'Geneva', source: 'dpa' }, language: 'en' }],
  ['iptc7901/iptc7901.txt', 'iptc7901', { version: '2013-11-13T11:37:00.000Z', signal: 'create', urgency: 4, title: 'Germany Social Democrats: Coalition talks with Merkel could fail', dateline: { place: 'Berlin', source: 'dpa' } }],
  ['email/simple.txt', 'email', { uri: 'mid:CAHU3GgVHd6C_RSMQXvOhr6V-Ya0LwdBkqpbZ_qUwGF8JvhrQVg@mail.gmail.com', title: 'Test message 1234', text: 'body text', versionCreated: '2015-02-19T06:18:40.000Z' }],
  ['ninjs/bbc-text.json', 'ninjs', { uri: 'https://www.example.com//12345', versionCreated: '2018-05-28T16:40:08.000Z', urgency: 3, pubStatus: 'usable', text: 'body', by: 'John Doe' }],
  ['ninjs/iptc-1.4-ninjsExMediumText1.json', 'ninjs', { uri: 'http://ninjs.example.com/newsitems/20130709med123', versionCreated: '2013-07-09T10:37:00.000Z', located: 'Grossetto, Italy', people: [{ name: 'Francesco Schettino', literal: '0hzcydt' }], dateline: { place: 'GROSSETO, Italy' } }],
  ['ninjs/iptc-2.1-dpa_text.json', 'ninjs', { version: '2', versionCreated: '2019-05-10T14:02:28.000Z', urgency: 4, title: 'Faktencheck Derby-Elfmeter: Hat Schiedsrichter Zwayer recht?' }],
  ['ninjs/iptc-2.1-tt_text_image_2.json', 'ninjs', { version: '1', expires: '2023-05-30T22:00:00.000Z', altIds: [{ role: 'originaltransmissionreference', value: 'a0f2d045-1058-46d1-9f9a-ad80ed1bc86f' }] }],
  ['ninjs/iptc-3.0-ntb_text.json', 'ninjs', { version: '6', signal: 'update', firstCreated: '2019-08-09T09:30:04.000Z', edNote: 'Noe utvidet.', slugline: 'skien-google', flags: ['text-from:descriptions'] }],
  ['ninjs/superdesk-1.json', 'ninjs', { version: '2', versionCreated: '2017-08-24T04:38:34.000Z', urgency: 3, text: 'The story so far.', located: 'Milton Keynes' }],
];

/** What is left when line breaks, dashes and quotation marks do not count. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

(here ? describe : describe.skip)('real agency files', () => {
  it.each(EXPECTED)('%s', (...[file, format, item]) => {
    const result = parseFile(file);
    expect(result).toMatchObject({ format, rejects: [] });
    expect(itemAt(result)).toMatchObject(item);
    expect(parseFile(file)).toEqual(result);
    expect(itemAt(result).flags ?? []).not.toContain('text-unproved:text');
  });

  it('reads every entry of a feed, each with its own address', () => {
    const { items, rejects } = parseFile('rss/cnn.rss');
    expect(items.length).toBe(readFileSync(join(FOLDER, 'rss/cnn.rss'), 'utf8').split('<item>').length - 1);
    expect(rejects).toEqual([]);
    expect(items.filter(({ item: { flags = [] } }) => JSON.stringify(flags).includes('text-unproved'))).toEqual([]);
    expect(new Set(items.map(({ item: { storyId } }) => storyId)).size).toBe(items.length);
  });

  it.each([['dw-1', 'correction'], ['eil', 'create']])('%s is one story with one text in three formats', (name, signal) => {
    const items = ['.json', '.iptc7901.txt', '.newsml-g2.xml'].map((ending) => itemAt(parseFile(`dpa-same-story/${name}${ending}`)));
    const facts = items.map((item) => ({ storyId: item.storyId, signal: item.signal, text: letters(item.text), minute: item.versionCreated.slice(0, 16) }));
    expect(facts[0]).toMatchObject({ signal });
    expect(facts).toEqual([facts[0], facts[0], facts[0]]);
  });

  it.each([
    ['iptc7901/dpa-four-line.txt', /Geneva \(dpa\)[^]*?(?=\s*# Notebook)/],
    ['iptc7901/iptc7901.txt', /Berlin \(dpa\)[^]*?(?=\s*# dpa NOTEBOOK)/],
    ['anpa/anpa-1.tst', /BUENOS AIRES[^]*(?=\p{Cc}AP-WF)/u],
    ['anpa/ap-1.tst', /ATLANTA[^]*(?=\p{Cc}AP-WF)/u],
  ])('%s: every letter and digit of the story is in the text, and no other', (file, story) => {
    const shown = story.exec(readFileSync(join(FOLDER, file), 'latin1'))?.[0] ?? '';
    expect(shown.length).toBeGreaterThan(500);
    expect(letters(itemAt(parseFile(file)).text)).toBe(letters(shown));
  });

  it('keeps what is not for publication away from the text', () => {
    const item = itemAt(parseFile('dpa-same-story/dw-1.iptc7901.txt'));
    expect(item.edNote).toContain('vogler@');
    expect(JSON.stringify({ ...item, edNote: '' })).not.toMatch(/vogler@|\+49/);
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { wireItemSchema } from '@wiredesk/contracts';
import { parseWire, type ParsedWire } from './parse-wire.js';
import { aContext, bytesOfText, fixture, parseText } from './wire.suite.js';

/** A hang fails; a machine that is busy with other things does not. */
jest.setTimeout(60_000);

/** A small seeded generator (mulberry32): a failure can be run again from its number. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const SEEDS: readonly (readonly [string, Uint8Array])[] = [
  ...readdirSync(join(__dirname, 'fixtures')).sort().map((name) => [name, fixture(name)] as const),
  ['ninjs', bytesOfText(JSON.stringify([{ uri: 'urn:x:1', version: '2', versioncreated: '2026-11-24T10:00:00Z', headline: 'H', body_html: '<p>One &amp; two</p>', subject: [{ code: '04000000' }], embargoed: '2026-12-01T00:00:00Z', altids: { a: 'b' } }, { uri: 'urn:x:2', bodies: [{ role: 'text', value: 'T' }] }]))],
  ['digitalwires', bytesOfText(JSON.stringify({ format: 'digitalwires@0.9.1', urn: 'urn:newsml:dpa.com:20090101:261123-930-1', version: 1, headline: 'H', article_html: '<p>T</p>', categories: [{ type: 'dnltype:desk', name: 'wi' }] }))],
  ['json-feed', bytesOfText(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1', content_html: '<p>T</p>' }, { id: '2', title: 'T' }] }))],
  ['plain-text', bytesOfText('Headline\n\nMARLOW, Nov 24 (Wire) - Text.\n')],
];

const PIECES = ['<', '>', '&', '"', '\\', '{', '}', '[', ']', '\u0001', '\u0002', '\u0003', '\u0004', '\n', '\r\n', '=', '--x', '<![CDATA[', ']]>', '<!--', '<!DOCTYPE', '&#x0;', '%', '/', ' ', '\u00e4', '\ufeff', '=?utf-8?b?', ':', '9'.repeat(40)].map(bytesOfText);

/** Changes bytes in up to five places: flips, cuts, insertions, repetitions. */
function mutate(bytes: Uint8Array, pick: (below: number) => number): Uint8Array {
  let out = Buffer.from(bytes);
  for (let left = 1 + pick(5); left > 0; left--) {
    const at = pick(out.length + 1);
    const length = 1 + pick(40);
    const [head, tail] = [out.subarray(0, at), out.subarray(at)];
    const changed = [
      () => Buffer.concat([head, Buffer.from([pick(256)]), tail.subarray(1)]),
      () => Buffer.concat([head, tail.subarray(length)]),
      () => Buffer.concat([head, PIECES[pick(PIECES.length)] ?? Buffer.of(), tail]),
      () => Buffer.concat([head, tail.subarray(0, length), tail]),
      () => (pick(6) === 0 ? head : out),
    ][pick(5)];
    out = changed?.() ?? out;
  }
  return Uint8Array.from(out);
}

function check(result: ParsedWire): string[] {
  const faults: string[] = [];
  if (result.items.length + result.rejects.length === 0) faults.push('neither item nor reject');
  for (const reject of result.rejects) if (reject.code === 'bug' || reject.message === '') faults.push(`reject ${reject.code}: ${reject.message}`);
  for (const { item } of result.items) {
    if (!wireItemSchema.safeParse(item).success) faults.push('an item that the contract refuses');
    const written = JSON.stringify(item);
    if (!written.isWellFormed() || written.includes('\\u0000')) faults.push('text that is not clean');
    if (item.embargo !== undefined && item.embargo.until === undefined && item.pubStatus === 'usable') faults.push('an open embargo that is usable');
  }
  return faults;
}

describe('fuzz', () => {
  it.each(SEEDS)('%s: whatever happens to its bytes, it is answered, and twice the same', (name, bytes) => {
    for (let round = 0; round < 120; round++) {
      const input = mutate(bytes, random(round * 7919 + name.length));
      const result = parseWire(input, aContext());
      expect({ round, faults: check(result) }).toEqual({ round, faults: [] });
      expect(parseWire(input, aContext()).items.map(({ item }) => [item.storyId, item.version])).toEqual(result.items.map(({ item }) => [item.storyId, item.version]));
    }
  });

  const ANYTHING: readonly unknown[] = [null, 0, -1, 1e300, '', 'x', true, [], {}, [null], [[]], { value: [] }, ['x', { role: 1 }], 'Next Monday', '2026-13-45T00:00:00Z', '\ud800', { $ref: '#' }];
  const FIELDS = ['uri', 'version', 'versionCreated', 'versioncreated', 'headline', 'headlines', 'bodies', 'body_text', 'body_html', 'descriptions', 'pubStatus', 'embargoed', 'embargoedUntil', 'expires', 'urgency', 'language', 'altIds', 'altids',
    'subject', 'subjects', 'people', 'places', 'renditions', 'associations', 'slugline', 'by', 'edNote', 'genre', 'infoSources', 'firstCreated', 'type', 'title'];

  it.each(FIELDS)('ninjs with anything in %s: a reject or a valid item, and its neighbours are there', (field) => {
    for (const value of ANYTHING) {
      const good = (n: number) => ({ uri: `urn:x:${n}`, body_text: `Text ${n}.` });
      const result = parseText(JSON.stringify([good(1), { ...good(2), [field]: value }, good(3)]));
      expect({ value, faults: check(result) }).toEqual({ value, faults: [] });
      expect(result.items.map(({ item: { uri } }) => uri)).toEqual(expect.arrayContaining(['urn:x:1', 'urn:x:3']));
      expect(result.items.length + result.rejects.length).toBe(3);
    }
  });

  const DIRT = ['<', '>', '</title>', '</p>', '<b>', '&', '&nbsp', '"', '=', '\u00ff', '\n', ' =\n', '#', '(', ')'];
  const FILES: readonly (readonly [string, (n: number, dirt: string) => string, (inner: string) => string])[] = [
    ['rss', (n, dirt) => `<item><title>Title ${n}</title><guid isPermaLink="false">f-${n}</guid><description>Text ${n} ${dirt} end.</description></item>`, (inner) => `<rss version="2.0"><channel>${inner}</channel></rss>`],
    ['atom', (n, dirt) => `<entry><id>urn:x:${n}</id><title>Title ${n}</title><content>Text ${n} ${dirt} end.</content></entry>`, (inner) => `<feed xmlns="http://www.w3.org/2005/Atom">${inner}</feed>`],
    ['iptc7901', (n, dirt) => `\u0001abc000${n} 3 i 10  xyz 000${n}\r\n\r\nSea/\r\n\u0002Title ${n} =\r\n\r\nText ${n} ${dirt} end.\r\n\u0003241000 GMT Nov 26\r\n\u0004`, (inner) => inner],
    ['anpa1312', (n, dirt) => `\u0016\u0016\u0001W123${n}\u001f-----\r\nr i\u0013\u0011 BC-Story${n} 11-24 0100\r\n\u0002^BC-Story${n},100<\r\n^Title ${n}<\r\n\t   Text ${n} ${dirt} end. \r\n\u0003AP-WF-11-24-26 1010GMT<\r\n\u0004`, (inner) => inner],
  ];

  it.each(FILES)('%s: dirt in one item never costs its neighbours', (format, entry, file) => {
    const clean = parseText(file([1, 2, 3].map((n) => entry(n, '')).join('')));
    expect(clean).toMatchObject({ format, rejects: [] });
    const pick = random(4711);
    for (let round = 0; round < 100; round++) {
      const dirt = Array.from({ length: 1 + pick(4) }, () => DIRT[pick(DIRT.length)] ?? '').join('');
      const result = parseText(file([entry(1, ''), entry(2, dirt), entry(3, '')].join('')));
      const ids = result.items.map(({ item: { storyId } }) => storyId);
      expect({ dirt, ids }).toEqual({ dirt, ids: expect.arrayContaining([clean.items[0]?.item.storyId, clean.items[2]?.item.storyId]) });
      expect({ dirt, faults: check(result) }).toEqual({ dirt, faults: [] });
    }
  });
});

import { envelopeOf } from './envelope.js';
import { readExpiry } from './expiry.js';
import { readXml } from './read-xml.js';
import { rootNameOf } from './root-name.js';
import { splitElements } from './split-elements.js';
import { attributeOf, childAt, descendantsOf, languageOf, lineOf, rawTextOf } from './tree.js';
import { unwrapLines } from './unwrap-lines.js';

const read = (xml: string) => {
  const reading = readXml(xml);
  if ('fault' in reading) throw new Error(`${reading.fault.code}: ${reading.fault.message}`);
  return reading.document;
};

describe('reading XML', () => {
  it('gives elements by local name and namespace, attributes by both, and mixed content in order', () => {
    const { root } = read('<a:x xmlns:a="urn:a" xmlns="urn:d" xml:lang="en" k="v" a:k="w">one<y>two</y>three</a:x>');
    expect(root).toMatchObject({ name: 'x', uri: 'urn:a', children: ['one', { name: 'y', uri: 'urn:d', children: ['two'] }, 'three'] });
    expect([attributeOf(root, 'k'), languageOf(root), attributeOf(root, 'lang')]).toEqual(['v', 'en', undefined]);
    expect(root.attributes).toContainEqual({ name: 'k', uri: 'urn:a', value: 'w' });
    expect([rawTextOf(root), lineOf(childAt(root, 'y')), lineOf(childAt(root, 'y', 'z'))]).toEqual(['onetwothree', 'two', undefined]);
  });

  it('gives offsets that cut every element out of the text as it was written', () => {
    const xml = '<?xml version="1.0"?>\r\n<!-- c --><r><a b="<x>"/><a>\r\n&amp;é\u{1f30a}</a><a\n></a></r> \n';
    const cut = xml.replace('<x>', '&lt;x>');
    const { root, end } = read(cut);
    expect(descendantsOf(root, 'a').map(({ start, end: stop }) => cut.slice(start, stop))).toEqual(['<a b="&lt;x>"/>', '<a>\r\n&amp;é\u{1f30a}</a>', '<a\n></a>']);
    expect(cut.slice(end)).toBe(' \n');
  });

  it.each([
    ['white space before the declaration', ' \n<?xml version="1.0"?><a>x</a>', 'x', []],
    ['an undeclared prefix', '<x:a><rtr:b>x</rtr:b></x:a>', 'x', []],
    ['an ampersand that begins nothing', '<a>AT&T &amp; R&D; &#0; &</a>', 'AT&T & R&D; &#0; &', ['bare-ampersand']],
    ['a control character', '<a>x\u0007y</a>', 'xy', ['forbidden-character']],
    ['an HTML name', '<a>&nbsp;&Eacute;&hellip;&#x20AC;</a>', '\u00a0\u00c9\u2026\u20ac', []],
    ['an ampersand in a CDATA section', '<a><![CDATA[a&b]]></a>', 'a&b', ['bare-ampersand']],
    ['XML 1.1', '<?xml version="1.1"?><a>x</a>', 'x', []],
  ])('mends %s', (_what, xml, text, repairs) => {
    const document = read(xml);
    expect([rawTextOf(document.root), document.repairs]).toEqual([text, repairs]);
  });

  it.each([
    ['', 'malformed'], ['text', 'malformed'], ['<a>', 'malformed'], ['<a></b>', 'malformed'], ['<a b="1" b="2"/>', 'malformed'], ['<a>]]></a>', 'malformed'], ['<!-- x', 'malformed'], ['<?xml', 'malformed'],
    ['<!DOCTYPE a [', 'unsafe-content'], ['<!DOCTYPE a SYSTEM "x" [<!ENTITY b "c">]><a/>', 'unsafe-content'], ['<!doctype a [ ]><a/>', 'unsafe-content'], ['<!ENTITY a "b"><a/>', 'unsafe-content'], ['<!DOCTYPE a', 'malformed'],
  ])('refuses %j as %s', (xml, code) => {
    const reading = readXml(xml);
    expect('fault' in reading && reading.fault.code).toBe(code);
  });

  it('stops where a limit is crossed, not at the end', () => {
    const limits = { characters: 1e6, depth: 5, attributes: 3, elements: 10, references: 2 };
    const faultOf = (xml: string) => {
      const reading = readXml(xml, limits);
      return 'fault' in reading ? [reading.fault.code, reading.fault.at] : undefined;
    };
    expect(faultOf('<a b="1" c="2" d="3" e="4">'.padEnd(1e5, ' '))).toEqual(['too-large', 26]);
    expect(faultOf('<a>'.repeat(1e4))).toEqual(['too-deep', 18]);
    expect(faultOf(`<a>${'<b/>'.repeat(1e4)}</a>`)?.[0]).toBe('too-large');
    expect(faultOf('<a>&lt;&lt;&lt;</a>')?.[0]).toBe('too-large');
  });
});

describe('telling files apart', () => {
  it.each([
    ['<?xml version="1.0"?>\n<!-- <x> -->\n<nitf>', 'nitf'], ['<!DOCTYPE NewsML SYSTEM "x"><y>', 'NewsML'], ['<n:newsItem xmlns:n="u">', 'newsItem'], ['nothing', undefined], ['', undefined], ['<!-- never ends', undefined], ['<?xml', undefined],
  ])('%j', (text, name) => {
    expect(rootNameOf(text)?.name).toBe(name);
  });

  it.each([
    ['<m><i>1</i><i>2</i></m>', ['<i>1</i>', '<i>2</i>']],
    ['<m><n:i a="1">1<i>inner</i></n:i></m>', ['<n:i a="1">1<i>inner</i></n:i>']],
    ['<m><!-- <i> --><![CDATA[<i>]]><i/><item>no</item></m>', ['<i/>']],
    ['<m><i>1</x></i><i>2', ['<i>1</x></i>', '<i>2']],
    ['<m>', []],
  ])('cuts the items out of %j', (text, slices) => {
    expect(splitElements(text, ['i'], 9).map(({ start, end }) => text.slice(start, end))).toEqual(slices);
  });

  it('puts the envelope around each item', () => {
    const text = '<?xml version="1.0"?><m xmlns="u"><h><s>1</s></h><set><i>1</i><i>2</i></set></m>';
    const envelope = envelopeOf(text, ['i']);
    expect(envelope.slices.map((slice) => envelope.document(slice))).toEqual(['1', '2'].map((n) => `<m xmlns="u"><h><s>1</s></h><set><i>${n}</i></set></m>`));
  });
});

describe('lines that were set to a width', () => {
  const wide = 'Words that were set in lines of some sixty characters, as';
  it.each([
    [`${wide}\n${wide}\nan end.\n\nNext.`, `${wide} ${wide} an end.\nNext.`],
    [`   ${wide}\n${wide}\nan end.\n   Next ${wide}\n${wide}\nlast.`, `${wide} ${wide} an end.\nNext ${wide} ${wide} last.`],
    ['Short.\nLines.\nStay.', 'Short.\nLines.\nStay.'],
    ['', ''],
  ])('%#', (raw, text) => {
    expect(unwrapLines(raw)).toBe(text);
  });
});

describe('ends of use', () => {
  it.each([
    [undefined, { withhold: false, flags: [] }],
    ['', { withhold: false, flags: ['empty:expires'] }],
    ['20260401T000000+0200', { withhold: false, flags: [], expires: '2026-03-31T22:00:00.000Z' }],
    ['2026-04-01', { withhold: false, flags: ['date-only:expires'], expires: '2026-03-31T10:00:00.000Z' }],
    ['2026-04-01T00:00:00', { withhold: false, flags: ['zone-assumed:expires'], expires: '2026-03-31T10:00:00.000Z' }],
    ['in May', { withhold: true, flags: ['unreadable:expires'] }],
    ['2026-02-30', { withhold: true, flags: ['unreadable:expires'] }],
  ])('%j', (written, expected) => {
    expect(readExpiry(written)).toEqual(expected);
  });
});

import { parseWire } from './parse-wire.js';
import { aContext, itemAt, parseText } from './wire.suite.js';

const MB = 1_000_000;
const rss = (inner: string, before = ''): string => `<?xml version="1.0"?>${before}<rss version="2.0"><channel>${inner}</channel></rss>`;
const item = (n: number, inner = ''): string => `<item><title>Title ${n}</title><guid isPermaLink="false">h-${n}</guid><description>Text ${n}.</description>${inner}</item>`;
const json = (value: unknown): string => JSON.stringify(value);

/** A hang fails; a machine that is busy with other things does not. */
jest.setTimeout(60_000);

/** Each is answered by one reject that says what is wrong. */
const REFUSED: readonly (readonly [name: string, input: string, format: string, code: string])[] = [
  ['JSON of a million brackets', '['.repeat(MB), 'ninjs', 'too-deep'],
  ['JSON of nested objects', '{"a":'.repeat(200_000), 'ninjs', 'too-deep'],
  ['JSON with a prototype key', '{"uri":"urn:x:1","__proto__":{"admin":true}}', 'ninjs', 'unsafe-content'],
  ['JSON with a constructor key deep inside', '{"uri":"urn:x:1","subject":[{"constructor":{"prototype":1}}]}', 'ninjs', 'unsafe-content'],
  ['JSON with too many properties', json(Object.fromEntries([['uri', 'urn:x:1'], ...Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])])), 'ninjs', 'too-large'],
  ['a name of a megabyte', json({ uri: `urn:x:${'y'.repeat(MB)}`, body_text: 'x' }), 'ninjs', 'invalid-item'],
  ['JSON cut off', '{"uri":"urn:x:1","headlines":[{"value":"half', 'ninjs', 'malformed'],
  ['JSON with text behind it', '{"uri":"urn:x:1"} and more', 'ninjs', 'malformed'],
  ['an entity bomb', rss(item(1, '<x>&c;</x>'), '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'), 'rss', 'unsafe-content'],
  ['an external entity', rss('<item><title>&x;</title></item>', '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), 'rss', 'unsafe-content'],
  ['200,000 attributes on one element', rss(`<item ${Array.from({ length: 200_000 }, (_, i) => `a${i}=""`).join(' ')}><title>t</title></item>`), 'rss', 'too-large'],
  ['elements 300,000 deep', rss(`<item><title>t</title><description>${'<a>'.repeat(300_000)}`), 'rss', 'too-deep'],
  ['HTML 300,000 deep', '<div>'.repeat(300_000), 'html', 'too-deep'],
  ['XML of no known format', '<?xml version="1.0"?><invoice><total>3</total></invoice>', 'none', 'unsupported-format'],
  ['a mail without words', 'Received: x\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\n', 'email', 'empty-body'],
];

/** Each is taken, in full or as far as it goes, and its text is clean. */
const TAKEN: readonly (readonly [name: string, input: string, format: string, text: string])[] = [
  ['two megabytes of one line', 'word '.repeat(400_000), 'plain-text', 'word '.repeat(400_000).trimEnd()],
  ['a body of unclosed elements', json({ uri: 'urn:x:1', body_html: `${'<b>'.repeat(300_000)}x` }), 'ninjs', 'x'],
  ['an attribute list without end in a body', json({ uri: 'urn:x:1', body_html: `<p ${'a="1" '.repeat(200_000)}>x</p>` }), 'ninjs', 'x'],
  ['lone surrogates and NUL', '{"uri":"urn:x:1","body_text":"a\\ud800b\\u0000c","headline":"\\udc00"}', 'ninjs', 'a\ufffdbc'],
  ['text of control characters', 'a\u0000b\u0007c\u001bd', 'plain-text', 'abcd'],
  ['a reference to an external DTD, which nobody fetches', rss(item(1), '<!DOCTYPE rss PUBLIC "-//X//DTD//EN" "http://127.0.0.1:1/rss.dtd">'), 'rss', 'Text 1.'],
  ['mail in mail in mail', `From: a@x\nMessage-ID: <1@x>\nSubject: S\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(20_000)}`, 'email', 'S'],
  ['an IPTC 7901 message of 300,000 lines', `\u0001abc0001 3 i 10  xyz 0001\n\u0002${'x\n'.repeat(300_000)}`, 'iptc7901', `${'x\n'.repeat(300_000)}`.trimEnd()],
];

describe('hostile input', () => {
  it.each(REFUSED)('%s is refused', (...[, input, format, code]) => {
    const result = parseText(input);
    expect(result).toMatchObject({ format, items: [], rejects: [{ entry: 1, code, message: expect.stringMatching(/\S/) }] });
    expect(result.rejects).toHaveLength(1);
  });

  it.each(TAKEN)('%s is taken', (...[, input, format, text]) => {
    const result = parseText(input);
    expect(result).toMatchObject({ format, rejects: [] });
    const found = itemAt(result);
    expect(found.text === text).toBe(true);
    expect(JSON.stringify(found).isWellFormed() && !JSON.stringify(found).includes('\\u0000')).toBe(true);
  });

  it('leaves no trace in prototypes', () => {
    parseText('{"uri":"urn:x:1","__proto__":{"polluted":1}}');
    parseText('{"uri":"urn:x:1","version":"https://jsonfeed.org/version/1","items":[{"id":"__proto__","content_text":"x"}]}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('loses none of forty-nine for a bad one', () => {
    const entries = Array.from({ length: 50 }, (_, i) => (i === 24 ? '<item><title>Bad</titel></item>' : item(i + 1)));
    const { items, rejects } = parseText(rss(entries.join('')));
    expect(items).toHaveLength(49);
    expect(rejects).toMatchObject([{ entry: 25, code: 'malformed' }]);
  });

  it('takes what is whole of a feed that was cut off', () => {
    const whole = rss([1, 2, 3].map((n) => item(n)).join(''));
    const { items, rejects } = parseText(whole.slice(0, whole.indexOf('Text 3')));
    expect(items.map(({ item: { text } }) => text)).toEqual(['Text 1.', 'Text 2.']);
    expect(rejects).toMatchObject([{ entry: 3, code: 'malformed' }]);
  });

  it('takes five thousand items of a body and refuses the rest', () => {
    const { items, rejects } = parseText(json(Array.from({ length: 5_002 }, (_, i) => ({ uri: `urn:x:${i}`, body_text: 'x' }))));
    expect(items).toHaveLength(5_000);
    expect(rejects).toMatchObject([{ entry: 5_001, code: 'too-large' }]);
  });

  it.each(['utf-16', 'iso-8859-1', 'shift_jis', 'klingon', '\u0000', 'utf-7', 'x'.repeat(5000)])('survives text that is declared as %.12s', (charset) => {
    const bytes = Uint8Array.from({ length: 600 }, (_, i) => (i % 7 === 0 ? 0x80 + (i % 120) : 0x61 + (i % 26)));
    const { items, rejects } = parseWire(bytes, aContext({ contentType: `text/plain; charset=${charset}` }));
    expect(items.length + rejects.length).toBe(1);
    for (const { item: { text } } of items) expect(text.isWellFormed()).toBe(true);
  });
});

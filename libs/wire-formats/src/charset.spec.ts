import { decodeWire } from './charset.js';
import { parseWire } from './parse-wire.js';
import { aContext, bytesOfText } from './wire.suite.js';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const wide = (text: string, big = false): Uint8Array => {
  const out = Buffer.from(text, 'utf16le');
  return big ? out.swap16() : out;
};

describe('charset', () => {
  it.each<[string, Uint8Array, string | undefined, string, object]>([
    ['UTF-8', bytesOfText('Zürich – 5 €'), undefined, 'Zürich – 5 €', { used: 'utf-8', repaired: false }],
    ['UTF-8 with a byte order mark', bytesOfText('\uFEFFZürich'), undefined, 'Zürich', { used: 'utf-8', repaired: false }],
    ['UTF-8 that was declared as Latin-1', bytesOfText('Zürich'), 'text/plain; charset=ISO-8859-1', 'Zürich', { declared: 'iso-8859-1', used: 'utf-8', repaired: true }],
    ['Latin-1 that says so', latin('Z\u00fcrich'), 'text/plain; charset=iso-8859-1', 'Zürich', { declared: 'iso-8859-1', used: 'windows-1252', repaired: false }],
    ['Latin-1 that says nothing', latin('Z\u00fcrich'), undefined, 'Zürich', { used: 'windows-1252', repaired: false }],
    ['Latin-1 that was declared as UTF-8', latin('Z\u00fcrich'), 'text/plain; charset=utf-8', 'Zürich', { declared: 'utf-8', used: 'windows-1252', repaired: true }],
    ['windows-1252 quotation marks', latin('\u0093so\u0094'), undefined, '“so”', { used: 'windows-1252', repaired: false }],
    ['a stray Latin-1 byte in UTF-8', Uint8Array.from([...bytesOfText('Zürich Ärger '), 0xa0, 0x78]), undefined, 'Zürich Ärger \u00a0x', { used: 'utf-8', repaired: true }],
    ['windows-1251 that says so', Uint8Array.from([0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0]), 'text/plain; charset=windows-1251', 'Москва', { declared: 'windows-1251', used: 'windows-1251', repaired: false }],
    ['UTF-16 little end first, with its mark', Uint8Array.from([0xff, 0xfe, ...wide('Zürich ok')]), undefined, 'Zürich ok', { used: 'utf-16le', repaired: false }],
    ['UTF-16 big end first, without a mark', wide('<?xml version="1.0"?><a>Zürich</a>', true), undefined, '<?xml version="1.0"?><a>Zürich</a>', { used: 'utf-16be', repaired: false }],
    ['an XML declaration', latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00fc</a>'), undefined, '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>', { declared: 'iso-8859-1', used: 'windows-1252', repaired: false }],
    ['a name that is no charset', bytesOfText('plain'), 'text/plain; charset=klingon', 'plain', { declared: 'klingon', used: 'utf-8', repaired: true }],
    ['a wrong declaration that makes no difference', bytesOfText('plain'), 'text/plain; charset=us-ascii', 'plain', { declared: 'us-ascii', used: 'utf-8', repaired: false }],
    ['NUL inside', Uint8Array.from([0x61, 0, 0x62]), undefined, 'ab', { used: 'utf-8', repaired: false }],
  ])('reads %s', (...[, bytes, contentType, text, charset]) => {
    expect(decodeWire(bytes, contentType)).toEqual({ text, charset });
  });

  it('puts right what was decoded wrongly upstream, and only flags what may be meant', () => {
    expect(decodeWire(bytesOfText('Die GrÃ¼nen in MÃ¼nchen sagen â€žneinâ€œ'))).toEqual({ text: 'Die Grünen in München sagen „nein“', charset: { used: 'utf-8', repaired: true, mojibake: 'repaired' } });
    expect(decodeWire(bytesOfText('Ein GrÃ¼ner'))).toMatchObject({ text: 'Ein GrÃ¼ner', charset: { repaired: false, mojibake: 'suspected' } });
    expect(decodeWire(bytesOfText('SÃO PAULO, ÂNGELA, 20 °C, «À propos»')).charset).toEqual({ used: 'utf-8', repaired: false });
  });

  it('gives the same result with any byte put anywhere: well-formed, no NUL, no throw', () => {
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Uint8Array.from([...bytesOfText('Zürich '), byte, ...bytesOfText(' Ärger €'), byte]);
      const { text } = decodeWire(bytes);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain('\0');
      expect(text).toContain('Zürich');
    }
  });
});

describe('binary input', () => {
  it.each<[string, Uint8Array]>([
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0])],
    ['a gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ['noise', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256)],
    ['zeros', new Uint8Array(5000)],
  ])('%s is no wire format', (_name, bytes) => {
    expect(parseWire(bytes, aContext())).toMatchObject({ items: [], rejects: [{ code: 'unsupported-format' }], format: 'none' });
  });
});

import { z } from 'zod';
import { decodeJson, decodeRecord, encodeJson } from './codecs.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

test.each([
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'undecodable'],
  ['a first byte of zero', Buffer.from([0x00, 0x7b, 0x7d]), 'undecodable'],
  ['nothing', bytes(''), 'undecodable'],
  ['a broken object', bytes('{"a": '), 'undecodable'],
  ['200,000 levels', bytes('['.repeat(200_000) + ']'.repeat(200_000)), 'too-deep'],
  ['a prototype key', bytes('{"a": [{"__proto__": {"admin": true}}]}'), 'unsafe-content'],
  ['a constructor key', bytes('{"constructor": {}}'), 'unsafe-content'],
])('%s: %s', (_what, input, code) => {
  expect(decodeJson(input)).toMatchObject({ ok: false, code });
});

test('a byte order mark is allowed, and brackets within strings do not count as depth', () => {
  expect(decodeJson(bytes(`\uFEFF{"a": "${'['.repeat(100)}\\"{"}`))).toEqual({ ok: true, value: { a: `${'['.repeat(100)}"{` } });
});

test('a record that does not fit is named by the place that does not; unknown fields survive', () => {
  const schema = z.looseObject({ list: z.array(z.looseObject({ n: z.int() })) });
  expect(decodeRecord(schema, bytes('{"list": [{"n": 1}, {"n": "2"}]}'))).toMatchObject({ ok: false, code: 'schema-invalid', pointer: '/list/1/n' });
  expect(decodeRecord(schema, bytes('{"list": [{"n": 1, "more": true}], "also": 1}'))).toEqual({ ok: true, value: { list: [{ n: 1, more: true }], also: 1 } });
});

test('what was encoded decodes to the same value, whatever letters it holds', () => {
  const value = { z: 'Страна.ua \u{1F6A2} \u2028', a: [1.5, true, null] };
  expect(decodeJson(encodeJson(value))).toEqual({ ok: true, value });
  expect(encodeJson({ a: 1, b: 2 })).toEqual(encodeJson({ b: 2, a: 1 }));
});

import { canonicalJson, contentHashOf, storyIdOf } from './identity.js';

test('a story id is 32 hexadecimal digits, the same for the same name however its letters are composed', () => {
  expect(storyIdOf('urn:newsml:café:1')).toMatch(/^[0-9a-f]{32}$/);
  expect(storyIdOf('urn:newsml:café:1'.normalize('NFD'))).toBe(storyIdOf(' urn:newsml:café:1 '.normalize('NFC')));
  expect(storyIdOf('a')).not.toBe(storyIdOf('b'));
});

test('the content hash leaves out how an item was delivered, and nothing else', () => {
  const item = { uri: 'urn:x', text: 'Two bakers.', versionCreatedFrom: 'publisher', versionCreated: '2026-09-01T10:00:00.000Z' };
  const delivered = { ...item, receipt: { id: '1' }, original: { data: 'x' } };
  expect(contentHashOf(delivered)).toBe(contentHashOf(item));
  expect(contentHashOf({ ...item, text: 'Two bakers' })).not.toBe(contentHashOf(item));
  expect(contentHashOf({ ...item, versionCreated: '2026-09-01T10:00:01.000Z' })).not.toBe(contentHashOf(item));
});

test('a time that we had to assume does not make two deliveries of one text different', () => {
  const received = (versionCreated: string): string => contentHashOf({ uri: 'urn:x', text: 'Two bakers.', versionCreatedFrom: 'receipt', versionCreated });
  expect(received('2026-09-01T10:00:00.000Z')).toBe(received('2026-09-02T10:00:00.000Z'));
});

test('equal values have one canonical form: keys sorted, undefined left out, order of lists kept', () => {
  expect(canonicalJson({ b: [2, 1, { d: undefined, c: null }], a: 'ä' })).toBe('{"a":"ä","b":[2,1,{"c":null}]}');
});

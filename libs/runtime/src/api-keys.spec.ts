import { createHash } from 'node:crypto';
import { apiKeysSchema, createKeyRing, keyOf } from './api-keys.js';

const digest = (key: string): string => createHash('sha256').update(key).digest('hex');

test('a key finds its entry; two keys of a name both do; no other key does', () => {
  const find = createKeyRing([{ name: 'a', digest: digest('old') }, { name: 'a', digest: digest('new') }, { name: 'b', digest: digest('other') }]);
  expect(['old', 'new', 'other', 'wrong', ''].map((key) => find(key)?.name)).toEqual(['a', 'a', 'b', undefined, undefined]);
});

test.each([
  [{ authorization: 'Bearer secret' }, 'secret'],
  [{ authorization: 'bearer  secret' }, 'secret'],
  [{ 'x-api-key': 'secret' }, 'secret'],
  [{ authorization: 'Basic c2VjcmV0' }, undefined],
  [{ authorization: 'Bearer ' }, undefined],
  [{}, undefined],
])('%j carries %s', (headers, key) => { expect(keyOf(headers)).toBe(key); });

test('entries with and without scopes are read', () => {
  const [a, b] = [digest('a'), digest('b')];
  expect(apiKeysSchema(['read', 'write']).parse(`desk:read+write=${a}, wall=${b}`)).toEqual([
    { name: 'desk', scopes: ['read', 'write'], digest: a }, { name: 'wall', scopes: [], digest: b },
  ]);
});

test.each([['nothing', ''], ['no digest', 'desk'], ['a short digest', 'desk=abc'], ['a scope that there is not', `desk:admin=${digest('a')}`], ['a name in capitals', `Desk=${digest('a')}`]])(
  '%s is refused', (_what, text) => { expect(apiKeysSchema(['read', 'write']).safeParse(text).success).toBe(false); });

test('where there are no scopes an entry names none', () => {
  expect(apiKeysSchema().safeParse(`a:read=${digest('a')}`).success).toBe(false);
  expect(apiKeysSchema().safeParse(`a=${digest('a')}`).success).toBe(true);
});

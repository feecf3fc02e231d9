import { createHash } from 'node:crypto';
import { createFeedOf, keyOf } from './api-keys.js';

const digest = (key: string): string => createHash('sha256').update(key).digest('hex');

test('a key finds its feed; two keys of a feed both do; no other key does', () => {
  const feedOf = createFeedOf([{ feed: 'a', digest: digest('old') }, { feed: 'a', digest: digest('new') }, { feed: 'b', digest: digest('other') }]);
  expect(['old', 'new', 'other', 'wrong', ''].map(feedOf)).toEqual(['a', 'a', 'b', undefined, undefined]);
});

test.each([
  [{ authorization: 'Bearer secret' }, 'secret'],
  [{ authorization: 'bearer  secret' }, 'secret'],
  [{ 'x-api-key': 'secret' }, 'secret'],
  [{ authorization: 'Basic c2VjcmV0' }, undefined],
  [{ authorization: 'Bearer ' }, undefined],
  [{}, undefined],
])('%j carries %s', (headers, key) => { expect(keyOf(headers)).toBe(key); });

import { etagOf, isCurrent } from './http-cache.js';

const etag = etagOf('an answer');

test.each([
  [undefined, false], ['', false], [etag, true], [`W/${etag}`, true], [`"a", ${etag} , "b"`, true], ['*', true], [etag.slice(0, -2), false], [etagOf('another answer'), false],
])('If-None-Match %j: current is %j', (ifNoneMatch, current) => { expect(isCurrent(ifNoneMatch, etag)).toBe(current); });

test('an ETag is quoted and the same for the same answer', () => {
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect(etagOf('an answer')).toBe(etag);
});

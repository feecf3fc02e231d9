import { anItem, minute } from './an-item.suite.js';
import { applyItem } from './apply-item.js';
import { copyKeys } from './copy-keys.js';
import { copyEvidence, distance, originalOf } from './copies.js';
import pairs from './fixtures/copy-pairs.json' with { type: 'json' };

const KINDS = [...new Set(pairs.map(({ kind }) => kind))];

describe.each(KINDS)('%s', (kind) => {
  test.each(pairs.filter((pair) => pair.kind === kind).map(({ a, b, copy }) => ({ a, b, copy, begins: a.slice(0, 50) })))('$begins', ({ a, b, copy }) => {
    const found = copyEvidence({ text: a }, { text: b });
    expect(found !== undefined).toBe(copy);
    expect(copyEvidence({ text: b }, { text: a })).toEqual(found);
  });
});

test('the evidence says what was compared', () => {
  const text = pairs[0]?.a ?? '';
  const found = copyEvidence({ text, annotations: { fingerprint: '00000000000000ff' } }, { text, annotations: { fingerprint: '0000000000000000' } });
  expect(found).toEqual({
    score: 1, evidence: 'fingerprints differ in 8 of 64 bits, 100% of phrases, 100% of words that matter, 9 of 9 names, 2 of 2 numbers',
  });
});

test.each([
  ['the same alert', 'BRIDGE AT VARNA REOPENS, MAYOR SAYS', 'Bridge at Varna reopens, mayor says', true],
  ['an alert with another number', 'EARTHQUAKE OF MAGNITUDE 5 HITS VARNA', 'EARTHQUAKE OF MAGNITUDE 6 HITS VARNA', false],
  ['too few words to say', 'More follows', 'More follows', false],
  ['nothing at all', '', '', false],
])('short texts: %s', (...[, a, b, copy]) => {
  expect(copyEvidence({ text: a }, { text: b }) !== undefined).toBe(copy);
});

test.each([
  ['0000000000000000', 'ffffffffffffffff', 64], ['8000000000000001', '0000000000000000', 2], ['abc', 'abc', undefined], [undefined, '0000000000000000', undefined],
])('%s and %s differ in %s bits', (a, b, bits) => expect(distance(a, b)).toBe(bits));

test('copies are found by their keys, unrelated stories are not', () => {
  const alike = ({ a, b }: { a: string; b: string }): number => copyKeys(a).filter((key) => copyKeys(b).includes(key)).length;
  for (const pair of pairs.filter(({ copy }) => copy)) expect(alike(pair)).toBeGreaterThan(2);
  for (const pair of pairs.filter(({ kind }) => kind === 'unrelated')) expect(alike(pair)).toBe(0);
  for (const { a } of pairs) expect(copyKeys(a).length).toBeLessThanOrEqual(20);
});

test('the original is the story that was first written, whichever is asked first', () => {
  const stateOf = (uri: string, ...items: number[]) => items.reduce<ReturnType<typeof applyItem>['state'] | undefined>((state, at) =>
    applyItem(state, anItem({ uri, version: minute(at) }), { now: minute(60) }).state, undefined) as ReturnType<typeof applyItem>['state'];
  const early = stateOf('urn:example:a', 20, 3);
  const late = stateOf('urn:example:b', 5);
  expect([originalOf(early, late), originalOf(late, early)]).toEqual([early, early]);
});

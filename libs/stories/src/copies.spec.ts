import { anItem, minute } from './an-item.suite.js';
import { applyItem } from './apply-item.js';
import { copyEvidence, distance, originalOf } from './copies.js';
import { copyTextOf } from './copy-text.js';
import fixture from './fixtures/copy-pairs.json' with { type: 'json' };

const { pairs, texts } = fixture;

const copyKeys = (text: string): readonly string[] => copyTextOf(text).keys;
const textOf = (n: number): string => texts[n] ?? '';
const PAIRS = pairs.map(({ a, b, ...pair }) => ({ ...pair, a: textOf(a), b: textOf(b) }));

/** Thresholds were found on the pairs that are tuned; what they are worth the other half says. */
test.each(['tuned', 'aside'])('of the pairs that are %s nearly all are judged rightly', (half) => {
  const judged = PAIRS.filter((pair) => pair.half === half).map((pair) => ({ ...pair, found: copyEvidence({ text: pair.a }, { text: pair.b }) !== undefined }));
  const right = judged.filter(({ copy, found }) => copy && found).length;
  expect(judged.length).toBeGreaterThan(250);
  expect(right / judged.filter(({ found }) => found).length).toBeGreaterThanOrEqual(0.98);
  expect(right / judged.filter(({ copy }) => copy).length).toBeGreaterThanOrEqual(0.9);
});

test('no kind of pair is mostly judged wrongly', () => {
  const kinds = Map.groupBy(PAIRS, ({ kind, copy }) => `${kind.replace(/:.*/, '')}: ${copy ? 'copies' : 'none'}`);
  const wrong = [...kinds].filter(([, list]) => list.filter(({ a, b, copy }) => (copyEvidence({ text: a }, { text: b }) !== undefined) !== copy).length > list.length / 4);
  expect(wrong.map(([kind]) => kind)).toEqual([]);
  expect(kinds.size).toBeGreaterThan(25);
});

test('it does not matter which of two texts is asked about', () => {
  for (const { a, b } of PAIRS) expect(copyEvidence({ text: b }, { text: a })).toEqual(copyEvidence({ text: a }, { text: b }));
});

test('the evidence says what was compared', () => {
  const text = PAIRS.find(({ kind }) => kind === 'rewording' )?.a ?? '';
  const found = copyEvidence({ text, annotations: { fingerprint: '00000000000000ff' } }, { text, annotations: { fingerprint: '0000000000000000' } });
  expect(found).toEqual({
    score: 1, evidence: 'fingerprints differ in 8 of 64 bits, 100% of phrases, 100% of words that matter, 16 of 16 names, 5 of 5 numbers',
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
  const copies = PAIRS.filter(({ copy }) => copy);
  const unrelated = PAIRS.filter(({ kind }) => kind === 'unrelated');
  expect(copies.filter((pair) => alike(pair) > 0).length).toBeGreaterThanOrEqual(copies.length * 0.98);
  expect(unrelated.filter((pair) => alike(pair) === 0).length).toBeGreaterThanOrEqual(unrelated.length * 0.9);
  for (const text of texts) expect(copyKeys(text).length).toBeLessThanOrEqual(20);
});

test('among thousands of reports by one pattern a copy shares a rare key with its original', () => {
  const report = (n: number, firm = `Firm${n}`): string =>
    `TORDAL (Desk) - Some ${1_000 + n} parcels were paid for by Ada ${firm} in Norland, officials in Tordal said after ${(n % 41) + 3} hours of talks near gate ${n % 977} of the old harbour.\n`
    + `The ${firm} Works agreed to build ${(n % 89) + 11} sheds for the people of Faro and Veld before the winter, and the union called off a strike of ${(n % 7) + 2} days.`;
  const holders = new Map<string, number>();
  const count = 4_000;
  for (let n = 0; n < count; n++) for (const key of copyKeys(report(n))) holders.set(key, (holders.get(key) ?? 0) + 1);
  const rarest = Array.from({ length: count }, (_, n) => {
    const own = new Set(copyKeys(report(n)));
    return Math.min(...copyKeys(report(n, `Other${n}`)).filter((key) => own.has(key)).map((key) => holders.get(key) ?? 0));
  });
  expect(rarest.filter((holding) => holding > 10)).toEqual([]);
});

test('a very long text is told by its beginning', () => {
  const text = textOf(0);
  const table = `\n${'Ada Lund 12 points '.repeat(100_000)}`;
  expect(copyEvidence({ text: `${text.repeat(20)}${table}` }, { text: text.repeat(20) })?.score).toBe(1);
  expect(copyKeys(`${text.repeat(40)}${table}`)).toEqual(copyKeys(text.repeat(40)));
});

test('an alert is found by its words', () => {
  expect(copyKeys('BRIDGE AT VARNA REOPENS, MAYOR SAYS')).toEqual(copyKeys('Bridge at Varna reopens, mayor says'));
  expect(copyKeys('More follows')).toEqual([]);
});

test('the original is the story that was first written, whichever is asked first', () => {
  const stateOf = (uri: string, ...items: number[]) => items.reduce<ReturnType<typeof applyItem>['state'] | undefined>((state, at) =>
    applyItem(state, anItem({ uri, version: minute(at) }), { now: minute(60) }).state, undefined) as ReturnType<typeof applyItem>['state'];
  const early = stateOf('urn:example:a', 20, 3);
  const late = stateOf('urn:example:b', 5);
  expect([originalOf(early, late), originalOf(late, early)]).toEqual([early, early]);
});

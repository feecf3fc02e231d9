import { publicStorySchema } from '@wiredesk/contracts';
import { anItem, EMPTY, minute } from './an-item.suite.js';
import { applyItem, joinTakes, publicStory, type StoryState } from './index.js';

const now = minute(60);
const stateOf = (...items: ReturnType<typeof anItem>[]): StoryState =>
  items.reduce<StoryState | undefined>((state, item) => applyItem(state, item, { now }).state, undefined) as unknown as StoryState;

test('notes, delivery, original bytes and unknown fields stay behind', () => {
  const item = {
    ...anItem({
      edNote: 'Call 555-0100', embargo: { until: minute(10), asWritten: '08:10', rule: 'test' }, urgency: 3,
      bodies: [{ value: 'The bridge reopened.' }, { role: 'notebook', value: 'Contact: desk' }, { value: 'Internal.', public: false }],
      descriptions: [{ role: 'editorial-note', value: 'Cut line 3' }],
    }),
    original: { contentType: 'text/plain', encoding: 'utf8', data: 'x' }, notebook: 'phones', flags: ['repaired'],
  };
  const story = publicStory(item, stateOf(item));
  expect(publicStorySchema.parse(story)).toEqual(story);
  expect(story).toMatchObject({ feed: 'desk', receivedAt: item.receipt.receivedAt, urgency: 3, bodies: [{ value: 'The bridge reopened.' }], descriptions: [] });
  expect(Object.keys(story).filter((name) => ['edNote', 'embargo', 'receipt', 'original', 'notebook', 'flags'].includes(name))).toEqual([]);
});

const item = anItem();
const later = anItem({ version: '2' });
test.each<[string, ReturnType<typeof anItem>, StoryState]>([
  ['a killed story', item, stateOf(item, anItem({ version: '2', signal: 'kill', ...EMPTY }))],
  ['a withheld story', item, stateOf(item, anItem({ version: '2', signal: 'hold', ...EMPTY }))],
  ['an expired story', anItem({ expires: minute(30) }), stateOf(anItem({ expires: minute(30) }))],
  ['a version that was replaced', item, stateOf(item, later)],
  ['an item of another story', anItem({ uri: 'urn:example:other' }), stateOf(item)],
])('%s is refused', (_name, shown, state) => {
  expect(() => publicStory(shown, state)).toThrow(RangeError);
});

describe('takes', () => {
  const take = (number: number, text: string, annotations: Parameters<typeof anItem>[2] = {}) =>
    anItem({ version: String(number), take: { key: 'k', number, of: 4 }, text, bodies: [{ value: text }] }, {}, annotations);
  const evidence = { confidence: 1, rule: 'test' };
  const first = take(1, 'Varna reopened.', {
    fingerprint: '0'.repeat(16),
    entities: [{ id: 'e1', type: 'place', name: 'Varna', mentions: [{ start: 0, end: 5, text: 'Varna', ...evidence }] }],
    figures: [{ start: 0, end: 5, text: 'Varna', kind: 'count', value: 1, comparator: 'eq', ...evidence }],
  });
  const third = take(3, 'Kiro said 84 cars crossed Varna.', {
    entities: [
      { id: 'e1', type: 'person', name: 'Kiro', mentions: [{ start: 0, end: 4, text: 'Kiro', ...evidence }] },
      { id: 'e2', type: 'place', name: 'Varna', mentions: [{ start: 26, end: 31, text: 'Varna', ...evidence }] },
    ],
    figures: [
      { start: 10, end: 12, text: '84', kind: 'count', value: 84, comparator: 'eq', unit: 'car', attribution: 0, excludes: ['e1'], ...evidence },
      { start: 10, end: 12, text: '84', kind: 'count', value: 84, comparator: 'eq', anaphor: 0, ...evidence },
    ],
    attributions: [{
      cue: 'said', source: { start: 0, end: 4, text: 'Kiro' }, sourceEntity: 'e1', sourceKind: 'person', content: { start: 10, end: 31, text: '84 cars crossed Varna' },
      direct: false, ...evidence,
    }],
    quotes: [{ start: 5, end: 9, text: 'said', speaker: { start: 0, end: 4, text: 'Kiro' }, speakerEntity: 'e1', ...evidence }],
    dates: [{ start: 10, end: 12, text: '84', value: '1984', ...evidence }],
  });
  const state = stateOf(third, first);
  const story = publicStory([third, first], state);

  test('are joined in order and a gap is shown', () => {
    expect(story.text).toBe('Varna reopened.\n[take 2 is missing]\nKiro said 84 cars crossed Varna.\n[take 4 is missing]');
    expect(story['takes']).toEqual([
      { number: 1, version: '1', contentHash: first.contentHash }, { number: 2 }, { number: 3, version: '3', contentHash: third.contentHash }, { number: 4 },
    ]);
    expect(publicStorySchema.parse(story)).toEqual(story);
  });

  test('every annotation slices back to its text', () => {
    const { entities, figures, dates, attributions, quotes } = story.annotations;
    const spans = [
      ...entities.flatMap(({ mentions }) => mentions), ...figures, ...dates, ...quotes,
      ...attributions.flatMap(({ source, content }) => [source, content]), ...quotes.flatMap(({ speaker }) => (speaker === undefined ? [] : [speaker])),
    ];
    expect(spans).toHaveLength(11);
    for (const { start, end, text } of spans) expect(story.text.slice(start, end)).toBe(text);
  });

  test('one thing is one entity, two things with one id are two, and indexes follow', () => {
    const { entities, figures, attributions, quotes, fingerprint } = story.annotations;
    expect(entities.map(({ id, name, mentions }) => [id, name, mentions.length])).toEqual([['e1', 'Varna', 2], ['e1-2', 'Kiro', 1]]);
    expect(figures.map(({ attribution, anaphor, excludes }) => ({ attribution, anaphor, excludes }))).toEqual([
      { attribution: undefined, anaphor: undefined, excludes: undefined },
      { attribution: 0, anaphor: undefined, excludes: ['e1-2'] },
      { attribution: undefined, anaphor: 1, excludes: undefined },
    ]);
    expect([attributions[0]?.sourceEntity, quotes[0]?.speakerEntity, fingerprint]).toEqual(['e1-2', 'e1-2', undefined]);
  });

  test('are not joined while one that is shown was not handed in', () => {
    expect(joinTakes([third], state)).toBeUndefined();
    expect(() => publicStory([third, third], state)).toThrow(RangeError);
  });
});

import type { EnrichedItem } from '@wiredesk/contracts';
import fc from 'fast-check';
import { anItem, EMPTY, minute } from './an-item.suite.js';
import { factsOf, play, statesOf } from './newsroom.suite.js';

const now = minute(60);
const STORIES = ['urn:example:a', 'urn:example:b', 'urn:example:c'];
const NUMBERS = ['0123', '0124'];

/** Texts of three stories that share sequence numbers, and acts on them by uri or number. */
const anyItem: fc.Arbitrary<EnrichedItem> = fc.record({
  uri: fc.constantFrom(...STORIES),
  version: fc.integer({ min: 1, max: 3 }).map(String),
  signal: fc.constantFrom('create', 'update', 'correction', 'kill', 'hold', 'release'),
  at: fc.integer({ min: -3000, max: 50 }),
  assumed: fc.boolean(),
  number: fc.option(fc.constantFrom(...NUMBERS), { nil: undefined }),
  victim: fc.option(fc.constantFrom(...STORIES, ...NUMBERS), { nil: undefined }),
  embargo: fc.option(fc.integer({ min: 30, max: 90 }).map(minute), { nil: undefined, freq: 3 }),
  empty: fc.boolean(),
  receipt: fc.constantFrom(1, 2),
}).map(({ uri, version, signal, at, assumed, number, victim, embargo, empty, receipt }) => anItem({
  uri, version, signal: signal as EnrichedItem['signal'],
  ...(empty ? EMPTY : {}),
  versionCreated: assumed ? minute(50 + receipt) : minute(at),
  versionCreatedFrom: assumed ? 'receipt' : 'publisher',
  ...(number !== undefined && { altIds: [{ role: 'sequence', value: number }] }),
  ...(victim !== undefined && { refersTo: [{ rel: 'refersTo', id: victim }] }),
  ...(embargo !== undefined && { embargo: { until: embargo, asWritten: embargo, rule: 'test' } }),
}, { id: `r${receipt}`, receivedAt: minute(50 + receipt) }));

test('acts by reference: every order and repetition ends in the same states, parked acts and facts', () => {
  fc.assert(fc.property(fc.array(anyItem, { minLength: 1, maxLength: 7 }).chain((items) => fc.tuple(
    fc.constant(items),
    fc.shuffledSubarray(items, { minLength: items.length }),
    fc.array(fc.constantFrom(...items), { maxLength: 5 }),
  )), ([items, shuffled, repeated]) => {
    const one = play(items, now);
    const other = play([...shuffled, ...repeated], now);
    expect(statesOf(other)).toBe(statesOf(one));
    expect(other.parked).toEqual(one.parked);
    expect(factsOf(other.told)).toEqual(factsOf(one.told));
  }), { numRuns: 500 });
});

test('acts by reference: what a story told last is what it is', () => {
  fc.assert(fc.property(fc.array(anyItem, { minLength: 1, maxLength: 7 }), (items) => {
    const newsroom = play(items, now);
    for (const { storyId, status, version, text } of newsroom.states.values()) {
      const last = newsroom.told.findLast((told) => told.storyId === storyId && told.type !== 'copied');
      expect(last).toMatchObject({ version, showsText: status === 'usable', ...(status === 'usable' && { text }) });
    }
  }), { numRuns: 300 });
});

test('acts by reference: no text that a kill reaches is shown', () => {
  const texts = fc.array(fc.record({ version: fc.integer({ min: 1, max: 5 }).map(String), at: fc.integer({ min: 0, max: 40 }).map(minute), assumed: fc.boolean() }), { minLength: 1, maxLength: 5 });
  let shownAfterKill = 0;
  fc.assert(fc.property(texts, fc.nat(5), (versions, place) => {
    const items = versions.map(({ version, at, assumed }) => anItem({ version, versionCreated: at, versionCreatedFrom: assumed ? 'receipt' : 'publisher' }));
    const kill = anItem({ uri: 'urn:example:note', signal: 'kill', versionCreated: minute(20), refersTo: [{ rel: 'refersTo', id: 'urn:example:bridge' }] });
    const state = [...play(items.toSpliced(place, 0, kill), now).states.values()].find(({ storyId }) => storyId === items[0]?.storyId);
    const shown = items.filter(({ version, contentHash }) => state?.text?.version === version && state.text.contentHash === contentHash);
    if (state?.status !== 'usable') return;
    shownAfterKill += 1;
    for (const item of shown) expect([item.versionCreatedFrom, item.versionCreated > minute(20)]).toEqual(['publisher', true]);
  }), { numRuns: 500 });
  expect(shownAfterKill).toBeGreaterThan(20);
});

test('acts by reference: no story that an ambiguous kill may mean is shown', () => {
  let inDoubt = 0;
  fc.assert(fc.property(fc.array(anyItem, { minLength: 3, maxLength: 7 }), (items) => {
    const newsroom = play(items, now);
    for (const { status, references = [], heads } of newsroom.states.values()) {
      if (!references.some(({ effect }) => effect === 'doubt')) continue;
      inDoubt += 1;
      const freedOrNew = references.some(({ effect }) => effect === 'release') || heads.length > 1;
      expect(status !== 'usable' || freedOrNew).toBe(true);
    }
  }), { numRuns: 1000 });
  expect(inDoubt).toBeGreaterThan(50);
});

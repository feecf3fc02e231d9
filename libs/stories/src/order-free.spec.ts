import { canonicalJson, compareVersions, type EnrichedItem } from '@wiredesk/contracts';
import fc from 'fast-check';
import { anItem, EMPTY, minute } from './an-item.suite.js';
import { applyItem, tick, type StoryChange, type StoryState } from './index.js';

const now = minute(60);

/** Any item of one story: few versions and hours, so that they collide often. */
const anyItem = fc.record({
  version: fc.integer({ min: 1, max: 5 }).map(String),
  signal: fc.constantFrom('create', 'update', 'correction', 'refile', 'repeat', 'kill', 'withdraw', 'hold', 'release', 'advisory'),
  pubStatus: fc.constantFrom('usable', 'usable', 'usable', 'withheld', 'canceled'),
  embargo: fc.option(fc.record({ until: fc.option(fc.integer({ min: 30, max: 90 }).map(minute), { nil: undefined }) }), { nil: undefined, freq: 2 }),
  expires: fc.option(fc.integer({ min: 30, max: 90 }).map(minute), { nil: undefined, freq: 4 }),
  take: fc.option(fc.record({ key: fc.constantFrom('a', 'b'), number: fc.integer({ min: 1, max: 3 }) }), { nil: undefined, freq: 3 }),
  empty: fc.boolean(),
  words: fc.constantFrom('x', 'y'),
  minute: fc.integer({ min: 1, max: 50 }),
  assumed: fc.boolean(),
  receipt: fc.constantFrom('r1', 'r2'),
}).map(({ empty, words, minute: created, assumed, receipt, embargo, expires, take, ...said }) => anItem({
  ...said,
  ...(empty ? EMPTY : { text: `Text ${words}`, bodies: [{ value: words }] }),
  versionCreated: minute(created),
  versionCreatedFrom: assumed ? 'receipt' : 'publisher',
  ...(embargo && { embargo: { asWritten: 'x', rule: 'test', ...(embargo.until !== undefined && { until: embargo.until }) } }),
  ...(expires !== undefined && { expires }),
  ...(take && { take }),
}, { id: receipt, receivedAt: minute(receipt === 'r1' ? 55 : 56) }));

const history = fc.array(anyItem, { minLength: 1, maxLength: 7 });

function play(items: readonly EnrichedItem[], at = now): { state: StoryState; changes: StoryChange[] } {
  let state: StoryState | undefined;
  const changes = items.flatMap((item) => {
    const applied = applyItem(state, item, { now: at });
    state = applied.state;
    return applied.changes;
  });
  return { state: state as unknown as StoryState, changes };
}

test('every order and repetition of the same items ends in the same state', () => {
  fc.assert(fc.property(history.chain((items) => fc.tuple(
    fc.constant(items),
    fc.shuffledSubarray(items, { minLength: items.length }),
    fc.array(fc.constantFrom(...items), { maxLength: 6 }),
  )), ([items, shuffled, repeated]) => {
    expect(canonicalJson(play([...shuffled, ...repeated]).state)).toBe(canonicalJson(play(items).state));
  }), { numRuns: 300 });
});

test('a state is the same before and after JSON', () => {
  fc.assert(fc.property(history, (items) => {
    const { state } = play(items);
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
  }));
});

test('a killed, withheld or expired story shows no text, and what is shown is always a text of the state', () => {
  fc.assert(fc.property(history, (items) => {
    let state: StoryState | undefined;
    for (const item of items) {
      const applied = applyItem(state, item, { now });
      state = applied.state;
      for (const change of applied.changes) {
        expect(change.showsText).toBe(state.status === 'usable');
        expect(change.text).toEqual(change.showsText ? state.text : undefined);
      }
    }
    if (state?.status === 'killed') expect(state.text).toBeUndefined();
  }));
});

/** Written without the library: why the text of an item must not be seen, or undefined. */
function whyNot(shown: EnrichedItem, items: readonly EnrichedItem[], decides: string): string | undefined {
  const at = (item: EnrichedItem): number => compareVersions(item.version, shown.version);
  const isKill = ({ signal, pubStatus }: EnrichedItem): boolean => signal === 'kill' || signal === 'withdraw' || pubStatus === 'canceled';
  const lasts = ({ embargo }: EnrichedItem): boolean => embargo !== undefined && (embargo.until === undefined || embargo.until > now);
  if (isKill(shown)) return 'a kill is no text';
  if (items.some((item) => isKill(item) && at(item) >= 0)) return 'killed at or above its version';
  if (items.some((item) => item.signal === 'hold' && item.version === decides)) return 'on hold';
  if (items.some((item) => item.pubStatus === 'withheld' && item.embargo === undefined && item.version === decides)) return 'withheld';
  if (shown.expires !== undefined && shown.expires <= now) return 'expired';
  const ends = (later: EnrichedItem, { version, embargo }: EnrichedItem): boolean => compareVersions(later.version, version) > 0
    && compareVersions(later.version, decides) <= 0
    && (later.signal === 'release' || later.embargo !== undefined || (embargo?.until === undefined && ['create', 'update'].includes(later.signal)));
  const embargoed = items.filter((item) => lasts(item) && !isKill(item) && compareVersions(item.version, decides) <= 0);
  return embargoed.some((item) => !items.some((later) => ends(later, item))) ? 'embargoed, and no later version ended it' : undefined;
}

test('what is shown breaks no rule that an editor would name', () => {
  let seen = 0;
  fc.assert(fc.property(history, (items) => {
    const { state } = play(items);
    if (state.status !== 'usable') return;
    seen += 1;
    const keys = state.takes ?? [state.text];
    const shown = items.filter((item) => keys.some((key) => key?.version === item.version && key.contentHash === item.contentHash));
    expect(shown.length).toBeGreaterThan(0);
    for (const item of shown) expect(whyNot(item, items, state.version)).toBeUndefined();
  }), { numRuns: 2000 });
  expect(seen).toBeGreaterThan(100);
});

test('the clock between arrivals does not matter once it has passed', () => {
  fc.assert(fc.property(fc.array(fc.tuple(anyItem, fc.integer({ min: 20, max: 100 })), { minLength: 1, maxLength: 6 }), (arrivals) => {
    let state: StoryState | undefined;
    for (const [item, at] of arrivals) state = applyItem(state, item, { now: minute(at) }).state;
    const late = tick(state as unknown as StoryState, minute(101)).state;
    expect(canonicalJson(late)).toBe(canonicalJson(play(arrivals.map(([item]) => item), minute(101)).state));
  }), { numRuns: 300 });
});

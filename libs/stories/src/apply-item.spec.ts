import { anItem, EMPTY, minute, ordersOf } from './an-item.suite.js';
import { applyItem, applyReference, linkCopy, nextTickAt, referencesOf, retractReference, tick } from './index.js';

const now = '2026-03-02T12:00:00.000Z';
const typesOf = (changes: readonly { type: string; version: string }[]) => changes.map(({ type, version }) => `${type} ${version}`);

test('a first item creates its story and is its text', () => {
  const item = anItem();
  const { state, isNew, isCurrent, changes } = applyItem(undefined, item, { now });
  expect({ isNew, isCurrent, status: state.status, version: state.version }).toEqual({ isNew: true, isCurrent: true, status: 'usable', version: '1' });
  expect(changes).toEqual([{ type: 'created', version: '1', showsText: true, text: { version: '1', contentHash: item.contentHash } }]);
});

test('a redelivery changes nothing', () => {
  const { state } = applyItem(undefined, anItem(), { now });
  const again = applyItem(state, anItem({}, { id: 'r-later', receivedAt: '2026-03-02T11:00:00.000Z' }), { now });
  expect(again).toEqual({ state, isNew: false, isCurrent: true, changes: [] });
});

test('of an item without a time of its own the earliest receipt counts, whichever delivery came first', () => {
  const deliveries = [11, 10, 12].map((hour) => anItem({ versionCreated: `2026-03-02T${hour}:00:00.000Z`, versionCreatedFrom: 'receipt' }));
  const states = ordersOf(deliveries).map((order) => order.reduce<ReturnType<typeof applyItem>['state'] | undefined>((state, item) => applyItem(state, item, { now }).state, undefined));
  expect(states[0]?.heads).toEqual([expect.objectContaining({ versionCreated: '2026-03-02T10:00:00.000Z', assumedTime: true })]);
  for (const state of states) expect(state).toEqual(states[0]);
});

test('a lower version is history only', () => {
  const { state } = applyItem(undefined, anItem({ version: '10' }), { now });
  const late = applyItem(state, anItem({ version: '9' }), { now });
  expect({ isNew: late.isNew, isCurrent: late.isCurrent, changes: late.changes, version: late.state.version })
    .toEqual({ isNew: true, isCurrent: false, changes: [], version: '10' });
});

test('an embargo holds the text until the clock passes it, and the tick is the release', () => {
  const until = '2026-03-02T13:00:00.000Z';
  const { state, changes } = applyItem(undefined, anItem({ embargo: { until, asWritten: '13:00', rule: 'test' } }), { now });
  expect(typesOf(changes)).toEqual(['withheld 1']);
  expect(nextTickAt(state)).toBe(until);
  expect(tick(state, '2026-03-02T12:59:59.999Z')).toEqual({ state, changes: [] });
  const released = tick(state, until);
  expect(released.changes).toEqual([expect.objectContaining({ type: 'released', showsText: true, text: expect.objectContaining({ version: '1' }) })]);
  expect(tick(released.state, now)).toEqual({ state: released.state, changes: [] });
});

test('a kill is not undone by a lower or equal version, but by a higher one', () => {
  const killed = applyItem(undefined, anItem({ version: '2', signal: 'kill', pubStatus: 'canceled', ...EMPTY }), { now });
  expect(typesOf(killed.changes)).toEqual(['killed 2']);
  const late = applyItem(applyItem(killed.state, anItem(), { now }).state, anItem({ version: '2' }), { now });
  expect({ status: late.state.status, changes: late.changes, text: late.state.text }).toEqual({ status: 'killed', changes: [], text: undefined });
  expect(typesOf(applyItem(late.state, anItem({ version: '3', versionCreated: minute(9) }), { now }).changes)).toEqual(['updated 3']);
});

test('an item of another story is refused', () => {
  expect(() => applyItem(applyItem(undefined, anItem(), { now }).state, anItem({ uri: 'urn:example:other' }), { now })).toThrow(RangeError);
});

test('a story that expires says so once, at its instant', () => {
  const { state } = applyItem(undefined, anItem({ expires: minute(300) }), { now });
  expect(nextTickAt(state)).toBe(minute(300));
  const expired = tick(state, minute(300));
  expect(typesOf(expired.changes)).toEqual(['expired 1']);
  expect([nextTickAt(expired.state), tick(expired.state, minute(301)).changes]).toEqual([undefined, []]);
});

test('time does not end a hold or an embargo without an end', () => {
  for (const item of [anItem({ signal: 'hold', ...EMPTY }), anItem({ embargo: { asWritten: '', rule: 'test' } }), anItem({ pubStatus: 'withheld' })]) {
    const { state } = applyItem(undefined, item, { now });
    expect([state.status, nextTickAt(state), tick(state, '2099-01-01T00:00:00.000Z').changes]).toEqual(['withheld', undefined, []]);
  }
});

test('a late embargo of a lower version takes a silent correction out of sight', () => {
  const { state } = applyItem(undefined, anItem({ version: '2', signal: 'correction' }), { now });
  const late = applyItem(state, anItem({ embargo: { asWritten: '', rule: 'test' } }), { now });
  expect([late.isCurrent, typesOf(late.changes)]).toEqual([false, ['withheld 2']]);
});

test('a story that had no text until now is created, not released', () => {
  const { state } = applyItem(undefined, anItem({ signal: 'hold', ...EMPTY }), { now });
  expect(typesOf(applyItem(state, anItem({ version: '2' }), { now }).changes)).toEqual(['created 2']);
});

test('an act that came twice counts from its earliest delivery, whichever came first', () => {
  const acts = ['11', '10'].map((hour) => referencesOf(anItem({
    uri: 'urn:example:note', signal: 'hold', versionCreatedFrom: 'receipt', versionCreated: `2026-03-02T${hour}:00:00.000Z`, refersTo: [{ rel: 'refersTo', id: 'urn:example:bridge' }],
  }))).flat();
  const { state } = applyItem(undefined, anItem(), { now });
  const [one, other] = [acts, acts.toReversed()].map((order) => order.reduce((held, act) => applyReference(held, act, { now }).state, state));
  expect(one?.references).toEqual([acts[1]]);
  expect(other).toEqual(one);
});

test('an act that is taken back leaves the story as it was, and says so', () => {
  const { state } = applyItem(undefined, anItem(), { now });
  const [act] = referencesOf(anItem({ uri: 'urn:example:note', signal: 'kill', versionCreated: minute(20), refersTo: [{ rel: 'refersTo', id: 'urn:example:bridge' }] }));
  if (act === undefined) throw new Error('the kill refers to nothing');
  const killed = applyReference(state, act, { now });
  expect(typesOf(killed.changes)).toEqual(['killed 1']);
  expect(applyReference(killed.state, act, { now })).toEqual({ state: killed.state, changes: [] });
  const back = retractReference(killed.state, act, { now });
  expect([back.state, typesOf(back.changes)]).toEqual([state, ['updated 1']]);
  expect(retractReference(state, act, { now })).toEqual({ state, changes: [] });
});

describe('copies', () => {
  const link = { storyId: 'f'.repeat(32), uri: 'urn:example:original', score: 0.9, evidence: '90% of phrases' };
  const { state } = applyItem(undefined, anItem(), { now });
  const copied = linkCopy(state, link, { now });

  test('are linked once, and told', () => {
    expect(copied.changes).toEqual([expect.objectContaining({ type: 'copied', showsText: true, reason: 'copy of urn:example:original: 90% of phrases' })]);
    expect(linkCopy(copied.state, link, { now })).toEqual({ state: copied.state, changes: [] });
  });

  test('are flagged when the original is killed, and stay', () => {
    const flagged = linkCopy(copied.state, { ...link, originalKilled: true }, { now });
    expect(flagged.changes).toEqual([expect.objectContaining({ type: 'copied', reason: 'copy of urn:example:original (killed): 90% of phrases' })]);
    expect(flagged.state.copyOf).toHaveLength(1);
    expect(flagged.state.status).toBe('usable');
  });
});

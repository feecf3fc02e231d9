import { storyIdOf } from '@wiredesk/contracts';
import fc from 'fast-check';
import { minute, ordersOf } from './an-item.suite.js';
import type { StoryState } from './index.js';
import { factsOf, play, statesOf } from './newsroom.suite.js';
import { SCENARIOS } from './wire-scenarios.suite.js';

const now = minute(60);

function inWords({ status, version, text, takes, correctedBy, replacedBy, continuedBy, evolvedFrom }: StoryState): string {
  return [
    status, version, ...(status === 'usable' ? [`shows ${text?.version}`] : []),
    ...(takes === undefined ? [] : [`takes ${takes.map((take) => take.version ?? '-').join(' ')}`]),
    ...(correctedBy === undefined ? [] : ['corrected']), ...(replacedBy === undefined ? [] : ['replaced']),
    ...(continuedBy === undefined ? [] : [`continued by ${continuedBy.map(({ number, storyId }) => (storyId === undefined ? '-' : number)).join(' ')}`]),
    ...(evolvedFrom === undefined ? [] : [`from ${evolvedFrom}`]),
  ].join(' ');
}

describe.each(SCENARIOS)('$name', ({ items, ends, parked = [] }) => {
  const inOrder = play(items, now);

  test('ends as an editor expects', () => {
    const found = Object.fromEntries(Object.keys(ends).map((uri) => [uri, inWords(inOrder.states.get(storyIdOf(uri)) as StoryState)]));
    expect(found).toEqual(ends);
    expect(inOrder.parked).toEqual(parked);
  });

  const orders = items.length <= 5 ? ordersOf(items) : [items.toReversed(), ...fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { numRuns: 50, seed: 7 })];

  test('ends so in every order, with repetitions, and readers end up knowing the same', () => {
    for (const order of [...orders, ...orders.map((list) => [...list, ...list])]) {
      const newsroom = play(order, now);
      expect(statesOf(newsroom)).toBe(statesOf(inOrder));
      expect(factsOf(newsroom.told)).toEqual(factsOf(inOrder.told));
      expect(newsroom.parked).toEqual(parked);
    }
  });

  test('shows no text that is killed, withheld or expired', () => {
    for (const order of orders) {
      const newsroom = play(order, now);
      for (const state of newsroom.states.values()) {
        const last = newsroom.told.findLast(({ storyId }) => storyId === state.storyId);
        expect(last?.showsText).toBe(state.status === 'usable');
      }
    }
  });
});

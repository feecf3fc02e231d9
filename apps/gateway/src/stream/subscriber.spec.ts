import type { StoryEvent } from '@wiredesk/contracts';
import { streamFilterOf, type TellableEvent } from './outbox-page.js';
import { parseFilter } from '../filter/parse-filter.js';
import { createSubscriber, type Subscriber, type SubscriberOptions } from './subscriber.js';

const anEvent = (sequence: number, fields: Partial<StoryEvent> = {}): TellableEvent => {
  const { type = 'created', storyId = `s${sequence}` } = fields;
  const story = { storyId, feed: 'a', versionCreated: '2026-09-01T10:00:00Z', annotations: { entities: [], figures: [], language: {} } };
  const event = { type, storyId, sequence, uri: storyId, version: '1', recordedAt: '2026-09-01T10:00:00Z', ...(type === 'killed' ? {} : { story }), ...fields } as StoryEvent;
  return { sequence, event, judgement: () => false, frame: () => `${sequence} ${type};`, leftFrame: () => `${sequence} left;` };
};

interface Bench {
  readonly outbox: TellableEvent[];
  readonly told: string[];
  readonly subscriber: Subscriber;
  readonly done: Promise<void>;
  readonly onGap: jest.Mock;
  /** What the shared reader does. */
  readonly handOut: (...events: TellableEvent[]) => void;
  readonly block: () => void;
  readonly unblock: () => void;
  readonly wire: { closed: boolean };
}

function setUp(options: Partial<SubscriberOptions> = {}, outbox: TellableEvent[] = [], query: Record<string, string> = {}): Bench {
  const told: string[] = [];
  const wire = { closed: false };
  let position = outbox.at(-1)?.sequence ?? 0;
  let free = (): void => undefined;
  let blocked: Promise<boolean> | undefined;
  const onGap = jest.fn();
  const subscriber = createSubscriber({
    wire: { write: (chunk) => { told.push(chunk); return blocked === undefined; }, drained: () => blocked ?? Promise.resolve(true), close: () => { wire.closed = true; }, isGone: () => wire.closed },
    filter: streamFilterOf(parseFilter(query)), after: 0, pageSize: 3, position: () => position, onGap, maxQueue: 4,
    readPage: (after) => Promise.resolve(outbox.filter(({ sequence }) => sequence > after).slice(0, 3)), ...options,
  });
  return {
    outbox, told, subscriber, onGap, wire, done: subscriber.run(),
    handOut: (...events) => {
      outbox.push(...events);
      position = outbox.at(-1)?.sequence ?? 0;
      for (const event of events) subscriber.push(event);
    },
    block: () => { blocked = new Promise((resolve) => { free = () => { resolve(true); }; }); },
    unblock: () => { blocked = undefined; free(); },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
const numbers = (told: readonly string[]): number[] => told.filter((chunk) => /^\d/.test(chunk)).map((chunk) => Number.parseInt(chunk, 10));
const upTo = (n: number, from = 1): TellableEvent[] => Array.from({ length: n - from + 1 }, (_, i) => anEvent(from + i));

test('what is in the outbox comes first, then what is handed out, each once and in order', async () => {
  const bench = setUp({ after: 2 }, upTo(10));
  await settle();
  bench.handOut(...upTo(12, 11));
  await settle();
  expect(numbers(bench.told)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(bench.onGap).not.toHaveBeenCalled();
});

test('what is handed out while it catches up is neither lost nor told twice', async () => {
  let calls = 0;
  const outbox = upTo(7);
  const bench: Bench = setUp({ readPage: async (after) => {
    const page = outbox.filter(({ sequence }) => sequence > after).slice(0, 3);
    await settle();
    if (++calls <= 4) bench.handOut(anEvent(7 + calls));
    return page;
  } }, outbox);
  for (let n = 0; n < 20; n++) await settle();
  expect(numbers(bench.told)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('a slow reader is told of the gap and then of everything in it', async () => {
  const bench = setUp();
  await settle();
  bench.block();
  bench.handOut(...upTo(3));
  await settle();
  bench.handOut(...upTo(12, 4));
  await settle();
  expect(numbers(bench.told)).toEqual([1]);
  bench.unblock();
  for (let n = 0; n < 20; n++) await settle();
  expect(numbers(bench.told)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(bench.told[1]).toBe('event: gap\ndata: {"from":2,"to":12,"reason":"slow"}\n\n');
  expect(bench.onGap.mock.calls).toEqual([['slow']]);
});

test('a story that is killed, told anew and killed again while a reader is slow was killed twice', async () => {
  const bench = setUp();
  await settle();
  bench.block();
  bench.handOut(anEvent(1), anEvent(2, { storyId: 'x', type: 'killed' }), anEvent(3, { storyId: 'x' }), anEvent(4, { storyId: 'x', type: 'withheld', story: undefined as never }));
  bench.unblock();
  await settle();
  expect(bench.told).toEqual(['1 created;', '2 killed;', '4 withheld;']);
});

test('a text that waits in the queue is not told any more once it is killed', async () => {
  const bench = setUp();
  await settle();
  bench.block();
  bench.handOut(anEvent(1), anEvent(2, { storyId: 'x' }), anEvent(3));
  bench.handOut(anEvent(4, { storyId: 'x', type: 'killed' }));
  bench.unblock();
  await settle();
  expect(bench.told).toEqual(['1 created;', '3 created;', '4 killed;']);
});

test('a page that was read long ago is read again before more of it is told', async () => {
  let clock = 0;
  const outbox = upTo(3);
  const bench = setUp({ now: () => (clock += 600), staleMs: 1_000 }, outbox);
  outbox.splice(2, 1, anEvent(3, { type: 'killed' }));
  await settle();
  await settle();
  expect(bench.told).toEqual(['1 created;', '2 created;', '3 killed;']);
});

test('kills pass every filter but that of the story; others pass by what they say', async () => {
  const bench = setUp({}, [anEvent(1), anEvent(2, { type: 'killed' }), anEvent(3, { type: 'withheld', story: undefined as never })], { feed: 'b' });
  await settle();
  expect(bench.told).toEqual(['2 killed;', '3 withheld;']);
  const one = setUp({}, [anEvent(1), anEvent(2, { type: 'killed' })], { storyId: 's1' });
  await settle();
  expect(one.told).toEqual(['1 created;']);
});

test('a story that passed the filter until now has left it; one that never did is spared', async () => {
  const of = (feed: string): Pick<StoryEvent, 'story'> => ({ story: { storyId: 's', feed, versionCreated: '2026-09-01T10:00:00Z', annotations: { entities: [], figures: [], language: {} } } as never });
  const after = (sequence: number, feed: string, before: string): TellableEvent => ({
    ...anEvent(sequence, { type: 'updated', storyId: 's', ...of(feed) }), before: { seen: { story: of(before).story as never, changedAt: '2026-09-01T10:00:00Z' }, judgement: () => false },
  });
  const bench = setUp({}, [anEvent(1, { storyId: 's', ...of('a') }), after(2, 'b', 'a'), after(3, 'c', 'b')], { feed: 'a' });
  await settle();
  bench.handOut(after(4, 'a', 'c'), after(5, 'a', 'a'), after(6, 'b', 'a'));
  await settle();
  expect(bench.told).toEqual(['1 created;', '2 left;', '4 updated;', '5 updated;', '6 left;']);
});

test('who was passed over takes it from the outbox, without a gap', async () => {
  const bench = setUp();
  await settle();
  bench.outbox.push(anEvent(1));
  bench.subscriber.passedOver();
  await settle();
  await settle();
  bench.handOut(anEvent(2));
  await settle();
  expect(bench.told).toEqual(['1 created;', '2 created;']);
});

test('what the filter spared counts as seen; a reader that is gone ends it', async () => {
  const bench = setUp({}, upTo(5), { feed: 'b' });
  await settle();
  await settle();
  bench.handOut(anEvent(6));
  expect(bench.subscriber.seen()).toBe(6);
  bench.subscriber.close();
  await bench.done;
  expect(bench.told).toEqual([]);
  expect(bench.wire.closed).toBe(true);
});

test('a reader that takes nothing for too long is let go', async () => {
  const bench = setUp({ wire: { write: () => false, drained: () => Promise.resolve(false), close: () => undefined, isGone: () => false } }, upTo(5));
  await bench.done;
  expect(bench.subscriber.seen()).toBe(0);
});

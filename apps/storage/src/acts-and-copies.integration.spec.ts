import type { EnrichedItem } from '@wiredesk/contracts';
import { comparedOf } from '@wiredesk/stories';
import { anItem, newStoryId, startDatabase, T0, type TestDatabase } from './database.suite.js';
import { ALIKE, MOST_OF_A_KEY, NEWEST_FIRST } from './link-copies.js';
import { createStoreItems, type StoreItems, type Stored } from './store-items.js';
import type { Transaction } from './story-desk.js';
import { TAKE_NUMBERS } from './write-sql.js';

// A test stores some hundred items, on whatever machine.
jest.setTimeout(60_000);

let desk: TestDatabase;
let storeItems: StoreItems;
let stored: Stored[] = [];

beforeAll(async () => {
  desk = await startDatabase();
  storeItems = createStoreItems({ transaction: desk.transaction, now: () => new Date(T0), onStored: (each) => { stored.push(each); } });
}, 120_000);
afterAll(() => desk.stop(), 60_000);
beforeEach(() => { stored = []; });

const batchOf = (...items: EnrichedItem[]): Parameters<StoreItems>[0] => ({
  topic: 'news.enriched.v1', partition: 0,
  records: items.map((value, n) => ({ value, record: { topic: 'news.enriched.v1', partition: 0, offset: String(n), timestamp: '0', key: null, value: null, headers: {} } })),
});
const store = (...items: EnrichedItem[]): Promise<void> => storeItems(batchOf(...items));
const statusOf = async (storyId: string): Promise<string | undefined> => (await desk.one<{ status: string } | undefined>('select status from story where id = $1', storyId))?.status;
const typesOf = async (storyId: string): Promise<string[]> => (await desk.eventsOf(storyId)).map(({ type }) => type);
const none = { entities: [], figures: [], attributions: [] };
const minutes = (n: number): string => new Date(Date.parse(T0) + n * 60_000).toISOString();

const aStory = (sequence: string, at = 0): EnrichedItem => anItem({ storyId: newStoryId(), versionCreated: minutes(at), altIds: [{ role: 'sequence', value: sequence }] });
function aKill(sequence: string, at = 10): EnrichedItem {
  const item = anItem({ storyId: newStoryId() });
  return anItem({ ...item, signal: 'kill', text: '', headlines: [], bodies: [], versionCreated: minutes(at), refersTo: [{ rel: 'sequence', id: sequence }], annotations: { ...item.annotations, ...none } });
}

test('a kill by sequence number takes its victim away', async () => {
  const story = aStory('dpa-101');
  await store(story);
  await store(aKill('dpa-101'));
  expect(await statusOf(story.storyId)).toBe('killed');
  expect(await typesOf(story.storyId)).toEqual(['created', 'killed']);
});

test('a kill whose victim is not here waits, loudly, and is applied when it comes', async () => {
  await store(aKill('dpa-102'));
  expect(stored[0]!.parked).toEqual([expect.objectContaining({ effect: 'kill', candidates: [] })]);
  const story = aStory('dpa-102');
  await store(story);
  expect(await statusOf(story.storyId)).toBe('killed');
  expect(JSON.stringify(await desk.eventsOf(story.storyId))).not.toContain('bakers');
});

test('of a slug that is given again every day the story of the day is meant, and no other is read; without one all that are older', async () => {
  const DAY = 24 * 60;
  const days = Array.from({ length: 12 }, (_, day) => aStory('dpa-weather', -DAY * day - 60));
  await store(...days);
  const read: string[] = [];
  const watching = createStoreItems({ now: () => new Date(T0), onStored: (each) => { stored.push(each); }, transaction: (work) => desk.transaction((sql) => work({ query: (text, values) => {
    if (text.startsWith('select id, revision, state from story')) read.push(...(values?.[0] as string[]));
    return sql.query(text, values);
  } })) });
  const kill = aKill('dpa-weather', 0);
  await watching(batchOf(kill));
  expect(await Promise.all(days.map(({ storyId }) => statusOf(storyId)))).toEqual(['killed', ...days.slice(1).map(() => 'usable')]);
  expect(read.filter((id) => id !== kill.storyId)).toEqual([days[0]!.storyId]);
  // A later story of the slug does not ask what the kill meant, and an act of next month has only old ones to mean.
  read.length = 0;
  const later = aStory('dpa-weather', 3 * DAY);
  await watching(batchOf(later));
  expect(read).toEqual([later.storyId]);
  await watching(batchOf(aKill('dpa-weather', 30 * DAY)));
  expect(stored.at(-1)!.parked).toEqual([expect.objectContaining({ candidates: [...days.map(({ storyId }) => storyId), later.storyId].sort() })]);
});

test('a kill and its victim that are stored at the same moment find each other', async () => {
  const rounds = Array.from({ length: 40 }, (_, n) => ({ story: aStory(`dpa-race-${n}`), kill: aKill(`dpa-race-${n}`) }));
  for (const { story, kill } of rounds) await Promise.all([store(story), store(kill)]);
  const ends = await Promise.all(rounds.map(({ story }) => statusOf(story.storyId)));
  expect(ends.filter((status) => status !== 'killed')).toEqual([]);
}, 60_000);

test('two stories that a waiting kill fits, stored at the same moment, are both in doubt', async () => {
  const rounds = Array.from({ length: 30 }, (_, n) => ({ stories: [aStory(`dpa-pair-${n}`), aStory(`dpa-pair-${n}`, 1)], kill: aKill(`dpa-pair-${n}`) }));
  for (const { stories, kill } of rounds) {
    await store(kill);
    await Promise.all(stories.map((story) => store(story)));
  }
  const ends = await Promise.all(rounds.flatMap(({ stories }) => stories.map(({ storyId }) => statusOf(storyId))));
  expect(ends.filter((status) => status !== 'withheld')).toEqual([]);
}, 60_000);

test('a kill that fits two stories keeps both from the public and guesses nothing, in whichever order the three arrive', async () => {
  const ends: unknown[] = [];
  for (const order of [[0, 1, 2], [2, 0, 1], [0, 2, 1], [1, 2, 0]]) {
    const sequence = `dpa-twice-${order.join('')}`;
    const items = [aStory(sequence), aStory(sequence, 1), aKill(sequence)];
    for (const n of order) await store(items[n]!);
    ends.push([await statusOf(items[0]!.storyId), await statusOf(items[1]!.storyId)]);
    expect((await desk.one<{ victim: string | null; candidates: string[] }>("select victim, candidates from story_act where act->>'id' = $1", sequence))).toEqual({
      victim: null, candidates: [items[0]!.storyId, items[1]!.storyId].sort(),
    });
  }
  expect(ends).toEqual([1, 2, 3, 4].map(() => ['withheld', 'withheld']));
});

const HARBOUR = [
  'Dockers in the Polish port of Gdansk walked out on Monday, leaving 40 ships at anchor off the coast.', 'The union Solidarna Fala said that 1,900 workers had joined the strike over night pay.',
  'Harbour master Marek Zielonka told reporters that grain carriers from Denmark, Sweden and Latvia were among the vessels that wait.',
  'Talks with the operator Baltic Quay Services are to resume in Warsaw on Wednesday, a ministry official said.',
].join('\n');

test('the same text from another feed is linked to the one that was written first, with evidence, and both stay', async () => {
  const first = anItem({ storyId: newStoryId(), text: HARBOUR, versionCreated: minutes(0) });
  const copy = anItem({ storyId: newStoryId(), text: `By our correspondent\n${HARBOUR}`, versionCreated: minutes(30), receipt: { ...first.receipt, feed: 'another', id: 'receipt-copy' } });
  await store(copy);
  await store(first);
  const { state } = await desk.one<{ state: { copyOf: { storyId: string; score: number; evidence: string }[] } }>('select state from story where id = $1', copy.storyId);
  expect(state.copyOf).toEqual([expect.objectContaining({ storyId: first.storyId, evidence: expect.stringContaining('phrases') as string })]);
  expect(await typesOf(copy.storyId)).toEqual(['created', 'copied']);
  expect([await statusOf(first.storyId), await statusOf(copy.storyId)]).toEqual(['usable', 'usable']);
  const kill = anItem({ ...first, version: '2', signal: 'kill', pubStatus: 'canceled', text: '', headlines: [], bodies: [], annotations: { ...first.annotations, ...none } });
  await store(kill);
  expect((await desk.one<{ state: { copyOf: unknown[] } }>('select state from story where id = $1', copy.storyId)).state.copyOf).toEqual([expect.objectContaining({ originalKilled: true })]);
  expect(await statusOf(copy.storyId)).toBe('usable');
});

/** A text whose names and numbers are its own. */
function aText(n: number): string {
  const name = (start: string): string => `${start}${'abcdefghijklmnopqrst'[n] ?? ''}en`;
  return [
    `The council of ${name('Lo')} said on Monday that ${n}12 trees would be felled for a road to ${name('Mar')}, which ${name('Ber')} county has wanted since 19${n + 10}.`,
    `Mayor ${name('Hel')} ${name('Cor')} promised ${n}45 new ones. Her rival ${name('Tam')} ${name('Vos')} called it a shame before some ${n}300 people at the church of ${name('Sil')}.`,
  ].join(' ');
}

test('copies that are stored at the same moment are linked', async () => {
  const rounds = Array.from({ length: 20 }, (_, n) => ['one', 'two'].map((feed, at) => {
    const plain = anItem({ storyId: newStoryId(), text: aText(n), versionCreated: minutes(at) });
    return anItem({ ...plain, receipt: { ...plain.receipt, feed: `${feed}-${n}` } });
  }));
  for (const copies of rounds) await Promise.all(copies.map((item) => store(item)));
  const links = await desk.database.query<{ original_id: string; copy_id: string }[]>('select original_id, copy_id from copy_link where original_id = any($1) order by 1', [rounds.map(([first]) => first!.storyId)]);
  expect(links).toEqual(rounds.map(([first, second]) => ({ original_id: first!.storyId, copy_id: second!.storyId })));
  for (const [, second] of rounds) expect(await typesOf(second!.storyId)).toEqual(['created', 'copied']);
}, 60_000);

test('copies of which neither transaction saw the other are linked by the second look, and by a redelivery when that was killed', async () => {
  const [seen, missed] = [15, 16].map((n) => ['one', 'two'].map((feed) => {
    const plain = anItem({ storyId: newStoryId(), text: aText(n), versionCreated: minutes(n) });
    return anItem({ ...plain, receipt: { ...plain.receipt, feed: `${feed}-${n}` } });
  })) as [EnrichedItem[], EnrichedItem[]];
  const linked = async ([one, two]: EnrichedItem[]): Promise<number> =>
    (await desk.one<{ count: number }>('select count(*)::int as count from copy_link where original_id = any($1) and copy_id = any($1)', [one!.storyId, two!.storyId])).count;
  /** Both have looked for copies before either begins to write what is numbered. */
  const atOnce = async (items: EnrichedItem[], afterwards: Transaction): Promise<void> => {
    let [waiting, go] = [0, (): void => undefined];
    const all = new Promise<void>((resolve) => { go = resolve; });
    const ends = await Promise.allSettled(items.map((item) => {
      let transactions = 0;
      const transaction: Transaction = (work) => (transactions++ > 0 ? afterwards(work) : desk.transaction((sql) => work({ query: async (text, values) => {
        if (text === TAKE_NUMBERS && ++waiting === items.length) go();
        if (text === TAKE_NUMBERS) await all;
        return sql.query(text, values);
      } })));
      return createStoreItems({ transaction, now: () => new Date(T0), onStored: () => undefined })(batchOf(item));
    }));
    expect(waiting).toBe(items.length);
    expect(ends.map(({ status }) => status)).toEqual(items.map(() => (afterwards === desk.transaction ? 'fulfilled' : 'rejected')));
  };
  await atOnce(seen, desk.transaction);
  expect(await linked(seen)).toBe(1);
  await atOnce(missed, () => Promise.reject(new Error('killed')));
  expect(await linked(missed)).toBe(0);
  await store(missed[0]!);
  expect(await linked(missed)).toBe(1);
});

test('takes are joined in order, a missing one is shown as a gap, and annotations stay on their words', async () => {
  const storyId = newStoryId();
  const take = (number: number, text: string): EnrichedItem => anItem({ storyId, version: String(number), text, take: { key: 'strike', number } });
  await store(take(3, 'Three more ships left port.'));
  await store(take(1, 'Three ships left the port.'));
  const gap = await desk.one<{ public: EnrichedItem }>('select public from story where id = $1', storyId);
  expect(gap.public.text).toBe('Three ships left the port.\n[take 2 is missing]\nThree more ships left port.');
  await store(take(2, 'Three tugs pulled them out.'));
  const { public: whole } = await desk.one<{ public: EnrichedItem }>('select public from story where id = $1', storyId);
  expect(whole.text).toBe('Three ships left the port.\nThree tugs pulled them out.\nThree more ships left port.');
  for (const { start, end, text } of whole.annotations.figures) expect(whole.text.slice(start, end)).toBe(text);
  expect(whole.annotations.figures).toHaveLength(3);
});

test('reports by one pattern are held against the newest of their kind only, and a copy among them is still found', async () => {
  const text = `Ada Quill of Norland Grain told Ilja Brand and Mara Voss in Port Verrin that 4,711 sacks were lost. ${'The sheds stand empty until the harbour is open again. '.repeat(3)}`;
  const { keys } = comparedOf({ text }).text;
  await desk.one(`insert into copy_key (key, story_id, version, content_hash, feed, written_at) select key, 'old' || n, '1', 'hash' || n, 'pattern', $2::timestamptz - n * interval '1 second' from unnest($1::text[]) as key, generate_series(1, 2000) as n returning 1 as done`, keys.filter((key) => !/\d/.test(key)), T0);
  const original = anItem({ storyId: newStoryId(), text, versionCreated: minutes(1) });
  const others = Array.from({ length: MOST_OF_A_KEY }, (_, n) => anItem({ storyId: newStoryId(), text: text.replace('4,711', String(5_000 + n)), versionCreated: minutes(1.5) }));
  const batch = Array.from({ length: 50 }, () => anItem({ storyId: newStoryId(), text, versionCreated: minutes(2), receipt: { ...original.receipt, feed: 'another' } }));
  await store(original);
  // Newer ones that share every name push the original out of the newest of those keys; its number is left.
  await store(...others);
  await store(...batch);
  expect((await desk.one<{ copies: number }>("select count(*)::int as copies from copy_link where original_id = $1", original.storyId)).copies).toBe(50);
  const asked = batch.flatMap(({ storyId, receipt, versionCreated }, n) => keys.map((key) => ({ n, key, story_id: storyId, feed: receipt.feed, written_at: versionCreated })));
  const plan = JSON.stringify(await desk.database.transaction(async (manager) => {
    await manager.query(NEWEST_FIRST);
    return manager.query<unknown>(`explain (analyze, timing off, format json) ${ALIKE}`, [JSON.stringify(asked)]);
  }));
  const [most = 0] = [...plan.matchAll(/"Actual Rows":([\d.]+),"Actual Loops":(\d+)/g)].map(([, rows, loops]) => Number(rows) * Number(loops)).sort((a, b) => b - a);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(asked.length * MOST_OF_A_KEY);
});

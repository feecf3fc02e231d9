import type { PublicStory } from '@wiredesk/contracts';
import fc from 'fast-check';
import { aFigure, anEntity, aStory, newId, startDatabase, tell, type TestDatabase } from '../gateway.suite.js';
import { readStories } from '../read-stories.js';
import { readOutboxPage, streamFilterOf } from '../stream/outbox-page.js';
import { FILTER_PARAMETERS } from './filter-parameters.js';
import { parseFilter } from './parse-filter.js';

/** Few values each, so that filters and stories meet; with letters that are folded in odd ways. */
const NAMES = ['Kyiv', 'KYIV', 'İstanbul', 'Ἀθῆναι ΟΔΟΣ', 'Graz', 'Straße der Einheit', 'Volodymyr Zelenskyy', 'Zelensky', 'Łódź'];
const LINKS = ['UA', 'TR', 'AT', 'UA-30', 'PL'];
const UNITS = ['soldier', 'USD', 'ship', 'kilometre'];
const EVENTS = ['killed', 'released', 'injured'];
const KINDS = ['count', 'money', 'percent'] as const;
const WORDS = ['ships', 'ship', 'shipping', 'running', 'run', 'Häuser', 'Haus', 'корабли', 'корабль', 'grain', 'the', 'talks'];
const maybe = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.option(fc.constantFrom(...values), { nil: undefined });
const given = (fields: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const entity = fc.record({ name: fc.constantFrom(...NAMES), type: fc.constantFrom('place', 'person', 'group', 'organisation'), link: maybe(LINKS), country: maybe(['UA', 'AT']) })
  .map((fields) => anEntity(given(fields) as never));
const number = fc.constantFrom(-3, 0, 1.5, 49, 50, 51, 1e6);
const figure = fc.record({ kind: fc.constantFrom(...KINDS), unit: maybe(UNITS), event: maybe(EVENTS), value: fc.option(number, { nil: undefined }), range: fc.tuple(number, number) })
  .map(({ value, range, ...fields }) => aFigure(given({ ...fields, ...(value === undefined ? { range: [Math.min(...range), Math.max(...range)] } : { value }) }) as never));
const story: fc.Arbitrary<PublicStory> = fc.record({
  entities: fc.array(entity, { maxLength: 3 }), figures: fc.array(figure, { maxLength: 3 }), language: fc.constantFrom('en', 'de', 'ru', 'uk', 'en-GB'), feed: fc.constantFrom('a', 'B'),
  urgency: maybe([1, 3, 8]), text: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')), headlines: fc.constantFrom([], [{ value: 'Grain talks' }]),
  dateline: maybe([{ text: 'GRAZ', place: 'Graz' }, { text: 'x' }]), versionCreated: fc.constantFrom('2026-09-01T10:00:00.000Z', '2026-09-02T10:00:00.000Z'),
}).map((fields) => aStory(given(fields)));

const times = ['2026-09-01T10:00:20Z', '2026-09-01T10:02:00Z', '2026-09-02', '2026-09-02T12:00:00+02:00'];
const VALUES: Record<string, readonly string[]> = {
  q: ['ship', 'running', 'haus', 'корабль', 'grain talks', '"grain talks"', 'ship or haus', 'grain -talks', 'the', '-ship', 'nothing like it',
    '"run the ship"', '"ship talks" or "haus run"', 'ship -"grain talks"', '"the grain" -talks', '"корабль run"', '"ship grain talks"', '-"grain talks"', 'ship-talks'], name: ['zelenski', 'Volodymyr', 'kyev', 'istanbul'],
  entity: [...NAMES, ...LINKS, 'graz'], country: ['UA', 'at', 'TR'], place: ['graz', 'UA', 'Kyiv'], feed: ['a', 'b', 'B'], language: ['en', 'en-gb', 'DE', 'uk'], urgency: ['1', '3', '8'],
  status: ['usable', 'killed'], storyId: ['1'.padStart(32, '0'), '2'.padStart(32, '0')], unit: [...UNITS, 'usd'], event: EVENTS, kind: KINDS, gte: ['50', '-5', '1.5'], lte: ['50', '0', '1e6'],
  since: times, until: times, versionSince: times, versionUntil: times,
};
const NEGATABLE = Object.entries(FILTER_PARAMETERS).filter(([name, parameter]) => 'negatable' in parameter && name !== 'status').map(([name]) => name);
const names = [...Object.keys(VALUES).filter((name) => name !== 'status'), ...NEGATABLE.map((name) => `-${name}`)];
const parameter = fc.constantFrom(...names).chain((name) => {
  const values = fc.constantFrom(...(VALUES[name.replace('-', '')] ?? ['x']));
  const many = name.startsWith('-') || NEGATABLE.includes(name);
  return fc.tuple(fc.constant(name), many ? fc.uniqueArray(values, { minLength: 1, maxLength: 2 }) : values);
});
const query = fc.uniqueArray(parameter, { minLength: 1, maxLength: 3, selector: ([name]) => name }).map((parameters) => Object.fromEntries(parameters) as Record<string, unknown>);

let database: TestDatabase;
const STORIES = 160;

beforeAll(async () => {
  database = await startDatabase();
  for (const each of fc.sample(story, { numRuns: STORIES, seed: 6 })) await tell(database.pool, 'created', each);
}, 120_000);
afterAll(async () => { await database.stop(); }, 60_000);

test('every name of the filter language is tried here', () => {
  expect(Object.keys(VALUES).sort()).toEqual(Object.keys(FILTER_PARAMETERS).sort());
});

test('the database and the stream find the same stories, whatever is asked', async () => {
  let found = 0;
  await fc.assert(fc.asyncProperty(query, async (asked) => {
    const filter = parseFilter(asked);
    const stored = (await readStories(database.pool, { filter, limit: 1_000 })).map(({ storyId }) => storyId).sort();
    const { judged, tells } = streamFilterOf(filter);
    const streamed = (await readOutboxPage(database.pool, { after: 0, limit: 1_000, judged, filtered: true })).filter((event) => tells(event) === 'event').map(({ event }) => event.storyId).sort();
    found += stored.length;
    expect(streamed).toEqual(stored);
  }), { numRuns: 300 });
  // A filter language that finds nothing agrees with everything.
  expect(found).toBeGreaterThan(STORIES);
}, 180_000);

test.each([
  ['a stem of English finds English, not German', { q: 'ship', language: 'en' }, { text: 'Ships sail.', language: 'en' }, { text: 'Ships sail.', language: 'de' }],
  ['a stem of Russian', { q: 'корабль' }, { text: 'Корабли вышли в море.', language: 'ru' }, { text: 'Лодки вышли в море.', language: 'ru' }],
  ['a language that nobody stems', { q: 'кораблі' }, { text: 'Кораблі вийшли.', language: 'uk' }, { text: 'Корабель вийшов.', language: 'uk' }],
  ['a name that is misspelt', { name: 'Zelenski' }, { entities: [anEntity({ name: 'Volodymyr Zelenskyy', type: 'person' })] }, { entities: [anEntity({ name: 'Vladimir Zeman', type: 'person' })] }],
  ['one figure, not two that share it', { unit: 'soldier', event: 'released', gte: '50' }, { figures: [aFigure({ unit: 'soldier', event: 'released', value: 84 })] }, { figures: [aFigure({ unit: 'soldier', event: 'killed', value: 84 }), aFigure({ unit: 'ship', event: 'released', value: 90 })] }],
  ['a range of which all lies within', { unit: 'house', gte: '100' }, { figures: [aFigure({ unit: 'house', range: [100, 200] })] }, { figures: [aFigure({ unit: 'house', range: [90, 200] })] }],
])('%s', async (_what, asked, right, wrong) => {
  const [a, b] = [aStory({ storyId: newId(), ...right }), aStory({ storyId: newId(), ...wrong })];
  await tell(database.pool, 'created', a);
  await tell(database.pool, 'created', b);
  const filter = parseFilter({ ...asked, storyId: [a.storyId, b.storyId] });
  expect((await readStories(database.pool, { filter, limit: 10 })).map(({ storyId }) => storyId)).toEqual([a.storyId]);
});

test.each([
  ['a key', { country: 'NX' }, { entities: [anEntity({ name: 'Norland', link: 'NX' })] }, { entities: [] }],
  ['a word', { q: 'lighthouse' }, { text: 'The lighthouse stands.' }, { text: 'The tower stands.' }],
  ['a likeness', { name: 'Lighthause' }, { entities: [anEntity({ name: 'Lighthouse' })] }, { entities: [anEntity({ name: 'Quarry' })] }],
])('a story leaves a filter by %s once, and says nothing of its text', async (_what, asked, inside, outside) => {
  const storyId = newId();
  const { sequence } = await tell(database.pool, 'created', aStory({ storyId, ...inside }));
  for (const text of [outside, outside, inside, outside]) await tell(database.pool, 'updated', aStory({ storyId, ...text }));
  await tell(database.pool, 'killed', aStory({ storyId }));
  await tell(database.pool, 'updated', aStory({ storyId, ...outside }));
  const { judged, tells } = streamFilterOf(parseFilter(asked));
  const page = await readOutboxPage(database.pool, { after: sequence - 1, limit: 100, judged, filtered: true });
  // What the kill took away is spared.
  expect(page.map(tells)).toEqual([undefined, undefined, undefined, undefined, undefined, 'event', undefined]);
  const another = newId();
  const first = await tell(database.pool, 'created', aStory({ storyId: another, ...inside }));
  for (const text of [outside, outside, inside, outside]) await tell(database.pool, 'updated', aStory({ storyId: another, ...text }));
  const events = await readOutboxPage(database.pool, { after: first.sequence - 1, limit: 100, judged, filtered: true });
  expect(events.map(tells)).toEqual(['event', 'left', undefined, 'event', 'left']);
  expect(events[1]?.leftFrame()).toBe(`id: ${first.sequence + 1}\nevent: left\ndata: ${JSON.stringify({ sequence: first.sequence + 1, storyId: another, uri: `urn:test:${another}`, version: '1', recordedAt: events[1]?.event.recordedAt })}\n\n`);
});

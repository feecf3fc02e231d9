import type { EnrichedItem } from '@wiredesk/contracts';
import { anItem, minute } from './an-item.suite.js';
import { namesOf, referencesOf, victimOf, type Candidate } from './index.js';

const act = (signal: EnrichedItem['signal'], rel: string, fields: Partial<EnrichedItem> = {}): EnrichedItem =>
  anItem({ uri: 'urn:example:note', signal, refersTo: [{ rel, id: 'dpa 0123 2026-03-02' }], versionCreated: minute(20), ...fields });

test.each<[EnrichedItem['signal'], string, string | undefined]>([
  ['kill', 'refersTo', 'kill'], ['withdraw', 'sequenceNumber', 'kill'], ['hold', 'idref', 'hold'], ['release', 'slug', 'release'], ['correction', 'refersTo', 'correct'],
  ['create', 'cancels', 'kill'], ['update', 'irel:withholds', 'hold'], ['create', 'releases', 'release'], ['update', 'corrects', 'correct'], ['update', 'replaces', 'replace'],
  ['update', 'refersTo', undefined], ['advisory', 'idref', undefined], ['kill', 'irel:seeAlso', undefined], ['kill', 'previousVersion', undefined],
  ['kill', 'derivedFrom', undefined], ['kill', 'associatedWith', undefined], ['kill', 'constructor', undefined],
])('%s with the relation %s acts as %s', (signal, rel, effect) => {
  expect(referencesOf(act(signal, rel)).map((reference) => reference.effect)).toEqual(effect === undefined ? [] : [effect]);
});

test('a canceled item kills what it refers to, whatever its signal', () => {
  expect(referencesOf(act('update', 'refersTo', { pubStatus: 'canceled' }))).toMatchObject([{ effect: 'kill' }]);
});

test('an item that refers to itself, or to nothing, acts on no other', () => {
  expect(referencesOf(anItem({ signal: 'kill', refersTo: [{ rel: 'refersTo', id: 'urn:example:bridge' }, { rel: 'refersTo', id: ' ' }] }))).toEqual([]);
});

test('a story goes by its uri anywhere and by its other names within its feed', () => {
  const item = anItem({ altIds: [{ role: 'seq', value: 'DPA 0123 ' }, { role: 'other', value: 'dpa 0123' }, { role: 'none', value: '' }], slugline: 'Bridge/Varna' });
  expect(namesOf(item)).toEqual(['urn:example:bridge', 'desk dpa 0123', 'desk bridge/varna']);
});

const [reference] = referencesOf(act('kill', 'sequenceNumber'));
const NAME = 'desk dpa 0123 2026-03-02';
const story = (storyId: string, at: number, fields: Partial<Candidate> = {}): Candidate =>
  ({ storyId, names: [NAME], texts: [{ version: '1', contentHash: storyId, written: minute(at) }], ...fields });
const own = (texts: Candidate['texts']): Candidate => ({ storyId: reference?.from.storyId ?? '', names: [NAME], texts });
const untimed = (at: number): Partial<Candidate> => ({ texts: [{ version: '1', contentHash: 'x', written: minute(at), assumed: true }] });
const DAY = 24 * 60;

test.each<[string, Candidate[], string]>([
  ['no story', [], 'none'],
  ['a story by another name', [story('a', 5, { names: ['other dpa 0123 2026-03-02'] })], 'none'],
  ['a story of the day', [story('a', 5)], 'a'],
  ['an old story alone', [story('a', -9 * DAY)], 'a'],
  ['an old story and one of the day', [story('a', -9 * DAY), story('b', 5)], 'b'],
  ['two of the day', [story('a', 5), story('b', 6)], 'a b'],
  ['two old ones', [story('a', -9 * DAY), story('b', -8 * DAY)], 'a b'],
  ['one that was written after the act', [story('a', 30)], 'none'],
  ['one with texts before and after', [story('a', 5, { texts: [{ version: '1', contentHash: '', written: minute(30) }, { version: '2', contentHash: '', written: minute(5) }] })], 'a'],
  ['one without a time that came in soon after', [story('a', 30, untimed(30))], 'a'],
  ['one without a time that came in two days later', [story('a', 0, untimed(20 + 2 * DAY))], 'none'],
  ['one of which no text came in yet', [story('a', 5, { texts: [] })], 'none'],
  ['the uri, whatever the time', [story('a', 5), story('b', 90, { names: ['dpa 0123 2026-03-02'] })], 'b'],
  ['the acting item itself', [own([{ ...(reference?.from ?? { version: '', contentHash: '' }), written: minute(20) }])], 'none'],
  ['an earlier text of the acting story', [own([{ version: '0', contentHash: '', written: minute(5) }])], 'own'],
])('the victim among: %s', (_name, candidates, expected) => {
  if (reference === undefined) throw new Error('the act refers to nothing');
  const found = victimOf(reference, candidates);
  const named = found.found === 'none' ? 'none' : found.found === 'several' ? found.storyIds.join(' ') : found.storyId;
  expect(named).toBe(expected === 'own' ? reference.from.storyId : expected);
});

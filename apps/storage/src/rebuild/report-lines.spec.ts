import type { RebuildReport } from './rebuild.js';
import { reportLines } from './report-lines.js';

const same: RebuildReport = { records: 1_200, stories: 700, differing: 0, added: 0, dropped: 0, letters: [], newLetters: 0, carriedOver: { items: 0, stories: 0 }, examples: [] };
const story = { id: 'a1', uri: 'urn:test:a', before: 'usable 1', after: 'killed 2' };

test('nothing differs', () => {
  expect(reportLines({ ...same, before: { schema: 'wire_before', bytes: 3_145_728 } }, { check: false })).toEqual([
    '1,200 records, 700 stories: to their readers all are as they were', 'readers are told nothing', 'the old tables take 3.0 MB; drop them with: drop schema wire_before cascade;',
  ]);
});

test('what differs, what was carried over and what could not be taken in is named', () => {
  const letters = [{ coordinates: 'news.raw.v1/3/7', stage: 'enrichment', code: 'undecodable', message: 'no JSON', headers: {} }];
  const report = { ...same, differing: 12, added: 1, examples: [story, { ...story, before: undefined }], carriedOver: { items: 5, stories: 2 }, letters, newLetters: 0, dropped: 4, told: { first: 8, last: 19 } };
  expect(reportLines(report, { check: false })).toEqual([
    '1,200 records, 700 stories: 12 differ, 1 of them were not there', '  a1 usable 1 -> killed 2  urn:test:a', '  a1 not there -> killed 2  urn:test:a', '  and 10 more',
    '5 items are no longer on the raw topic: carried over with their annotations', '2 stories have items that are nowhere any more: carried over as they stood',
    '4 records without a value were passed over', '1 records could not be taken in, 0 of them were not known as dead letters; they stay on the raw topic:', '  news.raw.v1/3/7 enrichment undecodable: no JSON',
    'readers are told by the events 8 to 19 when storage runs again',
  ]);
  expect(reportLines(report, { check: true }).at(-1)).toBe('nothing was changed');
});

import { allOf, fold } from './filter.js';
import { isFilterParameter, parseFilter } from './parse-filter.js';

test('names are values to have, -names values to shut out; several are any of them', () => {
  expect(parseFilter({ country: ['ua', 'PL'], '-entity': 'Kyiv', q: 'grain ship', '-q': 'sport', feed: 'Wire' })).toEqual({ conditions: [
    { on: 'key', key: 'country', values: ['UA', 'PL'], not: false }, { on: 'key', key: 'feed', values: ['Wire'], not: false }, { on: 'key', key: 'entity', values: ['kyiv'], not: true },
    { on: 'words', values: ['grain ship'], not: false }, { on: 'words', values: ['sport'], not: true },
  ] });
});

test('what one figure must be is one condition; what none may be is one each', () => {
  expect(parseFilter({ unit: 'soldier', event: ['killed', 'injured'], gte: '50', lte: '1e3', '-unit': 'USD' })).toEqual({ conditions: [
    { on: 'key', key: 'unit', values: ['usd'], not: true }, { on: 'figure', unit: ['soldier'], event: ['killed', 'injured'], gte: 50, lte: 1000 },
  ] });
});

test('times are read with any offset, a date is its midnight in UTC', () => {
  expect(parseFilter({ since: '2026-09-01T12:00:00+02:00', versionUntil: '2026-09-02' }).conditions).toEqual([
    { on: 'time', of: 'change', since: '2026-09-01T10:00:00.000Z' }, { on: 'time', of: 'version', until: '2026-09-02T00:00:00.000Z' },
  ]);
});

test('an empty value says nothing; nothing lets everything pass', () => {
  expect(parseFilter({ country: '', q: undefined })).toEqual({ conditions: [] });
  expect(parseFilter({})).toEqual({ conditions: [] });
});

test.each([
  [{ county: 'UA' }, 'county: unknown'],
  [{ country: 'Ukraine' }, 'two letters of ISO 3166-1'],
  [{ gte: 'many' }, 'gte: a number expected'],
  [{ gte: ['1', '2'] }, 'gte: at most 1'],
  [{ '-gte': '1' }, '-gte: cannot be shut out'],
  [{ since: 'yesterday' }, 'since:'],
  [{ urgency: '0' }, 'urgency: 1 to 9'],
  [{ status: 'dead' }, 'status:'],
  [{ q: 'a\0b' }, 'NUL'],
  [{ entity: Array.from({ length: 21 }, String) }, 'at most 20'],
  [{ q: 'x'.repeat(501) }, 'q:'],
  [{ q: { a: 'b' } }, 'q:'],
  [{ __proto__x: '1', constructor: 'x' }, 'constructor: unknown'],
])('%j is refused: %s', (query, problem) => { expect(() => parseFilter(query as Record<string, unknown>)).toThrow(problem); });

test('every problem is named in one answer', () => {
  expect(() => parseFilter({ country: 'x', lte: 'y' })).toThrow(/country: .*; lte: /);
});

test('together, all conditions hold and only statuses that all allow', () => {
  expect(allOf([parseFilter({ status: ['usable', 'killed'], feed: 'a' }), parseFilter({ '-status': 'usable', feed: 'b' }), parseFilter({})])).toEqual({
    statuses: ['killed'], conditions: [{ on: 'key', key: 'feed', values: ['a'], not: false }, { on: 'key', key: 'feed', values: ['b'], not: false }],
  });
});

test('only the names of the language are its own', () => {
  expect(['q', '-q', 'status', 'limit', '--q', 'toString', ''].map(isFilterParameter)).toEqual([true, true, true, false, false, false, false]);
});

test('one character is folded at a time', () => {
  expect(fold('İSTANBUL ΟΔΟΣ Straße')).toBe('istanbul οδοσ straße');
});

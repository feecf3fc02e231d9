import { seriesOf } from './read-timeline.js';

type Claim = Parameters<typeof seriesOf>[0][number];
let sequence = 0;
const claim = (value: number | [number, number], fields: Partial<Claim['point']> = {}, thing: Partial<Claim['thing']> = {}): Claim => ({
  thing: { kind: 'count', unit: 'person', event: 'injured', ...thing },
  point: {
    at: '2026-09-01T10:00:00.000Z', recordedAt: '2026-09-01T10:00:00.000Z', sequence: ++sequence, storyId: 'a', uri: 'urn:a', version: '1', feed: 'f', comparator: 'eq',
    ...(typeof value === 'number' ? { value } : { range: value }), ...fields,
  },
});

test('claims of one thing are one series with its lowest and highest number; other things are others', () => {
  const series = seriesOf([claim(3), claim([4, 10], { storyId: 'b' }), claim(7, {}, { event: 'killed' }), claim(1, {}, { delta: true })]);
  expect(series.map(({ event, delta, low, high, points }) => [event, delta, low, high, points.length])).toEqual(expect.arrayContaining([
    ['injured', undefined, 3, 10, 2], ['killed', undefined, 7, 7, 1], ['injured', true, 1, 1, 1],
  ]));
  expect(series).toHaveLength(3);
});

test('what a story repeats is told once; what another says, or says of another source, is told too', () => {
  const [series] = seriesOf([claim(3), claim(3, { version: '2' }), claim(3, { storyId: 'b' }), claim(3, { source: 'the mayor' }), claim(3, { comparator: 'gte' })]);
  expect(series?.points.map(({ storyId, version, source, comparator }) => [storyId, version, source, comparator])).toEqual([
    ['a', '1', undefined, 'eq'], ['b', '1', undefined, 'eq'], ['a', '1', 'the mayor', 'eq'], ['a', '1', undefined, 'gte'],
  ]);
});

test('points stand in order of the publishers\' time, whatever came first', () => {
  const [series] = seriesOf([claim(5, { at: '2026-09-01T12:00:00.000Z' }), claim(3, { at: '2026-09-01T09:00:00.000Z', storyId: 'b' })]);
  expect(series?.points.map(({ value }) => value)).toEqual([3, 5]);
});

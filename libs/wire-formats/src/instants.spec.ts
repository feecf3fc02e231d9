import { readStamp, readZoned } from './instants.js';

describe('instants', () => {
  it.each([
    ['2026-11-24T10:00:00+02:00', '2026-11-24T08:00:00.000Z', false],
    ['2026-11-24T10:00:00+0200', '2026-11-24T08:00:00.000Z', false],
    ['2026-11-24T10:00+02', '2026-11-24T08:00:00.000Z', false],
    ['2026-11-24 10:00:00.5Z', '2026-11-24T10:00:00.500Z', false],
    ['20261124T100000-0500', '2026-11-24T15:00:00.000Z', false],
    ['20261124T100000', '2026-11-24T10:00:00.000Z', true],
    ['2026-11-24T10:00:00', '2026-11-24T10:00:00.000Z', true],
    ['Tue, 24 Nov 2026 10:00:00 EST', '2026-11-24T15:00:00.000Z', false],
    ['24 Nov 26 10:00 GMT', '2026-11-24T10:00:00.000Z', false],
    ['Tue, 24 Nov 2026 10:00:00 -0330', '2026-11-24T13:30:00.000Z', false],
  ])('%s', (written, instant, zoneAssumed) => {
    expect(readStamp(written)).toEqual({ instant, zoneAssumed });
    expect(readZoned(written)).toBe(zoneAssumed ? undefined : instant);
  });

  it.each(['', '2026-11-24', '2026-02-30T10:00:00Z', '2026-11-24T25:00:00Z', 'Next Monday', '2026-11-24T10:00:00 Mars', 'x'.repeat(100000)])('%.30s is none', (written) => {
    expect(readStamp(written)).toBeUndefined();
  });
});

import { attemptLine, isBad, type Attempt } from './attempt.js';

const base: Attempt = { at: '2026-11-24T09:30:00.000Z', source: 'harbour', url: 'https://feeds.example.org/rss', outcome: 'unchanged', ms: 12 };

test.each<[Partial<Attempt>, string, boolean]>([
  [{ outcome: 'delivered', status: 200, format: 'rss', accepted: 12, duplicate: 3, rejected: 0, wireBytes: 41_000, bytes: 90_000, nextAt: '2026-11-24T09:45:00Z', saved: { requests: 4, bytes: 1_230_000 } },
    '2026-11-24T09:30:00Z  harbour  delivered 200 rss  12 accepted, 3 duplicate  41.0 kB in 12 ms  next in 15 min  saved 4 requests / 1.2 MB', false],
  [{ status: 304, nextAt: '2026-11-24T09:31:00Z' }, '2026-11-24T09:30:00Z  harbour  unchanged 304  12 ms  next in 60 s', false],
  [{ outcome: 'delivered', status: 200, accepted: 0, rejected: 1, rejects: ['malformed in entry 1: no end tag'] }, '2026-11-24T09:30:00Z  harbour  delivered 200  1 rejected  12 ms  malformed in entry 1: no end tag', true],
  [{ outcome: 'failed', code: 'refused', why: 'private' }, '2026-11-24T09:30:00Z  harbour  failed  12 ms  refused: private', true],
  [{ outcome: 'stopped', status: 410, why: 'gone' }, '2026-11-24T09:30:00Z  harbour  STOPPED 410  12 ms  gone', true],
  [{ outcome: 'not-due', nextAt: '2026-11-24T13:30:00Z' }, '2026-11-24T09:30:00Z  harbour  not-due  12 ms  next in 4 h', false],
])('%o', (fields, line, bad) => {
  expect(attemptLine({ ...base, ...fields })).toBe(line);
  expect(isBad({ ...base, ...fields })).toBe(bad);
});

import { createProgress, progressLine } from './progress.js';

test.each([
  [{ items: 1_200, rejected: 2, share: 0.25, ms: 4_000 }, '1,200 items  300/s  2 rejected  ETA 12 s'],
  [{ items: 10, rejected: 0, ms: 10_000 }, '10 items  1/s  0 rejected'],
  [{ items: 5, rejected: 0, share: 1, ms: 1_000 }, '5 items  5/s  0 rejected'],
  [{ items: 100, rejected: 0, share: 0.01, ms: 100_000 }, '100 items  1/s  0 rejected  ETA 2.8 h'],
])('%j', (state, line) => { expect(progressLine(state)).toBe(line); });

test('a terminal has one live line that goes away; elsewhere there is a line every ten seconds', () => {
  jest.useFakeTimers();
  try {
    const shown = { live: '', log: '' };
    const progresses = ([['live', true], ['log', false]] as const).map(([name, isTTY]) => createProgress({ isTTY, write: (text) => { shown[name] += text; } }, () => 1_000));
    progresses.forEach((progress) => { progress.update({ items: 3, rejected: 1 }); });
    jest.advanceTimersByTime(10_500);
    progresses.forEach((progress) => { progress.close(); });
    expect(shown.log).toBe('3 items  0/s  1 rejected\n');
    expect(shown.live).not.toContain('\n');
    expect(shown.live.endsWith('\r\u001b[K')).toBe(true);
  } finally {
    jest.useRealTimers();
  }
});

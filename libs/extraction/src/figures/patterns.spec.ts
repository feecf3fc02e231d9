import * as patterns from './patterns.js';

const hostile = ['1'.repeat(50_000), '1,'.repeat(25_000), '1.'.repeat(25_000), `${'1,11,'.repeat(10_000)}x`, 's'.repeat(50_000), `${'people'.repeat(8_000)}!`, '-1'.repeat(25_000)];

describe('patterns of the figures component', () => {
  it.each(Object.entries(patterns))('%s answers on long hostile words', (_, pattern) => {
    for (const word of hostile) expect(typeof pattern.test(word)).toBe('boolean');
  });

  it.each(Object.entries(patterns))('%s is anchored at one end and keeps no state', (_, pattern) => {
    expect(pattern.source.startsWith('^') || pattern.source.endsWith('$')).toBe(true);
    expect(pattern.global || pattern.sticky).toBe(false);
  });
});

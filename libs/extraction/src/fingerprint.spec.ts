import { annotate } from './pipeline.js';

const story = 'A cargo ship with twelve sailors ran aground near the northern harbour late on Tuesday after its engine failed in heavy seas. Rescue boats reached the ship within an hour, the coast guard said, and all sailors were brought ashore. Divers will look at the hull when the storm has passed.';
const fingerprintOf = (text: string): string | undefined => annotate({ text, published: '2025-01-01T00:00:00Z' }).fingerprint;

const distance = (a: string, b: string): number => {
  let bits = 0;
  for (let at = 0; at < 16; at += 1) bits += (parseInt(a[at] ?? '0', 16) ^ parseInt(b[at] ?? '0', 16)).toString(2).replaceAll('0', '').length;
  return bits;
};

describe('fingerprint', () => {
  it('is 16 hexadecimal digits, and none for a short text', () => {
    expect(fingerprintOf(story)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf('Too short to compare.')).toBeUndefined();
  });

  it('changes little with the wording and much with the story', () => {
    const reworded = story.replace('late on Tuesday', 'on Tuesday night');
    const other = 'Parliament passed the budget by a narrow margin on Thursday after two days of debate over fuel subsidies. The finance minister told members that growth would slow next year, and the opposition promised to bring the question before the court.';
    const own = fingerprintOf(story) ?? '';
    expect(distance(own, fingerprintOf(reworded) ?? '')).toBeLessThan(20);
    expect(distance(own, fingerprintOf(other) ?? '')).toBeGreaterThan(20);
  });

  it('does not see case, spaces or punctuation', () => {
    expect(fingerprintOf(story.replaceAll(',', '').replaceAll('. ', '.\n').toUpperCase())).toBe(fingerprintOf(story));
  });
});

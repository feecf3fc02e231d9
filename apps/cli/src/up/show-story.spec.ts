import type { Annotations, Figure } from '@wiredesk/contracts';
import type { Outcome } from './samples.js';
import { showStory } from './show-story.js';

const span = (text: string): { start: number; end: number; text: string; confidence: number; rule: string } => ({ start: 0, end: text.length, text, confidence: 1, rule: 'r' });
const figure = (text: string, more: Partial<Figure>): Figure => ({ ...span(text), kind: 'count', comparator: 'eq', ...more });
const NOTHING: Annotations = { engine: { version: '1' }, language: {}, entities: [], figures: [], dates: [], attributions: [], quotes: [] };

function shown(annotations: Partial<Annotations>, { status = 'accepted', enrichedAt }: { status?: string; enrichedAt?: number } = {}): string[] {
  const outcome = {
    file: 'a.txt', ok: true, acceptedMs: 8.4, readableMs: 60.2,
    receipt: { id: 'r', status, storyId: 's', feed: 'f', receivedAt: '2026-03-01T10:00:00.000Z' },
    story: { headlines: [{ value: 'A headline' }], text: 'A text', changedAt: '2026-03-01T10:00:00.050Z', annotations: { ...NOTHING, ...annotations } },
  } as unknown as Extract<Outcome, { ok: true }>;
  return showStory(outcome, { paint: (_style, text) => text, enrichedAt, url: 'http://gateway/v1/stories/s' });
}

const lineOf = (lines: readonly string[], label: string): string => lines.find((line) => line.startsWith(`  ${label}`)) ?? '';

test('a story is its file, headline, findings, times and address', () => {
  const lines = shown({});
  expect(lines.slice(0, 2)).toEqual(['a.txt  accepted', '  A headline']);
  expect(lineOf(lines, 'figures')).toBe('  figures    none');
  expect(lineOf(lines, 'is at')).toContain('http://gateway/v1/stories/s');
});

test('an entity shows its kind, its link and that it is shut out', () => {
  const line = lineOf(shown({ entities: [
    { id: '1', type: 'place', kind: 'country', name: 'Malta', link: 'MT', mentions: [{ ...span('Malta'), role: 'excluded' }] },
    { id: '2', type: 'place', kind: 'city', name: 'Loja', country: 'EC', mentions: [span('Loja')] },
    { id: '3', type: 'person', name: 'Miriam Achieng', mentions: [span('Miriam Achieng')] },
  ] }), 'entities');
  expect(line).toBe('  entities   Malta country MT excluded   Loja city EC   Miriam Achieng person');
});

test('many entities take several lines, none of them wider than a screen', () => {
  const entities = Array.from({ length: 30 }, (_, n) => ({ id: String(n), type: 'person' as const, name: `Person ${n}`, mentions: [span('x')] }));
  const lines = shown({ entities }).filter((line) => line.includes('Person'));
  expect(lines.length).toBeGreaterThan(3);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
  expect(lines.join(' ').match(/Person \d+/g)).toHaveLength(30);
});

test.each<[string, Partial<Figure>, string]>([
  ['More than 140 passengers', { value: 140, comparator: 'gt', unit: 'passenger' }, '> 140 passenger  "More than 140 passengers"'],
  ['12 countries', { value: 12, unit: 'country' }, '12 country  "12 countries"'],
  ['11 countries', { value: 11, unit: 'country', excludes: ['malta', 'cy'] }, '11 country  "11 countries"  excluding Malta, cy'],
  ['between 40 and 50', { range: [40, 50], unit: 'house' }, '40 to 50 house  "between 40 and 50"'],
  ['thousands', { range: [1_000, 10_000], vague: true }, '1,000 to 10,000 (vague)  "thousands"'],
  ['up to $4.5 million', { value: 4_500_000, comparator: 'lte', unit: 'USD' }, '≤ 4,500,000 USD  "up to $4.5 million"'],
  ['0.5 points', { value: 0.5, unit: 'point', change: 'up', delta: true }, '0.5 point  "0.5 points"  up by this'],
  ['6.4 percent', { value: 6.4, unit: 'percent', change: 'up' }, '6.4 percent  "6.4 percent"  up to this'],
  ['26 soldiers', { value: 26, unit: 'soldier', event: 'released', attribution: 0 }, '26 soldier  "26 soldiers"  released  says the ministry via Radio Cordillera'],
  ['as many soldiers', { value: 26, unit: 'soldier', anaphor: 0 }, '26 soldier  "as many soldiers"  number from an earlier figure'],
  ['11\nguards', { value: 11, polarity: 'possible', per: 'day', of: 'border' }, '11 per day of border  "11 guards"  possible'],
])('a figure reads as it is meant: %s', (text, more, reading) => {
  const attributions = [{ cue: 'said', source: span('the ministry'), sourceKind: 'official' as const, content: span('x'), via: ['Radio Cordillera'], direct: false, confidence: 1, rule: 'r' }];
  expect(lineOf(shown({ figures: [figure(text, more)], attributions, entities: [{ id: 'malta', type: 'place', name: 'Malta', mentions: [span('Malta')] }] }), 'figures')).toBe(`  figures    ${reading}`);
});

test('every step of a new story has its time; one that was here before went through none', () => {
  expect(lineOf(shown({}, { enrichedAt: Date.parse('2026-03-01T10:00:00.021Z') }), 'took')).toBe('  took       on the log 8 ms  enriched 21 ms  stored 50 ms  readable 60 ms');
  expect(shown({}, { status: 'duplicate' })[0]).toContain('it was here already');
  expect(lineOf(shown({}, { status: 'duplicate' }), 'took')).toBe('  took       answered in 8 ms, read in 52 ms');
});

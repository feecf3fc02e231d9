import type { Annotations } from '@wiredesk/contracts';
import { explain, toGold } from './explain.js';

const TEXT = 'Police say at least 40 miners from Chad died on May 3.';
const evidence = { rule: 'spec', confidence: 0.9 };
const span = (words: string): { start: number; end: number; text: string } => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length, text: words };
};

const annotations = (more: Partial<Annotations> = {}): Annotations => ({
  engine: { version: 'spec' },
  language: {},
  entities: [{ id: 'chad', type: 'place', kind: 'country', name: 'Chad', link: 'TD', geonamesId: 2434508, mentions: [{ ...span('Chad'), ...evidence, role: 'excluded' }] }],
  figures: [{ ...span('at least 40 miners'), ...evidence, kind: 'count', value: 40, comparator: 'gte', unit: 'miner', event: 'killed', excludes: ['chad'] }],
  dates: [{ ...span('May 3'), ...evidence, value: '2024-05-03' }],
  attributions: [{ ...evidence, cue: 'say', source: span('Police'), sourceKind: 'official', content: span('at least 40 miners from Chad died on May 3'), direct: false, via: ['state radio'] }],
  quotes: [],
  ...more,
});

describe('explain', () => {
  test('without colour every mark is a bracket that names its type', () => {
    const [marked] = explain(TEXT, annotations(), { colour: false }).split('\n');
    expect(marked).toBe('Police say [figure: at least 40 miners] from [place TD excluded: Chad] died on [2024-05-03: May 3].');
  });

  test('a figure has one line with comparator, value, unit, event, exclusion and speaker', () => {
    expect(explain(TEXT, annotations(), { colour: false })).toContain('  1. at least 40 miners  |  ≥ 40 miner  |  killed  |  excluding Chad  |  says Police, via state radio\n');
  });

  test('dates and attributions have their lines', () => {
    const lines = explain(TEXT, annotations(), { colour: false }).split('\n');
    expect(lines).toContain('  1. May 3  |  2024-05-03');
    expect(lines).toContain('  1. Police, via state radio (official)  |  say  |  at least 40 miners from Chad died on May 3');
  });

  test('colours carry the same words and end where they began', () => {
    const coloured = explain(TEXT, annotations(), { colour: true });
    const ESCAPE = '\u001b';
    const plain = coloured.split(ESCAPE).map((part, i) => (i === 0 ? part : part.slice(part.indexOf('m') + 1))).join('');
    expect(plain.split('\n')[0]).toBe(TEXT);
    expect(coloured.lastIndexOf(`${ESCAPE}[0m`)).toBe(coloured.lastIndexOf(ESCAPE));
  });

  test('nested marks nest, crossing marks do not cross', () => {
    const nested = annotations({ figures: [{ ...span('40 miners from Chad'), ...evidence, kind: 'count', value: 40, comparator: 'eq' }], dates: [{ ...span('Chad died on'), ...evidence, value: '2024' }] });
    expect(explain(TEXT, nested, { colour: false }).split('\n')[0]).toBe('Police say at least [figure: 40 miners from [place TD excluded: Chad]] died on May 3.');
  });

  test('an empty story says that nothing was found', () => {
    const none = explain('', annotations({ entities: [], figures: [], dates: [], attributions: [] }), { colour: false });
    expect(none.match(/ {2}none/g)).toHaveLength(3);
  });
});

describe('toGold', () => {
  test('has the fields of the gold format and none of our evidence', () => {
    const gold = toGold({ id: 'mine', published: '2024-05-04T00:00:00Z', text: TEXT }, annotations());
    expect(Object.keys(gold)).toEqual(['id', 'published', 'text', 'entities', 'figures', 'dates', 'attributions']);
    expect(gold.entities).toEqual([{ id: 'chad', type: 'place', kind: 'country', name: 'Chad', link: 'TD', mentions: [{ ...span('Chad'), role: 'excluded' }] }]);
    expect(gold.dates).toEqual([{ ...span('May 3'), value: '2024-05-03' }]);
    expect(JSON.stringify(gold)).not.toMatch(/rule|confidence|geonamesId/);
  });
});

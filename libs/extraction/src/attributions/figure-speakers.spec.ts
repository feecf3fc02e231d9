import type { Attribution, Figure } from '@wiredesk/contracts';
import { spokenFigures } from './figure-speakers.js';

const evidence = { rule: 'spec', confidence: 1 };
const figure = (start: number, end: number): Figure => ({ start, end, text: '', kind: 'count', comparator: 'eq', value: 1, ...evidence });
const attribution = (start: number, end: number): Attribution => ({ cue: 'said', source: { start: 0, end: 1, text: '' }, sourceKind: 'official', content: { start, end, text: '' }, direct: false, ...evidence });

describe('spokenFigures', () => {
  test('a figure is said by the innermost attribution that holds it', () => {
    const found = spokenFigures([figure(12, 15), figure(25, 30), figure(48, 60)], [attribution(10, 50), attribution(20, 40)]);
    expect(found.map(({ attribution: index }) => index)).toEqual([0, 1, undefined]);
  });
});

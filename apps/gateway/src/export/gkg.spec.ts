import { aFigure, anEntity, aStory } from '../gateway.suite.js';
import { GKG_COLUMNS, gkgRow } from './gkg.js';

const rowOf = (story: ReturnType<typeof aStory>): Record<string, string> => {
  const cells = gkgRow(story, 'id-1').replace(/\n$/, '').split('\t');
  expect(cells).toHaveLength(GKG_COLUMNS.length);
  return Object.fromEntries(GKG_COLUMNS.map((column, n) => [column, cells[n] ?? '']));
};

test('entities, places, counts, amounts and dates stand in their columns', () => {
  const story = aStory({
    feed: 'wire', entities: [anEntity({ name: 'Ada Quill', type: 'person' }), anEntity({ name: 'Norland', link: 'NX', kind: 'country' }), anEntity({ name: 'Ferry Union', type: 'organisation' })],
    figures: [aFigure({ value: 7, unit: 'sailor', event: 'killed' }), aFigure({ range: [10, 20], unit: 'ship' })],
  });
  expect(rowOf(story)).toMatchObject({
    'GKGRECORDID': 'id-1', 'V2.1DATE': '20260901100000', 'V2SOURCECOMMONNAME': 'wire', 'V1PERSONS': 'Ada Quill;', 'V1LOCATIONS': '1#Norland#NX####NX;', 'V2ENHANCEDORGANIZATIONS': 'Ferry Union,0;',
    'V2.1COUNTS': 'KILLED#7#sailor#######0;', 'V2.1AMOUNTS': '7,sailor,0;',
  });
});

test('nothing in a story ends a field, an entry or the row', () => {
  const story = aStory({ feed: 'a\tb', uri: 'urn:x\ny', entities: [anEntity({ name: 'One;Two#Three|Four\tFive', type: 'person' })], figures: [aFigure({ value: 1, unit: 'a,b;c' })] });
  expect(rowOf(story)).toMatchObject({ 'V2SOURCECOMMONNAME': 'a b', 'V2DOCUMENTIDENTIFIER': 'urn:x y', 'V1PERSONS': 'One Two Three Four Five;', 'V2.1AMOUNTS': '1,a b c,0;' });
});

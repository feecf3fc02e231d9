import fc from 'fast-check';
import { fromCursor, toCursor } from './cursor.js';

test('a place comes back as it was', () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 999_999_999_999_999 }), { minLength: 1, maxLength: 4 }), (place) => {
    expect(fromCursor(toCursor(place), place.length)).toEqual(place);
  }));
});

test.each([['of another list', toCursor([1, 2])], ['no number', Buffer.from('x').toString('base64url')], ['empty', ''], ['a fraction', Buffer.from('1.5.1').toString('base64url')], ['SQL', Buffer.from("1;drop").toString('base64url')]])(
  'a cursor that is %s is refused', (_what, cursor) => { expect(() => fromCursor(cursor, 1)).toThrow('not a cursor of this list'); });

import { Failure } from '@wiredesk/contracts';

/** A place in an ordered list, opaque to clients: what stands behind it is read on, whatever came in meanwhile. */
export const toCursor = (place: readonly number[]): string => Buffer.from(place.join('.')).toString('base64url');

/** Reads a cursor of `length` numbers. Throws `bad-request` on anything that this gateway did not give out. */
export function fromCursor(cursor: string, length: number): readonly number[] {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const place = text.split('.').map(Number);
  if (!/^\d{1,15}(\.\d{1,15})*$/.test(text) || place.length !== length) throw new Failure('bad-request', 'cursor: not a cursor of this list');
  return place;
}

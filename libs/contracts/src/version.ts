import { z } from 'zod';
import { toInstant } from './instants.js';

/** A version orders the items of one story: a decimal string of at most 30 digits, or a UTC instant. */
export const versionSchema = z.string().regex(/^(\d{1,30}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)$/);

/**
 * A string whose byte order is the order of versions, for SQL (`COLLATE "C"`) and for comparison.
 * Decimals sort by value and before all instants. Throws a RangeError on what `versionSchema` refuses.
 */
export function versionKey(version: string): string {
  if (/^\d{1,30}$/.test(version)) return `d${version.padStart(30, '0')}`;
  const instant = toInstant(version);
  if (instant === undefined) throw new RangeError(`not a version: ${JSON.stringify(version.slice(0, 40))}`);
  return `i${instant}`;
}

/** Negative, zero or positive, as for Array.sort. */
export function compareVersions(left: string, right: string): number {
  const a = versionKey(left);
  const b = versionKey(right);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

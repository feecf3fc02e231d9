import { COMMA_DECIMAL, DOTTED_NUMBER, GROUPED_NUMBER, PLAIN_NUMBER } from './patterns.js';
import type { Pieces } from './pieces.js';

/** A number as it stands, without unit or comparator: pieces `[first, last)`. */
export interface Numeral {
  readonly first: number;
  readonly last: number;
  readonly form: 'digits' | 'words' | 'vague' | 'fraction';
  readonly value: number;
  /** Upper bound of a vague plural; `value` is the lower one. */
  readonly high?: number;
  /** What magnitude words multiplied by: 1 when there was none, 0 for a "half" that halves nothing. */
  readonly magnitude: number;
}

/** Reads the number that begins at a piece. */
export type Read = (pieces: Pieces, at: number) => Numeral | undefined;

/** Value of "1,200.5", "1.200.000", "3,5"; undefined for "10:30" and the like. */
export const digitsValue = (text: string): number | undefined => {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  if (GROUPED_NUMBER.test(text)) return Number(text.replaceAll(',', ''));
  if (DOTTED_NUMBER.test(text)) return Number(text.replaceAll('.', ''));
  return COMMA_DECIMAL.test(text) ? Number(text.replace(',', '.')) : undefined;
};

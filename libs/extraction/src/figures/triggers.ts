import { CODES, DOLLAR_PREFIXES, SYMBOLS } from './data/currencies.js';
import { AGE_DECADES, ORDINALS, SMALL, VAGUE, VAGUE_STEPS, VULGAR } from './data/number-words.js';
import type { Piece } from './pieces.js';

const lower = (words: Iterable<string>): string[] => [...words].map((word) => word.toLowerCase());

/** All words and marks with which a figure can begin, in lower case; digits can too. */
const TRIGGERS: ReadonlySet<string> = new Set([
  ...SMALL.keys(), ...VAGUE.keys(), ...VAGUE_STEPS.keys(), ...VULGAR.keys(), ...ORDINALS.keys(), ...AGE_DECADES.keys(), ...DOLLAR_PREFIXES.keys(), ...lower(SYMBOLS.keys()), ...lower(CODES.keys()),
  'a', 'an', 'half', 'quarter', 'twice', 'several', 'few', 'as', 'same', 'y',
]);

/** A cheap look that spares most pieces the readers. */
export const mayBegin = ({ kind, lower: word }: Piece): boolean => kind === 'number' || TRIGGERS.has(word);

import type { Draft, Reading } from './draft.js';
import { lowerAt, pieceAt } from './pieces.js';

const OLDEST = 120;
const YOUNGEST_APPOSED = 5;
const AGE_CUES: ReadonlySet<string> = new Set(['aged', 'ages', 'turned']);

/** A person's name, or a capitalised word that no component has named. */
const isNameLike = ({ pieces, mentions }: Reading, at: number): boolean => {
  const { kind, text, lower } = pieceAt(pieces, at);
  const type = mentions[at]?.entity.type;
  return type === 'person' || (type === undefined && kind === 'word' && text !== lower);
};

/** "John Smith, 25, of London". */
const isApposed = (reading: Reading, { first, last, core, value }: Draft): boolean => {
  const { pieces } = reading;
  if (lowerAt(pieces, first - 1) !== ',' || lowerAt(pieces, last) !== ',' || pieceAt(pieces, core).kind !== 'number') return false;
  return (value ?? 0) >= YOUNGEST_APPOSED && isNameLike(reading, first - 2);
};

const isAged = ({ pieces }: Reading, { first }: Draft): boolean => AGE_CUES.has(lowerAt(pieces, first - 1)) || (lowerAt(pieces, first - 1) === 'of' && lowerAt(pieces, first - 2) === 'age');

/** Makes an age of a bare number where its place says so; false when it does not. */
export const readAge = (reading: Reading, draft: Draft): boolean => {
  const largest = draft.value ?? draft.range?.[1] ?? OLDEST;
  if (draft.kind !== 'count' || draft.unit !== undefined || largest >= OLDEST) return false;
  if (!isApposed(reading, draft) && !isAged(reading, draft)) return false;
  Object.assign(draft, { kind: 'duration', unit: 'year', rule: 'figure/age' });
  return true;
};

const LEVEL_WORDS: ReadonlySet<string> = new Set(['at', 'to', 'of', 'from', 'by', 'is', 'was', 'are', 'were', 'than']);
const SMALLEST_LEVEL = 12;

/** A number that nothing explains is still a figure when its own form says so: "1.356 billion", "at 1,463.78", "fell 12". */
export const standsAlone = ({ pieces }: Reading, draft: Draft): boolean => {
  const { kind, text } = pieceAt(pieces, draft.core);
  if (draft.kind !== 'count') return false;
  if (draft.range) return draft.vague !== true;
  if (kind !== 'number') return false;
  if (draft.change !== undefined || draft.comparator !== 'eq' || draft.coreLast > draft.core + 1) return true;
  return text.includes(',') || text.includes('.') || (LEVEL_WORDS.has(lowerAt(pieces, draft.first - 1)) && (draft.value ?? 0) > SMALLEST_LEVEL);
};

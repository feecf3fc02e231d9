import type { Draft, Reading } from './draft.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isPeople, singularOf } from './words.js';

const OLDEST = 120;
const YOUNGEST_APPOSED = 5;
const AGE_COMPARED: ReadonlySet<string> = new Set(['younger', 'older']);
const AGE_CUES: ReadonlySet<string> = new Set(['aged', 'age', 'ages', 'turned', 'turn', 'turns', 'turning']);

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

const AGE_BOUNDS: ReadonlySet<string> = new Set(['under', 'over', 'above', 'below']);
const ARE: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were']);

/** "children under five", "40 percent of the people are over 60". */
const isBounded = (pieces: Pieces, { first, comparator }: Draft): boolean => {
  if (comparator === 'eq' || !AGE_BOUNDS.has(lowerAt(pieces, first))) return false;
  const { text, lower } = pieceAt(pieces, ARE.has(lowerAt(pieces, first - 1)) ? first - 2 : first - 1);
  const singular = singularOf(text, lower);
  return singular !== undefined && isPeople(singular);
};

const tellsAge = (pieces: Pieces, { first }: Draft): boolean => AGE_CUES.has(lowerAt(pieces, first - 1)) || (lowerAt(pieces, first - 1) === 'of' && lowerAt(pieces, first - 2) === 'age') || AGE_COMPARED.has(lowerAt(pieces, first));

const isAged = ({ pieces }: Reading, draft: Draft): boolean => isBounded(pieces, draft) || tellsAge(pieces, draft);

const BEFORE_AGE: ReadonlySet<string> = new Set(['he', 'she', 'who', "he's", "she's"]);
const BE: ReadonlySet<string> = new Set(['is', 'was', 'be', 'will', 'just', 'only', 'now', 'turns', 'were', "'s"]);
const AGE_ENDS: ReadonlySet<string> = new Set(['by', 'when', 'and', 'at', 'but', 'in', 'on', 'this', 'next']);

/** "He will be 35 by then", "She was 62.": a bare number said of one person. */
const isSubjectsAge = ({ pieces }: Reading, { first, last, value }: Draft): boolean => {
  const next = pieceAt(pieces, last);
  if ((value ?? 0) < YOUNGEST_APPOSED || !BE.has(lowerAt(pieces, first - 1)) || (next.kind === 'word' && !AGE_ENDS.has(next.lower))) return false;
  return [2, 3, 4].some((back) => BEFORE_AGE.has(lowerAt(pieces, first - back)) && sameSentence(pieces, first, first - back));
};

/** Makes an age of a bare number where its place says so; false when it does not. */
export const readAge = (reading: Reading, draft: Draft): boolean => {
  const largest = draft.value ?? draft.range?.[1] ?? OLDEST;
  if (draft.kind !== 'count' || draft.unit !== undefined || largest >= OLDEST) return false;
  if (!isApposed(reading, draft) && !isAged(reading, draft) && !isSubjectsAge(reading, draft)) return false;
  Object.assign(draft, { kind: 'duration', unit: 'year', rule: 'figure/age' });
  return true;
};

/** "magnitude 6.1", "a magnitude of 4.9". */
export const readMagnitude = ({ pieces }: Reading, draft: Draft): boolean => {
  const back = lowerAt(pieces, draft.first - 1) === 'of' ? 2 : 1;
  if (draft.kind !== 'count' || draft.unit !== undefined || lowerAt(pieces, draft.first - back) !== 'magnitude') return false;
  Object.assign(draft, { kind: 'measure', unit: 'magnitude', rule: 'figure/magnitude' });
  return true;
};

const JOINTS: ReadonlySet<string> = new Set(['and', 'to', ',', 'from', 'but']);
const SHARED_KINDS: ReadonlySet<string> = new Set(['percent', 'measure']);

/** "4.2 percent in May and 4.5 in June", "rose 2 percent, but fell by 1": the unit of the figure before goes on. */
export const shareUnit = ({ pieces }: Reading, draft: Draft, before: Draft | undefined): boolean => {
  if (draft.kind !== 'count' || draft.unit !== undefined || before?.unit === undefined || !SHARED_KINDS.has(before.kind) || !sameSentence(pieces, draft.core, before.core)) return false;
  const decimal = pieceAt(pieces, draft.core).text.includes('.') && JOINTS.has(lowerAt(pieces, draft.first - 1));
  if (!decimal && draft.delta !== true) return false;
  Object.assign(draft, { kind: before.kind, unit: before.unit, ...(before.per === undefined ? {} : { per: before.per }) });
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

import { AGE_DECADES } from './data/number-words.js';
import type { Draft, Reading } from './draft.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';

const OWNERS: ReadonlySet<string> = new Set(['his', 'her', 'their', 'my', 'our']);
const PARTS: ReadonlySet<string> = new Set(['early', 'mid', 'late']);

interface Decade {
  readonly low: number;
  readonly last: number;
}

const decadeAt = (pieces: Pieces, at: number): Decade | undefined => {
  const { kind, text, lower } = pieceAt(pieces, at);
  const [next, word] = [pieceAt(pieces, at + 1), AGE_DECADES.get(lower)];
  if (word !== undefined) return { low: word, last: at + 1 };
  const glued = kind === 'number' && text.length === 2 && text.endsWith('0') && next.lower === 's' && next.join === 'glued';
  return glued ? { low: Number(text), last: at + 2 } : undefined;
};

/** "a man in his 20s", "in her late thirties": an age known to its decade. */
export const readAgeDecade = ({ pieces }: Reading, at: number): Draft | undefined => {
  const decade = decadeAt(pieces, at);
  const owner = PARTS.has(lowerAt(pieces, at - 1)) ? at - 2 : at - 1;
  if (decade === undefined || !OWNERS.has(lowerAt(pieces, owner)) || !sameSentence(pieces, owner, at)) return undefined;
  const { low, last } = decade;
  return { first: at, last, core: at, coreLast: last, kind: 'duration', range: [low, low + 10], vague: true, comparator: 'eq', unit: 'year', rule: 'figure/age', confidence: 0.9 };
};

import { NO_SUPERLATIVES, ORDINALS, RANKING_VERBS, SUPERLATIVES } from './data/number-words.js';
import type { Draft, Reading } from './draft.js';
import { countedNoun } from './noun-phrase.js';
import { digitsValue } from './numeral.js';
import type { Piece, Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';

const ENDINGS: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th']);

interface Ordinal {
  readonly value: number;
  readonly last: number;
}

const ordinalAt = (pieces: Pieces, at: number): Ordinal | undefined => {
  const { kind, text, lower } = pieceAt(pieces, at);
  if (kind === 'number' && pieceAt(pieces, at + 1).join === 'glued' && ENDINGS.has(lowerAt(pieces, at + 1))) {
    const value = digitsValue(text);
    return value === undefined ? undefined : { value, last: at + 2 };
  }
  const value = ORDINALS.get(lower);
  return value === undefined ? undefined : { value, last: at + 1 };
};

const isSuperlative = ({ text, lower }: Piece): boolean => SUPERLATIVES.has(lower) || (text === lower && lower.length > 5 && lower.endsWith('est') && !NO_SUPERLATIVES.has(lower));

const PLACE_WORDS: ReadonlySet<string> = new Set(['in', 'among', 'with', 'behind', 'on', 'of', 'overall', 'at', 'place']);

/** "ranked third", "finished in second place". */
const isPlaced = (pieces: Pieces, at: number, last: number): boolean => {
  const before = lowerAt(pieces, at - 1);
  const next = pieceAt(pieces, last);
  if (RANKING_VERBS.has(before) && sameSentence(pieces, at, at - 1)) return next.kind !== 'word' || PLACE_WORDS.has(next.lower);
  return before === 'in' && next.lower === 'place';
};

/** An ordinal that ranks: "third-largest economy", "second most populous nation"; plain order is no figure. */
export const readRank = (reading: Reading, at: number): Draft | undefined => {
  const { pieces } = reading;
  const ordinal = ordinalAt(pieces, at);
  if (ordinal === undefined || !sameSentence(pieces, at, ordinal.last) || pieceAt(pieces, at).join === 'hyphen') return undefined;
  const { value, last } = ordinal;
  const draft: Draft = { first: at, last, core: at, coreLast: last, kind: 'ordinal', value, comparator: 'eq', rule: 'figure/rank', confidence: 0.8 };
  if (isPlaced(pieces, at, last)) return lowerAt(pieces, last) === 'place' ? { ...draft, last: last + 1, unit: 'place' } : draft;
  if (!isSuperlative(pieceAt(pieces, last))) return undefined;
  const noun = countedNoun(reading, last + 1, true);
  return noun === undefined ? { ...draft, last: last + 1 } : { ...draft, last: noun.last, unit: noun.unit, head: noun.head };
};

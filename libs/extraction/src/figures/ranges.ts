import type { Amount } from './amounts.js';
import { readAmount } from './amounts.js';
import { DOWN, UP } from './data/changes.js';
import type { Reading } from './draft.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';

/** Two amounts that stand together. `score` keeps the written order; `apart` are two figures of one unit ("from 4.8 to 4.7 percent"). */
export interface Pair {
  readonly kind: 'range' | 'score' | 'apart';
  readonly low: number;
  readonly high: number;
  readonly second: Amount;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const SCORE_WORDS = words('beat beats beaten beating won win wins winning victory defeated defeats defeat defeating lost lose loss losing vote voted votes voting ruled ruling decision score scored draw drew drawn tie tied lead led leading advantage margin trailing trailed passed approved edged thrashed routed downed set sets match game final');
const MOVES = words('changed went moved accelerate revised improved');
const DASHES: ReadonlySet<string> = new Set(['-', '–', '—', '--']);
const SCORE_LOOK = 8;

const hasScoreWord = (pieces: Pieces, first: number, last: number): boolean => {
  for (let at = first - SCORE_LOOK; at < last + 4; at += 1) {
    if (SCORE_WORDS.has(lowerAt(pieces, at)) && sameSentence(pieces, at, first)) return true;
  }
  return false;
};

/** A step and the level it led to lie further apart than the ends of a range: "falling 43,000 to 317,000". */
const WIDE = 4;

/** "rose from 5 percent to 7 percent" is a change between two figures, "from 20 to 30 people" is a range. */
const movesAt = (pieces: Pieces, at: number): boolean => {
  const word = lowerAt(pieces, at);
  return UP.has(word) || DOWN.has(word) || MOVES.has(word);
};

const isChange = (pieces: Pieces, { first, unit, value }: Amount, end: number): boolean => {
  const near = unit === undefined ? first - 1 : first - 3;
  let from = false;
  for (let at = first - 1; at >= first - 9 && sameSentence(pieces, at, first) && pieceAt(pieces, at).kind !== 'punctuation'; at -= 1) {
    from ||= at >= first - 2 && lowerAt(pieces, at) === 'from';
    if (movesAt(pieces, at)) return from || (at >= near && (unit !== undefined || end > value * WIDE));
  }
  return false;
};

type Link = 'hyphen' | 'to' | 'or' | 'and';

const linkAt = (pieces: Pieces, { first, last }: Amount): { link: Link; at: number } | undefined => {
  const { join, text, lower } = pieceAt(pieces, last);
  if (!sameSentence(pieces, first, last)) return undefined;
  if (lower === 'to' || lower === 'or') return { link: lower, at: last + 1 };
  if (join === 'hyphen') return { link: 'hyphen', at: last };
  if (DASHES.has(text) && pieceAt(pieces, last + 1).kind === 'number') return { link: 'hyphen', at: last + 1 };
  return lower === 'and' && lowerAt(pieces, first - 1) === 'between' ? { link: 'and', at: last + 1 } : undefined;
};

/** "4 to 6 billion", "$3-5 million": the lower number takes the magnitude and the unit of the upper one. */
const lowValue = (low: Amount, high: Amount): number => {
  const own = low.unit === undefined ? low.value * (high.unit?.scale ?? 1) : low.value;
  if (low.numeral.magnitude !== 1 || high.numeral.magnitude <= 1) return own;
  const scaled = low.value * high.numeral.magnitude;
  return scaled < high.value ? scaled : own;
};

const sameUnit = (low: Amount, high: Amount): boolean => low.unit === undefined || high.unit === undefined || low.unit.unit === high.unit.unit;
const isRange = (link: Link, low: number, high: number): boolean => low < high && (link !== 'or' || (high <= low * 4 && high - low <= Math.max(10, low)));

const LARGEST_SCORE = 1000;

/** "won 5-4", "voted 95 to 5", and two falling numbers around a hyphen. */
const scoreOf = (pieces: Pieces, link: Link, [low, second]: readonly [Amount, Amount]): Pair | undefined => {
  if (link === 'or' || link === 'and' || low.unit !== undefined || second.unit !== undefined) return undefined;
  const falling = link === 'hyphen' && low.value >= second.value && low.value < LARGEST_SCORE;
  return falling || hasScoreWord(pieces, low.first, second.last) ? { kind: 'score', low: low.value, high: second.value, second } : undefined;
};

/** "a third to 4 billion" is no range: a fraction pairs with fractions only, a vague plural with nothing. */
const sameForm = (low: Amount['numeral'], high: Amount['numeral']): boolean => high.form !== 'vague' && (low.form === 'fraction') === (high.form === 'fraction');

/** Whether this amount and the next make one range or score. */
export const readPair = ({ pieces, dated }: Reading, low: Amount): Pair | undefined => {
  const link = low.numeral.form === 'vague' ? undefined : linkAt(pieces, low);
  if (link === undefined || dated[link.at] === 1 || !sameSentence(pieces, link.at, low.first)) return undefined;
  const second = readAmount(pieces, link.at);
  if (second === undefined || !sameForm(low.numeral, second.numeral) || !sameUnit(low, second)) return undefined;
  const score = scoreOf(pieces, link.link, [low, second]);
  if (score) return score;
  const pair = { low: lowValue(low, second), high: second.value, second };
  if (link.link === 'to' && isChange(pieces, low, second.value)) return { ...pair, kind: 'apart' };
  return isRange(link.link, pair.low, pair.high) ? { ...pair, kind: 'range' } : undefined;
};

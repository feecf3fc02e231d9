import { DENOMINATORS, LETTER_MAGNITUDES, MAGNITUDES, SHORT_MAGNITUDES, SMALL, VAGUE, VAGUE_STEPS, VULGAR } from './data/number-words.js';
import { COMMA_DECIMAL, DOTTED_NUMBER, GROUPED_NUMBER, PLAIN_NUMBER, SPACED_GROUP } from './patterns.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';

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

type Read = (pieces: Pieces, at: number) => Numeral | undefined;

/** Value of "1,200.5", "1.200.000", "3,5"; undefined for "10:30" and the like. */
export const digitsValue = (text: string): number | undefined => {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  if (GROUPED_NUMBER.test(text)) return Number(text.replaceAll(',', ''));
  if (DOTTED_NUMBER.test(text)) return Number(text.replaceAll('.', ''));
  return COMMA_DECIMAL.test(text) ? Number(text.replace(',', '.')) : undefined;
};

const magnitudeAt = (pieces: Pieces, at: number, digits: boolean): number | undefined => {
  const { lower, join } = pieceAt(pieces, at);
  const short = digits && (join === 'glued' || lower !== 'k') ? SHORT_MAGNITUDES.get(lower) : undefined;
  return MAGNITUDES.get(lower) ?? short;
};

/** Magnitude words behind a number: "million", "hundred thousand", "bn". */
const readMagnitude = (pieces: Pieces, from: number, digits: boolean): { factor: number; last: number } => {
  let factor = 1;
  let last = from;
  for (let step = magnitudeAt(pieces, last, digits); step !== undefined && sameSentence(pieces, last, from - 1); step = magnitudeAt(pieces, last, digits)) {
    factor *= step;
    last += 1;
  }
  return { factor, last };
};

const SLASH_BOTTOMS: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 8, 10, 16, 32]);

/** "1/2" is a half and "9/11" is nothing: only small denominators make a fraction. */
const readSlash: Read = (pieces, at) => {
  const [top, slash, bottom] = [pieceAt(pieces, at), pieceAt(pieces, at + 1), pieceAt(pieces, at + 2)];
  if (slash.text !== '/' || slash.join !== 'glued' || bottom.join !== 'glued' || bottom.kind !== 'number') return undefined;
  const [over, under] = [Number(top.text), Number(bottom.text)];
  const known = SLASH_BOTTOMS.has(under) && over > 0 && over < under;
  return known ? { first: at, last: at + 3, form: 'fraction', value: over / under, magnitude: 1 } : undefined;
};

const PARTS: ReadonlyMap<string, number> = new Map([['half', 0.5], ['quarter', 0.25]]);

/** What "and a half", "1/2" or "½" behind a number adds to it. */
const readRemainder = (pieces: Pieces, at: number): { add: number; last: number } => {
  const vulgar = VULGAR.get(lowerAt(pieces, at));
  if (vulgar !== undefined) return { add: vulgar, last: at + 1 };
  const slash = readSlash(pieces, at);
  if (slash) return { add: slash.value, last: slash.last };
  const one = lowerAt(pieces, at + 1);
  const part = lowerAt(pieces, at) === 'and' && (one === 'a' || one === 'one') ? PARTS.get(lowerAt(pieces, at + 2)) : undefined;
  return part === undefined ? { add: 0, last: at } : { add: part, last: at + 3 };
};

const withRest = (pieces: Pieces, numeral: Numeral): Numeral => {
  const before = readRemainder(pieces, numeral.last);
  const { factor, last } = readMagnitude(pieces, before.last, numeral.form === 'digits');
  const after = before.add === 0 ? readRemainder(pieces, last) : { add: 0, last };
  const magnitude = numeral.magnitude * factor;
  return { ...numeral, value: (numeral.value + before.add) * factor + after.add * magnitude, magnitude, last: after.last };
};

/** "10 000": a space as the separator of thousands. */
const readSpaced: Read = (pieces, at) => {
  let text = lowerAt(pieces, at);
  let last = at + 1;
  if (text.length > 3) return undefined;
  while (SPACED_GROUP.test(lowerAt(pieces, last)) && pieceAt(pieces, last).join === 'space') {
    text += lowerAt(pieces, last);
    last += 1;
  }
  return last > at + 1 ? { first: at, last, form: 'digits', value: Number(text), magnitude: 1 } : undefined;
};

/** ".5" without its zero. */
const isPoint = (pieces: Pieces, at: number): boolean => pieceAt(pieces, at).join === 'glued' && lowerAt(pieces, at - 1) === '.' && pieceAt(pieces, at - 1).join === 'space';

const readDigits: Read = (pieces, at) => {
  const slash = readSlash(pieces, at);
  if (slash) return slash;
  const spaced = readSpaced(pieces, at);
  if (spaced) return withRest(pieces, spaced);
  const value = digitsValue(isPoint(pieces, at) ? `0.${lowerAt(pieces, at)}` : lowerAt(pieces, at));
  return value === undefined ? undefined : withRest(pieces, { first: at, last: at + 1, form: 'digits', value, magnitude: 1 });
};

interface Sum {
  total: number;
  group: number;
  magnitude: number;
}

const fits = ({ group }: Sum, small: number): boolean => group % 100 === 0 || (small > 0 && small < 10 && group % 10 === 0 && group % 100 >= 20);

const multiply = (sum: Sum, step: number): void => {
  sum.magnitude = Math.max(sum.magnitude, step);
  if (step <= 100) {
    sum.group = (sum.group || 1) * step;
    return;
  }
  sum.total = sum.group === 0 && sum.total > 0 ? sum.total * step : sum.total + (sum.group || 1) * step;
  sum.group = 0;
};

/** Takes one number word into the sum; false when it does not belong to the same number. */
const addWord = (sum: Sum, word: string, started: boolean): boolean => {
  const small = SMALL.get(word);
  if (small !== undefined) {
    if (started && !fits(sum, small)) return false;
    sum.group += small;
    return true;
  }
  const step = started ? MAGNITUDES.get(word) : undefined;
  if (step !== undefined) multiply(sum, step);
  return step !== undefined;
};

const isAndJoint = (pieces: Pieces, at: number): boolean => lowerAt(pieces, at) === 'and' && MAGNITUDES.has(lowerAt(pieces, at - 1)) && SMALL.has(lowerAt(pieces, at + 1)) && lowerAt(pieces, at + 1) !== 'one';

const readWords: Read = (pieces, at) => {
  const sum: Sum = { total: 0, group: 0, magnitude: 1 };
  let last = at;
  while (sameSentence(pieces, last, at)) {
    if (!isAndJoint(pieces, last) && !addWord(sum, lowerAt(pieces, last), last > at)) break;
    last += 1;
  }
  return last === at ? undefined : withRest(pieces, { first: at, last, form: 'words', value: sum.total + sum.group, magnitude: sum.magnitude });
};

/** "a third of", "a quarter of"; "a third meeting" is order. "a half-million" is a number. */
const readArticleFraction: Read = (pieces, at) => {
  const [word, next] = [lowerAt(pieces, at + 1), lowerAt(pieces, at + 2)];
  const [part, step] = [PARTS.get(word), MAGNITUDES.get(next)];
  if (part !== undefined && step !== undefined) return { first: at, last: at + 3, form: 'words', value: step * part, magnitude: step };
  const bottom = DENOMINATORS.get(word);
  if (bottom === undefined || word.endsWith('s') || next !== 'of') return undefined;
  return { first: at, last: at + 2, form: 'fraction', value: 1 / bottom, magnitude: 1 };
};

/** "a hundred", "a dozen": the article is a number only before a magnitude or a fraction. */
const readArticle: Read = (pieces, at) => {
  if (!sameSentence(pieces, at, at + 1)) return undefined;
  const step = MAGNITUDES.get(lowerAt(pieces, at + 1));
  return step === undefined ? readArticleFraction(pieces, at) : withRest(pieces, { first: at, last: at + 2, form: 'words', value: step, magnitude: step });
};

const HALF_TAKERS: ReadonlySet<string> = new Set(['of', 'the', 'its', 'their', 'his', 'her', 'our', 'all', 'those', 'these', 'that']);
const HALF_BLOCKERS: ReadonlySet<string> = new Set(['first', 'second', 'other', 'latter', 'northern', 'southern', 'eastern', 'western', 'better', 'top', 'bottom', 'last', 'this']);

/** "half a million", "half a dozen", "half an hour", "half of", "nearly half". */
const readHalf: Read = (pieces, at) => {
  const next = lowerAt(pieces, at + 1);
  if (HALF_BLOCKERS.has(lowerAt(pieces, at - 1))) return undefined;
  const offset = next === 'a' || next === 'an' ? 2 : 1;
  const step = MAGNITUDES.get(lowerAt(pieces, at + offset));
  if (step !== undefined) return { first: at, last: at + offset + 1, form: 'words', value: step / 2, magnitude: step };
  if (offset === 2) return { first: at, last: at + 2, form: 'words', value: 0.5, magnitude: 1 };
  if (pieceAt(pieces, at + 1).join === 'hyphen') return undefined;
  return { first: at, last: at + 1, form: 'fraction', value: 0.5, magnitude: HALF_TAKERS.has(next) ? 1 : 0 };
};

/** "thousands", "tens of thousands": the decade of the last word. */
const readVague: Read = (pieces, at) => {
  const step = VAGUE_STEPS.get(lowerAt(pieces, at));
  const inner = lowerAt(pieces, at + 1) === 'of' ? VAGUE.get(lowerAt(pieces, at + 2)) : undefined;
  if (step !== undefined && inner !== undefined && inner[0] >= 1000) {
    return { first: at, last: at + 3, form: 'vague', value: inner[0] * step, high: inner[1] * step, magnitude: inner[0] };
  }
  const range = VAGUE.get(lowerAt(pieces, at));
  return range === undefined ? undefined : { first: at, last: at + 1, form: 'vague', value: range[0], high: range[1], magnitude: range[0] };
};

/** "several thousand", "a few hundred", "few dozen". */
const readSeveral: Read = (pieces, at) => {
  const range = VAGUE.get(`${lowerAt(pieces, at + 1)}s`);
  if (range === undefined) return undefined;
  const { factor, last } = readMagnitude(pieces, at + 2, false);
  return { first: at, last, form: 'vague', value: range[0] * factor, high: range[1] * factor, magnitude: range[0] * factor };
};

/** "two thirds", "three-quarters", "one-fourth", "one third of". */
const readFraction = (pieces: Pieces, { value, last, magnitude, first }: Numeral): Numeral | undefined => {
  const { lower, join } = pieceAt(pieces, last);
  const bottom = DENOMINATORS.get(lower);
  if (bottom === undefined || magnitude > 1 || value < 1 || value >= bottom) return undefined;
  const next = lowerAt(pieces, last + 1);
  const spaced = value > 1 ? lower.endsWith('s') : next === 'of' || next === 'the';
  return join === 'hyphen' || spaced ? { first, last: last + 1, form: 'fraction', value: value / bottom, magnitude } : undefined;
};

const SHARERS: ReadonlySet<string> = new Set(['people', 'persons', 'children', 'adults', 'women', 'men', 'americans', 'residents', 'students', 'workers', 'of']);

const smallAt = (pieces: Pieces, at: number): number => SMALL.get(lowerAt(pieces, at)) ?? (pieceAt(pieces, at).kind === 'number' ? digitsValue(lowerAt(pieces, at)) ?? 0 : 0);

const isWhole = (bottom: number, top: number): boolean => bottom > top && bottom <= 1000 && top < 100 && (bottom <= 10 || bottom % 10 === 0);

/** "one in five", "four out of ten": a ratio, unless the second number counts things of its own. */
const readShare = (pieces: Pieces, numeral: Numeral): Numeral | undefined => {
  const out = lowerAt(pieces, numeral.last) === 'out' && lowerAt(pieces, numeral.last + 1) === 'of';
  if (!out && lowerAt(pieces, numeral.last) !== 'in') return undefined;
  const at = numeral.last + (out ? 2 : 1);
  const bottom = smallAt(pieces, at);
  const open = out || pieceAt(pieces, at + 1).kind !== 'word' || SHARERS.has(lowerAt(pieces, at + 1));
  return isWhole(bottom, numeral.value) && open ? { ...numeral, last: at + 1, form: 'fraction', value: numeral.value / bottom } : undefined;
};

const readMark: Read = (pieces, at) => ({ first: at, last: at + 1, form: 'fraction', value: VULGAR.get(lowerAt(pieces, at)) ?? 0, magnitude: 1 });
const starters = (words: Iterable<string>, read: Read): [string, Read][] => [...words].map((word) => [word, read]);

const STARTERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...starters(SMALL.keys(), readWords), ...starters(VAGUE.keys(), readVague), ...starters(VAGUE_STEPS.keys(), readVague), ...starters(VULGAR.keys(), readMark),
  ...starters(['a', 'an'], readArticle), ...starters(['several', 'few'], readSeveral), ['half', readHalf],
]);

/** The number that begins at this piece, if one does. */
export const readNumeral = (pieces: Pieces, at: number): Numeral | undefined => {
  const { kind, lower } = pieceAt(pieces, at);
  const numeral = (kind === 'number' ? readDigits : STARTERS.get(lower))?.(pieces, at);
  if (numeral === undefined || numeral.form === 'vague' || numeral.form === 'fraction') return numeral;
  return readFraction(pieces, numeral) ?? readShare(pieces, numeral) ?? numeral;
};

/** "3.5m", "£2b": a lone letter behind digits, read as a magnitude; the caller knows whether it may be one. */
export const withLetterMagnitude = (pieces: Pieces, numeral: Numeral): Numeral => {
  const { lower, join } = pieceAt(pieces, numeral.last);
  const step = numeral.form === 'digits' && join === 'glued' ? LETTER_MAGNITUDES.get(lower) : undefined;
  return step === undefined ? numeral : { ...numeral, value: numeral.value * step, magnitude: numeral.magnitude * step, last: numeral.last + 1 };
};

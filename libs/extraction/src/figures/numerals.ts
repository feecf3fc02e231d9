import { LETTER_MAGNITUDES, MAGNITUDES, SHORT_MAGNITUDES, SMALL, VAGUE, VAGUE_STEPS, VULGAR } from './data/number-words.js';
import { readArticleFraction, readFraction, readHalf, readMark, readQuarter, readRemainder, readShare, readSlash, readTwice } from './fractions.js';
import type { Numeral, Read } from './numeral.js';
import { digitsValue } from './numeral.js';
import { SPACED_GROUP } from './patterns.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';

const magnitudeAt = (pieces: Pieces, at: number, digits: boolean): number | undefined => {
  const { lower, join } = pieceAt(pieces, at);
  const short = digits && (join === 'glued' || lower !== 'k') ? SHORT_MAGNITUDES.get(lower) : undefined;
  return MAGNITUDES.get(lower) ?? short;
};

/** In words; they keep hostile text linear. */
const LONGEST_NUMBER = 14;
const LONGEST_MAGNITUDE = 3;

/** Magnitude words behind a number: "million", "hundred thousand", "bn". */
const readMagnitude = (pieces: Pieces, from: number, digits: boolean): { factor: number; last: number } => {
  let factor = 1;
  let last = from;
  for (let step = magnitudeAt(pieces, last, digits); step !== undefined && last < from + LONGEST_MAGNITUDE && sameSentence(pieces, last, from - 1); step = magnitudeAt(pieces, last, digits)) {
    factor *= step;
    last += 1;
  }
  return { factor, last };
};

const withRest = (pieces: Pieces, numeral: Numeral): Numeral => {
  const before = numeral.magnitude === 1 ? readRemainder(pieces, numeral.last) : { add: 0, last: numeral.last };
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
  while (last < at + 4 && SPACED_GROUP.test(lowerAt(pieces, last)) && pieceAt(pieces, last).join === 'space') {
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
  while (last < at + LONGEST_NUMBER && sameSentence(pieces, last, at)) {
    if (!isAndJoint(pieces, last) && !addWord(sum, lowerAt(pieces, last), last > at)) break;
    last += 1;
  }
  return last === at ? undefined : withRest(pieces, { first: at, last, form: 'words', value: sum.total + sum.group, magnitude: sum.magnitude });
};

/** "a hundred", "a dozen": the article is a number only before a magnitude or a fraction. */
const readArticle: Read = (pieces, at) => {
  if (!sameSentence(pieces, at, at + 1)) return undefined;
  const step = MAGNITUDES.get(lowerAt(pieces, at + 1));
  return step === undefined ? readArticleFraction(pieces, at) : withRest(pieces, { first: at, last: at + 2, form: 'words', value: step, magnitude: step });
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

const starters = (words: Iterable<string>, read: Read): [string, Read][] => [...words].map((word) => [word, read]);

const STARTERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...starters(SMALL.keys(), readWords), ...starters(VAGUE.keys(), readVague), ...starters(VAGUE_STEPS.keys(), readVague), ...starters(VULGAR.keys(), readMark),
  ...starters(['a', 'an'], readArticle), ...starters(['several', 'few'], readSeveral), ['half', readHalf], ['quarter', readQuarter], ['twice', readTwice],
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

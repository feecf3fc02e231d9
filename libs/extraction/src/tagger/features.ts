import type { Runs } from './runs.js';
import { type Words, isAlsoLower } from './words.js';

/** The model has two to this power of feature buckets. */
export const BUCKET_BITS = 18;
export const BUCKETS = 1 << BUCKET_BITS;

/** Features of every live token. */
export const FEATURES = 58;

/** Where features are read and written; one object serves a whole story, so that the hot loop allocates nothing. */
export interface Spot {
  readonly words: Words;
  readonly runs: Runs;
  readonly out: Int32Array;
  at: number;
  next: number;
}

type Column = Int32Array | Uint8Array;

/** Stands for whatever lies beyond the sentence. */
const EDGE = 0x5bd1e995;

const bucket = (template: number, first: number, second: number): number => {
  let value = Math.imul(first ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b);
  value ^= value >>> 15;
  value = Math.imul(value + Math.imul(second, 0x27d4eb2f), 0xc2b2ae35);
  value ^= value >>> 13;
  return Math.imul(value, 0x2c1b3c6d) >>> (32 - BUCKET_BITS);
};

const put = (spot: Spot, value: number): void => {
  spot.out[spot.next] = value;
  spot.next += 1;
};

/** The column at an absolute place, when that lies in the sentence of the token. */
const from = ({ words, at }: Spot, column: Column, place: number): number =>
  place >= 0 && place < words.count && words.sentence[place] === words.sentence[at] ? (column[place] as number) : EDGE;

/** The very words around the token. */
const putWords = (spot: Spot): void => {
  const { at, words } = spot;
  const { word } = words;
  const own = word[at] as number, left = from(spot, word, at - 1), left2 = from(spot, word, at - 2), right = from(spot, word, at + 1), right2 = from(spot, word, at + 2);
  put(spot, bucket(1, own, 0));
  put(spot, bucket(2, words.cased[at] as number, 0));
  put(spot, bucket(3, left, own));
  put(spot, bucket(4, own, right));
  put(spot, bucket(5, left2, left));
  put(spot, bucket(6, right, right2));
  put(spot, bucket(7, left, right));
  put(spot, bucket(8, left, 0));
  put(spot, bucket(9, right, 0));
  put(spot, bucket(10, left2, 0));
  put(spot, bucket(11, right2, 0));
  put(spot, bucket(12, own, from(spot, word, at - 1) === EDGE ? 1 : 0));
};

/** How the token is written. */
const putShapes = (spot: Spot): void => {
  const { at, words } = spot;
  const { word, shape } = words;
  const own = shape[at] as number, left = from(spot, shape, at - 1), right = from(spot, shape, at + 1);
  const suffix3 = words.suffix3[at] as number;
  put(spot, bucket(13, own, 0));
  put(spot, bucket(14, left, own));
  put(spot, bucket(15, own, right));
  put(spot, bucket(16, left ^ Math.imul(own, 31), right));
  put(spot, bucket(17, words.prefix2[at] as number, 0));
  put(spot, bucket(18, words.prefix3[at] as number, 0));
  put(spot, bucket(19, words.prefix4[at] as number, 0));
  put(spot, bucket(20, words.suffix2[at] as number, 0));
  put(spot, bucket(21, suffix3, 0));
  put(spot, bucket(22, words.suffix4[at] as number, 0));
  put(spot, bucket(23, suffix3, own));
  put(spot, bucket(24, word[at] as number, own));
  put(spot, bucket(25, own, from(spot, word, at - 1)));
  put(spot, bucket(26, own, from(spot, word, at + 1)));
  put(spot, bucket(27, own, left === EDGE ? 1 : 0));
  put(spot, bucket(28, words.length[at] as number, own));
  put(spot, bucket(29, isAlsoLower(words, word[at] as number), own));
};

/** What the lists say of the token and its neighbours. */
const putLists = (spot: Spot): void => {
  const { at, words } = spot;
  const { word, shape, listed, personal } = words;
  const list = listed[at] as number, person = personal[at] as number;
  put(spot, bucket(30, list, 0));
  put(spot, bucket(31, from(spot, listed, at - 1), list));
  put(spot, bucket(32, list, from(spot, listed, at + 1)));
  put(spot, bucket(33, word[at] as number, list));
  put(spot, bucket(34, from(spot, word, at - 1), list));
  put(spot, bucket(35, from(spot, word, at + 1), list));
  put(spot, bucket(36, person, shape[at] as number));
  put(spot, bucket(37, from(spot, personal, at - 1), person));
  put(spot, bucket(38, person, from(spot, personal, at + 1)));
  put(spot, bucket(39, list, person));
};

/** The capitalised run that the token stands in: its first and last word, what stands before and after it, and where in it the token is. */
const putRun = (spot: Spot): void => {
  const { at, words, runs } = spot;
  const { word, listed } = words;
  const begin = runs.first[at] as number, end = runs.last[at] as number;
  const before = from(spot, word, begin - 1), after = from(spot, word, end + 1), opener = word[begin] as number, head = word[end] as number;
  const place = (Math.min(at - begin, 3) << 4) | Math.min(end - at, 3);
  put(spot, bucket(40, before, head));
  put(spot, bucket(41, head, after));
  put(spot, bucket(42, opener, head));
  put(spot, bucket(43, before, after));
  put(spot, bucket(44, head, place));
  put(spot, bucket(45, opener, place));
  put(spot, bucket(46, before, place));
  put(spot, bucket(47, after, place));
  put(spot, bucket(48, from(spot, word, begin - 2), before));
  put(spot, bucket(49, after, from(spot, word, end + 2)));
  put(spot, bucket(50, place, from(spot, word, at - 1) === EDGE ? 1 : 0));
  put(spot, bucket(51, listed[end] as number, place));
  put(spot, bucket(52, listed[begin] as number, place));
};

/** What {@link putElsewhere} writes for a word that stands in no other run. */
const NOWHERE = Int32Array.from({ length: 6 }, (_, index) => bucket(53 + index, EDGE, EDGE));

const wordBeside = ({ word, sentence }: Words, other: number, at: number): number => (sentence[at] === sentence[other] ? (word[at] as number) : EDGE);

/** The longest other run of the story that holds the same word, seen as {@link putRun} sees the token's own. */
const putElsewhere = (spot: Spot): void => {
  const { words, runs } = spot;
  const other = runs.elsewhere[spot.at] as number;
  if (other < 0) {
    for (let index = 0; index < NOWHERE.length; index += 1) put(spot, NOWHERE[index] as number);
    return;
  }
  const { word } = words;
  const begin = runs.first[other] as number, end = runs.last[other] as number;
  const place = (Math.min(other - begin, 2) << 2) | Math.min(end - other, 2);
  const own = ((runs.last[spot.at] as number) - (runs.first[spot.at] as number)) & 3;
  put(spot, bucket(53, place, own));
  put(spot, bucket(54, word[end] as number, place));
  put(spot, bucket(55, words.personal[begin] as number, place));
  put(spot, bucket(56, wordBeside(words, other, begin - 1), place));
  put(spot, bucket(57, wordBeside(words, other, end + 1), place));
  put(spot, bucket(58, words.listed[begin] as number, place));
};

/** Writes the {@link FEATURES} buckets of the token `spot.at` into `spot.out` from `spot.next` on. */
export const writeFeatures = (spot: Spot): void => {
  putWords(spot);
  putShapes(spot);
  putLists(spot);
  putRun(spot);
  putElsewhere(spot);
};

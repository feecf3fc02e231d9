import type { Amount } from './amounts.js';
import { readAmount } from './amounts.js';
import { comparatorAfter, comparatorBefore } from './comparators.js';
import { fillNoun } from './counting.js';
import type { Draft, Reading } from './draft.js';
import { isNoQuantity } from './filters.js';
import { lowerAt, sameSentence } from './pieces.js';
import type { Pair } from './ranges.js';
import { readPair } from './ranges.js';

/** "from 4.8 to 4.7 percent": the first number takes the unit that only the second one carries. */
const borrowed = (amount: Amount, { low, second }: Pair): Amount => {
  const unit = amount.unit ?? second.unit;
  return { ...amount, value: low, ...(unit === undefined ? {} : { unit }) };
};

type Quantity = Pick<Draft, 'value' | 'range' | 'vague' | 'rule'>;

const quantityOf = ({ numeral, value, unit }: Amount, pair: Pair | undefined): Quantity => {
  if (pair) return { range: [pair.low, pair.high], rule: `figure/${pair.kind}` };
  if (numeral.high === undefined) return { value, rule: 'figure/number' };
  const scale = unit?.scale ?? 1;
  return { range: [numeral.value * scale, numeral.high * scale], vague: true, rule: 'figure/vague' };
};

const unitFields = ({ unit }: Amount): Pick<Draft, 'kind' | 'unit' | 'per'> => {
  if (unit === undefined) return { kind: 'count' };
  return { kind: unit.kind, unit: unit.unit, ...(unit.per === undefined ? {} : { per: unit.per }) };
};

/** The draft of an amount or of two that make a range; the counted noun is filled in later. */
const shape = (amount: Amount, pair: Pair | undefined): Draft => {
  const end = pair?.second ?? amount;
  const score = pair?.kind === 'score' ? { kind: 'score' as const } : {};
  return {
    first: amount.first, last: end.last, core: amount.first, coreLast: end.numeral.last, comparator: 'eq', confidence: 0.9,
    ...unitFields(end.unit === undefined ? amount : end), ...quantityOf(amount, pair), ...score,
  };
};

const RANGE_OPENERS: ReadonlySet<string> = new Set(['between', 'from']);

const compare = ({ pieces }: Reading, draft: Draft): void => {
  const opening = lowerAt(pieces, draft.first - 1);
  const before = comparatorBefore(pieces, RANGE_OPENERS.has(opening) ? draft.first - 1 : draft.first);
  if (draft.range && !draft.vague && opening === 'between') draft.first -= 1;
  if (before === undefined) return;
  draft.comparator = before.comparator;
  draft.first = before.first;
};

/** "200 or more people": a comparator right behind the number, before its noun. */
const compareInside = ({ pieces }: Reading, draft: Draft): void => {
  const after = comparatorAfter(pieces, draft.coreLast);
  if (after === undefined || (after.comparator === 'gte' && draft.comparator !== 'eq')) return;
  draft.comparator = after.comparator;
  if (draft.kind === 'count') draft.coreLast = after.last;
  draft.last = Math.max(draft.last, after.last);
};

/** "200 people or more". */
const compareBehind = ({ pieces }: Reading, draft: Draft): void => {
  const after = comparatorAfter(pieces, draft.last);
  if (after === undefined || draft.comparator !== 'eq') return;
  draft.comparator = after.comparator;
  draft.last = after.last;
};

const OLD: ReadonlySet<string> = new Set(['old', 'olds']);

/** "25-year-old", "25 years of age": the age's words belong to the span. */
const closeAge = ({ pieces }: Reading, draft: Draft): void => {
  if (draft.kind !== 'duration' || !sameSentence(pieces, draft.last, draft.first)) return;
  const word = lowerAt(pieces, draft.last);
  const length = OLD.has(word) ? 1 : word === 'of' && lowerAt(pieces, draft.last + 1) === 'age' ? 2 : 0;
  if (length > 0) Object.assign(draft, { last: draft.last + length, rule: 'figure/age' });
};

const RATIO_TAKERS: ReadonlySet<string> = new Set(['as', 'more', 'higher', 'larger', 'greater', 'bigger', 'the', 'its', 'their', 'that', 'what', 'faster', 'better', 'less', 'worse', 'longer', 'earnings', 'revenue', 'revenues', 'sales', 'profit', 'profits', 'income', 'book', 'gdp', 'annual', 'normal', 'average', 'expected', 'current']);

/** "three times as many", "tenfold" are ratios; "three times" alone counts occasions. */
const isMultiple = ({ pieces }: Reading, { coreLast }: Draft): boolean => {
  const word = lowerAt(pieces, coreLast);
  return word === 'fold' || (word === 'times' && RATIO_TAKERS.has(lowerAt(pieces, coreLast + 1)));
};

/** Reads what is not a unit of the dictionary: ratio, counted noun, or a number alone. */
const complete = (reading: Reading, draft: Draft, { numeral }: Amount): void => {
  if (draft.kind !== 'count') return;
  if (numeral.form === 'fraction') draft.kind = 'ratio';
  else if (isMultiple(reading, draft)) Object.assign(draft, { kind: 'ratio', last: draft.coreLast + 1, rule: 'figure/times' });
  else fillNoun(reading, draft);
};

/** A bare "half" is a ratio only behind a comparator ("nearly half") or before what it halves. */
const isLooseHalf = ({ numeral }: Amount, draft: Draft): boolean => draft.kind === 'ratio' && numeral.magnitude === 0 && draft.comparator === 'eq';

/** Beyond this a run of digits is a code, not a quantity. */
const LARGEST = 1e18;

/** The figure whose number begins at this piece. */
export const buildFigure = (reading: Reading, at: number): Draft | undefined => {
  const amount = readAmount(reading.pieces, at);
  if (amount === undefined || !(Math.abs(amount.value) < LARGEST)) return undefined;
  const pair = readPair(reading, amount);
  const draft = pair?.kind === 'apart' ? shape(borrowed(amount, pair), undefined) : shape(amount, pair);
  compare(reading, draft);
  compareInside(reading, draft);
  complete(reading, draft, amount);
  closeAge(reading, draft);
  compareBehind(reading, draft);
  if (isLooseHalf(amount, draft)) return undefined;
  const told = draft.kind === 'score' || amount.first < amount.numeral.first;
  return told || !isNoQuantity(reading, amount.numeral, draft) ? draft : undefined;
};

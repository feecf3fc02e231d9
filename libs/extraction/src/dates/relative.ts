import { ofDay, ofYear, periodAway } from './found.js';
import type { Found, Reader, Rule } from './reader.js';
import { endOf, tenseOf, word } from './reader.js';
import type { Grain } from './words.js';
import { GRAINS, PARTS_OF_DAY, SMALL_NUMBERS } from './words.js';

const found = (reader: Reader, at: { readonly last: number; readonly rule: string }, value: Omit<Found, 'last' | 'rule' | 'confidence'>): Found =>
  ({ ...value, last: at.last, end: endOf(reader, at.last - 1), rule: at.rule, confidence: 0.9 });

const NAMED_DAYS: ReadonlyMap<string, number> = new Map([['today', 0], ['tonight', 0], ['yesterday', -1], ['tomorrow', 1]]);

/** "today", "yesterday morning", "tomorrow". */
export const namedDay: Rule = (reader, i) => {
  const offset = NAMED_DAYS.get(word(reader, i));
  if (offset === undefined) return undefined;
  const last = PARTS_OF_DAY.has(word(reader, i + 1)) ? i + 2 : i + 1;
  return { ...ofDay(reader.anchor + offset, 'named-day', 0.9), last, end: endOf(reader, last - 1) };
};

/** "last night": the day before. */
export const lastNight: Rule = (reader, i) => {
  if (word(reader, i) !== 'last' || (word(reader, i + 1) !== 'night' && word(reader, i + 1) !== 'evening')) return undefined;
  return { ...ofDay(reader.anchor - 1, 'last-night', 0.85), last: i + 2, end: endOf(reader, i + 1) };
};

const SIDES: ReadonlyMap<string, number> = new Map([['last', -1], ['this', 0], ['next', 1]]);
/** A determiner before them makes a duration: "the last week", "these past months". */
const DURATION_HEADS: ReadonlySet<string> = new Set(['the', 'his', 'her', 'their', 'its', 'our', 'my', 'these', 'for', 'over']);

/** "last week", "this month", "next year". */
export const sidePeriod: Rule = (reader, i) => {
  const offset = SIDES.get(word(reader, i));
  const noun = reader.tokens[i + 1]?.lower ?? '';
  const grain = GRAINS.get(noun);
  if (offset === undefined || grain === undefined || grain === 'day' || noun !== grain) return undefined;
  if (offset !== 0 && DURATION_HEADS.has(word(reader, i - 1))) return undefined;
  return found(reader, { last: i + 2, rule: 'side-period' }, periodAway(reader.anchor, grain, offset));
};

/** "earlier in the week", "later in the year", "early in the month": token `i` is the edge. */
export const edgeOfPeriod: Rule = (reader, i) => {
  const grain = GRAINS.get(word(reader, i + 3));
  if (word(reader, i + 1) !== 'in' || word(reader, i + 2) !== 'the' || grain === undefined || grain === 'day') return undefined;
  return found(reader, { last: i + 4, rule: 'edge-of-period' }, periodAway(reader.anchor, grain, 0));
};

interface Amount {
  readonly count: number;
  readonly grain: Grain;
  readonly last: number;
}

function amountAt(reader: Reader, i: number): Amount | undefined {
  const token = reader.tokens[i];
  const count = SMALL_NUMBERS.get(word(reader, i)) ?? (token?.kind === 'number' ? Number(token.text) : Number.NaN);
  const grain = GRAINS.get(word(reader, i + 1));
  if (!Number.isInteger(count) || count < 1 || count > 400 || grain === undefined) return undefined;
  return { count, grain, last: i + 2 };
}

/** The day that "a day later" and "the day before" count from: the day told last, else the anchor. */
function basis(reader: Reader, i: number): { readonly day: number; readonly told: boolean } {
  const told = reader.mentioned;
  const near = told !== undefined && (reader.tokens[i]?.sentence ?? 0) - told.sentence <= 1;
  return near && told.day !== undefined ? { day: told.day, told: true } : { day: reader.anchor, told: false };
}

/** Years count from the year told last: "Five years later" after "1905". */
function yearsFrom(reader: Reader, count: number): Omit<Found, 'last'> | undefined {
  const told = reader.mentioned;
  return told && ofYear(told.year + count, 'counted-years', 0.8);
}

const LATER: ReadonlyMap<string, number> = new Map([['later', 1], ['earlier', -1], ['before', -1], ['after', 1]]);

function counted(reader: Reader, i: number, amount: Amount): Found | undefined {
  const { count, grain, last } = amount;
  const sign = LATER.get(word(reader, last));
  const closed = reader.tokens[last + 1]?.kind !== 'word' || word(reader, last) === 'later' || word(reader, last) === 'earlier';
  if (sign === undefined || !closed) return undefined;
  if (grain === 'year') {
    const value = yearsFrom(reader, sign * count);
    return value && found(reader, { last: last + 1, rule: 'counted-years' }, value);
  }
  const { day, told } = basis(reader, i);
  if (!told && grain !== 'day') return undefined;
  return found(reader, { last: last + 1, rule: 'counted-period' }, periodAway(day, grain, sign * count));
}

/** "two weeks ago", "a year ago", "ten years later", "a day earlier", "in two weeks" (ahead). */
export const amount: Rule = (reader, i) => {
  const read = amountAt(reader, i);
  if (!read) return undefined;
  const after = word(reader, read.last);
  if (after === 'ago') return found(reader, { last: read.last + 1, rule: 'ago' }, periodAway(reader.anchor, read.grain, -read.count));
  return counted(reader, i, read) ?? ahead(reader, i, read);
};

function ahead(reader: Reader, i: number, { count, grain, last }: Amount): Found | undefined {
  if (word(reader, i - 1) !== 'in' || word(reader, i - 2) === 'time' || word(reader, i - 2).endsWith('est') || grain === 'day' || reader.tokens[last]?.kind === 'word' || tenseOf(reader, { first: i, last }) !== 'future') return undefined;
  const before = reader.tokens[i - 1];
  return { ...found(reader, { last, rule: 'ahead' }, periodAway(reader.anchor, grain, count)), start: before?.start };
}

const NEIGHBOURS: ReadonlyMap<string, number> = new Map([['previous', -1], ['same', 0], ['following', 1], ['next', 1]]);

function neighbour(reader: Reader, at: { readonly grain: Grain; readonly offset: number; readonly last: number }): Found | undefined {
  const { grain, offset, last } = at;
  const told = reader.mentioned;
  if (told === undefined || grain === 'week' || grain === 'quarter') return undefined;
  if (grain === 'year') return found(reader, { last, rule: 'neighbour' }, ofYear(told.year + offset, '', 1));
  if (told.day === undefined) return undefined;
  return found(reader, { last, rule: 'neighbour' }, periodAway(told.day, grain, offset));
}

/** "the day before", "the previous day", "the same year", "the following month": token `i` is "the". */
export const definite: Rule = (reader, i) => {
  const first = word(reader, i + 1);
  const side = LATER.get(word(reader, i + 2));
  if (first === 'day' && side !== undefined && reader.tokens[i + 3]?.kind !== 'word') {
    return found(reader, { last: i + 3, rule: 'day-beside' }, periodAway(basis(reader, i).day, 'day', side));
  }
  const offset = NEIGHBOURS.get(first);
  const grain = GRAINS.get(word(reader, i + 2));
  return offset === undefined || grain === undefined ? undefined : neighbour(reader, { grain, offset, last: i + 3 });
};

/** "that day", "that same year", "later that month": token `i` is "that". */
export const thatPeriod: Rule = (reader, i) => {
  const noun = word(reader, i + 1) === 'same' ? i + 2 : i + 1;
  const grain = GRAINS.get(word(reader, noun));
  const told = reader.mentioned;
  if (grain === undefined || told === undefined || (reader.tokens[i]?.sentence ?? 0) - told.sentence > 1) return undefined;
  return neighbour(reader, { grain, offset: 0, last: noun + 1 });
};


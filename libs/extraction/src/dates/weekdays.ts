import { ofDay } from './found.js';
import { monthDay } from './months.js';
import type { Found, Reader, Rule } from './reader.js';
import { capitalised, possessive, tenseOf, word } from './reader.js';
import { lastWeekday, nearestWeekday, nextWeekday } from './resolve.js';
import type { Tense } from './tense.js';
import { PARTS_OF_DAY, SCHEDULED, WEEKDAYS, WEEKDAY_NAME_HEADS, WEEKDAY_NAME_TAILS } from './words.js';

/** "Fox News Sunday", "the Sunday Times": the weekday is part of a name. */
function inName(reader: Reader, i: number): boolean {
  if (capitalised(reader, i - 1) && WEEKDAY_NAME_HEADS.has(word(reader, i - 1))) return true;
  return capitalised(reader, i + 1) && WEEKDAY_NAME_TAILS.has(word(reader, i + 1));
}

/** "Thursday's attacks" were; "Tuesday's election" may lie ahead; otherwise the verb decides. */
function tenseOfWeekday(reader: Reader, i: number, last: number): Tense {
  if (word(reader, i - 1) === 'until' || word(reader, i - 2) === 'early' || word(reader, i - 2) === 'soon') return 'future';
  const noun = possessive(reader, i) ? i + 2 : i + 1;
  if (possessive(reader, i) && !SCHEDULED.has(word(reader, noun))) return 'past';
  return tenseOf(reader, { first: i, last });
}

const afterPart = (reader: Reader, i: number): number => (PARTS_OF_DAY.has(word(reader, i + 1)) ? i + 2 : i + 1);

/** "Friday, Oct. 23": one day with its name. */
function withMonthDay(reader: Reader, i: number): Found | undefined {
  const comma = reader.tokens[i + 1]?.text === ',' ? i + 2 : i + 1;
  const found = monthDay(reader, word(reader, comma) === 'the' ? comma + 1 : comma);
  return found && { ...found, rule: 'weekday-month-day' };
}

/** "every Friday", "Monday nights": no one day. */
const REPEATED: ReadonlySet<string> = new Set(['every', 'each', 'most']);
const PLURAL_PARTS: ReadonlySet<string> = new Set(['nights', 'mornings', 'evenings', 'afternoons']);

export const weekday: Rule = (reader, i) => {
  const day = WEEKDAYS.get(word(reader, i));
  if (day === undefined || !capitalised(reader, i) || inName(reader, i)) return undefined;
  if (REPEATED.has(word(reader, i - 1)) || PLURAL_PARTS.has(word(reader, i + 1))) return undefined;
  const full = withMonthDay(reader, i);
  if (full) return full;
  const last = afterPart(reader, i);
  const resolved = nearestWeekday(reader.anchor, day, tenseOfWeekday(reader, i, last));
  return { last, ...ofDay(resolved, 'weekday', 0.9) };
};

const MODIFIED: ReadonlyMap<string, (reader: Reader, day: number, at: { first: number; last: number }) => number> = new Map([
  ['last', (reader, day) => lastWeekday(reader.anchor, day)],
  ['past', (reader, day) => lastWeekday(reader.anchor, day)],
  ['next', (reader, day) => nextWeekday(reader.anchor, day)],
  ['coming', (reader, day) => nextWeekday(reader.anchor, day)],
  ['this', (reader, day, at) => nearestWeekday(reader.anchor, day, tenseOf(reader, at) === 'past' ? 'past' : 'future')],
]);

/** "last Sunday", "next Friday", "this Monday": token `i` is the modifier. */
export const modifiedWeekday: Rule = (reader, i) => {
  const day = WEEKDAYS.get(word(reader, i + 1));
  const resolve = MODIFIED.get(word(reader, i));
  if (day === undefined || resolve === undefined) return undefined;
  const last = afterPart(reader, i + 1);
  return { last, ...ofDay(resolve(reader, day, { first: i, last }), 'modified-weekday', 0.9) };
};

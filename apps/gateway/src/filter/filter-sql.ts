import type { Condition, FigureCondition, Filter } from './filter.js';

/** Values that stand in the SQL as $1, $2 ... */
export interface Parameters {
  readonly values: unknown[];
  /** Keeps a value and gives its place. */
  readonly place: (value: unknown) => string;
}

export function createParameters(): Parameters {
  const values: unknown[] = [];
  return { values, place: (value) => `$${values.push(value)}` };
}

/** Conditions on a row `s` of `story`, all of which must hold. */
export interface Conditions {
  /** What an index finds or the row itself tells. */
  readonly found: readonly string[];
  /** The same where rows are walked one by one: without what only an index tells cheaply. */
  readonly walked: readonly string[];
  /** By words, names and figures that have to be unpacked. */
  readonly judged: readonly string[];
}

/** The conditions of a filter, but for its status. No value ever becomes part of the SQL. */
export function conditionsSql(filter: Filter, { place }: Parameters): Conditions {
  const all = filter.conditions.map((condition) => sqlOf(condition, place));
  return { found: all.flatMap(({ found }) => found), walked: all.flatMap(({ walked }) => walked), judged: all.flatMap(({ judged }) => judged) };
}

type Place = Parameters['place'];

function sqlOf(condition: Condition, place: Place): Conditions {
  switch (condition.on) {
    case 'key': return found(negated(`s.keys && ${place(condition.values.map((value) => `${condition.key}:${value}`))}::text[]`, condition.not));
    case 'story': return found(negated(`s.id = any(${place(condition.values)}::text[])`, condition.not));
    case 'words': return eitherOf(condition.values.map((words) => wordsSql({ words, pairs: condition.pairs?.get(words) }, place)), condition.not);
    case 'likeness': return eitherOf(likenessSql(condition, place), condition.not);
    case 'time': return found(...timeSql(condition, place));
    case 'figure': return figuresSql(condition, place);
  }
}

const found = (...sql: readonly string[]): Conditions => ({ found: sql, walked: sql, judged: [] });
const negated = (sql: string, not: boolean): string => (not ? `not coalesce(${sql}, false)` : sql);
const anyOf = (parts: readonly string[]): string => `(${parts.length === 0 ? 'false' : parts.join(' or ')})`;
const allOf = (parts: readonly string[]): string => `(${parts.join(' and ')})`;

/** Any of some, or none of them. What is judged implies what finds it. */
function eitherOf(values: readonly Conditions[], not: boolean): Conditions {
  if (not) return { found: [], walked: [], judged: [negated(anyOf(values.map((value) => allOf([...value.found, ...value.judged]))), true)] };
  return {
    found: [anyOf(values.map((value) => allOf(value.found)))],
    walked: [anyOf(values.map(({ walked }) => allOf(walked)))],
    judged: [anyOf(values.map(({ judged }) => allOf(judged)))],
  };
}

/** Words in quotes, several in each: their pairs are rarer than the words, so these need not be looked up. */
const PHRASES_ALONE = /^(?:\s*"[^"\s]+\s[^"]+")+\s*$/;

/**
 * Found by the index whatever the language, and what has the words of a phrase, but nowhere side by side, left out by the index of pairs; judged by the language
 * of the story, from its own column: the text need not be unpacked.
 */
function wordsSql({ words, pairs }: { words: string; pairs: string | undefined }, place: Place): Conditions {
  const asked = place(words);
  const byWords = pairs !== undefined && PHRASES_ALONE.test(words) ? [] : [`s.search @@ story_query_of_any(${asked}::text)`];
  const marks = pairs === undefined ? [] : [`${place(pairs)}::tsquery`];
  // A statement must use all its values, also where everything is walked.
  return { found: [...byWords, ...marks.map((mark) => `story_pairs(s.search) @@ ${mark}`)], walked: [...byWords, ...marks.map((mark) => `${mark} is not null`)], judged: [`s.search @@ websearch_to_tsquery(story_search_config(s.language), ${asked}::text)`] };
}

/** By the key of each name, which has an index; links have such keys, too, so the names are asked as well. Where the names are not known, by the trigrams of all names together, then name by name. */
function likenessSql({ values, names }: Extract<Condition, { on: 'likeness' }>, place: Place): Conditions[] {
  if (names === undefined) return values.map((value) => `lower(${place(value)}::text)`).map((name) => ({ ...found(`story_name_like(s.names, ${name})`), judged: [`story_has_name_like(s.names, ${name})`] }));
  if (names.length === 0) return [];
  return [{ ...found(`s.keys && ${place(names.map((name) => `entity:${name}`))}::text[]`), judged: [`exists (select from string_to_table(s.names, ' | ') as shown where shown = any(${place(names)}::text[]))`] }];
}

function timeSql({ of, since, until }: Extract<Condition, { on: 'time' }>, place: Place): string[] {
  const column = of === 'change' ? 's.changed_at' : 's.version_created';
  return [...(since === undefined ? [] : [`${column} >= ${place(since)}::timestamptz`]), ...(until === undefined ? [] : [`${column} < ${place(until)}::timestamptz`])];
}

/** By keys first, which have an index, then figure by figure. */
function figuresSql(condition: FigureCondition, place: Place): Conditions {
  const keys = figureKeys(condition).map((values) => `s.keys && ${place(values)}::text[]`);
  const { unit, event, kind, gte, lte } = condition;
  const alone = [unit, event, kind].filter((values) => values !== undefined).length === 1 && gte === undefined && lte === undefined;
  return { ...found(...keys), judged: alone ? [] : [`exists (select from jsonb_to_recordset(s.facts) as f(unit text, event text, kind text, low float8, high float8) where ${factSql(condition, place)})`] };
}

/** More keys than these cost more to look up than they save. */
const MAX_KEYS = 400;

/** Lists of keys of each of which a story with such a figure has one. */
function figureKeys({ unit, event, kind, gte, lte }: FigureCondition): string[][] {
  const sized = gte !== undefined || lte !== undefined;
  const together = (unit ?? ['']).flatMap((one) => (event ?? ['']).flatMap((other) => (sized ? sizesOf(gte, lte).map((size) => `figure:${one}|${other}|${size}`) : [`figure:${one}|${other}`])));
  const kinds = kind === undefined ? [] : [kind.map((value) => `kind:${value}`)];
  const joint = (unit !== undefined && event !== undefined) || (sized && (unit ?? event) !== undefined);
  if (joint && together.length <= MAX_KEYS) return [together, ...kinds];
  return [...(unit === undefined ? [] : [unit.map((value) => `unit:${value}`)]), ...(event === undefined ? [] : [event.map((value) => `event:${value}`)]), ...kinds];
}

/** Sizes (powers of two, as in `story_keys`) that the lower end of a figure within the bounds can have, and one to each side for rounding. */
function sizesOf(gte = 0, lte = Infinity): number[] {
  const sizeOf = (value: number): number => (value >= 1 ? Math.min(40, 1 + Math.floor(Math.log2(value))) : 0);
  const [from, to] = [Math.max(0, sizeOf(gte) - 1), Math.min(40, sizeOf(lte) + 1)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
}

/** On a row `f` of figures with `unit`, `event`, `kind`, `low`, `high`. */
export function factSql({ unit, event, kind, gte, lte }: FigureCondition, place: Place): string {
  const lists = Object.entries({ unit, event, kind }).flatMap(([name, values]) => (values === undefined ? [] : [`f.${name} = any(${place(values)}::text[])`]));
  return [...lists, ...(gte === undefined ? [] : [`f.low >= ${place(gte)}::float8`]), ...(lte === undefined ? [] : [`f.high <= ${place(lte)}::float8`])].join(' and ');
}

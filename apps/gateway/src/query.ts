import { Failure } from '@wiredesk/contracts';
import type { Pool } from 'pg';
import { z } from 'zod';
import { allOf, type Filter } from './filter/filter.js';
import { FILTER_PARAMETERS } from './filter/filter-parameters.js';
import { isFilterParameter, parseFilter } from './filter/parse-filter.js';
import { readSearch } from './searches/read-searches.js';

export const limitSchema = z.coerce.number().int().min(1).max(200).default(50);
export const pageShape = { limit: limitSchema, cursor: z.string().max(100).optional() };
export const positionSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

type Raw = Readonly<Record<string, unknown>>;

/** Reads query parameters; unknown ones are refused, because a misspelt filter would answer another question. Throws `bad-request`. */
export function parseQuery<S extends z.ZodRawShape>(shape: S, query: Raw, further: readonly string[] = []): z.infer<z.ZodObject<S>> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const parsed = z.strictObject(shape).safeParse(given);
  if (parsed.success) return parsed.data as z.infer<z.ZodObject<S>>;
  const problems = parsed.error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  throw new Failure('bad-request', `${problems.join('; ')}; there are ${[...Object.keys(shape), ...further].join(', ')}`);
}

/** What a reader asks: a filter, with saved searches in it, and parameters of the place that is asked. */
export interface Question<S extends z.ZodRawShape> {
  readonly filter: Filter;
  readonly own: z.infer<z.ZodObject<S>>;
}

const searchSchema = z.union([z.string(), z.array(z.string()).max(5)]).optional();

/** Splits a query into the filter language and what is `shape`'s own. Throws `bad-request`. */
export async function readQuestion<S extends z.ZodRawShape>(pool: Pool, query: Raw, shape: S): Promise<Question<S>> {
  const { search, ...rest } = query;
  const entries = Object.entries(rest);
  const own = parseQuery(shape, Object.fromEntries(entries.filter(([name]) => !isFilterParameter(name))), ['search', ...Object.keys(FILTER_PARAMETERS), 'and -name to shut out']);
  const said = parseFilter(Object.fromEntries(entries.filter(([name]) => isFilterParameter(name))));
  const { search: names } = parseQuery({ search: searchSchema }, { search: search ?? '' });
  const saved = await Promise.all([names ?? []].flat().map((name) => readSearch(pool, name)));
  return { filter: allOf([...saved, said]), own };
}

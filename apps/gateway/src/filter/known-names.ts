import type { Pool } from 'pg';
import type { Condition, Filter } from './filter.js';

/** More names than these are not looked for one by one: names that are so common are soon found in the stories themselves. */
const MAX_NAMES = 400;

type Likeness = Extract<Condition, { on: 'likeness' }>;

/** The filter with the names that stories show and that are like the ones it asks for, where these are not too many. */
export async function withKnownNames(pool: Pick<Pool, 'query'>, filter: Filter): Promise<Filter> {
  if (!filter.conditions.some(({ on }) => on === 'likeness')) return filter;
  return { ...filter, conditions: await Promise.all(filter.conditions.map(async (condition) => (condition.on === 'likeness' ? { ...condition, ...(await namesLike(pool, condition)) } : condition))) };
}

async function namesLike(pool: Pick<Pool, 'query'>, { values }: Likeness): Promise<Pick<Likeness, 'names'>> {
  const { rows } = await pool.query<{ name: string }>(
    'select distinct name from unnest($1::text[]) as asked, known_names_like(lower(asked), $2) as name', [values, MAX_NAMES + 1]);
  return rows.length > MAX_NAMES ? {} : { names: rows.map(({ name }) => name) };
}

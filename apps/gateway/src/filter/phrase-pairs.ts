import type { Pool } from 'pg';
import type { Condition, Filter } from './filter.js';

type Words = Extract<Condition, { on: 'words' }>;

/** Words without quotes and the like are no phrase in any language. */
const MAY_HAVE_PHRASE = /[\p{P}\p{S}]/u;

/** The filter with the marks of pairs of words that its phrases want. */
export async function withPhrasePairs(pool: Pick<Pool, 'query'>, filter: Filter): Promise<Filter> {
  const asked = filter.conditions.filter(asksPhrase).flatMap(({ values }) => values);
  if (asked.length === 0) return filter;
  const { rows } = await pool.query<{ words: string; pairs: string | null }>(
    'select words, story_pairs_asked(story_query_of_any(words))::text as pairs from unnest($1::text[]) as words', [asked]);
  const pairs = new Map(rows.flatMap(({ words, pairs: wanted }) => (wanted === null ? [] : [[words, wanted] as const])));
  return { ...filter, conditions: filter.conditions.map((condition) => (asksPhrase(condition) ? { ...condition, pairs } : condition)) };
}

const asksPhrase = (condition: Condition): condition is Words => condition.on === 'words' && !condition.not && condition.values.some((words) => MAY_HAVE_PHRASE.test(words));

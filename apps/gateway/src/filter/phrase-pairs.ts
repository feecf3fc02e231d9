import type { Pool } from 'pg';
import type { Filter } from './filter.js';

/** Words without quotes and the like are no phrase in any language. */
const MAY_HAVE_PHRASE = /[\p{P}\p{S}]/u;

/** The filter with the marks of pairs of words that its phrases want. */
export async function withPhrasePairs(pool: Pick<Pool, 'query'>, filter: Filter): Promise<Filter> {
  const asked = filter.conditions.flatMap((condition) => (condition.on === 'words' && !condition.not ? condition.values : [])).filter((words) => MAY_HAVE_PHRASE.test(words));
  if (asked.length === 0) return filter;
  const { rows } = await pool.query<{ words: string; pairs: string | null }>(
    'select words, story_pairs_asked(story_query_of_any(words))::text as pairs from unnest($1::text[]) as words', [asked]);
  const pairs = new Map(rows.flatMap(({ words, pairs: wanted }) => (wanted === null ? [] : [[words, wanted] as const])));
  return { ...filter, conditions: filter.conditions.map((condition) => (condition.on === 'words' && !condition.not ? { ...condition, pairs } : condition)) };
}

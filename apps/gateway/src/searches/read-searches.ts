import { Failure } from '@wiredesk/contracts';
import type { Pool } from 'pg';
import type { Filter } from '../filter/filter.js';
import { parseFilter } from '../filter/parse-filter.js';

export interface SavedSearch {
  readonly name: string;
  /** A query string of the filter language, without `search`. */
  readonly query: string;
  readonly owner: string;
  readonly savedAt: string;
}

const COLUMNS = 'name, query, owner, saved_at as "savedAt"';
type Row = Omit<SavedSearch, 'savedAt'> & { readonly savedAt: Date };
const searchOf = (row: Row): SavedSearch => ({ ...row, savedAt: row.savedAt.toISOString() });

/** Names and values of a query string; a name that comes several times has a list. */
export function parametersOf(query: string): Record<string, string | string[]> {
  const given = new URLSearchParams(query);
  return Object.fromEntries([...new Set(given.keys())].map((name) => {
    const values = given.getAll(name);
    return [name, values.length === 1 ? values[0] ?? '' : values];
  }));
}

/** The filter that was saved under a name. Throws `bad-request` when there is none. */
export async function readSearch(pool: Pool, name: string): Promise<Filter> {
  const saved = await findSearch(pool, name);
  if (saved === undefined) throw new Failure('bad-request', `search: nothing is saved under ${JSON.stringify(name.slice(0, 100))}`);
  return parseFilter(parametersOf(saved.query));
}

export async function findSearch(pool: Pool, name: string): Promise<SavedSearch | undefined> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from saved_search where name = $1`, [name.replaceAll('\0', '')]);
  return rows.map(searchOf)[0];
}

export async function listSearches(pool: Pool): Promise<SavedSearch[]> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from saved_search order by name limit 1000`);
  return rows.map(searchOf);
}

/** Saves, or replaces what was saved under the name. */
export async function writeSearch(pool: Pool, { name, query, owner }: Omit<SavedSearch, 'savedAt'>): Promise<SavedSearch | undefined> {
  const { rows } = await pool.query<Row>(
    `insert into saved_search (name, query, owner, saved_at) values ($1, $2, $3, now())
     on conflict (name) do update set query = excluded.query, owner = excluded.owner, saved_at = excluded.saved_at returning ${COLUMNS}`, [name, query, owner]);
  return rows.map(searchOf)[0];
}

/** False when there was none. */
export async function deleteSearch(pool: Pool, name: string): Promise<boolean> {
  return ((await pool.query('delete from saved_search where name = $1', [name])).rowCount ?? 0) > 0;
}

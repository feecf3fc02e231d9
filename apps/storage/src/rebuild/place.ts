import type { DataSource } from 'typeorm';
import type { Sql } from '../story-desk.js';
import { Refused } from './refused.js';

/** What is rebuilt, what it is rebuilt in, and what keeps the old tables afterwards: names of schemas. */
export interface Place {
  readonly home: string;
  readonly fresh: string;
  readonly before: string;
}

export const FRESH = 'wire_rebuild';
export const BEFORE = 'wire_before';

/** Where unqualified names of this database lead. Names that would have to be quoted are refused. */
export async function placeOf(database: DataSource): Promise<Place> {
  const [row] = await database.query<{ home: string | null }[]>('select current_schema() as home');
  const home = row?.home ?? '';
  if (!/^[a-z_][a-z0-9_]*$/.test(home) || home === FRESH || home === BEFORE) throw new Refused(`the schema "${home}" cannot be rebuilt: a plain name in small letters expected`);
  return { home, fresh: FRESH, before: BEFORE };
}

/** Makes an empty schema for the rebuild; what a rebuild that was killed left there goes. True when there was something. */
export async function makeFreshSchema(sql: Sql, { fresh }: Place): Promise<boolean> {
  const [row] = await sql.query<{ there: boolean }[]>('select to_regnamespace($1) is not null as there', [fresh]);
  await dropFreshSchema(sql, { fresh });
  await sql.query(`create schema ${fresh}`);
  return row?.there === true;
}

export async function dropFreshSchema(sql: Sql, { fresh }: Pick<Place, 'fresh'>): Promise<void> {
  await sql.query(`drop schema if exists ${fresh} cascade`);
}

import type { Sql } from '../story-desk.js';
import { copyRows } from './catalogue.js';
import type { Place } from './place.js';
import { DERIVED } from './tables.js';

/** What is no longer on the raw topic. */
export interface CarriedOver {
  /** Items of which the delivery that was stored has left the topic: they keep their annotations. */
  readonly items: number;
  /** Stories of which an item has left the database as well: carried over as they stand. */
  readonly stories: number;
}

const stageOld = ({ home }: Place): string => `
  insert into staged (at, enriched_at, partition, "offset", story_id, version, version_key, content_hash, receipt_id, doc)
  select i.stored_at, i.enriched_at, -1, row_number() over (order by i.stored_at, i.story_id, i.version_key, i.content_hash), i.story_id, i.version, i.version_key, i.content_hash, i.receipt_id, i.doc
  from ${home}.item i where not exists (
    select from staged s where s.story_id = i.story_id and s.content_hash = i.content_hash and s.version_key = i.version_key and s.receipt_id = i.receipt_id)
  returning 1`;
const incomplete = ({ home }: Place): string => `
  select s.id from ${home}.story s where exists (
    select from jsonb_array_elements(s.state->'heads') as head where not exists (
      select from staged i where i.story_id = s.id and i.content_hash = head->>'contentHash' and i.version = head->>'version'))
  order by s.id`;

/** Brings what retention took from the raw topic out of the old tables, so that nothing that was known is lost. */
export async function carryOver(sql: Sql, place: Place): Promise<CarriedOver> {
  const items = (await sql.query<unknown[]>(stageOld(place))).length;
  await sql.query('analyze staged');
  const ids = (await sql.query<{ id: string }[]>(incomplete(place))).map(({ id }) => id);
  if (ids.length > 0) {
    for (const [table, where] of Object.entries(DERIVED)) await copyRows(sql, { table, from: place.home, to: place.fresh, where, values: [ids] });
  }
  return { items, stories: ids.length };
}

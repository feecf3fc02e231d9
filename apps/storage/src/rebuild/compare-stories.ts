import type { Sql } from '../story-desk.js';
import type { Place } from './place.js';

/** What readers know of a story; the name of the engine alone is no news. */
const told = (story: string): string =>
  `jsonb_build_array(${story}.status, ${story}.version, ${story}.text_content_hash, ${story}.state->>'reason', ${story}.public #- '{annotations,engine}')`;

export interface Comparison {
  readonly stories: number;
  /** Stories that readers have to be told of. */
  readonly differing: number;
  /** Of these, how many were not there before. */
  readonly added: number;
}

export interface DifferingStory {
  readonly id: string;
  readonly uri: string;
  /** Undefined when there was none. */
  readonly before: string | undefined;
  readonly after: string;
}

const CREATE = 'create unlogged table differing (n bigint primary key, id text not null)';
const FIND = ({ home }: Place): string => `
  insert into differing (n, id)
  select row_number() over (order by f.changed_sequence), f.id from story f left join ${home}.story o on o.id = f.id
  where o.id is null or ${told('f')} is distinct from ${told('o')}`;
const COUNT = ({ home }: Place): string => `
  select (select count(*)::int from story) as stories, count(*)::int as differing, count(*) filter (where o.id is null)::int as added
  from differing d left join ${home}.story o on o.id = d.id`;
const GONE = ({ home }: Place): string => `select o.id from ${home}.story o where not exists (select from story f where f.id = o.id) limit 5`;
const SHOW = ({ home }: Place): string => `
  select d.id, f.uri, o.status || ' ' || o.version as before, f.status || ' ' || f.version as after
  from differing d join story f on f.id = d.id left join ${home}.story o on o.id = d.id order by d.n limit $1`;

/** Finds the stories that are to their readers other than they were; the list stays in the table `differing`. Throws when a story would be lost. */
export async function compareStories(sql: Sql, place: Place): Promise<Comparison> {
  const gone = await sql.query<{ id: string }[]>(GONE(place));
  if (gone.length > 0) throw new Error(`stories would be lost, such as ${gone.map(({ id }) => id).join(', ')}: this must not be, and nothing was changed`);
  await sql.query(CREATE);
  await sql.query(FIND(place));
  const [row] = await sql.query<Comparison[]>(COUNT(place));
  if (row === undefined) throw new Error('the stories could not be counted');
  return row;
}

/** The first of the stories that differ, for people. */
export async function differingStories(sql: Sql, place: Place, limit: number): Promise<DifferingStory[]> {
  const rows = await sql.query<{ id: string; uri: string; before: string | null; after: string }[]>(SHOW(place), [limit]);
  return rows.map(({ before, ...row }) => ({ ...row, before: before ?? undefined }));
}

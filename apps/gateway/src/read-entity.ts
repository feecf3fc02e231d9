import type { Pool } from 'pg';
import type { Entity } from '@wiredesk/contracts';
import { allOf, spelt, type Filter } from './filter/filter.js';
import { createParameters } from './filter/filter-sql.js';
import { pageSql } from './read-stories.js';

export interface EntityView {
  readonly key: string;
  /** As most stories spell it; absent when no story names it. */
  readonly name?: string;
  readonly type?: string;
  readonly link?: string;
  readonly country?: string;
  /** Stories that name it, the newest 500 at most. */
  readonly stories: number;
  /** There may be more stories than are counted here. */
  readonly more: boolean;
  readonly newest: readonly { readonly storyId: string; readonly changed: number; readonly changedAt: string; readonly headline?: string }[];
  /** Newest first, days in UTC. */
  readonly days: readonly { readonly day: string; readonly stories: number }[];
  /** What the newest of its stories name beside it. */
  readonly beside: readonly { readonly name: string; readonly type: string; readonly link?: string; readonly stories: number }[];
}

const MAX_COUNTED = 500;
const LOOKED_INTO = 200;
const SHOWN = 20;

interface Row {
  readonly id: string;
  readonly changed_sequence: string;
  readonly changed_at: Date;
  readonly headline: string | null;
  readonly entities: readonly Named[] | null;
}

type Named = Pick<Entity, 'name' | 'type' | 'link' | 'country'>;

/** What is known of an entity by its link or name, in the stories that pass a filter. */
export async function readEntity(pool: Pool, key: string, filter: Filter): Promise<EntityView> {
  const [spelling, wanted] = [remembered((name) => spelt('entity', name)), spelt('entity', key)];
  const named = allOf([filter, { conditions: [{ on: 'key', key: 'entity', values: [wanted], not: false }], statuses: ['usable'] }]);
  const found = await findNewest(pool, named);
  const entities = found.slice(0, LOOKED_INTO).flatMap((row) => row.entities ?? []);
  const isIt = ({ name, link }: Named): boolean => spelling(name) === wanted || (link !== undefined && spelling(link) === wanted);
  const face = tally(entities.filter(isIt), spelling)[0];
  return {
    key, ...(face === undefined ? {} : { name: face.name, type: face.type, ...(face.link === undefined ? {} : { link: face.link }), ...(face.country === undefined ? {} : { country: face.country }) }),
    stories: found.length, more: found.length === MAX_COUNTED, days: daysOf(found),
    newest: found.slice(0, SHOWN).map(({ id, changed_sequence, changed_at, headline }) => ({ storyId: id, changed: Number(changed_sequence), changedAt: changed_at.toISOString(), ...(headline === null ? {} : { headline }) })),
    beside: tally(entities.filter((entity) => !isIt(entity)), spelling).slice(0, SHOWN)
      .map(({ name, type, link, stories }) => ({ name, type, ...(link === undefined ? {} : { link }), stories })),
  };
}

/** The newest stories, as many as are counted; only those that are looked into are opened, and where names stand in the text is left behind. */
async function findNewest(pool: Pool, filter: Filter): Promise<Row[]> {
  const parameters = createParameters();
  const page = await pageSql(pool, { filter, limit: MAX_COUNTED }, parameters);
  return (await pool.query<Row>(`
    select id, changed_sequence, changed_at, case when n <= ${SHOWN} then public->'headlines'->0->>'value' end as headline, case when n <= ${LOOKED_INTO} then (select jsonb_agg(e - 'mentions') from jsonb_array_elements(public->'annotations'->'entities') as e) end as entities
    from (select page.*, row_number() over (order by changed_sequence desc) as n from (select s.id, s.changed_sequence, s.changed_at, s.public ${page}) as page) as newest order by n`, parameters.values)).rows;
}

function daysOf(found: readonly Row[]): EntityView['days'] {
  const counts = new Map<string, number>();
  for (const { changed_at } of found) {
    const day = changed_at.toISOString().slice(0, 10);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts].map(([day, stories]) => ({ day, stories })).sort((a, b) => b.day.localeCompare(a.day));
}

/** The same names come again and again. */
function remembered(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const result = known.get(text) ?? work(text);
    known.set(text, result);
    return result;
  };
}

/** Entities with the number of stories that name them, the most often named first. Each story has an entity once. */
function tally(entities: readonly Named[], spelling: (name: string) => string): (Named & { stories: number })[] {
  const counts = new Map<string, { entity: Named; stories: number }>();
  for (const entity of entities) {
    const key = `${entity.type}|${entity.link ?? spelling(entity.name)}`;
    const entry = counts.get(key) ?? { entity, stories: 0 };
    entry.stories++;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) => b.stories - a.stories).map(({ entity: { name, type, link, country }, stories }) => ({ name, type, ...(link === undefined ? {} : { link }), ...(country === undefined ? {} : { country }), stories }));
}

import { changesBetween, type StoryChange, type StoryState } from '@wiredesk/stories';
import { createStoryDesk, type Sql, type StoryDesk } from '../story-desk.js';
import { storyEventOf, type UnnumberedEvent } from '../story-event-of.js';
import { INSERT_EVENTS } from '../write-sql.js';
import type { Place } from './place.js';

/** The positions that a swap will give; it is refused when the counter has moved since. */
export interface Numbered {
  /** The last number that was given before, and the last one now. */
  readonly from: number;
  readonly to: number;
}

interface OldStory {
  readonly id: string;
  readonly state: StoryState;
}

const PAGE = 200;
/** What is to its readers as it was keeps its positions and what else tells of its writing. */
const KEEP_POSITIONS = ({ home }: Place): string => `
  update story f set revision = o.revision, stored_at = o.stored_at, changed_at = o.changed_at, arrived_sequence = o.arrived_sequence, changed_sequence = o.changed_sequence
  from ${home}.story o where o.id = f.id and not exists (select from differing d where d.id = f.id)`;
const NEXT_PAGE = 'select d.n::text as n, d.id, f.uri from differing d join story f on f.id = d.id where d.n > $1 order by d.n limit $2';
const OLD = ({ home }: Place): string => `select id, state from ${home}.story where id = any($1)`;
const SET_POSITIONS = ({ home }: Place): string => `
  update story f set revision = coalesce(o.revision + 1, f.revision), stored_at = coalesce(o.stored_at, f.stored_at), changed_at = $2::timestamptz,
    arrived_sequence = coalesce(o.arrived_sequence, g.first), changed_sequence = g.last
  from jsonb_to_recordset($1::jsonb) as g(id text, first bigint, last bigint) left join ${home}.story o on o.id = g.id where f.id = g.id`;
/** Numbers and instants of events never go back. */
const COUNTER = ({ home }: Place): string => `
  select c.value::text as value, to_char(greatest($1::timestamptz, (select max(recorded_at) from ${home}.outbox)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
  from ${home}.counter c where c.name = 'story-event'`;

/** Leaves in the fresh outbox what readers have to be told, with numbers behind the last one that was given, and gives every story its positions. */
export async function tellChanges(sql: Sql, place: Place, now: string): Promise<Numbered> {
  await sql.query('truncate outbox');
  await sql.query(KEEP_POSITIONS(place));
  const [counter] = await sql.query<{ value: string; at: string }[]>(COUNTER(place), [now]);
  if (counter === undefined) throw new Error('the counter of story events is not there');
  const from = Number(counter.value);
  let to = from;
  for (let after = '0'; ;) {
    const page = await sql.query<{ n: string; id: string; uri: string }[]>(NEXT_PAGE, [after, PAGE]);
    const last = page.at(-1);
    if (last === undefined) return { from, to };
    to = await tellPage({ sql, place, at: counter.at }, page, to);
    after = last.n;
  }
}

async function tellPage({ sql, place, at }: { sql: Sql; place: Place; at: string }, page: readonly { id: string; uri: string }[], from: number): Promise<number> {
  const desk = createStoryDesk(sql, at);
  const ids = page.map(({ id }) => id);
  await desk.load(ids);
  const old = new Map((await sql.query<OldStory[]>(OLD(place), [ids])).map(({ id, state }) => [id, state]));
  let to = from;
  const events: Record<string, unknown>[] = [];
  const positions: Record<string, unknown>[] = [];
  for (const { id, uri } of page) {
    const first = to + 1;
    for (const event of await eventsOf(desk, { before: old.get(id), id, uri })) {
      to++;
      events.push({ sequence: to, story_id: id, type: event.type, event: { ...event, sequence: to }, recorded_at: at });
    }
    positions.push({ id, first, last: to });
  }
  await sql.query(INSERT_EVENTS, [JSON.stringify(events)]);
  await sql.query(SET_POSITIONS(place), [JSON.stringify(positions), at]);
  return to;
}

async function eventsOf(desk: StoryDesk, { before, id, uri }: { before: StoryState | undefined; id: string; uri: string }): Promise<UnnumberedEvent[]> {
  const { state } = desk.workOf(id);
  if (state === undefined) throw new Error(`story ${id} is not there`);
  const changes = changesBetween(before, state);
  const events: UnnumberedEvent[] = [];
  for (const change of changes.length > 0 ? changes : [readAnew(state)]) {
    events.push(storyEventOf({ state, change, uri, recordedAt: desk.now, shown: change.showsText ? await desk.shownItems(state) : [] }));
  }
  return events;
}

/** The same item decides, and what was read in it is other than before. */
function readAnew({ version, status, text, reason }: StoryState): StoryChange {
  if (status === 'usable' && text !== undefined) return { type: 'updated', version, reason: 'read anew by the engine', showsText: true, text };
  return { type: status === 'usable' ? 'withheld' : status, version, ...(reason === undefined ? {} : { reason }), showsText: false };
}

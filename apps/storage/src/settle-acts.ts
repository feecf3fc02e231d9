import { canonicalJson, digestOf, type EnrichedItem } from '@wiredesk/contracts';
import {
  applyReference, candidateOf, findVictim, meantBy, namesOf, referencesOf, retractReference, writtenBetween, type Candidate, type Finding, type Meant, type StoryReference, type Victim,
} from '@wiredesk/stories';
import { faceKey, type Sql, type StoryDesk } from './story-desk.js';

/** An act that names a story which is not there, or several: it waits for a story or for a person. */
export interface ParkedAct {
  readonly storyId: string;
  readonly uri: string;
  readonly effect: string;
  readonly names: string;
  readonly candidates: readonly string[];
}

interface ActRow {
  readonly id: string;
  readonly act: StoryReference;
  readonly victim: string | null;
  readonly candidates: readonly string[];
}

const INSERT_NAMES = 'insert into story_name (name, story_id) select name, story_id from jsonb_to_recordset($1::jsonb) as given(name text, story_id text) on conflict do nothing';
const INSERT_ACTS = `
  with given as (select * from jsonb_to_recordset($1::jsonb) as given(id text, act jsonb, names text[])),
  acts as (insert into story_act (id, act, recorded_at) select distinct on (id) id, act, $2::timestamptz from given order by id, act->>'at'
    on conflict (id) do update set act = excluded.act where excluded.act->>'at' < story_act.act->>'at')
  insert into story_act_name (name, act_id) select distinct unnest(names), id from given on conflict do nothing`;
/**
 * Acts of one's own, and those that may mean a story which has one of the names, whether they are parked or applied somewhere; one writer at a time decides on
 * an act. Slugs and numbers are given again, day after day: an act from before the story was written is left out, unless it names its uri.
 */
const ACTS_BY_NAME = `
  select id, act, victim, candidates from story_act where id = any($1) or id in (
    select a.id from jsonb_to_recordset($2::jsonb) as asked(name text, since timestamptz) join story_act_name n using (name) join story_act a on a.id = n.act_id
    where a.act->>'id' = asked.name or (a.act->>'at')::timestamptz >= asked.since - interval '1 day')
  order by id for update`;
const NAMES_OF = 'select name, story_id from story_name where story_id = any($1)';
/** Stories that go by the names of acts: all that can be meant, or of those that an act names by more than their uri the ones with a text within a day of it. */
const STORIES_BY_NAME = `
  select distinct asked.id, n.story_id from jsonb_to_recordset($1::jsonb) as asked(id text, uri text, names text[], at timestamptz)
  join story_name n on n.name = any(asked.names) left join story s on s.id = n.story_id
  where n.name = asked.uri or n.story_id = any($2) or s.first_written is null
    or (s.first_written <= asked.at + interval '1 day' and ($3::boolean or s.last_written >= asked.at - interval '1 day'))`;
const NAMES_OF_STORIES = 'select story_id, array_agg(name order by name) as names from story_name where story_id = any($1) group by story_id';
const SETTLE = `
  update story_act a set victim = given.victim, candidates = given.candidates
  from jsonb_to_recordset($1::jsonb) as given(id text, victim text, candidates text[]) where a.id = given.id`;

/**
 * An act and the story that it names may be stored at the same moment by two writers, neither of whom sees the other's rows: the kill would wait
 * for a story that is there. Acts hold their names alone, stories share theirs. Taken before any story, in slot order, so that nobody waits in a circle.
 */
const LOCK_NAMES = `
  select case when acts then pg_advisory_xact_lock(7071004, slot) else pg_advisory_xact_lock_shared(7071004, slot) end
  from (select hashtext(name) & 255 as slot, bool_or(acts) as acts from jsonb_to_recordset($1::jsonb) as given(name text, acts boolean) group by 1 order by 1) slots`;

/** Locks all names that items go by or act on until the transaction ends. */
export async function lockNames(sql: Sql, items: readonly EnrichedItem[]): Promise<void> {
  const own = new Set(items.flatMap(namesOf));
  const acting = new Set(items.flatMap(referencesOf).flatMap(({ names }) => names));
  const names = [...[...own].map((name) => ({ name, acts: false })), ...[...acting].map((name) => ({ name, acts: true }))];
  await sql.query(LOCK_NAMES, [JSON.stringify(names)]);
}

/** Two deliveries of one act are one, and the earlier received counts. */
const idOf = ({ effect, id, from }: StoryReference): string => digestOf(Buffer.from(canonicalJson([effect, id, from])));

/**
 * Kills, holds, releases and corrections that name another story, and takes that continue one. Each is asked again whenever a story with one of its names gains an
 * item, so that the order of arrival does not show: applied to the one story that it can mean, else parked and taken back; a kill or hold that can mean several keeps all of them from the public.
 */
export async function settleActs(desk: StoryDesk, fresh: readonly EnrichedItem[]): Promise<ParkedAct[]> {
  if (fresh.length === 0) return [];
  const names = fresh.flatMap((item) => namesOf(item).map((name) => ({ name, story_id: item.storyId })));
  await desk.sql.query(INSERT_NAMES, [JSON.stringify(names)]);
  const acts = fresh.flatMap(referencesOf).map((act) => ({ id: idOf(act), act, names: act.names }));
  if (acts.length > 0) await desk.sql.query(INSERT_ACTS, [JSON.stringify(acts), desk.now]);
  const gained = new Map([...new Set(fresh.map(({ storyId }) => storyId))].map((id) => [id, sinceOf(desk, id)]));
  // All names of the stories that gained an item: an act may know one of them by a name that an earlier item brought.
  const known = await desk.sql.query<{ name: string; story_id: string }[]>(NAMES_OF, [[...gained.keys()]]);
  const asked = known.flatMap(({ name, story_id }) => { const since = gained.get(story_id); return since === undefined ? [] : [{ name, since }]; });
  const rows = await desk.sql.query<ActRow[]>(ACTS_BY_NAME, [acts.map(({ id }) => id), JSON.stringify(asked)]);
  return rows.length === 0 ? [] : settle(desk, rows, [...gained.keys()]);
}

/** When the first text of a story was written; undefined of one without a text, which no act can mean. */
function sinceOf(desk: StoryDesk, storyId: string): string | undefined {
  const { state } = desk.workOf(storyId);
  return state === undefined ? undefined : writtenBetween(state)?.first;
}

async function settle(desk: StoryDesk, rows: readonly ActRow[], gained: readonly string[]): Promise<ParkedAct[]> {
  const decided = (await victimsOf(desk, rows, gained)).map(({ row, victim }) => ({ row, before: meantBy(row.act, victimBefore(row)), meant: meantBy(row.act, victim), now: columnsOf(victim) }));
  await desk.load(decided.flatMap(({ before }) => before.map(({ storyId }) => storyId)));
  for (const { before, meant } of decided) await move(desk, before, meant);
  const changed = decided.filter(({ row, now }) => now.victim !== row.victim || now.candidates.join() !== row.candidates.join());
  if (changed.length > 0) await desk.sql.query(SETTLE, [JSON.stringify(changed.map(({ row, now }) => ({ id: row.id, ...now })))]);
  return decided.filter(({ now }) => now.victim === null).map(({ row: { act }, now }) => ({ storyId: act.from.storyId, uri: act.from.uri, effect: act.effect, names: act.names.join(' | '), candidates: now.candidates }));
}

interface FoundFor extends Finding {
  readonly row: ActRow;
}

/** Looks among the stories of the day first: a slug may have been given to thousands before, and they are read only when nothing of the day is meant. */
async function victimsOf(desk: StoryDesk, rows: readonly ActRow[], gained: readonly string[]): Promise<FoundFor[]> {
  const find = async (asked: readonly ActRow[], all: boolean): Promise<FoundFor[]> => {
    const candidates = await candidatesOf(desk, asked, { gained, all });
    return asked.map((row) => ({ row, ...findVictim(row.act, candidates.get(row.id) ?? []) }));
  };
  const near = await find(rows, false);
  const open = near.filter(({ isRecent }) => !isRecent).map(({ row }) => row);
  if (open.length === 0) return near;
  const others = new Map((await find(open, true)).map((found) => [found.row, found]));
  return near.map((found) => others.get(found.row) ?? found);
}

/** By the ids of acts. */
async function candidatesOf(desk: StoryDesk, rows: readonly ActRow[], { gained, all }: { gained: readonly string[]; all: boolean }): Promise<ReadonlyMap<string, Candidate[]>> {
  const asked = rows.map(({ id, act }) => ({ id, uri: act.id, names: act.names, at: act.at }));
  const pairs = await desk.sql.query<{ id: string; story_id: string }[]>(STORIES_BY_NAME, [JSON.stringify(asked), gained, all]);
  const ids = [...new Set(pairs.map(({ story_id }) => story_id))];
  const names = new Map((await desk.sql.query<{ story_id: string; names: string[] }[]>(NAMES_OF_STORIES, [ids])).map((row) => [row.story_id, row.names]));
  await desk.load(ids);
  const candidates = new Map(ids.flatMap((id) => { const { state } = desk.workOf(id); return state === undefined ? [] : [[id, candidateOf(state, names.get(id) ?? [])]]; }));
  const byAct = new Map<string, Candidate[]>(rows.map(({ id }) => [id, []]));
  for (const { id, story_id } of pairs) {
    const candidate = candidates.get(story_id);
    if (candidate !== undefined) byAct.get(id)?.push(candidate);
  }
  return byAct;
}

/** Takes an act back from where it applied and applies it where it is meant. */
async function move(desk: StoryDesk, before: readonly Meant[], meant: readonly Meant[]): Promise<void> {
  for (const each of before) if (!meant.some((other) => isSame(each, other))) await retract(desk, each);
  for (const each of meant) await apply(desk, each);
}

const isSame = (one: Meant, other: Meant): boolean => one.storyId === other.storyId && one.reference.effect === other.reference.effect;

function victimBefore({ victim, candidates }: ActRow): Victim {
  if (victim !== null) return { found: 'one', storyId: victim };
  return candidates.length > 0 ? { found: 'several', storyIds: candidates } : { found: 'none' };
}

const columnsOf = (victim: Victim): Pick<ActRow, 'victim' | 'candidates'> =>
  ({ victim: victim.found === 'one' ? victim.storyId : null, candidates: victim.found === 'several' ? victim.storyIds : [] });

async function retract(desk: StoryDesk, { storyId, reference }: Meant): Promise<void> {
  const work = desk.workOf(storyId);
  if (work.state !== undefined) await desk.take(work, retractReference(work.state, reference, { now: desk.now }), { uri: await uriOf(desk, storyId) });
}

async function apply(desk: StoryDesk, { storyId, reference }: Meant): Promise<void> {
  const work = desk.workOf(storyId);
  if (work.state !== undefined) await desk.take(work, applyReference(work.state, reference, { now: desk.now }), { uri: await uriOf(desk, storyId) });
}

/** A story's own name: readers know it by that. */
export async function uriOf(desk: StoryDesk, storyId: string): Promise<string> {
  const { state } = desk.workOf(storyId);
  const item = state === undefined ? undefined : await desk.itemOf(storyId, faceKey(state));
  return item?.uri ?? storyId;
}

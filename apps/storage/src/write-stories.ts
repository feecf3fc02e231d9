import { Failure, type EnrichedItem } from '@wiredesk/contracts';
import type { ItemKey } from '@wiredesk/stories';
import { loadItem, storyRow, type Sql, type StoryWork } from './story-store.js';
import { INSERT_EVENTS, TAKE_NUMBERS, UPSERT_STORIES } from './write-sql.js';

/**
 * Writes the stories that changed and numbers what readers are told of them. Returns the number of events. Throws
 * `database-unavailable` when another writer was faster on one of them: the whole batch is read and folded again.
 */
export async function writeStories(sql: Sql, works: ReadonlyMap<string, StoryWork>, now: string): Promise<number> {
  const changed = [...works.values()].filter((work) => work.changed);
  if (changed.length === 0) return 0;
  const faces = new Map<StoryWork, Faces>();
  for (const work of changed) faces.set(work, await facesOf(sql, work));
  const count = changed.reduce((sum, { events }) => sum + events.length, 0);
  let next = count === 0 ? 0 : await takeNumbers(sql, count);
  const events: Record<string, unknown>[] = [];
  const rows = changed.map((work) => {
    const numbered = work.events.map(({ event, traceparent }) => ({ event: { ...event, sequence: next++ }, traceparent }));
    events.push(...numbered.map(({ event, traceparent }) => ({
      sequence: event.sequence, story_id: event.storyId, type: event.type, event, traceparent, recorded_at: now,
    })));
    const sequences = { first: numbered[0]?.event.sequence ?? 0, last: numbered.at(-1)?.event.sequence ?? 0 };
    return storyRow({ work, sequences, now, ...(faces.get(work) ?? { face: undefined, shown: undefined }) });
  });
  if (events.length > 0) await sql.query(INSERT_EVENTS, [JSON.stringify(events)]);
  const written = await sql.query<{ id: string }[]>(`${UPSERT_STORIES} returning id`, [JSON.stringify(rows)]);
  if (written.length !== rows.length) throw new Failure('database-unavailable', 'another writer changed one of these stories; it is read again');
  return count;
}

interface Faces {
  /** The item whose fields stand for the story in lists. */
  readonly face: EnrichedItem | undefined;
  /** The item whose text is public now, when it is not the one whose text stands in the row. */
  readonly shown: EnrichedItem | undefined;
}

async function facesOf(sql: Sql, work: StoryWork): Promise<Faces> {
  const { state, before, items } = work;
  if (state === undefined) return { face: undefined, shown: undefined };
  const find = async (key: { version: string; contentHash: string }): Promise<EnrichedItem | undefined> =>
    items.get(`${key.version} ${key.contentHash}`) ?? loadItem(sql, state.storyId, key);
  const { text } = state;
  const shown = state.status === 'usable' && text !== undefined && !standsAlready(before, text) ? await find(text) : undefined;
  return { shown, face: shown ?? work.face ?? (await find(text ?? state)) };
}

const standsAlready = (before: StoryWork['before'], text: ItemKey): boolean =>
  before?.status === 'usable' && before.text?.version === text.version && before.text.contentHash === text.contentHash;

/** The first of `count` numbers in a row. */
async function takeNumbers(sql: Sql, count: number): Promise<number> {
  const [rows] = await sql.query<[{ value: string }[], number]>(TAKE_NUMBERS, [count]);
  return Number(rows[0]?.value) - count + 1;
}

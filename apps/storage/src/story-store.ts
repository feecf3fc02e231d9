import { versionKey, type EnrichedItem } from '@wiredesk/contracts';
import { nextTickAt, publicStory, type ItemKey, type StoryState } from '@wiredesk/stories';
import type { UnnumberedEvent } from './story-event-of.js';

/** One transaction's connection. */
export interface Sql {
  query<T = unknown>(text: string, values?: unknown[]): Promise<T>;
}

/** A story while a transaction works on it. `revision` counts its writes: 0 is a story that is not there yet. */
export interface StoryWork {
  state: StoryState | undefined;
  changed: boolean;
  readonly revision: number;
  readonly events: { event: UnnumberedEvent; traceparent?: string | undefined }[];
  /** Items of this transaction, by version and content hash. */
  readonly items: Map<string, EnrichedItem>;
  /** The item whose fields stand for the story in lists, where this transaction brought it. */
  face?: EnrichedItem;
  /** What stands in the row, so that an unchanged public text is not fetched and built again. */
  readonly before?: { readonly text?: ItemKey | undefined; readonly status: string };
}

/**
 * One writer at a time for a story, whether its row is there yet or not; locks are taken in one order, so that no two writers wait for
 * each other. Slots instead of ids keep the lock table small.
 */
const LOCK_STORIES = `
  select pg_advisory_xact_lock(7071003, slot)
  from (select distinct hashtext(id) & 1023 as slot from unnest($1::text[]) as asked(id) order by slot) slots`;

/** The stories with these ids, locked until the transaction ends. */
export async function loadStories(sql: Sql, ids: readonly string[]): Promise<Map<string, StoryWork>> {
  await sql.query(LOCK_STORIES, [ids]);
  const rows = await sql.query<{ id: string; revision: string; state: StoryState }[]>('select id, revision, state from story where id = any($1)', [ids]);
  const works = new Map<string, StoryWork>(ids.map((id) => [id, { state: undefined, changed: false, revision: 0, events: [], items: new Map() }]));
  for (const { id, revision, state } of rows) {
    works.set(id, { state, changed: false, revision: Number(revision), events: [], items: new Map(), before: { text: state.text, status: state.status } });
  }
  return works;
}

/** One item of the history, or undefined. */
export async function loadItem(sql: Sql, storyId: string, { version, contentHash }: ItemKey): Promise<EnrichedItem | undefined> {
  const [row] = await sql.query<{ doc: EnrichedItem }[]>(
    'select doc from item where story_id = $1 and version_key = $2 and content_hash = $3', [storyId, versionKey(version), contentHash]);
  return row?.doc;
}

/** What a row of `story` is made of; without `shown` the public text stays as it stands. */
export interface StoryRowInput {
  readonly work: StoryWork;
  readonly sequences: { readonly first: number; readonly last: number };
  readonly now: string;
  readonly face: EnrichedItem | undefined;
  /** The item whose text is public now; absent when the one in the row still is, or when none is. */
  readonly shown: EnrichedItem | undefined;
}

export function storyRow({ work: { state, revision }, sequences, now, face, shown }: StoryRowInput): Record<string, unknown> {
  if (state === undefined || face === undefined) throw new Error('a story without items was to be written');
  const usable = state.status === 'usable' && state.text !== undefined;
  return {
    id: state.storyId, revision: revision + 1, status: state.status, version: state.version,
    text_version_key: state.text === undefined ? null : versionKey(state.text.version), text_content_hash: state.text?.contentHash ?? null,
    uri: face.uri, feed: face.receipt.feed, language: face.annotations.language.detected ?? face.language, urgency: face.urgency,
    received_at: face.receipt.receivedAt, now, next_tick_at: nextTickAt(state) ?? null,
    arrived_sequence: sequences.first, changed_sequence: sequences.last, state,
    public: usable && shown !== undefined ? publicStory(shown, state) : null, keep_public: usable && shown === undefined,
  };
}

import { versionKey, type EnrichedItem } from '@wiredesk/contracts';
import type { Applied, ItemKey, StoryState } from '@wiredesk/stories';
import { storyEventOf, type UnnumberedEvent } from './story-event-of.js';

/** One transaction's connection. */
export interface Sql {
  query<T = unknown>(text: string, values?: unknown[]): Promise<T>;
}

export type Transaction = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

/** A story while a transaction works on it. `revision` counts its writes: 0 is a story that is not there yet. */
export interface StoryWork {
  readonly id: string;
  /** As it stood when the transaction began. */
  readonly before: StoryState | undefined;
  state: StoryState | undefined;
  changed: boolean;
  readonly revision: number;
  events: { readonly event: UnnumberedEvent; readonly traceparent?: string | undefined }[];
}

/** What made a story change: told with its events. */
export interface Cause {
  readonly uri: string;
  readonly receiptId?: string | undefined;
  readonly traceparent?: string | undefined;
}

/** The stories that one transaction works on, and the items it has at hand. */
export interface StoryDesk {
  readonly sql: Sql;
  /** The instant of this transaction. */
  readonly now: string;
  readonly works: ReadonlyMap<string, StoryWork>;
  /** Loads stories that are not on the desk yet and locks them until the transaction ends. */
  load(ids: readonly string[]): Promise<void>;
  workOf(id: string): StoryWork;
  /** Takes a new state in and notes what readers are told of it. True when the state is another. */
  take(work: StoryWork, applied: Applied, cause: Cause): Promise<boolean>;
  putItem(item: EnrichedItem): void;
  /** The items whose text a story shows, its takes in order; empty when it shows none. */
  shownItems(state: StoryState): Promise<EnrichedItem[]>;
  itemOf(storyId: string, key: ItemKey): Promise<EnrichedItem | undefined>;
  /** Has items at hand that itemOf is going to be asked for, in one look-up instead of one each. */
  loadItems(wanted: readonly StoryItemKey[]): Promise<void>;
}

/** Names one item of one story. */
export interface StoryItemKey extends ItemKey {
  readonly storyId: string;
}

/**
 * One writer at a time for a story, whether its row is there yet or not. Slots instead of ids keep the lock table small; they are taken in
 * one order, so that writers of one batch each do not wait for each other.
 */
export const STORY_LOCK = 7_071_003;
export const STORY_SLOTS = 1_024;
const LOCK_STORIES = `
  select pg_advisory_xact_lock(${STORY_LOCK}, slot)
  from (select distinct hashtext(id) & ${STORY_SLOTS - 1} as slot from unnest($1::text[]) as asked(id) order by slot) slots`;
const STATES = 'select id, revision, state from story where id = any($1)';
const ITEMS = 'select doc from item join unnest($1::text[], $2::text[], $3::text[]) as asked(story_id, version_key, content_hash) using (story_id, version_key, content_hash)';

/** The items whose text a story shows, its takes in order. */
export function shownKeys({ storyId, status, text, takes }: StoryState): StoryItemKey[] {
  if (status !== 'usable' || text === undefined) return [];
  const keys = takes?.flatMap(({ version, contentHash }) => (version === undefined || contentHash === undefined ? [] : [{ version, contentHash }])) ?? [text];
  return keys.map(({ version, contentHash }) => ({ storyId, version, contentHash }));
}

/** The item that stands for a story, shown or not. */
export const faceKey = ({ storyId, text, version, contentHash }: StoryState): StoryItemKey => ({ storyId, version: text?.version ?? version, contentHash: text?.contentHash ?? contentHash });

export function createStoryDesk(sql: Sql, now: string): StoryDesk {
  const works = new Map<string, StoryWork>();
  const items = new Map<string, EnrichedItem>();
  const keyOf = (storyId: string, { version, contentHash }: ItemKey): string => `${storyId} ${version} ${contentHash}`;
  const desk: StoryDesk = {
    sql, now, works,
    load: async (ids) => {
      const missing = [...new Set(ids)].filter((id) => !works.has(id));
      if (missing.length === 0) return;
      await sql.query(LOCK_STORIES, [missing]);
      const rows = await sql.query<{ id: string; revision: string; state: StoryState }[]>(STATES, [missing]);
      const found = new Map(rows.map((row) => [row.id, row]));
      for (const id of missing) {
        const row = found.get(id);
        works.set(id, { id, before: row?.state, state: row?.state, changed: false, revision: Number(row?.revision ?? 0), events: [] });
      }
    },
    workOf: (id) => {
      const work = works.get(id);
      if (work === undefined) throw new Error(`story ${id} was not loaded`);
      return work;
    },
    take: async (work, { state, changes }, { uri, receiptId, traceparent }) => {
      const isOther = state !== work.state;
      work.changed ||= isOther;
      work.state = state;
      for (const change of changes) {
        const shown = change.showsText ? await desk.shownItems(state) : [];
        work.events.push({ event: storyEventOf({ state, change, uri, recordedAt: now, receiptId, shown }), traceparent });
      }
      return isOther;
    },
    putItem: (item) => { items.set(keyOf(item.storyId, item), item); },
    shownItems: async (state) => {
      const keys = shownKeys(state);
      await desk.loadItems(keys);
      return keys.map((key) => items.get(keyOf(state.storyId, key))).filter((item) => item !== undefined);
    },
    loadItems: async (wanted) => {
      const missing = new Map(wanted.map((key) => [keyOf(key.storyId, key), key] as const).filter(([name]) => !items.has(name)));
      if (missing.size === 0) return;
      const keys = [...missing.values()];
      const rows = await sql.query<{ doc: EnrichedItem }[]>(ITEMS, [keys.map(({ storyId }) => storyId), keys.map(({ version }) => versionKey(version)), keys.map(({ contentHash }) => contentHash)]);
      for (const { doc } of rows) desk.putItem(doc);
    },
    itemOf: async (storyId, { version, contentHash }) => {
      const key = { storyId, version, contentHash };
      await desk.loadItems([key]);
      return items.get(keyOf(storyId, key));
    },
  };
  return desk;
}

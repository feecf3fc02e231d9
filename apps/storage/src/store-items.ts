import { headerText, type EnrichedItem } from '@wiredesk/contracts';
import type { Batch, DecodedRecord } from '@wiredesk/eventlog';
import { applyItem } from '@wiredesk/stories';
import { entityRows, figureRows, itemRow } from './rows.js';
import { asFailure } from './sql-failures.js';
import { storyEventOf } from './story-event-of.js';
import { loadItem, loadStories, type Sql, type StoryWork } from './story-store.js';
import { INSERT_ENTITIES, INSERT_FIGURES, INSERT_ITEMS, NOTE_PROGRESS } from './write-sql.js';
import { writeStories } from './write-stories.js';

export interface StoreItemsOptions {
  /** Runs its argument in one transaction. */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  readonly now?: () => Date;
  /** Called after the commit with the number of new story events. */
  readonly onStored: (stored: { items: number; repeated: number; events: number }) => void;
}

export type StoreItems = (batch: Batch<EnrichedItem>) => Promise<void>;

/**
 * Folds a batch into its stories: history, current states, figures, entities and the outbox, in one transaction. Storing the same
 * items again, in any order, changes nothing. Throws `database-unavailable` (try again) or `row-refused` (an item's values are to blame).
 */
export function createStoreItems({ transaction, now = () => new Date(), onStored }: StoreItemsOptions): StoreItems {
  return async (batch) => {
    const at = now().toISOString();
    try {
      const stored = await transaction(async (sql) => {
        const works = await loadStories(sql, [...new Set(batch.records.map(({ value }) => value.storyId))]);
        const fresh: EnrichedItem[] = [];
        for (const record of batch.records) if (await fold(sql, { record, works, at })) fresh.push(record.value);
        await writeItems(sql, fresh, at);
        const events = await writeStories(sql, works, at);
        await noteProgress(sql, batch);
        return { items: fresh.length, repeated: batch.records.length - fresh.length, events };
      });
      onStored(stored);
    } catch (error) {
      throw asFailure(error);
    }
  };
}

interface Folding {
  readonly record: DecodedRecord<EnrichedItem>;
  readonly works: ReadonlyMap<string, StoryWork>;
  readonly at: string;
}

/** Takes one item into its story and notes what readers are told. False when the story has this very item already. */
async function fold(sql: Sql, { record: { record, value: item }, works, at }: Folding): Promise<boolean> {
  const work = works.get(item.storyId);
  if (work === undefined) throw new Error(`story ${item.storyId} was not loaded`);
  const { state, isNew, isCurrent, changes } = applyItem(work.state, item, { now: at });
  work.changed ||= state !== work.state;
  work.state = state;
  work.items.set(`${item.version} ${item.contentHash}`, item);
  if (isCurrent) work.face = item;
  const traceparent = headerText(record.headers, 'traceparent');
  for (const change of changes) {
    const shown = change.showsText && change.text !== undefined
      ? work.items.get(`${change.text.version} ${change.text.contentHash}`) ?? await loadItem(sql, item.storyId, change.text)
      : undefined;
    work.events.push({ event: storyEventOf({ state, change, uri: item.uri, recordedAt: at, receiptId: item.receipt.id, shown }), traceparent });
  }
  return isNew;
}

/** History, figures and entities of items that are new to their stories. */
async function writeItems(sql: Sql, items: readonly EnrichedItem[], at: string): Promise<void> {
  if (items.length === 0) return;
  await sql.query(INSERT_ITEMS, [JSON.stringify(items.map((item) => itemRow(item, at)))]);
  await sql.query(INSERT_FIGURES, [JSON.stringify(items.flatMap(figureRows))]);
  await sql.query(INSERT_ENTITIES, [JSON.stringify(items.flatMap(entityRows))]);
}

/** How far this topic has got, in the same transaction: an offset that jumps ahead of it later proves a gap. */
async function noteProgress(sql: Sql, { topic, partition, records }: Batch<EnrichedItem>): Promise<void> {
  const last = records.at(-1);
  if (last !== undefined) await sql.query(NOTE_PROGRESS, [topic, partition, String(BigInt(last.record.offset) + 1n)]);
}

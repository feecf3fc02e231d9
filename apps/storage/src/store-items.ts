import { headerText, type EnrichedItem } from '@wiredesk/contracts';
import type { Batch, DecodedRecord } from '@wiredesk/eventlog';
import { applyItem } from '@wiredesk/stories';
import { lockNames, settleActs, type ParkedAct } from './settle-acts.js';
import { createComparedTexts, type ComparedTexts } from './compared-texts.js';
import { linkCopies, linkLateCopies, type SecondLook } from './link-copies.js';
import { entityRows, figureRows, itemRow } from './rows.js';
import { asFailure } from './sql-failures.js';
import { createStoryDesk, type Sql, type StoryDesk, type Transaction } from './story-desk.js';
import { INSERT_ENTITIES, INSERT_FIGURES, INSERT_ITEMS, NOTE_PROGRESS } from './write-sql.js';
import { writeStories } from './write-stories.js';

/** What became of one batch. */
export interface Stored {
  readonly items: number;
  readonly repeated: number;
  readonly events: number;
  /** Kills, holds and the like whose victim is unknown or ambiguous: nothing was guessed, and what a kill or hold may mean is withheld. */
  readonly parked: readonly ParkedAct[];
}

export interface StoreItemsOptions {
  /** Runs its argument in one transaction. */
  readonly transaction: Transaction;
  readonly now?: () => Date;
  /** Called after the commit. */
  readonly onStored: (stored: Stored) => void;
}

export type StoreItems = (batch: Batch<EnrichedItem>) => Promise<void>;

/**
 * Folds a batch into its stories: history, current states, figures, entities, acts on other stories, copies and the outbox, in one
 * transaction; then looks once more for copies that came at the same moment. Storing the same items again, in any order, changes nothing.
 * Throws `database-unavailable` (try again) or `row-refused`.
 */
export function createStoreItems({ transaction, now = () => new Date(), onStored }: StoreItemsOptions): StoreItems {
  const compared = createComparedTexts();
  return async (batch) => {
    const at = now().toISOString();
    try {
      const { second, ...stored } = await transaction((sql) => storeBatch(createStoryDesk(sql, at), batch, compared));
      const late = second === undefined ? 0 : await transaction((sql) => linkLateCopies(createStoryDesk(sql, at), second, compared));
      onStored({ ...stored, events: stored.events + late });
    } catch (error) {
      throw asFailure(error);
    }
  };
}

async function storeBatch(desk: StoryDesk, batch: Batch<EnrichedItem>, compared: ComparedTexts): Promise<Stored & { second: SecondLook | undefined }> {
  const { sql, now } = desk;
  const all = batch.records.map(({ value }) => value);
  await lockNames(sql, all);
  await desk.load(all.map(({ storyId }) => storyId));
  const records: DecodedRecord<EnrichedItem>[] = [];
  const telling: EnrichedItem[] = [];
  for (const record of batch.records) {
    const { isNew, tells } = await fold(desk, record);
    if (isNew) records.push(record);
    if (tells) telling.push(record.value);
  }
  const fresh = records.map(({ value }) => value);
  await writeItems(sql, records, now);
  const parked = await settleActs(desk, telling);
  // What is there already is compared again: whoever stored it may have been killed before the second look.
  const second = await linkCopies(desk, all, compared);
  const events = await writeStories(desk);
  await noteProgress(sql, batch);
  return { items: fresh.length, repeated: all.length - fresh.length, events, parked, second };
}

/** Takes one item into its story: whether the story did not have this very item yet, and whether it tells anything, be it an earlier receipt. */
async function fold(desk: StoryDesk, { record, value: item }: DecodedRecord<EnrichedItem>): Promise<{ isNew: boolean; tells: boolean }> {
  const work = desk.workOf(item.storyId);
  const applied = applyItem(work.state, item, { now: desk.now });
  if (applied.isNew) desk.putItem(item);
  const isOther = await desk.take(work, applied, { uri: item.uri, receiptId: item.receipt.id, traceparent: headerText(record.headers, 'traceparent') });
  return { isNew: applied.isNew, tells: applied.isNew || isOther };
}

/** History, figures and entities of items that are new to their stories. */
async function writeItems(sql: Sql, records: readonly DecodedRecord<EnrichedItem>[], storedAt: string): Promise<void> {
  if (records.length === 0) return;
  const items = records.map(({ value }) => value);
  const rows = records.map(({ value, record }) => itemRow(value, { enrichedAt: new Date(Number(record.timestamp)).toISOString(), storedAt }));
  await sql.query(INSERT_ITEMS, [JSON.stringify(rows)]);
  await sql.query(INSERT_FIGURES, [JSON.stringify(items.flatMap(figureRows))]);
  await sql.query(INSERT_ENTITIES, [JSON.stringify(items.flatMap(entityRows))]);
}

/** How far this topic has got, in the same transaction: an offset that jumps ahead of it later proves a gap. */
async function noteProgress(sql: Sql, { topic, partition, records }: Batch<EnrichedItem>): Promise<void> {
  const last = records.at(-1);
  if (last !== undefined) await sql.query(NOTE_PROGRESS, [topic, partition, String(BigInt(last.record.offset) + 1n)]);
}

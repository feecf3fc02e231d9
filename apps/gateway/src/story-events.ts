import type { Pool } from 'pg';
import type { PublicStory, StoryEvent } from '@wiredesk/contracts';
import type { Status } from './filter/filter.js';

/** Types of events after which a text may no longer be shown. */
export const GONE = ['killed', 'withheld', 'expired'] as const;
export const isGone = (type: string): boolean => (GONE as readonly string[]).includes(type);

/**
 * Whether the text of event `o` may be shown now: its story `s` is usable, and was never killed, held or expired after the event. What came
 * before the last of those stays hidden, also when the story has a newer text since.
 */
export const SHOWN = `s.status = 'usable' and not exists (
  select from outbox gone where gone.story_id = o.story_id and gone.sequence > o.sequence and gone.type in ('killed', 'withheld', 'expired'))`;

export interface ToldRow {
  readonly event: StoryEvent;
  readonly shown: boolean;
}

/** An event as it may be told now: without its text, and what would tell of it, where that may not be shown. */
export function toldOf({ event, shown }: ToldRow): StoryEvent {
  if (shown && event.story !== undefined) return event;
  const { story, changed, ...rest } = event;
  return rest as StoryEvent;
}

export const textOf = (row: ToldRow): PublicStory | undefined => (row.shown ? row.event.story : undefined);

const STATUS_OF: Partial<Record<StoryEvent['type'], Status>> = { killed: 'killed', withheld: 'withheld', expired: 'expired' };

/** What a story was after an event. */
export const statusAfter = (event: StoryEvent): Status => STATUS_OF[event.type] ?? (event.story === undefined ? 'withheld' : 'usable');

const TOLD = `select o.event, ${SHOWN} as shown from outbox o join story s on s.id = o.story_id where o.story_id = $1`;

/** What was told of a story, the newest first. */
export async function readTold(pool: Pool, storyId: string, { before, limit }: { before?: number | undefined; limit: number }): Promise<ToldRow[]> {
  return (await pool.query<ToldRow>(`${TOLD} and ($2::bigint is null or o.sequence < $2) order by o.sequence desc limit $3`, [storyId, before ?? null, limit])).rows;
}

/** The last that was told of a story at an instant; undefined when it was not known then. */
export async function readToldAsOf(pool: Pool, storyId: string, asOf: string): Promise<ToldRow | undefined> {
  return (await pool.query<ToldRow>(`${TOLD} and o.recorded_at <= $2 order by o.sequence desc limit 1`, [storyId, asOf])).rows[0];
}

import { Failure } from '@wiredesk/contracts';
import type { Pool } from 'pg';
import type { Status } from './filter/filter.js';
import { readKeptHistory } from './kept-history.js';
import { readStory } from './read-stories.js';
import { readToldAsOf, statusAfter, textOf, type ToldRow } from './story-events.js';

/** A story as it was publicly known at an instant. */
export interface PastStory {
  readonly storyId: string;
  readonly asOf: string;
  /** What it was then. */
  readonly status: Status;
  readonly sequence: number;
  readonly recordedAt: string;
  /** It had a text then, which may not be shown any more. */
  readonly textGone?: true;
  readonly [field: string]: unknown;
}

/**
 * Undefined when nothing had been told of it. Its text is there only if it may still be shown. Throws `not-kept` when what was told then is not kept any
 * more: an older answer would be a wrong one.
 */
export async function readPastStory(pool: Pool, storyId: string, asOf: string): Promise<PastStory | undefined> {
  const { keptFrom } = await readKeptHistory(pool);
  const isBefore = keptFrom !== undefined && Date.parse(asOf) < Date.parse(keptFrom);
  const row = isBefore ? undefined : await readToldAsOf(pool, storyId, asOf);
  if (row !== undefined) return asTold(row, { storyId, asOf });
  return keptFrom === undefined ? undefined : beyondHistory(pool, { storyId, asOf, keptFrom });
}

function asTold(row: ToldRow, { storyId, asOf }: { storyId: string; asOf: string }): PastStory {
  const { event } = row;
  const story = textOf(row);
  return {
    ...(story ?? { uri: event.uri, version: event.version }), storyId, asOf: new Date(asOf).toISOString(), status: statusAfter(event), sequence: event.sequence, recordedAt: event.recordedAt,
    ...(event.story !== undefined && story === undefined ? { textGone: true as const } : {}), ...(event.reason === undefined ? {} : { reason: event.reason }),
  };
}

/** Nothing that was told until then is kept. A story that has not changed since is what it is now. */
async function beyondHistory(pool: Pool, { storyId, asOf, keptFrom }: { storyId: string; asOf: string; keptFrom: string }): Promise<PastStory | undefined> {
  const story = await readStory(pool, storyId);
  const at = Date.parse(asOf);
  if (story === undefined || at < Date.parse(story.storedAt)) return undefined;
  if (at < Date.parse(story.changedAt)) throw new Failure('not-kept', `what was told of this story at that instant is not kept; of all stories it is kept from ${keptFrom}`);
  const { changed: sequence, changedAt: recordedAt, arrived: _arrived, storedAt: _storedAt, ...now } = story;
  return { ...now, asOf: new Date(at).toISOString(), sequence, recordedAt };
}

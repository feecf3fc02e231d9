import type { Pool } from 'pg';
import type { Status } from './filter/filter.js';
import { readToldAsOf, statusAfter, textOf } from './story-events.js';

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

/** Undefined when nothing had been told of it. Its text is there only if it may still be shown. */
export async function readPastStory(pool: Pool, storyId: string, asOf: string): Promise<PastStory | undefined> {
  const row = await readToldAsOf(pool, storyId, asOf);
  if (row === undefined) return undefined;
  const { event } = row;
  const story = textOf(row);
  return {
    ...(story ?? { uri: event.uri, version: event.version }), storyId, asOf: new Date(asOf).toISOString(), status: statusAfter(event), sequence: event.sequence, recordedAt: event.recordedAt,
    ...(event.story !== undefined && story === undefined ? { textGone: true as const } : {}), ...(event.reason === undefined ? {} : { reason: event.reason }),
  };
}

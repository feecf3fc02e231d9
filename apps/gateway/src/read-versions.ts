import type { Pool } from 'pg';
import type { PublicStory, StoryEvent } from '@wiredesk/contracts';
import { changedBetween } from '@wiredesk/stories';
import { readTold, textOf, type ToldRow } from './story-events.js';
import { wordDiff, type WordChange } from './word-diff.js';

/** One public version of a story. Of a text that may not be shown there is only that it was. */
export interface VersionView {
  readonly sequence: number;
  readonly type: StoryEvent['type'];
  readonly version: string;
  readonly recordedAt: string;
  readonly shown: boolean;
  readonly reason?: string;
  readonly versionCreated?: string;
  readonly headline?: string;
  /** Against the version before it, where both may be shown. */
  readonly changed?: { readonly figures: unknown; readonly entities: unknown; readonly headline: readonly WordChange[]; readonly text: readonly WordChange[] };
}

/** The public versions of a story, the newest first, and whether more are behind them. */
export async function readVersions(pool: Pool, storyId: string, { before, limit }: { before?: number | undefined; limit: number }): Promise<{ versions: VersionView[]; more: boolean }> {
  // One more, because the oldest of the page is compared, too.
  const rows = await readTold(pool, storyId, { before, limit: limit + 1 });
  return { versions: rows.slice(0, limit).map((row, n) => versionOf(row, rows[n + 1])), more: rows.length > limit };
}

function versionOf(row: ToldRow, previous: ToldRow | undefined): VersionView {
  const { sequence, type, version, recordedAt, reason } = row.event;
  const story = textOf(row);
  const before = previous === undefined ? undefined : textOf(previous);
  return {
    sequence, type, version, recordedAt, shown: story !== undefined, ...(reason === undefined ? {} : { reason }),
    ...(story === undefined ? {} : { versionCreated: story.versionCreated, headline: headlineOf(story) }),
    ...(story === undefined || before === undefined ? {} : {
      changed: { ...changedBetween(before.annotations, story.annotations), headline: wordDiff(headlineOf(before), headlineOf(story)), text: wordDiff(before.text, story.text) },
    }),
  };
}

const headlineOf = (story: PublicStory): string => story.headlines[0]?.value ?? '';

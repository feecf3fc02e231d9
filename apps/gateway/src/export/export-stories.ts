import type { Pool } from 'pg';
import type { Filter } from '../filter/filter.js';
import { readStories } from '../read-stories.js';
import { EXPORTS, type ExportFormat } from './formats.js';

export interface ExportOptions {
  readonly filter: Filter;
  readonly format: ExportFormat;
  /** Begins behind this position. */
  readonly after: number;
  /** At most so many stories. */
  readonly limit: number;
  readonly pageSize?: number;
}

/**
 * Stories that pass, in the order of their changes, as pieces of one file. A page at a time is read when the reader has taken the one before,
 * and as it is then: what was killed meanwhile is not in it, and what changed meanwhile comes again with its newer text.
 */
export async function* exportStories(pool: Pool, { filter, format, after, limit, pageSize = 100 }: ExportOptions): AsyncGenerator<string> {
  const { head, write } = EXPORTS[format];
  if (head !== '') yield head;
  let position = after;
  for (let left = limit; left > 0;) {
    const stories = await readStories(pool, { filter: { ...filter, statuses: ['usable'] }, after: position, limit: Math.min(left, pageSize) });
    const last = stories.at(-1);
    if (last === undefined) return;
    yield stories.map(write).join('');
    position = last.changed;
    left -= stories.length;
    if (stories.length < pageSize) return;
  }
}

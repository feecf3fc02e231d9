import type { Pool } from 'pg';
import type { StoryEvent } from '@wiredesk/contracts';
import { judgedBy, predicateOf, type Judged, type Judgement } from '../filter/filter-predicate.js';
import type { Filter } from '../filter/filter.js';
import { GONE_THROUGH } from '../kept-history.js';
import { isGone, SHOWN, toldOf, type ToldRow } from '../story-events.js';

/** An event of the outbox as it may be told at the time of reading. */
export interface TellableEvent {
  readonly sequence: number;
  readonly event: StoryEvent;
  readonly judgement: Judgement;
  /** As it goes over the wire; made once for all readers. */
  readonly frame: () => string;
}

interface Row extends ToldRow {
  readonly words: readonly number[] | null;
  readonly likeness: readonly number[] | null;
}

/** Judged by the same functions that fill the columns of `story`, on the text of the event. */
const JUDGED = `select page.*,
    array(select n from unnest($3::text[]) with ordinality as asked(words, n) where story_search(page.event->'story') @@ story_query(page.event->'story', asked.words)) as words,
    array(select n from unnest($4::text[]) with ordinality as asked(name, n) where story_name_like(story_names(page.event->'story'), lower(asked.name))) as likeness`;
const PAGE = `from (select o.event, ${SHOWN} as shown from outbox o join story s on s.id = o.story_id where o.sequence > $1 order by o.sequence limit $2) as page`;

/** Events behind a position, in order, with what the filters of their readers must have judged. */
export async function readOutboxPage(pool: Pool, { after, limit, judged }: { after: number; limit: number; judged: readonly Judged[] }): Promise<TellableEvent[]> {
  const [words, likeness] = (['words', 'likeness'] as const).map((on) => [...new Set(judged.filter((one) => one.on === on).map(({ value }) => value))]);
  const asks = judged.length > 0;
  const { rows } = await pool.query<Row>(asks ? `${JUDGED} ${PAGE}` : `select page.*, null as words, null as likeness ${PAGE}`, asks ? [after, limit, words, likeness] : [after, limit]);
  return rows.map((row) => {
    const event = toldOf(row);
    const held = { words: new Set((row.words ?? []).map((n) => words?.[Number(n) - 1])), likeness: new Set((row.likeness ?? []).map((n) => likeness?.[Number(n) - 1])) };
    let frame: string | undefined;
    return { sequence: event.sequence, event, judgement: ({ on, value }) => held[on].has(value), frame: () => (frame ??= eventFrame(event)) };
  });
}

const eventFrame = (event: StoryEvent): string => `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** The first event that is still there, or would be if there were any, and the last number that was given. */
export async function readOutboxBounds(pool: Pool): Promise<{ first: number | undefined; last: number }> {
  const { rows } = await pool.query<{ first: string | null; through: string; last: string | null }>(
    `select (select min(sequence) from outbox) as first, ${GONE_THROUGH} as through, (select value from counter where name = 'story-event') as last`);
  const [row] = rows;
  const through = Number(row?.through ?? 0);
  const first = row?.first == null ? undefined : Number(row.first);
  return { first: first === undefined && through === 0 ? undefined : Math.max(first ?? 0, through + 1), last: Number(row?.last ?? 0) };
}

export interface StreamFilter {
  readonly judged: readonly Judged[];
  readonly passes: (event: TellableEvent) => boolean;
}

/**
 * What of the stream a reader is told. That a text is gone is told always, since the reader may have been shown it, whatever it was; an event
 * whose text has gone since is not: what took it is further on.
 */
export function streamFilterOf(filter: Filter): StreamFilter {
  const predicate = predicateOf(filter);
  const usable = filter.statuses?.includes('usable') ?? true;
  const stories = filter.conditions.flatMap((condition) => (condition.on === 'story' ? [condition] : []));
  return {
    judged: judgedBy(filter),
    passes: ({ event, judgement }) => {
      if (isGone(event.type)) return stories.every(({ values, not }) => values.includes(event.storyId) !== not);
      return usable && event.story !== undefined && predicate({ story: event.story, changedAt: event.recordedAt }, judgement);
    },
  };
}

import type { Pool } from 'pg';
import type { StoryEvent } from '@wiredesk/contracts';
import { judgedBy, predicateOf, type Judged, type Judgement, type Seen } from '../filter/filter-predicate.js';
import type { Filter } from '../filter/filter.js';
import { GONE_THROUGH } from '../kept-history.js';
import { isGone, SHOWN, toldOf, type ToldRow } from '../story-events.js';

/** A text that was told, and what the database judged of it. */
interface ToldText {
  readonly seen: Seen;
  readonly judgement: Judgement;
}

/** An event of the outbox as it may be told at the time of reading. */
export interface TellableEvent {
  readonly sequence: number;
  readonly event: StoryEvent;
  readonly judgement: Judgement;
  /** The text that the event before it told of the same story: only to be judged. Not asked for when no reader has a filter. */
  readonly before?: ToldText | undefined;
  /** As it goes over the wire; made once for all readers. */
  readonly frame: () => string;
  /** What is told instead to a reader whose filter the story does not pass any more. */
  readonly leftFrame: () => string;
}

/** Of what was asked, counted from 1, what holds. */
type Numbers = readonly number[] | null;
interface Row extends ToldRow {
  readonly before: StoryEvent | null;
  readonly words: Numbers;
  readonly likeness: Numbers;
  readonly words_before: Numbers;
  readonly likeness_before: Numbers;
}

/** Judged by the same functions that fill the columns of `story`, on the text of the event and on the one before it. */
const judgedSql = (text: string, suffix: string): string => `
    array(select n from unnest($3::text[]) with ordinality as asked(words, n) where story_search(${text}) @@ story_query(${text}, asked.words)) as words${suffix},
    array(select n from unnest($4::text[]) with ordinality as asked(name, n) where story_has_name_like(story_names(${text}), lower(asked.name))) as likeness${suffix}`;
const JUDGED = `select page.*, ${judgedSql("page.event->'story'", '')}, ${judgedSql("page.before->'story'", '_before')}`;
const UNJUDGED = 'select page.*, null as words, null as likeness, null as words_before, null as likeness_before';
const BEFORE = '(select b.event from outbox b where b.story_id = o.story_id and b.sequence < o.sequence order by b.sequence desc limit 1)';
const pageSql = (before: string): string =>
  `from (select o.event, ${SHOWN} as shown, ${before} as before from outbox o join story s on s.id = o.story_id where o.sequence > $1 order by o.sequence limit $2) as page`;

interface PageAsked {
  readonly after: number;
  readonly limit: number;
  readonly judged: readonly Judged[];
  /** Whether a reader has a filter, which a story may have left. */
  readonly filtered: boolean;
}

/** Events behind a position, in order, with what the filters of their readers must have judged. */
export async function readOutboxPage(pool: Pool, { after, limit, judged, filtered }: PageAsked): Promise<TellableEvent[]> {
  const [words = [], likeness = []] = (['words', 'likeness'] as const).map((on) => [...new Set(judged.filter((one) => one.on === on).map(({ value }) => value))]);
  const asks = judged.length > 0;
  const { rows } = await pool.query<Row>(`${asks ? JUDGED : UNJUDGED} ${pageSql(filtered ? BEFORE : 'null::jsonb')}`, asks ? [after, limit, words, likeness] : [after, limit]);
  const judgementOf = (onWords: Numbers, onLikeness: Numbers): Judgement => {
    const held = { words: new Set((onWords ?? []).map((n) => words[Number(n) - 1])), likeness: new Set((onLikeness ?? []).map((n) => likeness[Number(n) - 1])) };
    return ({ on, value }) => held[on].has(value);
  };
  return rows.map((row) => {
    const event = toldOf(row);
    const { before } = row;
    return {
      sequence: event.sequence, event, judgement: judgementOf(row.words, row.likeness), frame: once(() => frameOf(event.type, event)),
      leftFrame: once(() => frameOf('left', { sequence: event.sequence, storyId: event.storyId, uri: event.uri, version: event.version, recordedAt: event.recordedAt })),
      ...(before?.story === undefined ? {} : { before: { seen: { story: before.story, changedAt: before.recordedAt }, judgement: judgementOf(row.words_before, row.likeness_before) } }),
    };
  });
}

const frameOf = (type: string, data: Partial<StoryEvent>): string => `id: ${data.sequence}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}

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
  /** Nothing is asked: no story can leave it. */
  readonly isOpen: boolean;
  /** What a reader is told of an event: itself, that its story has left the filter, or nothing. */
  readonly tells: (event: TellableEvent) => 'event' | 'left' | undefined;
}

/**
 * What of the stream a reader is told. That a text is gone is told always, since the reader may have been shown it, whatever it was; an event
 * whose text has gone since is not: what took it is further on. A story that passed with the text before and does not now has left.
 */
export function streamFilterOf(filter: Filter): StreamFilter {
  const predicate = predicateOf(filter);
  const usable = filter.statuses?.includes('usable') ?? true;
  const stories = filter.conditions.flatMap((condition) => (condition.on === 'story' ? [condition] : []));
  return {
    judged: judgedBy(filter),
    isOpen: filter.conditions.length === 0,
    tells: ({ event, judgement, before }) => {
      if (isGone(event.type)) return stories.every(({ values, not }) => values.includes(event.storyId) !== not) ? 'event' : undefined;
      if (!usable || event.story === undefined) return undefined;
      if (predicate({ story: event.story, changedAt: event.recordedAt }, judgement)) return 'event';
      return before !== undefined && predicate(before.seen, before.judgement) ? 'left' : undefined;
    },
  };
}

import type { Pool } from 'pg';
import type { Attribution, Figure } from '@wiredesk/contracts';
import { figureWanted } from './filter/filter-predicate.js';
import type { Filter } from './filter/filter.js';
import { createParameters } from './filter/filter-sql.js';
import { saidFigure, type SaidFigure } from './read-figures.js';
import { pageSql } from './read-stories.js';
import { SHOWN } from './story-events.js';

/** What one version of one story says of one thing. */
export interface TimelinePoint extends Pick<SaidFigure, 'source' | 'sourceKind' | 'via'> {
  /** The publisher's time of the version. */
  readonly at: string;
  readonly recordedAt: string;
  readonly sequence: number;
  readonly storyId: string;
  readonly uri: string;
  readonly version: string;
  readonly feed: string;
  /** The story is a copy of these: the same words again, not another witness. */
  readonly copyOf?: readonly string[];
  readonly value?: number;
  readonly range?: readonly [number, number];
  readonly comparator: string;
  readonly [field: string]: unknown;
}

/** All that is said of one thing, claim beside claim; nothing is averaged. */
export interface TimelineSeries {
  readonly kind: string;
  readonly unit?: string;
  readonly event?: string;
  readonly per?: string;
  readonly of?: string;
  readonly delta?: boolean;
  /** The lowest and the highest number that anyone says. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** In order of time. */
  readonly points: readonly TimelinePoint[];
}

interface Row {
  readonly sequence: string;
  readonly recorded_at: Date;
  readonly story_id: string;
  readonly uri: string;
  readonly version: string;
  readonly version_created: string;
  readonly feed: string;
  readonly copies: readonly { readonly storyId: string }[] | null;
  readonly figures: readonly Figure[];
  readonly attributions: readonly Attribution[];
}

const MAX_VERSIONS = 2_000;

/**
 * Figures over time, in all versions that may be shown of the newest `limit` stories that pass the filter now. A claim that a later version
 * of the same story repeats is told once. `more`: there are further stories.
 */
export async function readTimeline(pool: Pool, filter: Filter, limit: number): Promise<{ series: TimelineSeries[]; stories: number; more: boolean }> {
  const parameters = createParameters();
  const page = await pageSql(pool, { filter: { ...filter, statuses: ['usable'] }, limit: limit + 1 }, parameters);
  const found = (await pool.query<{ id: string }>(`select s.id ${page}`, parameters.values)).rows.map(({ id }) => id);
  const { rows } = await pool.query<Row>(
    `select o.sequence, o.recorded_at, o.story_id, t->>'uri' as uri, t->>'version' as version, t->>'versionCreated' as version_created, t->>'feed' as feed,
       t->'copyOf' as copies, t->'annotations'->'figures' as figures, t->'annotations'->'attributions' as attributions
     from outbox o join story s on s.id = o.story_id, lateral (select o.event->'story' as t offset 0) as told
     where o.story_id = any($1::text[]) and t is not null and ${SHOWN} order by o.sequence limit ${MAX_VERSIONS}`, [found.slice(0, limit)]);
  const wanted = figureWanted(filter);
  return { series: seriesOf(rows.flatMap((row) => pointsOf(row, wanted))), stories: Math.min(found.length, limit), more: found.length > limit || rows.length === MAX_VERSIONS };
}

interface Claim {
  readonly thing: Omit<TimelineSeries, 'low' | 'high' | 'points'>;
  readonly point: TimelinePoint;
}

function pointsOf(row: Row, wanted: (figure: Figure) => boolean): Claim[] {
  return row.figures.filter(wanted).map((figure) => {
    const { kind, unit, event, per, of, delta, ...said } = saidFigure(figure, row.attributions);
    return {
      thing: { kind, ...given({ unit, event, per, of, delta }) } as Claim['thing'],
      point: {
        at: row.version_created, recordedAt: row.recorded_at.toISOString(), sequence: Number(row.sequence), storyId: row.story_id, uri: row.uri, version: row.version, feed: row.feed,
        ...(row.copies === null ? {} : { copyOf: row.copies.map(({ storyId }) => storyId) }), ...said,
      },
    };
  });
}

const given = (fields: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The newest series last said, first. Exported for its spec. */
export function seriesOf(claims: readonly Claim[]): TimelineSeries[] {
  const series = new Map<string, { thing: Claim['thing']; points: TimelinePoint[]; known: Set<string> }>();
  for (const { thing, point } of claims) {
    const key = JSON.stringify([thing.kind, thing.unit, thing.event, thing.per, thing.of, thing.delta === true]);
    const entry = series.get(key) ?? { thing, points: [], known: new Set<string>() };
    series.set(key, entry);
    const claim = JSON.stringify([point.storyId, point.value, point.range, point.comparator, point['polarity'], point['change'], point.source]);
    if (entry.known.has(claim)) continue;
    entry.known.add(claim);
    entry.points.push(point);
  }
  return [...series.values()].map(({ thing, points }) => ({ ...thing, ...boundsOf(points), points: points.sort((a, b) => a.at.localeCompare(b.at) || a.sequence - b.sequence) }))
    .sort((a, b) => (b.points.at(-1)?.at ?? '').localeCompare(a.points.at(-1)?.at ?? ''));
}

function boundsOf(points: readonly TimelinePoint[]): Pick<TimelineSeries, 'low' | 'high'> {
  const lows = points.flatMap(({ value, range }) => value ?? range?.[0] ?? []);
  const highs = points.flatMap(({ value, range }) => value ?? range?.[1] ?? []);
  return { low: lows.length === 0 ? undefined : Math.min(...lows), high: highs.length === 0 ? undefined : Math.max(...highs) };
}

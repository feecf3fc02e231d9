import type { Pool } from 'pg';
import { OF_SHOWN_TEXT } from './read-stories.js';
import { createConditions } from './query.js';

export interface FigureFilter {
  readonly unit?: string | undefined;
  readonly event?: string | undefined;
  readonly kind?: string | undefined;
  readonly country?: string | undefined;
  readonly storyId?: string | undefined;
  /** Bounds on the value; a range counts when all of it lies within. */
  readonly gte?: number | undefined;
  readonly lte?: number | undefined;
  /** Behind this story position and figure number. */
  readonly before?: readonly number[] | undefined;
  readonly limit: number;
}

export interface FigureView {
  readonly storyId: string;
  readonly n: number;
  readonly changed: number;
  readonly [field: string]: unknown;
}

const COLUMNS = `s.id as "storyId", s.uri, s.version, s.changed_sequence as changed, s.changed_at as "changedAt", f.n, f.kind, f.value, f.low, f.high,
  f.vague, f.comparator, f.unit, f.per, f."of", f.change, f.delta, f.event, f.polarity, f."start", f."end", f."text", f.source, f.source_kind as "sourceKind",
  f.via, f.confidence, f.rule`;
const NAMED = (place: string): string => `exists (select from entity e where e.story_id = f.story_id and e.version_key = f.version_key
  and e.content_hash = f.content_hash and (e.link = ${place} or e.country = ${place}))`;

/** Figures of the texts that stories show now, the newest story first, in the order of the text. */
export async function readFigures(pool: Pool, filter: FigureFilter): Promise<FigureView[]> {
  const where = createConditions();
  where.add((place) => `f.unit = ${place}`, filter.unit);
  where.add((place) => `f.event = ${place}`, filter.event);
  where.add((place) => `f.kind = ${place}`, filter.kind);
  where.add((place) => `s.id = ${place}`, filter.storyId);
  where.add((place) => `coalesce(f.value, f.low) >= ${place}`, filter.gte);
  where.add((place) => `coalesce(f.value, f.high) <= ${place}`, filter.lte);
  where.add(NAMED, filter.country);
  where.add((place) => `(s.changed_sequence, -f.n) < ((${place}::bigint[])[1], -(${place}::bigint[])[2])`, filter.before);
  const { rows } = await pool.query<FigureView & { changed: string }>(
    `select ${COLUMNS} from story s join figure f on ${OF_SHOWN_TEXT} where s.status = 'usable' ${where.sql()}
     order by s.changed_sequence desc, f.n limit ${filter.limit}`, where.values);
  return rows.map(({ low, high, changed, ...row }) => ({
    ...dropNulls(row), storyId: row.storyId, n: row.n, changed: Number(changed), ...(low === null ? {} : { range: [low, high] }),
  }));
}

const dropNulls = (row: object): object => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

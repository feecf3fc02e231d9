import type { Pool } from 'pg';
import type { PublicStory } from '@wiredesk/contracts';
import { createConditions } from './query.js';

/** A story as the gateway shows it: the public text where it may be shown, its status and its two positions always. */
export interface StoryView extends Partial<PublicStory> {
  readonly storyId: string;
  readonly status: string;
  /** The number of the event with which it arrived, and of its last change. */
  readonly arrived: number;
  readonly changed: number;
  readonly storedAt: string;
  readonly changedAt: string;
}

export interface StoryFilter {
  readonly country?: string | undefined;
  readonly entity?: string | undefined;
  readonly feed?: string | undefined;
  readonly language?: string | undefined;
  /** Changed after this event number; answers in the order of changes. */
  readonly after?: number | undefined;
  /** Behind this event number in a list that begins with the newest. */
  readonly before?: number | undefined;
  readonly limit: number;
}

interface StoryRow {
  readonly id: string;
  readonly status: string;
  readonly version: string;
  readonly uri: string;
  readonly feed: string;
  readonly stored_at: Date;
  readonly changed_at: Date;
  readonly arrived_sequence: string;
  readonly changed_sequence: string;
  readonly state: { reason?: string; withheldUntil?: string; evolvedFrom?: string; killedBy?: unknown; takes?: unknown; heads: unknown[] };
  readonly public: PublicStory | null;
}

const COLUMNS = 's.id, s.status, s.version, s.uri, s.feed, s.stored_at, s.changed_at, s.arrived_sequence, s.changed_sequence, s.state, s.public';
/** The rows of a table of findings that belong to the text which a story shows now. */
export const OF_SHOWN_TEXT = 'f.story_id = s.id and f.version_key = s.text_version_key and f.content_hash = s.text_content_hash';

const named = (place: string): string => `exists (select from entity f where ${OF_SHOWN_TEXT} and (f.link = ${place} or f.country = ${place}))`;
const entityIs = (place: string): string => `exists (select from entity f where ${OF_SHOWN_TEXT} and (lower(f.name) = lower(${place}) or f.link = ${place}))`;

/** Stories whose text may be shown, the newest change first, or after a position in the order of changes. */
export async function readStories(pool: Pool, filter: StoryFilter): Promise<StoryView[]> {
  const where = createConditions();
  where.add(named, filter.country);
  where.add(entityIs, filter.entity);
  where.add((place) => `s.feed = ${place}`, filter.feed);
  where.add((place) => `s.language = ${place}`, filter.language);
  where.add((place) => `s.changed_sequence > ${place}`, filter.after);
  where.add((place) => `s.changed_sequence < ${place}`, filter.before);
  const order = filter.after === undefined ? 'desc' : 'asc';
  const { rows } = await pool.query<StoryRow>(
    `select ${COLUMNS} from story s where s.status = 'usable' and s.public is not null ${where.sql()} order by s.changed_sequence ${order} limit ${filter.limit}`, where.values);
  return rows.map(viewOf);
}

/** One story, whatever its status: a reader who has its id must learn that it was killed or is withheld. */
export async function readStory(pool: Pool, id: string): Promise<StoryView | undefined> {
  const { rows } = await pool.query<StoryRow>(`select ${COLUMNS} from story s where s.id = $1`, [id]);
  return rows[0] === undefined ? undefined : viewOf(rows[0]);
}

function viewOf(row: StoryRow): StoryView {
  const { reason, withheldUntil, evolvedFrom, killedBy, takes, heads } = row.state;
  return {
    ...(row.public ?? { uri: row.uri, version: row.version, feed: row.feed }),
    storyId: row.id, status: row.status, arrived: Number(row.arrived_sequence), changed: Number(row.changed_sequence),
    storedAt: row.stored_at.toISOString(), changedAt: row.changed_at.toISOString(), items: heads.length,
    ...(reason === undefined ? {} : { reason }), ...(withheldUntil === undefined ? {} : { withheldUntil }),
    ...(evolvedFrom === undefined ? {} : { evolvedFrom }), ...(killedBy === undefined ? {} : { killedBy }), ...(takes === undefined ? {} : { takes }),
  };
}

import type { Pool } from 'pg';
import type { PublicStory } from '@wiredesk/contracts';
import { STATUSES, type Condition, type Filter, type Status } from './filter/filter.js';
import { conditionsSql, createParameters, type Conditions, type Parameters } from './filter/filter-sql.js';
import { withKnownNames } from './filter/known-names.js';
import { withPhrasePairs } from './filter/phrase-pairs.js';

/** A story as the gateway shows it: the public text where it may be shown, its status and its two positions always. */
export interface StoryView extends Partial<PublicStory> {
  readonly storyId: string;
  readonly status: Status;
  /** The number of the event with which it arrived, and of its last change. */
  readonly arrived: number;
  readonly changed: number;
  readonly storedAt: string;
  readonly changedAt: string;
}

type Reading = Pick<Pool, 'query'>;

export interface StoryPage {
  readonly filter: Filter;
  /** Changed after this event number; answers in the order of changes. */
  readonly after?: number | undefined;
  /** Behind this event number in a list that begins with the newest. */
  readonly before?: number | undefined;
  readonly limit: number;
}

interface StoryRow {
  readonly id: string;
  readonly status: Status;
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

/**
 * The stories `s` of a page, as the rest of a `select`: where a question begins and which way it goes. Without a status, a reader who follows changes is
 * told of stories that are gone, too. Asks first for what a question should not have to find out: the names that are meant, the pairs of words of its phrases, and the newest number.
 */
export async function pageSql(pool: Reading, page: StoryPage, parameters: Parameters): Promise<string> {
  const { after, before, limit } = page;
  const filter = await withPhrasePairs(pool, await withKnownNames(pool, page.filter));
  const statuses = filter.statuses ?? (after === undefined ? ['usable'] : STATUSES);
  const stretched = isStretched({ statuses, conditions: filter.conditions }, after);
  const from = stretched ? before ?? (await newestNumber(pool)) + 1 : undefined;
  if (from !== undefined) return stretchesSql(usableSql(filter, parameters), { stretches: stretchesOf(filter, { limit, from }), limit, parameters });
  const bounds = [
    ...(after === undefined ? [] : [`s.changed_sequence > ${parameters.place(after)}`]),
    ...(before === undefined ? [] : [`s.changed_sequence < ${parameters.place(before)}`]),
  ];
  return `from story s where ${[...bounds, shownSql(filter, { statuses, parameters })].join(' and ')} order by s.changed_sequence ${after === undefined ? 'desc' : 'asc'} limit ${limit}`;
}

const isStretched = ({ statuses, conditions }: Required<Filter>, after: number | undefined): boolean =>
  after === undefined && statuses.every((status) => status === 'usable') && conditions.some(hasIndex);

/** "In PL, but not in PL": nothing passes, and no index would tell so before every story in PL was read. */
const isDenied = (wanted: Condition, { conditions }: Filter): boolean =>
  wanted.on === 'key' && !wanted.not && conditions.some((other) => other.on === 'key' && other.not && other.key === wanted.key && wanted.values.every((value) => other.values.includes(value)));

/**
 * Multiples of a page: where each stretch ends; behind them each ends five times as far, so that one which is reached has a few pages of what is looked
 * for, however many stories there are. Only the first is walked number by number.
 */
const STRETCHES = { ends: [10, 150, 1_000], walked: 1, growth: 5 };
/** Behind so many stretches the pairs of a phrase, of which nobody knows beforehand how rare they are, are rarer than the numbers of a fifth of all stories. */
const NUMBERED_OF_A_PHRASE = 3;
/** A longer page counts as one of this length: number by number, many stories cost more than to look for them. What is frequent may still fill it in the second stretch. */
const LONG_PAGE = 100;

interface Stretches {
  /** The numbers at which they end, from the newest down to 0. */
  readonly ends: readonly number[];
  /** How many of them are walked. */
  readonly walked: number;
  /** In how many of them the index of numbers may be used. */
  readonly numbered: number;
}

function stretchesOf({ conditions }: Filter, { limit, from }: { limit: number; from: number }): Stretches {
  const hasPairs = conditions.some((condition) => condition.on === 'words' && (condition.pairs?.size ?? 0) > 0);
  const page = Math.min(limit, LONG_PAGE);
  const lengths = STRETCHES.ends.map((pages) => pages * page);
  for (let next = (lengths.at(-1) ?? 1) * STRETCHES.growth; next < from; next *= STRETCHES.growth) lengths.push(next);
  return {
    ends: [from, ...lengths.map((length) => from - length).filter((end) => end > 0), 0],
    walked: limit > LONG_PAGE ? 2 : STRETCHES.walked, numbered: hasPairs ? NUMBERED_OF_A_PHRASE : Infinity,
  };
}

/** What can be found by an index of its own; the rest is judged story by story. */
const hasIndex = (condition: Condition): boolean => condition.on === 'figure' || (['key', 'words', 'likeness'].includes(condition.on) && 'not' in condition && !condition.not);

/**
 * The newest stories that pass: first among the latest numbers, one by one; then in stretches that grow, each looked into by the indexes of
 * the filter; a stretch is begun only when those before it did not fill the page. So what is frequent is found at once, and what reaches the last
 * stretch is rare enough to be read whole: no question leans on what the planner takes for frequent. What a stretch finds is judged from the newest on, until the
 * page is full: of a frequent word the texts of a page are unpacked, not all. Read without parallel workers, which would mix the stretches.
 */
function stretchesSql({ found, walked, judged }: Conditions, { stretches, limit, parameters }: { stretches: Stretches; limit: number; parameters: Parameters }): string {
  const parts = stretches.ends.slice(1).map((end, n) => {
    const number = n < stretches.numbered ? 's.changed_sequence' : '(s.changed_sequence + 0)';
    const bounds = [`${number} >= ${parameters.place(end)}::bigint`, `${number} < ${parameters.place(stretches.ends[n])}::bigint`];
    if (n < stretches.walked) return `(select s.* from story s where ${[...bounds, ...walked, ...judged].join(' and ')} order by s.changed_sequence desc limit ${limit})`;
    const inside = [...bounds, ...found];
    return judged.length === 0 ? lookedUpSql(inside, limit) : judgedSql(inside, { judged, limit });
  });
  return `from (${parts.join(' union all ')}) as s limit ${limit}`;
}

/** `+ 0` keeps the planner from walking a stretch number by number in the hope of an early end. */
const lookedUpSql = (inside: readonly string[], limit: number): string => `(select s.* from story s where ${inside.join(' and ')} order by s.changed_sequence + 0 desc limit ${limit})`;

/** Only the numbers are sorted; `offset 0` keeps the judgement outside. */
const judgedSql = (inside: readonly string[], { judged, limit }: { judged: readonly string[]; limit: number }): string => `
  (select s.* from (select s.changed_sequence + 0 as number from story s where ${inside.join(' and ')} order by 1 desc offset 0) as found join story s on s.changed_sequence = found.number
    where ${judged.join(' and ')} order by found.number desc limit ${limit})`;

/** The number of the newest event that changed a story. */
async function newestNumber(pool: Reading): Promise<number> {
  const { rows } = await pool.query<{ newest: string | null }>('select max(changed_sequence) as newest from story');
  return Number(rows[0]?.newest ?? 0);
}

/** What is asked of stories whose text is shown. */
function usableSql(filter: Filter, parameters: Parameters): Conditions {
  if (filter.conditions.some((condition) => isDenied(condition, filter))) return { found: ['false'], walked: ['false'], judged: [] };
  const { found, walked, judged } = conditionsSql(filter, parameters);
  const shown = ["s.status = 'usable'", 's.public is not null'];
  return { found: [...shown, ...found], walked: [...shown, ...walked], judged };
}

/**
 * Of a story without a text that may be shown nothing is said, so only what is asked of its id and its time is asked of it; a reader who was
 * shown it before learns that it is gone whatever its text was.
 */
function shownSql(filter: Filter, { statuses, parameters }: { statuses: readonly Status[]; parameters: Parameters }): string {
  const gone = statuses.filter((status) => status !== 'usable');
  const usable = statuses.includes('usable') ? [usableSql(filter, parameters)] : [];
  const bare = { conditions: filter.conditions.filter(isAskedOfAll) };
  const others = gone.length === 0 ? [] : [{ found: [`s.status = any(${parameters.place(gone)}::text[])`], judged: listed(conditionsSql(bare, parameters)) }];
  const all = [...usable, ...others].map((each) => listed(each).join(' and '));
  return all.length === 0 ? 'false' : `(${all.map((part) => `(${part})`).join(' or ')})`;
}

const listed = ({ found, judged }: Pick<Conditions, 'found' | 'judged'>): string[] => [...found, ...judged];

/** What can be asked of a story whose text may not be shown. */
export const isAskedOfAll = (condition: Filter['conditions'][number]): boolean => condition.on === 'story' || (condition.on === 'time' && condition.of === 'change');

/** Stories that pass a filter, the newest change first, or after a position in the order of changes. */
export async function readStories(pool: Pool, page: StoryPage): Promise<StoryView[]> {
  const parameters = createParameters();
  const { rows } = await pool.query<StoryRow>(`select ${COLUMNS} ${await pageSql(pool, page, parameters)}`, parameters.values);
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

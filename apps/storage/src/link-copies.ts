import type { EnrichedItem } from '@wiredesk/contracts';
import { evidenceOf, firstTextOf, hasText, linkCopy, originalOf, strongerOf, unlinkCopy, type CopyEvidence, type StoryState } from '@wiredesk/stories';
import type { ComparedTexts } from './compared-texts.js';
import { uriOf } from './settle-acts.js';
import type { StoryDesk, StoryItemKey, StoryWork } from './story-desk.js';
import { writeStories } from './write-stories.js';

/** Copies come within days; older stories with the same names are other events. */
const WINDOW = '3 days';
/** Texts that an item is compared with word by word, those with the most in common first: where more are alike, the order of arrival shows in which of them are linked. */
const MOST_COMPARED = 20;

const INSERT_KEYS = `
  insert into copy_key (key, story_id, version, content_hash, feed, written_at, stored_at)
  select key, story_id, version, content_hash, feed, written_at, $2::timestamptz
  from jsonb_to_recordset($1::jsonb) as given(key text, story_id text, version text, content_hash text, feed text, written_at timestamptz)
  on conflict do nothing`;
/**
 * Of a key that many texts share only the newest are looked at: reports by one pattern would otherwise each be held against all others. The
 * rarer a key, the more it says: a copy is found among reports that share all but its numbers.
 */
export const MOST_OF_A_KEY = 64;
const ASKED = 'jsonb_to_recordset($1::jsonb) as asked(n int, key text, story_id text, feed text, written_at timestamptz)';
const isNear = (time: string): string => `${time} between asked.written_at - interval '${WINDOW}' and asked.written_at + interval '${WINDOW}'`;
const mostAlike = (keys: string): string => `
  select n, other, version, content_hash from (
    select n, other, version, content_hash, row_number() over (partition by n order by sum(1.0 / holders) desc, other, version, content_hash) as place
    from (${keys}) as held group by n, other, version, content_hash) as found
  where place <= ${MOST_COMPARED}`;
/** Few texts share the usual key: by that the planner would read and sort all that share a frequent one, instead of the newest along the index. */
export const NEWEST_FIRST = 'set local enable_bitmapscan = off';
const AS_PLANNED = 'set local enable_bitmapscan = on';
export const ALIKE = mostAlike(`
  select asked.n, k.story_id as other, k.version, k.content_hash, k.holders
  from ${ASKED} cross join lateral (select newest.*, count(*) over () as holders from (
    select c.story_id, c.version, c.content_hash, c.feed from copy_key c
    where c.key = asked.key and c.version <> '' and ${isNear('c.written_at')}
    order by c.written_at desc limit ${MOST_OF_A_KEY}) as newest) as k
  where k.feed <> asked.feed and k.story_id <> asked.story_id`);
/** Of what transactions have written that were not over when the first look began, but not of one's own. Picked out first: of a key there may be thousands of older texts. */
const LATE = `
  with late as materialized (
    select * from copy_key c where c.stored_at > $2::timestamptz - interval '1 minute' and age(c.xmin) <= age($3::xid8::xid) and c.xmin <> $4::xid8::xid and c.version <> '')
  ${mostAlike(`
    select asked.n, c.story_id as other, c.version, c.content_hash, count(*) over (partition by asked.n, c.key) as holders
    from ${ASKED} join late c using (key)
    where ${isNear('c.written_at')} and c.feed <> asked.feed and c.story_id <> asked.story_id and not exists (
      select from copy_link l where (l.original_id = c.story_id and l.copy_id = asked.story_id) or (l.original_id = asked.story_id and l.copy_id = c.story_id))`)}`;
/** The transaction that looks, and the oldest one that it may see nothing of. */
const MOMENT = 'select pg_snapshot_xmin(pg_current_snapshot())::text as since, pg_current_xact_id()::text as own';
const LINKS_OF = 'select original_id, copy_id from copy_link where original_id = any($1) or copy_id = any($1)';
const DELETE_LINK = 'delete from copy_link where original_id = $1 and copy_id = $2';
const INSERT_LINK = 'insert into copy_link (original_id, copy_id) values ($1, $2) on conflict do nothing';

/** Two stories of which one is a copy; which one follows from their texts. */
interface Pair {
  readonly ids: readonly [string, string];
  readonly evidence?: CopyEvidence;
}

interface Alike {
  readonly n: number;
  readonly other: string;
  readonly version: string;
  readonly content_hash: string;
}

/** What is to be looked at once more after the commit: texts with their keys, and when they were first looked at. */
export interface SecondLook {
  readonly texts: readonly EnrichedItem[];
  readonly keys: readonly CopyKey[];
  /** Transaction ids. */
  readonly since: string;
  readonly own: string;
}

/**
 * Links stories of other feeds that hold the same text, with the evidence, and flags the copies of stories that are killed. Nothing is
 * deleted. Whatever text a story ever had counts, shown or not, so that the order of arrival does not show: two stories are linked
 * when any of their texts are alike; the one first written is the original.
 */
export async function linkCopies(desk: StoryDesk, items: readonly EnrichedItem[], compared: ComparedTexts): Promise<SecondLook | undefined> {
  const texts = textsAmong(desk, items);
  const keys = keysOf(texts, compared);
  const look = keys.length === 0 ? undefined : await firstLook(desk, { texts, keys, compared });
  const turned = [...desk.works.values()].filter(isTurned).map(({ id }) => id);
  const held = turned.length === 0 ? [] : await desk.sql.query<{ original_id: string; copy_id: string }[]>(LINKS_OF, [turned]);
  await settlePairs(desk, [...(look?.pairs ?? []), ...held.map(({ original_id, copy_id }): Pair => ({ ids: [original_id, copy_id] }))]);
  return look?.second;
}

/**
 * A second look after the commit: two copies that were stored at the same moment saw nothing of each other, and whoever looks last sees
 * both. Returns the number of events that came of it.
 */
export async function linkLateCopies(desk: StoryDesk, { texts, keys, since, own }: SecondLook, compared: ComparedTexts): Promise<number> {
  const alike = await desk.sql.query<Alike[]>(LATE, [JSON.stringify(keys), desk.now, since, own]);
  await settlePairs(desk, await alikePairs(desk, { texts, alike, compared }));
  return writeStories(desk);
}

async function firstLook(desk: StoryDesk, { texts, keys, compared }: { texts: readonly EnrichedItem[]; keys: readonly CopyKey[]; compared: ComparedTexts }): Promise<{ pairs: Pair[]; second: SecondLook }> {
  await desk.sql.query(INSERT_KEYS, [JSON.stringify(keys), desk.now]);
  const [moment] = await desk.sql.query<{ since: string; own: string }[]>(MOMENT);
  if (moment === undefined) throw new Error('a transaction without an id');
  await desk.sql.query(NEWEST_FIRST);
  const alike = await desk.sql.query<Alike[]>(ALIKE, [JSON.stringify(keys)]);
  await desk.sql.query(AS_PLANNED);
  return { pairs: await alikePairs(desk, { texts, alike, compared }), second: { texts, keys, ...moment } };
}

/** The items that are texts of their stories, each once. */
const textsAmong = (desk: StoryDesk, items: readonly EnrichedItem[]): EnrichedItem[] =>
  [...new Map(items.filter((item) => hasText(desk.workOf(item.storyId).state, item)).map((item) => [`${item.storyId} ${item.version} ${item.contentHash}`, item])).values()];

interface CopyKey {
  readonly n: number;
  readonly key: string;
}

/** Rows of the table of keys; `n` is the place of the text. */
const keysOf = (texts: readonly EnrichedItem[], compared: ComparedTexts): CopyKey[] => texts.flatMap((item, n) => compared.of(item).text.keys.map((key) => (
  { n, key, story_id: item.storyId, version: item.version, content_hash: item.contentHash, feed: item.receipt.feed, written_at: item.versionCreated })));

/** What may make an original of a copy, or flag the copies of this story. */
function isTurned({ changed, before, state }: StoryWork): boolean {
  if (!changed || before === undefined || state === undefined) return false;
  return (before.status === 'killed') !== (state.status === 'killed') || writtenFirst(before) !== writtenFirst(state);
}

const writtenFirst = (state: StoryState): string => {
  const { version, contentHash, versionCreated } = firstTextOf(state) ?? {};
  return `${versionCreated} ${version} ${contentHash}`;
};

async function alikePairs(desk: StoryDesk, { texts, alike, compared }: { texts: readonly EnrichedItem[]; alike: readonly Alike[]; compared: ComparedTexts }): Promise<Pair[]> {
  const others = await compared.among(desk.sql, alike.map(keyOf));
  return alike.flatMap((found) => {
    const [item, other] = [texts[found.n], others.get(compared.nameOf(keyOf(found)))];
    const evidence = item === undefined || other === undefined ? undefined : evidenceOf(compared.of(item), other);
    return item === undefined || evidence === undefined ? [] : [{ ids: [item.storyId, found.other] as const, evidence }];
  });
}

const keyOf = ({ other, version, content_hash }: Alike): StoryItemKey => ({ storyId: other, version, contentHash: content_hash });

async function settlePairs(desk: StoryDesk, pairs: readonly Pair[]): Promise<void> {
  await desk.load(pairs.flatMap(({ ids }) => ids));
  for (const pair of pairs) await settlePair(desk, pair);
}

async function settlePair(desk: StoryDesk, { ids: [one, two], evidence }: Pair): Promise<void> {
  const [a, b] = [desk.workOf(one).state, desk.workOf(two).state];
  if (a === undefined || b === undefined) return;
  const original = originalOf(a, b);
  const copy = original === a ? b : a;
  const [held, turned] = [linkOf(copy, original.storyId), linkOf(original, copy.storyId)];
  const known = [held, turned, evidence].filter((each) => each !== undefined).reduce<CopyEvidence | undefined>(strongerOf, undefined);
  if (known === undefined) return;
  const first = firstTextOf(original);
  const item = first === undefined ? undefined : await desk.itemOf(original.storyId, first);
  const link = {
    storyId: original.storyId, uri: item?.uri ?? (await uriOf(desk, original.storyId)), score: known.score, evidence: known.evidence,
    ...(original.status === 'killed' && { originalKilled: true as const }),
  };
  await change(desk, original.storyId, unlinkCopy(original, copy.storyId, { now: desk.now }));
  await change(desk, copy.storyId, linkCopy(copy, link, { now: desk.now }));
  if (held !== undefined && turned === undefined) return;
  await desk.sql.query(DELETE_LINK, [copy.storyId, original.storyId]);
  await desk.sql.query(INSERT_LINK, [original.storyId, copy.storyId]);
}

const linkOf = (state: StoryState, storyId: string): NonNullable<StoryState['copyOf']>[number] | undefined => state.copyOf?.find((link) => link.storyId === storyId);

async function change(desk: StoryDesk, storyId: string, applied: ReturnType<typeof linkCopy>): Promise<void> {
  const work = desk.workOf(storyId);
  if (applied.state !== work.state) await desk.take(work, applied, { uri: await uriOf(desk, storyId) });
}

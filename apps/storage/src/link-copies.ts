import type { EnrichedItem } from '@wiredesk/contracts';
import { copyEvidence, copyKeys, linkCopy, originalOf, type CopyLink, type StoryState } from '@wiredesk/stories';
import type { StoryDesk } from './story-desk.js';

/** Copies come within days; older stories with the same names are other events. */
const WINDOW = '3 days';
/** Texts that are compared word by word, those with the most keys in common first. */
const MOST_COMPARED = 5;

const INSERT_KEYS = `
  insert into copy_key (key, story_id, feed, written_at)
  select key, story_id, feed, written_at from jsonb_to_recordset($1::jsonb) as given(key text, story_id text, feed text, written_at timestamptz)
  on conflict do nothing`;
const ALIKE = `
  select asked.story_id as id, k.story_id as other, count(*)::int as keys
  from jsonb_to_recordset($1::jsonb) as asked(key text, story_id text, feed text, written_at timestamptz)
  join copy_key k on k.key = asked.key and k.feed <> asked.feed and k.story_id <> asked.story_id
    and k.written_at between asked.written_at - interval '${WINDOW}' and asked.written_at + interval '${WINDOW}'
  group by 1, 2 order by 3 desc, 2`;
const INSERT_LINKS = 'insert into copy_link (original_id, copy_id) select * from unnest($1::text[], $2::text[]) on conflict do nothing';
const COPIES_OF = 'select original_id, copy_id from copy_link where original_id = any($1)';

/** Links stories of other feeds that hold the same text, with the evidence, and flags the copies of stories that are killed. Nothing is deleted. */
export async function linkCopies(desk: StoryDesk, fresh: readonly EnrichedItem[]): Promise<void> {
  const texts = fresh.filter((item) => isShown(desk.workOf(item.storyId).state, item));
  const keys = texts.flatMap((item) => copyKeys(item.text).map((key) => ({ key, story_id: item.storyId, feed: item.receipt.feed, written_at: item.versionCreated })));
  if (keys.length > 0) {
    await desk.sql.query(INSERT_KEYS, [JSON.stringify(keys)]);
    const alike = await desk.sql.query<{ id: string; other: string; keys: number }[]>(ALIKE, [JSON.stringify(keys)]);
    const byStory = Map.groupBy(alike, ({ id }) => id);
    for (const item of texts) {
      for (const { other } of (byStory.get(item.storyId) ?? []).slice(0, MOST_COMPARED)) await compare(desk, item, other);
    }
  }
  await flagCopiesOfKilled(desk);
}

const isShown = (state: StoryState | undefined, { version, contentHash }: EnrichedItem): boolean =>
  state?.status === 'usable' && state.text?.version === version && state.text.contentHash === contentHash;

async function compare(desk: StoryDesk, item: EnrichedItem, otherId: string): Promise<void> {
  await desk.load([otherId]);
  const mine = desk.workOf(item.storyId).state;
  const theirs = desk.workOf(otherId).state;
  if (mine === undefined || theirs === undefined) return;
  const [other] = await desk.shownItems(theirs);
  const found = other === undefined ? undefined : copyEvidence(item, other);
  if (found === undefined || other === undefined) return;
  const original = originalOf(mine, theirs);
  const [originalItem, copyItem] = original === mine ? [item, other] : [other, item];
  await link(desk, copyItem, { storyId: originalItem.storyId, uri: originalItem.uri, ...found });
  await desk.sql.query(INSERT_LINKS, [[originalItem.storyId], [copyItem.storyId]]);
}

async function link(desk: StoryDesk, { storyId, uri }: Pick<EnrichedItem, 'storyId' | 'uri'>, to: CopyLink): Promise<void> {
  const work = desk.workOf(storyId);
  if (work.state !== undefined) await desk.take(work, linkCopy(work.state, to, { now: desk.now }), { uri });
}

/** A copy of a text that its publisher killed is still a publisher's own; readers are told, and decide. */
async function flagCopiesOfKilled(desk: StoryDesk): Promise<void> {
  const killed = [...desk.works.values()].filter(({ changed, state }) => changed && state?.status === 'killed').map(({ id }) => id);
  if (killed.length === 0) return;
  const links = await desk.sql.query<{ original_id: string; copy_id: string }[]>(COPIES_OF, [killed]);
  await desk.load(links.map(({ copy_id }) => copy_id));
  for (const { original_id, copy_id } of links) {
    const { state } = desk.workOf(copy_id);
    const held = state?.copyOf?.find(({ storyId }) => storyId === original_id);
    const face = state === undefined ? undefined : await desk.itemOf(copy_id, state.text ?? state);
    if (held !== undefined && face !== undefined) await link(desk, face, { ...held, originalKilled: true });
  }
}

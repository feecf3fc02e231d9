import { canonicalJson, contentHashOf, type EnrichedItem, type StoryEvent } from '@wiredesk/contracts';
import { annotate } from '@wiredesk/extraction';
import { parseWire } from '@wiredesk/wire-formats';
import type { TestDatabase } from './database.suite.js';
import type { Sent } from './wire-scenarios.suite.js';

const RECEIVED = Date.UTC(2026, 2, 2, 12);

/** What the door and enrichment make of a delivery: every item of it, annotated. Throws on a reject: a scenario is good wire. */
export function enrichedOf({ wire, feed = 'desk', receivedAt: minute = 0 }: Sent): EnrichedItem[] {
  const receivedAt = new Date(RECEIVED + minute * 60_000).toISOString();
  const parsed = parseWire(Buffer.from(wire), { feed, receivedAt });
  if (parsed.rejects.length > 0 || parsed.items.length === 0) throw new Error(`a scenario that cannot be read: ${JSON.stringify(parsed.rejects)}`);
  return parsed.items.map(({ item }) => ({
    ...item,
    contentHash: contentHashOf(item),
    receipt: { id: `r-${feed}-${minute}`, receivedAt, feed, transport: 'http', format: parsed.format, rule: parsed.rule, sha256: '0'.repeat(64) },
    annotations: annotate({ text: item.text, published: item.versionCreated, language: item.language, dateline: item.dateline }),
  }) as EnrichedItem);
}

/** How and when an item came in is of its first delivery; positions and our own times tell the order of arrival. All else has to be equal. */
const FINAL = {
  story: `select id, status, version, text_version_key, text_content_hash, uri, feed, language, urgency, version_created, next_tick_at, state, public - 'receivedAt' as public, keys, facts, names from story order by id`,
  item: `select story_id, version_key, content_hash, version, signal, pub_status, doc - 'receipt' - 'versionCreated' as doc from item order by 1, 2, 3`,
  figure: 'select * from figure order by story_id, version_key, content_hash, n',
  entity: 'select * from entity order by story_id, version_key, content_hash, entity_id',
  name: 'select name, story_id from story_name order by 1, 2',
  act: 'select act, victim, candidates from story_act order by id',
  link: 'select original_id, copy_id from copy_link order by 1, 2',
};

export interface StoryRow {
  readonly id: string;
  readonly status: string;
  readonly uri: string;
  readonly public: { readonly text: string; readonly copyOf?: unknown; readonly continuedBy?: readonly { number: number; storyId?: string }[] } | null;
  readonly state: { readonly copyOf?: readonly { uri: string; originalKilled?: true }[]; readonly replacedBy?: unknown; readonly continuedBy?: readonly { number: number; storyId?: string }[] };
}

export interface Played {
  readonly rows: Readonly<Record<keyof typeof FINAL, readonly Record<string, unknown>[]>>;
  readonly stories: readonly StoryRow[];
  readonly events: readonly StoryEvent[];
}

/** What is in the database now. */
export async function readPlayed({ database }: TestDatabase): Promise<Played> {
  const read = await Promise.all(Object.entries(FINAL).map(async ([name, sql]) => [name, await database.query<Record<string, unknown>[]>(sql)] as const));
  const rows = Object.fromEntries(read) as unknown as Played['rows'];
  const events = (await database.query<{ event: StoryEvent }[]>('select event from outbox order by sequence')).map(({ event }) => event);
  return { rows, stories: rows.story as unknown as StoryRow[], events };
}

const TABLES = ['item', 'figure', 'entity', 'story', 'story_name', 'story_act', 'story_act_name', 'copy_key', 'copy_link', 'outbox'];

/** An empty database, whose first event has the number 1. */
export async function empty({ database }: TestDatabase): Promise<void> {
  // A few rows are sooner deleted than ten tables with their indexes are truncated.
  await database.query(`${TABLES.map((table) => `delete from ${table};`).join(' ')} update counter set value = 0 where name = 'story-event'`);
}

const isLink = ({ story, reason }: StoryEvent): boolean => story !== undefined && reason !== undefined;

/**
 * What readers know after all events: of each story the last word on its text, and every link that was told since that text came into
 * sight and not taken back. `created updated corrected released` all say "this is the text now"; which of them is said, what changed
 * against the text before, and what was told in between depends on the order of arrival and on how much came in one transaction.
 */
export function factsOf(events: readonly StoryEvent[]): string[] {
  const facts = new Map<string, string>();
  for (const event of events) {
    const { storyId, type, version, reason, story } = event;
    if (isLink(event)) {
      const name = (reason ?? '').replace(/^no longer /, '').replace(/(?: \(killed\))?: .*/, '');
      if (reason?.startsWith('no longer ') === true) facts.delete(`${storyId} link ${name}`);
      else facts.set(`${storyId} link ${name}`, `${storyId} ${reason}`);
      continue;
    }
    if (story === undefined) for (const key of facts.keys()) if (key.startsWith(`${storyId} link`)) facts.delete(key);
    facts.set(`${storyId} text`, canonicalJson({ storyId, says: story === undefined ? type : 'shown', version, text: story?.text, reason }));
  }
  return [...facts.values()].sort();
}

/** What must hold whatever the order was; empty when all of it does. */
export function breachesIn({ stories, events }: Played): string[] {
  const gaps = events.flatMap(({ sequence }, at) => (sequence === at + 1 ? [] : [`event ${at + 1} has the number ${sequence}`]));
  const last = new Map(events.map((event) => [event.storyId, event]));
  return [...gaps, ...stories.flatMap((story) => breachesOf(story, last.get(story.id)))];
}

/** The last word on a story is what it is: nothing that is killed, withheld or expired is shown, and whoever was ever shown it is told. */
function breachesOf(story: StoryRow, word: StoryEvent | undefined): string[] {
  const { uri, status, public: shown } = story;
  if (word === undefined) return [`${uri} was never told of`];
  if (status !== 'usable') {
    const gone = word.story === undefined && word.type === status;
    return [...(shown === null ? [] : [`${uri} is ${status} and has a public text`]), ...(gone ? [] : [`${uri} is ${status}, and the last word on it is ${word.type}`])];
  }
  const same = canonicalJson([word.story?.text, word.story?.['copyOf']]) === canonicalJson([shown?.text, shown?.copyOf]);
  return same ? [] : [`${uri} is usable, and what was told of it last is not what it shows`];
}

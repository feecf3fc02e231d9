import { Failure, versionKey, type EnrichedItem } from '@wiredesk/contracts';
import { changesBetween, isKilledVersion, nextTickAt, publicStory, writtenBetween, type ItemKey, type StoryState } from '@wiredesk/stories';
import { storyEventOf } from './story-event-of.js';
import { faceKey, shownKeys, type StoryDesk, type StoryWork } from './story-desk.js';
import { INSERT_EVENTS, TAKE_NUMBERS, UPSERT_STORIES } from './write-sql.js';

/**
 * Writes the stories that changed and numbers what readers are told of them. Returns the number of events. Throws
 * `database-unavailable` when another writer was faster on one of them: the whole batch is read and folded again.
 */
export async function writeStories(desk: StoryDesk): Promise<number> {
  const changed = [...desk.works.values()].filter((work) => work.changed);
  if (changed.length === 0) return 0;
  for (const work of changed) work.events = tellable(work, desk.now);
  await desk.loadItems(changed.flatMap(({ state }) => (state === undefined ? [] : [...shownKeys(state), faceKey(state)])));
  const rows: { work: StoryWork; row: Record<string, unknown> }[] = [];
  for (const work of changed) rows.push({ work, row: await rowOf(desk, work) });
  const count = changed.reduce((sum, { events }) => sum + events.length, 0);
  const taken = count === 0 ? { first: 0, at: desk.now } : await takeNumbers(desk, count);
  const { at } = taken;
  let next = taken.first;
  const events: Record<string, unknown>[] = [];
  const numbered = rows.map(({ work, row }) => {
    const first = work.events.length === 0 ? 0 : next;
    for (const { event, traceparent } of work.events) {
      const sequence = next++;
      events.push({ sequence, story_id: event.storyId, type: event.type, event: { ...event, sequence, recordedAt: at }, traceparent, recorded_at: at });
    }
    return { ...row, now: at, arrived_sequence: first, changed_sequence: work.events.length === 0 ? 0 : next - 1 };
  });
  if (events.length > 0) await desk.sql.query(INSERT_EVENTS, [JSON.stringify(events)]);
  const written = await desk.sql.query<{ id: string }[]>(`${UPSERT_STORIES} returning id`, [JSON.stringify(numbered)]);
  if (written.length !== rows.length) throw new Failure('database-unavailable', 'another writer changed one of these stories; it is read again');
  return count;
}

/**
 * A text that came and went in one transaction (killed, held or expired by what was there or came along) is told to nobody: of such a
 * story readers learn only that it went, and what it is now.
 */
function tellable({ before, state, events }: StoryWork, recordedAt: string): StoryWork['events'] {
  const last = events.at(-1);
  if (last === undefined || state === undefined || events.every(({ event }) => event.story === undefined)) return events;
  const gone = events.findLastIndex(({ event }) => event.story === undefined);
  if (state.status === 'usable') return events.filter(({ event: { story } }, at) => story === undefined || (at > gone && !isKilledVersion(state, story.version)));
  const { uri, receiptId } = last.event;
  return changesBetween(before, state).map((change) => ({ event: storyEventOf({ state, change, uri, recordedAt, receiptId, shown: [] }), traceparent: last.traceparent }));
}

/** The columns of `story` but for its positions. */
async function rowOf(desk: StoryDesk, { state, revision }: StoryWork): Promise<Record<string, unknown>> {
  if (state === undefined) throw new Error('a story without items was to be written');
  const shown = await desk.shownItems(state);
  const face = shown[0] ?? (await desk.itemOf(state.storyId, faceKey(state)));
  if (face === undefined) throw new Error(`no item of story ${state.storyId} was found`);
  return {
    id: state.storyId, ...spanOf(state), revision: revision + 1, status: state.status, version: state.version, now: desk.now, next_tick_at: nextTickAt(state) ?? null,
    text_version_key: state.text === undefined ? null : versionKey(state.text.version), text_content_hash: state.text?.contentHash ?? null,
    ...faceColumns(face), version_created: state.heads.find((head) => sameItem(head, face))?.versionCreated ?? face.versionCreated, ...publicColumns(shown, state), state,
  };
}

/** What stands for the story in lists. */
const faceColumns = (face: EnrichedItem): Record<string, unknown> => ({
  uri: face.uri, feed: face.receipt.feed, language: face.annotations.language.detected ?? face.language, urgency: face.urgency,
  received_at: face.receipt.receivedAt,
});

/** A story without a text has a span that nothing is in. */
function spanOf(state: StoryState): Record<string, unknown> {
  const { first, last } = writtenBetween(state) ?? { first: 'infinity', last: '-infinity' };
  return { first_written: first, last_written: last };
}

const sameItem = (one: ItemKey, other: ItemKey): boolean => one.version === other.version && one.contentHash === other.contentHash;

const publicColumns = (shown: readonly EnrichedItem[], state: StoryState): Record<string, unknown> =>
  ({ public: shown.length === 0 ? null : publicStory(shown, state) });

/** The first of `count` numbers in a row, and the instant from which they count as told. */
async function takeNumbers({ sql, now }: StoryDesk, count: number): Promise<{ first: number; at: string }> {
  const [[row]] = await sql.query<[{ value: string; at: Date }[], number]>(TAKE_NUMBERS, [count, now]);
  if (row === undefined) throw new Error('the counter of story events is not there');
  return { first: Number(row.value) - count + 1, at: row.at.toISOString() };
}

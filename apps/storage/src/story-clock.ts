import { tick } from '@wiredesk/stories';
import { asFailure } from './sql-failures.js';
import { storyEventOf } from './story-event-of.js';
import { loadItem, loadStories, type Sql } from './story-store.js';
import { writeStories } from './write-stories.js';

const DUE = 'select id from story where next_tick_at <= $1 order by next_tick_at limit 200';

/**
 * Lets time pass for the stories that are due: embargoes end, texts expire. Returns how many events came of it; call it again
 * while it returns some. Several replicas may do so at once: the second finds nothing left to change.
 */
export async function tickStories(transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>, now: string): Promise<number> {
  try {
    return await transaction(async (sql) => {
      const due = await sql.query<{ id: string }[]>(DUE, [now]);
      if (due.length === 0) return 0;
      const works = await loadStories(sql, due.map(({ id }) => id));
      for (const work of works.values()) {
        if (work.state === undefined) continue;
        const { state, changes } = tick(work.state, now);
        work.changed = state !== work.state;
        work.state = state;
        for (const change of changes) {
          const shown = change.showsText && change.text !== undefined ? await loadItem(sql, state.storyId, change.text) : undefined;
          const face = shown ?? (await loadItem(sql, state.storyId, state));
          work.events.push({ event: storyEventOf({ state, change, uri: face?.uri ?? state.storyId, recordedAt: now, shown }) });
        }
      }
      return writeStories(sql, works, now);
    });
  } catch (error) {
    throw asFailure(error);
  }
}

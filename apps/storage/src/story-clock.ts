import { tick } from '@wiredesk/stories';
import { asFailure } from './sql-failures.js';
import { createStoryDesk, faceKey, type Transaction } from './story-desk.js';
import { writeStories } from './write-stories.js';

const DUE = 'select id from story where next_tick_at <= $1 order by next_tick_at limit 200';

/**
 * Lets time pass for the stories that are due: embargoes end, texts expire. Returns how many events came of it; call it again
 * while it returns some. Several replicas may do so at once: the second finds nothing left to change.
 */
export async function tickStories(transaction: Transaction, now: string): Promise<number> {
  try {
    return await transaction(async (sql) => {
      const due = await sql.query<{ id: string }[]>(DUE, [now]);
      const desk = createStoryDesk(sql, now);
      await desk.load(due.map(({ id }) => id));
      for (const work of desk.works.values()) {
        if (work.state === undefined) continue;
        const face = await desk.itemOf(work.id, faceKey(work.state));
        await desk.take(work, tick(work.state, now), { uri: face?.uri ?? work.id });
      }
      return writeStories(desk);
    });
  } catch (error) {
    throw asFailure(error);
  }
}

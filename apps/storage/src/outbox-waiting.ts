import { every, type Logger, type Metrics } from '@wiredesk/runtime';

interface OutboxWaiting {
  readonly database: { query<T>(text: string): Promise<T> };
  readonly metrics: Metrics;
  readonly logger: Logger;
}

const PAUSE_MS = 10_000;
const WAITING = 'select count(*)::int as count, coalesce(extract(epoch from now() - min(recorded_at)), 0)::float8 as oldest from outbox where published_at is null';

/** Keeps two gauges: how many story events wait for the relay, and for how long the oldest has. */
export function startOutboxWaiting({ database, metrics, logger }: OutboxWaiting): { stop: () => Promise<void> } {
  const waiting = metrics.gauge('wiredesk_outbox_waiting', 'Story events that are not on the public topic yet');
  const oldest = metrics.gauge('wiredesk_outbox_oldest_seconds', 'Age of the oldest story event that is not on the public topic yet');
  return every(PAUSE_MS, async () => {
    const [row] = await database.query<{ count: number; oldest: number }[]>(WAITING);
    waiting.set(row?.count ?? 0);
    oldest.set(row?.oldest ?? 0);
  }, (error) => { logger.warn({ err: error }, 'the outbox was not counted'); });
}

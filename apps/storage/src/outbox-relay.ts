import type { DataSource, QueryRunner } from 'typeorm';
import { encodeJson, schemaUrl, toHeaders, TOPICS, type StoryEvent } from '@wiredesk/contracts';
import type { OutgoingRecord, Publisher } from '@wiredesk/eventlog';
import type { Logger, Metrics } from '@wiredesk/runtime';
import { eventTypeOf } from './story-event-of.js';

/** Whoever holds it relays; the others stand by. */
export const RELAY_LOCK = 7_071_002;
const BATCH = 500;
const WAITING = `select event, traceparent from outbox where published_at is null order by sequence limit ${BATCH}`;
const MARK = 'update outbox set published_at = now() where published_at is null and sequence <= $1';

interface OutboxRow {
  readonly event: StoryEvent;
  readonly traceparent: string | null;
}

interface RelayOptions {
  readonly database: DataSource;
  readonly publisher: Publisher;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly idleMs?: number;
}

export interface OutboxRelay {
  /** There is something to relay: do not wait for the next look. */
  readonly nudge: () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Puts the outbox on `news.stories.v1` in the order of its numbers, at least once: an event is marked after its acknowledgement.
 * One replica relays at a time; when its connection dies the lock goes with it and another takes over.
 */
export function startOutboxRelay(options: RelayOptions): OutboxRelay {
  const { logger, metrics, idleMs = 250 } = options;
  const relayed = metrics.counter('wiredesk_story_events_published_total', 'Story events put on the public topic');
  let stopped = false;
  let wake = (): void => undefined;
  let connection: QueryRunner | undefined;
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => { clearTimeout(timer); resolve(); };
  });
  const release = async (): Promise<void> => {
    const held = connection;
    connection = undefined;
    await held?.query('select pg_advisory_unlock($1)', [RELAY_LOCK]).catch(() => undefined);
    await held?.release().catch(() => undefined);
  };
  const round = async (): Promise<number> => {
    connection ??= await acquire(options.database);
    if (connection === undefined) return 0;
    const rows = (await connection.query(WAITING)) as OutboxRow[];
    const last = rows.at(-1);
    if (last === undefined) return 0;
    await options.publisher.publish(rows.map(recordOf));
    await connection.query(MARK, [last.event.sequence]);
    relayed.inc(rows.length);
    return rows.length;
  };
  const loop = async (): Promise<void> => {
    for (let failures = 0; !stopped;) {
      try {
        const relayedNow = await round();
        failures = 0;
        if (relayedNow < BATCH && !stopped) await sleep(idleMs);
      } catch (error) {
        failures++;
        logger.warn({ err: error, failures }, 'the outbox could not be relayed; it is tried again');
        await release();
        if (!stopped) await sleep(Math.min(10_000, 250 * 2 ** failures));
      }
    }
    await release();
  };
  const running = loop();
  return {
    nudge: () => { wake(); },
    stop: async () => { stopped = true; wake(); await running; },
  };
}

/** A connection of its own that holds the lock, or undefined when another replica holds it. */
async function acquire(database: DataSource): Promise<QueryRunner | undefined> {
  const runner = database.createQueryRunner();
  try {
    await runner.connect();
    const [row] = (await runner.query('select pg_try_advisory_lock($1) as held', [RELAY_LOCK])) as { held: boolean }[];
    if (row?.held === true) return runner;
  } catch (error) {
    await runner.release().catch(() => undefined);
    throw error;
  }
  await runner.release();
  return undefined;
}

function recordOf({ event, traceparent }: OutboxRow): OutgoingRecord {
  const { name: topic, schemaName } = TOPICS.stories;
  const headers = toHeaders({
    id: `${event.storyId}/${event.sequence}`, source: 'urn:wiredesk:storage', type: eventTypeOf(event.type), subject: event.storyId,
    time: event.recordedAt, dataschema: schemaUrl(schemaName), traceparent: traceparent ?? undefined,
  });
  return { topic, key: event.storyId, value: encodeJson(event), headers };
}

import { TOPICS } from '@wiredesk/contracts';
import { createKafka } from '@wiredesk/eventlog';

/** When items left enrichment, seen on the log itself. */
export interface EnrichedWatch {
  /** Milliseconds since 1970 of the newest enriched item of a story; undefined when none passed since the watch began. */
  readonly enrichedAt: (storyId: string) => number | undefined;
  readonly close: () => Promise<void>;
}

/** Follows `news.enriched.v1` from now on. Commits nothing, so it leaves no trace in anyone's lag. */
export async function watchEnriched(brokers: readonly string[]): Promise<EnrichedWatch> {
  const seen = new Map<string, number>();
  const consumer = createKafka({ brokers, clientId: 'wiredesk-up' }).consumer({ groupId: 'wiredesk-up' });
  await consumer.connect();
  await consumer.subscribe({ topic: TOPICS.enriched.name, fromBeginning: false });
  const joined = new Promise<void>((resolve) => { consumer.on(consumer.events.GROUP_JOIN, () => { resolve(); }); });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ message }) => {
      if (message.key !== null) seen.set(message.key.toString(), Number(message.timestamp));
      return Promise.resolve();
    },
  });
  await joined;
  return { enrichedAt: (storyId) => seen.get(storyId), close: () => consumer.disconnect() };
}

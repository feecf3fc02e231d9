import { encodeJson, headerText, schemaUrl, toHeaders, TOPICS, type EnrichedItem, type RawItem } from '@wiredesk/contracts';
import type { Batch, DecodedRecord, OutgoingRecord, Publisher, RecordFailure } from '@wiredesk/eventlog';
import { enrichItem } from '@wiredesk/extraction';

export interface EnrichItemsOptions {
  readonly publisher: Publisher;
  /** Called for every item with the time it took, in seconds. */
  readonly onEnriched: (item: EnrichedItem, seconds: number) => void;
}

export type EnrichItems = (batch: Batch<RawItem>) => Promise<readonly RecordFailure[]>;

/** After this long the event loop gets a turn: the heartbeat needs it. */
const BREATHE_EVERY_MS = 200;

/**
 * Annotates a batch and publishes it in its order. Resolves when the broker has all of it; an item that the engine could not annotate
 * is returned as a failure and its neighbours pass. The same raw record always gives the same bytes (decision 7).
 */
export function createEnrichItems({ publisher, onEnriched }: EnrichItemsOptions): EnrichItems {
  return async (batch) => {
    const failures: RecordFailure[] = [];
    const enriched: OutgoingRecord[] = [];
    let breath = performance.now();
    for (const each of batch.records) {
      const started = performance.now();
      try {
        const item = enrichItem(each.value);
        enriched.push(recordOf(item, each));
        onEnriched(item, (performance.now() - started) / 1000);
      } catch (error) {
        failures.push({ record: each.record, code: 'enrichment-failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
      if (performance.now() - breath > BREATHE_EVERY_MS) {
        await new Promise((resolve) => { setImmediate(resolve); });
        breath = performance.now();
      }
    }
    await publisher.publish(enriched);
    return failures;
  };
}

/** Envelope times come from the input, so that a replay gives the same record. */
function recordOf(item: EnrichedItem, { record }: DecodedRecord<RawItem>): OutgoingRecord {
  const { name: topic, eventType: type, schemaName } = TOPICS.enriched;
  const headers = toHeaders({
    id: item.receipt.id, source: 'urn:wiredesk:enrichment', type, subject: item.storyId, time: item.receipt.receivedAt,
    dataschema: schemaUrl(schemaName), traceparent: headerText(record.headers, 'traceparent'),
  });
  return { topic, key: item.storyId, value: encodeJson(item), headers };
}

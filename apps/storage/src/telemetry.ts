import type { Logger, Metrics } from '@wiredesk/runtime';
import type { StoreItemsOptions } from './store-items.js';

/** Counts items by what became of them, and story events. */
export function createStorageTelemetry({ logger, metrics }: { logger: Logger; metrics: Metrics }): StoreItemsOptions['onStored'] {
  const items = metrics.counter('wiredesk_items_stored_total', 'Items by what became of them', ['outcome']);
  const events = metrics.counter('wiredesk_story_events_total', 'Story events written to the outbox');
  return (stored) => {
    items.inc({ outcome: 'stored' }, stored.items);
    items.inc({ outcome: 'repeated' }, stored.repeated);
    events.inc(stored.events);
    logger.debug(stored, 'batch stored');
  };
}

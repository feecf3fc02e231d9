import type { Logger, Metrics } from '@wiredesk/runtime';
import type { StoreItemsOptions } from './store-items.js';

/** Counts items by what became of them, and story events. */
export function createStorageTelemetry({ logger, metrics }: { logger: Logger; metrics: Metrics }): StoreItemsOptions['onStored'] {
  const items = metrics.counter('wiredesk_items_stored_total', 'Items by what became of them', ['outcome']);
  const events = metrics.counter('wiredesk_story_events_total', 'Story events written to the outbox');
  const parkedActs = metrics.counter('wiredesk_acts_parked_total', 'Kills, holds and the like whose victim is unknown or ambiguous', ['effect']);
  return ({ parked, ...stored }) => {
    items.inc({ outcome: 'stored' }, stored.items);
    items.inc({ outcome: 'repeated' }, stored.repeated);
    events.inc(stored.events);
    for (const act of parked) {
      parkedActs.inc({ effect: act.effect });
      const line = act.candidates.length > 0 ? 'an act names several stories: a kill or hold keeps all of them from the public until a person decides' : 'an act names a story that is not here: it waits for it';
      if (act.effect === 'kill' || act.effect === 'hold') logger.error(act, line);
      else logger.warn(act, line);
    }
    logger.debug(stored, 'batch stored');
  };
}

import type { Metrics } from '@wiredesk/runtime';
import type { EnrichItemsOptions } from './enrich-items.js';

/** How long the engine takes and how much it finds. */
export function createEnrichmentTelemetry({ metrics }: { metrics: Metrics }): EnrichItemsOptions['onEnriched'] {
  const seconds = metrics.histogram('wiredesk_enrichment_seconds', 'Time of the engine for one item');
  const found = metrics.counter('wiredesk_annotations_total', 'Annotations found', ['layer']);
  return ({ annotations }, took) => {
    seconds.observe(took);
    for (const layer of ['entities', 'figures', 'dates', 'attributions', 'quotes'] as const) found.inc({ layer }, annotations[layer].length);
  };
}

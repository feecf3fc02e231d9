import type { EnrichedItem, RawItem } from '@wiredesk/contracts';
import { annotate } from './pipeline.js';

/** The item with annotations; the original bytes stay on the raw topic. The same raw item always gives the same enriched item (decision 7). */
export function enrichItem({ original, ...item }: RawItem): EnrichedItem {
  const { text, versionCreated: published, language, dateline } = item;
  return { ...(item as Omit<EnrichedItem, 'annotations'>), annotations: annotate({ text, published, language, dateline }) } as EnrichedItem;
}

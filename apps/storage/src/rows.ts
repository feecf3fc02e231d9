import { versionKey, type EnrichedItem } from '@wiredesk/contracts';

type Row = Record<string, unknown>;

const keyColumns = (item: EnrichedItem): Row => ({ story_id: item.storyId, version_key: versionKey(item.version), content_hash: item.contentHash });

/** One row of the history. */
export const itemRow = (item: EnrichedItem, { enrichedAt, storedAt }: { enrichedAt: string; storedAt: string }): Row => ({
  ...keyColumns(item), version: item.version, signal: item.signal, pub_status: item.pubStatus, feed: item.receipt.feed, receipt_id: item.receipt.id,
  version_created: item.versionCreated, received_at: item.receipt.receivedAt, enriched_at: enrichedAt, stored_at: storedAt, doc: item,
});

/** One row a figure, with who said it. */
export const figureRows = (item: EnrichedItem): Row[] => item.annotations.figures.map((figure, n) => {
  const said = figure.attribution === undefined ? undefined : item.annotations.attributions[figure.attribution];
  const { range, attribution, excludes, anaphor, ...columns } = figure;
  return { ...columns, ...keyColumns(item), n, low: range?.[0], high: range?.[1], vague: figure.vague ?? false, delta: figure.delta ?? false, source: said?.source.text, source_kind: said?.sourceKind, via: said?.via };
});

/** One row an entity. */
export const entityRows = (item: EnrichedItem): Row[] => item.annotations.entities.map(({ id, type, kind, name, link, country, geonamesId, mentions }) => ({
  ...keyColumns(item), entity_id: id, type, kind, name, link, country, geonames_id: geonamesId, mentions: mentions.length,
}));

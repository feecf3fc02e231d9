import { contentHashOf, type EnrichedItem } from '@wiredesk/contracts';

/** An enriched item; a test says only what matters to it. */
export function anEnrichedItem(fields: Partial<EnrichedItem> = {}): EnrichedItem {
  const { storyId = '0'.repeat(32), text = 'Two bakers in Graz opened a shop.' } = fields;
  const item = {
    storyId, version: '1', uri: `urn:test:${storyId}`, pubStatus: 'usable' as const, signal: 'create' as const,
    versionCreated: '2026-09-01T10:00:00.000Z', versionCreatedFrom: 'publisher' as const,
    headlines: [], bodies: [{ contentType: 'text/plain', value: text }], text,
    receipt: {
      id: `receipt-${storyId}-${fields.version ?? '1'}`, receivedAt: '2026-09-01T10:00:01.000Z', feed: 'test', transport: 'http', format: 'plain-text', rule: 'fallback',
      sha256: '0'.repeat(64),
    },
    annotations: { engine: { version: 'test' }, language: {}, entities: [], figures: [], dates: [], attributions: [], quotes: [] },
    ...fields,
  };
  return { ...item, contentHash: fields.contentHash ?? contentHashOf(item) } as EnrichedItem;
}

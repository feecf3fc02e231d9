import { contentHashOf, storyIdOf, type Annotations, type EnrichedItem } from '@wiredesk/contracts';

/** An enriched item for tests: only what a test says differs from a plain usable text of version 1. */
export function anItem(fields: Partial<EnrichedItem> = {}, receipt: Partial<EnrichedItem['receipt']> = {}, annotations: Partial<Annotations> = {}): EnrichedItem {
  const uri = fields.uri ?? 'urn:example:bridge';
  const version = fields.version ?? '1';
  const text = `The bridge at Varna reopened on Monday, version ${version}.`;
  const item: EnrichedItem = {
    storyId: storyIdOf(uri),
    version,
    uri,
    pubStatus: 'usable',
    signal: 'create',
    versionCreated: /^\d+$/.test(version) ? minute(Number(version)) : version,
    versionCreatedFrom: 'publisher',
    headlines: [{ value: `Bridge reopens, version ${version}` }],
    bodies: [{ value: text }],
    text,
    ...fields,
    contentHash: '',
    receipt: {
      id: `r-${version}`, receivedAt: '2026-03-02T10:00:00.000Z', feed: 'desk', transport: 'http', format: 'ninjs', rule: 'json', sha256: '0'.repeat(64),
      ...receipt,
    },
    annotations: { engine: { version: '1' }, language: {}, entities: [], figures: [], dates: [], attributions: [], quotes: [], ...annotations },
  };
  return { ...item, contentHash: fields.contentHash ?? contentHashOf(item) };
}

/** The n-th minute after 2 March 2026, 08:00 UTC. */
export const minute = (n: number): string => new Date(Date.UTC(2026, 2, 2, 8, n)).toISOString();

/** A text with nothing in it, as kills and releases have it. */
export const EMPTY = { text: '', headlines: [], bodies: [] } satisfies Partial<EnrichedItem>;

/** All orders of a short list. */
export function ordersOf<T>(list: readonly T[]): T[][] {
  return list.length < 2 ? [[...list]] : list.flatMap((first, at) => ordersOf(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

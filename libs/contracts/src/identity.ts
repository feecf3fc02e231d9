import { createHash } from 'node:crypto';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** SHA-256 of bytes, lower-case hexadecimal. */
export const digestOf = (bytes: Uint8Array): string => sha256(bytes);

/**
 * The story id: 32 hexadecimal digits made from what names the story for its publisher, so that it survives
 * redelivery and another transport. Fixed length because ids are keys in Kafka and in Postgres indexes.
 *
 * @param natural the publisher's own name of the story, without any revision
 */
export const storyIdOf = (natural: string): string => sha256(`story\n${natural.normalize('NFC').trim()}`).slice(0, 32);

/** The fields that say how an item reached us; they differ between two deliveries of the same content. */
const DELIVERY_FIELDS = new Set(['receipt', 'original', 'annotations', 'contentHash']);

/**
 * The content hash of an item: equal for two deliveries of the same content, different when the publisher changed anything.
 * A `versionCreated` that we had to assume from the time of receipt does not count.
 */
export function contentHashOf(item: Record<string, unknown>): string {
  const assumed = item['versionCreatedFrom'] === 'receipt';
  const content = Object.entries(item).filter(([name, value]) =>
    value !== undefined && !DELIVERY_FIELDS.has(name) && !(assumed && name === 'versionCreated'));
  return sha256(canonicalJson(Object.fromEntries(content)));
}

/** JSON with the keys of every object in code-unit order and without undefined: equal values give equal strings. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

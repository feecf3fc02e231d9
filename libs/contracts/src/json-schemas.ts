import { z } from 'zod';
import { schemaUrl } from './cloud-events.js';
import { receiptSchema } from './receipt.js';
import { TOPICS } from './topics.js';

export type JsonSchema = Record<string, unknown>;

const PUBLISHED = {
  [TOPICS.raw.schemaName]: TOPICS.raw.schema,
  [TOPICS.enriched.schemaName]: TOPICS.enriched.schema,
  [TOPICS.stories.schemaName]: TOPICS.stories.schema,
  receipt: receiptSchema,
} as const;

export type SchemaName = keyof typeof PUBLISHED;
export const SCHEMA_NAMES = Object.keys(PUBLISHED) as SchemaName[];

/** For readers: unknown fields are allowed, so that a new optional field breaks nobody. JSON Schema 2020-12. */
export function openSchema(name: SchemaName): JsonSchema {
  return { $id: schemaUrl(name), title: name, ...(z.toJSONSchema(PUBLISHED[name]) as JsonSchema) };
}

/** For writers: the same with every object closed that is ours (not marked `x-open`), so that a misspelt field is refused. */
export function closedSchema(name: SchemaName): JsonSchema {
  return { ...(close(openSchema(name)) as JsonSchema), $id: `${schemaUrl(name)}:producer`, title: `${name} (producer)` };
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (node === null || typeof node !== 'object') return node;
  const closed = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, close(value)]));
  return 'properties' in closed && closed['x-open'] !== true ? { ...closed, additionalProperties: false } : closed;
}

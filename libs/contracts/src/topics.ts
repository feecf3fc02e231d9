import type { z } from 'zod';
import { enrichedItemSchema } from './annotations.js';
import { rawItemSchema } from './news-item.js';
import { storyEventSchema } from './story-event.js';

const DAY_MS = 24 * 60 * 60 * 1000;

interface TopicDefinition {
  readonly name: string;
  /** CloudEvents type of its records. */
  readonly eventType: string;
  readonly schemaName?: string;
  readonly schema?: z.ZodType;
  readonly writers: readonly string[];
  readonly readers: readonly string[];
  readonly config: Readonly<Record<string, string>>;
}

/** 12 partitions each, fixed for life: the key decides the partition, so adding one would break the order of a story. */
export const PARTITIONS = 12;
/** Largest record that a producer may send, in bytes; dead letters get room for their headers above it. */
export const MAX_RECORD_BYTES = 4 * 1024 * 1024;

const limits = { 'max.message.bytes': String(MAX_RECORD_BYTES + 64 * 1024), 'compression.type': 'producer' };

/** The one table of topics. Creation, compose, Kubernetes and ACLs are generated from it or checked against it. */
export const TOPICS = {
  raw: {
    name: 'news.raw.v1',
    eventType: 'wiredesk.item.received',
    schemaName: 'raw-item',
    schema: rawItemSchema,
    writers: ['ingest'],
    readers: ['enrichment'],
    config: { ...limits, 'retention.ms': String(30 * DAY_MS) },
  },
  enriched: {
    name: 'news.enriched.v1',
    eventType: 'wiredesk.item.enriched',
    schemaName: 'enriched-item',
    schema: enrichedItemSchema,
    writers: ['enrichment'],
    readers: ['storage'],
    config: { ...limits, 'retention.ms': String(7 * DAY_MS) },
  },
  stories: {
    name: 'news.stories.v1',
    eventType: 'wiredesk.story',
    schemaName: 'story-event',
    schema: storyEventSchema,
    writers: ['storage'],
    readers: [],
    config: { ...limits, 'cleanup.policy': 'compact,delete', 'retention.ms': String(30 * DAY_MS) },
  },
  deadLetter: {
    name: 'news.deadletter.v1',
    eventType: 'wiredesk.deadletter',
    writers: ['enrichment', 'storage'],
    readers: ['storage'],
    config: { ...limits, 'max.message.bytes': String(MAX_RECORD_BYTES + 256 * 1024), 'retention.ms': String(90 * DAY_MS) },
  },
} as const satisfies Record<string, TopicDefinition>;

export type TopicId = keyof typeof TOPICS;
export type TopicName = (typeof TOPICS)[TopicId]['name'];

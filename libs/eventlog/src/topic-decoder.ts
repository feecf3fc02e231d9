import { decodeRecord, TOPICS, type Decoded } from '@wiredesk/contracts';
import type { z } from 'zod';
import type { LogRecord } from './record.js';

const SCHEMAS = new Map<string, z.ZodType>(Object.values(TOPICS).flatMap((topic) => ('schema' in topic ? [[topic.name, topic.schema] as const] : [])));

/** Decodes a record by the schema of its topic; its key must be the story id of its value. Never throws. */
export function decodeByTopic(record: LogRecord): Decoded<unknown> {
  if (record.value === null) return { ok: false, code: 'tombstone', message: 'no value' };
  // A dead letter is whatever bytes were set aside: its headers say what there is to know.
  if (record.topic === TOPICS.deadLetter.name) return { ok: true, value: undefined };
  const schema = SCHEMAS.get(record.topic);
  if (schema === undefined) return { ok: false, code: 'schema-invalid', message: `the topic table has no schema for ${record.topic}` };
  const decoded = decodeRecord(schema, record.value);
  if (!decoded.ok) return decoded;
  const { storyId } = decoded.value as { storyId?: string };
  if (storyId !== undefined && record.key?.toString('utf8') !== storyId) {
    return { ok: false, code: 'key-mismatch', message: 'the record key is not the story id of its value', pointer: '/storyId' };
  }
  return decoded;
}

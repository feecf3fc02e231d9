import { headerText, TOPICS, type FailureCode } from '@wiredesk/contracts';
import type { LogRecord, OutgoingRecord } from './record.js';

export interface DeadLetterReason {
  /** The service that set the record aside. */
  readonly stage: string;
  readonly code: FailureCode;
  readonly message: string;
  readonly attempts: number;
}

const STORY_ID = /^[0-9a-f]{32}$/;
const MAX_MESSAGE = 1_000;

/** Where a record stands on the log: `topic/partition/offset`. Two dead letters with equal coordinates are one. */
export const coordinatesOf = (record: LogRecord): string => `${record.topic}/${record.partition}/${record.offset}`;

/** The record's bytes untouched and its own headers, with stage, code and coordinates beside them; `wiredesk dlq` replays it. */
export function toDeadLetter(record: LogRecord, reason: DeadLetterReason): OutgoingRecord {
  const key = record.key?.toString('utf8') ?? '';
  const headers: Record<string, string | Buffer> = {};
  for (const [name, value] of Object.entries(record.headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && !name.startsWith('dlq.')) headers[name] = first;
  }
  return {
    topic: TOPICS.deadLetter.name,
    key: STORY_ID.test(key) ? key : coordinatesOf(record),
    value: record.value,
    headers: {
      ...headers,
      'dlq.topic': record.topic,
      'dlq.partition': String(record.partition),
      'dlq.offset': record.offset,
      'dlq.timestamp': record.timestamp,
      'dlq.key': record.key ?? '',
      'dlq.stage': reason.stage,
      'dlq.code': reason.code,
      'dlq.message': reason.message.slice(0, MAX_MESSAGE),
      'dlq.attempts': String(reason.attempts),
      ...(headerText(record.headers, 'dlq.hops') === undefined ? {} : { 'dlq.hops': headerText(record.headers, 'dlq.hops') ?? '' }),
    },
  };
}

import { headerText } from '@wiredesk/contracts';
import type { Batch, LogRecord } from '@wiredesk/eventlog';
import { asFailure } from './sql-failures.js';
import type { Sql } from './story-desk.js';
import { INSERT_DEAD_LETTERS } from './write-sql.js';

export type NoteDeadLetters = (batch: Batch<unknown>) => Promise<void>;

/** Notes what was set aside, so that a feeder who asks for a receipt is told. Noting a letter twice changes nothing. Throws like storing items. */
export function createNoteDeadLetters(sql: Sql): NoteDeadLetters {
  return async ({ records }) => {
    try {
      await sql.query(INSERT_DEAD_LETTERS, [JSON.stringify(records.map(({ record }) => rowOf(record)))]);
    } catch (error) {
      throw asFailure(error);
    }
  };
}

/** An item's records carry the id of its receipt as the id of the event. */
function rowOf({ headers, timestamp }: LogRecord): Record<string, unknown> {
  const header = (name: string): string | undefined => headerText(headers, name)?.replaceAll('\0', '');
  return {
    coordinates: `${header('dlq.topic') ?? ''}/${header('dlq.partition') ?? ''}/${header('dlq.offset') ?? ''}`, receipt_id: header('ce_id'), story_id: header('ce_subject'),
    stage: header('dlq.stage') ?? 'unknown', code: header('dlq.code') ?? 'unknown', message: header('dlq.message') ?? '', at: new Date(Number(timestamp)).toISOString(),
  };
}

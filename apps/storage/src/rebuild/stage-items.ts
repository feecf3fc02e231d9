import { versionKey, type EnrichedItem, type RawItem } from '@wiredesk/contracts';
import type { BatchHandler, LogRecord, RecordFailure } from '@wiredesk/eventlog';
import { asFailure } from '../sql-failures.js';
import type { Sql } from '../story-desk.js';
import type { Place } from './place.js';

/** What will be stored, in the order of `at`. No log of its own is written for it: it goes with the schema. */
export const CREATE_STAGE = `
  create unlogged table staged (
    at timestamptz not null, enriched_at timestamptz not null, partition int not null, "offset" bigint not null,
    story_id text not null, version text not null, version_key text collate "C" not null, content_hash text collate "C" not null, receipt_id text not null,
    doc jsonb not null, primary key (partition, "offset"))`;
export const INDEX_STAGE = [
  'create index staged_item on staged (story_id, content_hash)',
  'create index staged_order on staged (at, partition, "offset")',
  'analyze staged',
];

/**
 * When an item was stored is a fact that only the database knows: what stands there is stored again at its instant, so that it meets the same
 * neighbours and the same clock. A delivery that was not the first comes behind it; what was never stored comes at the time of its record.
 */
const stage = (home: string): string => `
  insert into staged (at, enriched_at, partition, "offset", story_id, version, version_key, content_hash, receipt_id, doc)
  select case when i.story_id is null then g.recorded_at when i.receipt_id = g.receipt_id then i.stored_at else greatest(i.stored_at, g.recorded_at) end,
    coalesce(i.enriched_at, g.recorded_at), g.partition, g."offset", g.story_id, g.version, g.version_key, g.content_hash, g.receipt_id, g.doc
  from jsonb_to_recordset($1::jsonb) as g(recorded_at timestamptz, partition int, "offset" bigint, story_id text, version text, version_key text, content_hash text, receipt_id text, doc jsonb)
  left join ${home}.item i on i.story_id = g.story_id and i.version_key = g.version_key collate "C" and i.content_hash = g.content_hash collate "C"
  on conflict (partition, "offset") do nothing`;

/** After this long the event loop gets a turn: the heartbeat needs it. */
const BREATHE_EVERY_MS = 200;

interface StageOptions {
  readonly sql: Sql;
  readonly place: Place;
  readonly enrich: (item: RawItem) => EnrichedItem;
}

/** Annotates raw items and stages them; a record that comes again changes nothing. An item that cannot be annotated is returned, as by enrichment. */
export function createStageItems({ sql, place, enrich }: StageOptions): BatchHandler<RawItem> {
  const insert = stage(place.home);
  return async ({ records }) => {
    const failures: RecordFailure[] = [];
    const rows: Record<string, unknown>[] = [];
    let breath = performance.now();
    for (const { record, value } of records) {
      try {
        rows.push(rowOf(record, enrich(value)));
      } catch (error) {
        failures.push({ record, code: 'enrichment-failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
      if (performance.now() - breath > BREATHE_EVERY_MS) {
        await new Promise((resolve) => { setImmediate(resolve); });
        breath = performance.now();
      }
    }
    try {
      await sql.query(insert, [JSON.stringify(rows)]);
    } catch (error) {
      throw asFailure(error);
    }
    return failures;
  };
}

const rowOf = ({ partition, offset, timestamp }: LogRecord, item: EnrichedItem): Record<string, unknown> => ({
  recorded_at: new Date(Number(timestamp)).toISOString(), partition, offset, story_id: item.storyId, version: item.version, version_key: versionKey(item.version),
  content_hash: item.contentHash, receipt_id: item.receipt.id, doc: item,
});

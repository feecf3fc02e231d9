import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { Failure, versionKey, type Receipt } from '@wiredesk/contracts';
import type { Ledger, LedgerEntry } from './ledger.js';

/**
 * Receipts tell of what may still be on its way; what has arrived is in the history of items, which is kept for ever and is found by its key. So the
 * look-up stays in the last months of the ledger, however long that is.
 */
const ON_ITS_WAY = "r.received_at > now() - interval '35 days' and r.status in ('accepted', 'superseded')";
const STANDING = `
  select same.id as same_as, newer.version as newer
  from jsonb_to_recordset($1::jsonb) as asked(n int, story_id text, version_key text, content_hash text)
  left join lateral (
    select id from (
      (select r.id, r.received_at from receipt r
       where r.story_id = asked.story_id and r.version_key = asked.version_key collate "C" and r.content_hash = asked.content_hash and ${ON_ITS_WAY}
       order by r.received_at, r.id limit 1)
      union all
      select i.receipt_id, i.received_at from item i
      where i.story_id = asked.story_id and i.version_key = asked.version_key collate "C" and i.content_hash = asked.content_hash collate "C") as known
    order by received_at, id limit 1) same on true
  left join lateral (
    select version from (
      (select r.version, r.version_key from receipt r
       where r.story_id = asked.story_id and r.version_key > asked.version_key collate "C" and ${ON_ITS_WAY}
       order by r.version_key desc limit 1)
      union all
      (select i.version, i.version_key from item i
       where i.story_id = asked.story_id and i.version_key > asked.version_key collate "C"
       order by i.version_key desc limit 1)) as known
    order by version_key desc limit 1) newer on true
  order by asked.n`;

/** The id of a receipt and its instant are made together, so a receipt that is written twice is the same row. */
const RECORD = `
  insert into receipt (id, feed, status, received_at, story_id, uri, version, version_key, content_hash, body)
  select id, feed, status, received_at, story_id, uri, version, version_key, content_hash, body
  from jsonb_to_recordset($1::jsonb) as given(id text, feed text, status text, received_at timestamptz,
    story_id text, uri text, version text, version_key text, content_hash text, body jsonb)
  on conflict do nothing`;

/** By digest in the ledger, since a uri may be longer than an index takes; and among the names of stories, which outlive the ledger. */
const STORIES_OF = `
  select distinct on (uri) uri, story_id from (
    select uri, story_id, received_at as at from receipt where md5(uri) = any($1) and status in ('accepted', 'superseded')
    union all
    select n.name, n.story_id, s.received_at from story_name n join story s on s.id = n.story_id where n.name = any($2)) as known
  order by uri, at, story_id`;

const FIND = `
  select r.body, i.enriched_at, i.stored_at, d.at as aside_at, d.stage, d.code, d.message
  from receipt r
  left join item i on i.story_id = r.story_id and i.version_key = r.version_key and i.content_hash = r.content_hash
  left join lateral (select * from dead_letter d where d.receipt_id = r.id order by d.at limit 1) d on true
  where r.feed = $1 and r.id = $2`;

interface FoundRow {
  readonly body: Receipt;
  readonly enriched_at: Date | null;
  readonly stored_at: Date | null;
  readonly aside_at: Date | null;
  readonly stage: string;
  readonly code: string;
  readonly message: string;
}

/** The ledger in the table `receipt`, which storage's migrations own. After a failure it is left alone for a moment. */
export function createPostgresLedger(pool: Pool, { restMs = 2_000 } = {}): Ledger {
  let restUntil = 0;
  const query = async <R extends object>(text: string, values: unknown[]): Promise<R[]> => {
    if (Date.now() < restUntil) throw new Failure('database-unavailable', 'the ledger was out of reach a moment ago');
    try {
      return (await pool.query<R>(text, values)).rows;
    } catch (error) {
      restUntil = Date.now() + restMs;
      throw new Failure('database-unavailable', 'the ledger cannot be reached', { cause: error });
    }
  };
  return {
    storiesOf: async (uris) => {
      const digests = uris.map((uri) => createHash('md5').update(uri).digest('hex'));
      const rows = await query<{ uri: string; story_id: string }>(STORIES_OF, [digests, uris]);
      return rows.map(({ uri, story_id }) => [uri, story_id] as const);
    },
    standing: async (items) => {
      const asked = items.map(({ storyId, version, contentHash }, n) => ({ n, story_id: storyId, version_key: versionKey(version), content_hash: contentHash }));
      const rows = await query<{ same_as: string | null; newer: string | null }>(STANDING, [JSON.stringify(asked)]);
      return rows.map(({ same_as, newer }) => ({ ...(same_as === null ? {} : { sameAs: same_as }), ...(newer === null ? {} : { newer }) }));
    },
    record: async (entries) => { await query(RECORD, [JSON.stringify(entries.map(rowOf))]); },
    find: async (feed, id) => {
      const [row] = await query<FoundRow>(FIND, [feed, id]);
      return row === undefined ? undefined : followed(row);
    },
  };
}

/** What is not there yet is left out. */
const followed = ({ body, enriched_at, stored_at, aside_at, stage, code, message }: FoundRow): Receipt => ({
  ...body,
  ...(enriched_at === null ? {} : { enrichedAt: enriched_at.toISOString() }),
  ...(stored_at === null ? {} : { storedAt: stored_at.toISOString() }),
  ...(aside_at === null ? {} : { setAside: { at: aside_at.toISOString(), stage, code, message } }),
});

const rowOf = ({ receipt, contentHash }: LedgerEntry): Record<string, unknown> => ({
  id: receipt.id, feed: receipt.feed, status: receipt.status, received_at: receipt.receivedAt,
  story_id: receipt.storyId ?? null, uri: receipt.uri ?? null, version: receipt.version ?? null,
  version_key: receipt.version === undefined ? null : versionKey(receipt.version), content_hash: contentHash ?? null, body: receipt,
});

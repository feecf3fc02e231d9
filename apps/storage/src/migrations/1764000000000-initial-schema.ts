import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `item` is the history and never changes; `figure` and `entity` say what each item's text holds; `story` is the current state; `outbox` holds
 * what readers are told; `receipt` is the ledger of ingest. The story id leads every key: it is the distribution key.
 */
const TABLES = `
  create table item (
    story_id text not null, version_key text collate "C" not null, content_hash text collate "C" not null,
    version text not null, signal text not null, pub_status text not null, feed text not null, receipt_id text not null,
    version_created timestamptz not null, received_at timestamptz not null, enriched_at timestamptz not null, stored_at timestamptz not null,
    doc jsonb not null,
    primary key (story_id, version_key, content_hash));

  create table figure (
    story_id text not null, version_key text collate "C" not null, content_hash text collate "C" not null, n int not null,
    kind text not null, value double precision, low double precision, high double precision, vague boolean not null default false,
    comparator text not null, unit text, per text, "of" text, change text, delta boolean not null default false, event text, polarity text,
    "start" int not null, "end" int not null, "text" text not null,
    source text, source_kind text, via text[], confidence real not null, rule text not null,
    primary key (story_id, version_key, content_hash, n));

  create table entity (
    story_id text not null, version_key text collate "C" not null, content_hash text collate "C" not null, entity_id text not null,
    type text not null, kind text, name text not null, link text, country text, geonames_id bigint, mentions int not null,
    primary key (story_id, version_key, content_hash, entity_id));

  create table story (
    id text primary key, revision bigint not null, status text not null, version text not null,
    text_version_key text collate "C", text_content_hash text collate "C",
    uri text not null, feed text not null, language text, urgency int,
    received_at timestamptz not null, version_created timestamptz not null, stored_at timestamptz not null, changed_at timestamptz not null, next_tick_at timestamptz,
    arrived_sequence bigint not null, changed_sequence bigint not null,
    state jsonb not null, public jsonb,
    check ((public is not null) = (status = 'usable' and text_version_key is not null)));

  create table story_name (name text not null, story_id text not null, primary key (name, story_id));

  create table story_act (
    id text primary key, act jsonb not null, victim text, candidates text[] not null default '{}', recorded_at timestamptz not null);
  create table story_act_name (name text not null, act_id text not null, primary key (name, act_id));

  create table copy_key (key text not null, story_id text not null, feed text not null, written_at timestamptz not null, primary key (key, story_id));
  create table copy_link (original_id text not null, copy_id text not null, primary key (original_id, copy_id));

  create table outbox (
    sequence bigint primary key, story_id text not null, type text not null, event jsonb not null, traceparent text,
    recorded_at timestamptz not null, published_at timestamptz);

  create table counter (name text primary key, value bigint not null);
  insert into counter values ('story-event', 0);

  create table sink_progress (
    topic text not null, partition int not null, next_offset bigint not null, updated_at timestamptz not null default now(),
    primary key (topic, partition));

  create table receipt (
    id text primary key, feed text not null, status text not null, received_at timestamptz not null,
    story_id text, uri text, version text, version_key text collate "C", content_hash text collate "C", body jsonb not null);

  create table dead_letter (
    coordinates text primary key, receipt_id text, story_id text, stage text not null, code text not null, message text not null, at timestamptz not null);

  create table idempotency_key (
    feed text not null, key text not null, digest text not null, started_at timestamptz not null, status int, body jsonb,
    primary key (feed, key));`;

const INDEXES = `
  create index figure_question on figure (unit, event, value);
  create index entity_link on entity (link, story_id) where link is not null;
  create index entity_country on entity (country, story_id) where country is not null;
  create index entity_name on entity (lower(name), story_id);
  create index story_name_story on story_name (story_id);
  create index story_act_parked on story_act (recorded_at) where victim is null;
  create index copy_key_time on copy_key (written_at);
  create unique index story_position on story (changed_sequence);
  create index story_tick on story (next_tick_at) where next_tick_at is not null;
  create index outbox_waiting on outbox (sequence) where published_at is null;
  create index outbox_story on outbox (story_id, sequence);
  create index receipt_item on receipt (story_id, version_key, content_hash) where story_id is not null;
  create index dead_letter_receipt on dead_letter (receipt_id) where receipt_id is not null;
  create index idempotency_age on idempotency_key (started_at);
  create index receipt_uri on receipt (md5(uri)) where uri is not null;
  create index receipt_time on receipt (feed, received_at);`;

/** pglz costs more than the write itself: lz4 where the server has it, else no compression. */
const COMPRESSION = `
  do $$
  begin
    if (select 'lz4' = any(enumvals) from pg_settings where name = 'default_toast_compression') then
      alter table item alter column doc set compression lz4;
      alter table story alter column public set compression lz4;
      alter table story alter column state set compression lz4;
      alter table outbox alter column event set compression lz4;
    else
      alter table item alter column doc set storage external;
      alter table story alter column public set storage external;
      alter table outbox alter column event set storage external;
    end if;
  end $$`;

export class InitialSchema1764000000000 implements MigrationInterface {
  readonly name = 'InitialSchema1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TABLES, INDEXES, COMPRESSION]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_key, dead_letter, receipt, sink_progress, counter, outbox, copy_link, copy_key, story_act_name, story_act, story_name, story, entity, figure, item');
  }
}

/** All inserts are one statement for a whole batch: rows travel as one JSON array. History never changes, so a repetition does nothing. */
export const INSERT_ITEMS = `
  insert into item (story_id, version_key, content_hash, version, signal, pub_status, feed, receipt_id, version_created, received_at, enriched_at, stored_at, doc)
  select story_id, version_key, content_hash, version, signal, pub_status, feed, receipt_id, version_created, received_at, enriched_at, stored_at, doc
  from jsonb_to_recordset($1::jsonb) as given(story_id text, version_key text, content_hash text, version text, signal text, pub_status text,
    feed text, receipt_id text, version_created timestamptz, received_at timestamptz, enriched_at timestamptz, stored_at timestamptz, doc jsonb)
  on conflict do nothing`;

export const INSERT_FIGURES = `
  insert into figure (story_id, version_key, content_hash, n, kind, value, low, high, vague, comparator, unit, per, "of", change, delta, event,
    polarity, "start", "end", "text", source, source_kind, via, confidence, rule)
  select story_id, version_key, content_hash, n, kind, value, low, high, vague, comparator, unit, per, "of", change, delta, event,
    polarity, "start", "end", "text", source, source_kind, via, confidence, rule
  from jsonb_to_recordset($1::jsonb) as given(story_id text, version_key text, content_hash text, n int, kind text, value double precision,
    low double precision, high double precision, vague boolean, comparator text, unit text, per text, "of" text, change text, delta boolean,
    event text, polarity text, "start" int, "end" int, "text" text, source text, source_kind text, via text[], confidence real, rule text)
  on conflict do nothing`;

export const INSERT_ENTITIES = `
  insert into entity (story_id, version_key, content_hash, entity_id, type, kind, name, link, country, geonames_id, mentions)
  select story_id, version_key, content_hash, entity_id, type, kind, name, link, country, geonames_id, mentions
  from jsonb_to_recordset($1::jsonb) as given(story_id text, version_key text, content_hash text, entity_id text, type text, kind text, name text,
    link text, country text, geonames_id bigint, mentions int)
  on conflict do nothing`;

/** Guarded by the revision that was read: a writer that read an older state writes nothing and starts over. */
export const UPSERT_STORIES = `
  insert into story as s (id, revision, status, version, text_version_key, text_content_hash, uri, feed, language, urgency, received_at, version_created,
    first_written, last_written, stored_at, changed_at, next_tick_at, arrived_sequence, changed_sequence, state, public)
  select id, revision, status, version, text_version_key, text_content_hash, uri, feed, language, urgency, received_at, version_created,
    first_written, last_written, now, now, next_tick_at, arrived_sequence, changed_sequence, state, public
  from jsonb_to_recordset($1::jsonb) as given(id text, revision bigint, status text, version text, text_version_key text, text_content_hash text,
    uri text, feed text, language text, urgency int, received_at timestamptz, version_created timestamptz, first_written timestamptz, last_written timestamptz, now timestamptz, next_tick_at timestamptz,
    arrived_sequence bigint, changed_sequence bigint, state jsonb, public jsonb)
  order by id
  on conflict (id) do update set
    revision = excluded.revision, status = excluded.status, version = excluded.version, text_version_key = excluded.text_version_key,
    text_content_hash = excluded.text_content_hash, uri = excluded.uri, feed = excluded.feed, language = excluded.language,
    urgency = excluded.urgency, received_at = excluded.received_at, version_created = excluded.version_created,
    first_written = excluded.first_written, last_written = excluded.last_written,
    changed_at = case when excluded.changed_sequence > 0 then excluded.changed_at else s.changed_at end,
    next_tick_at = excluded.next_tick_at,
    changed_sequence = case when excluded.changed_sequence > 0 then excluded.changed_sequence else s.changed_sequence end,
    state = excluded.state, public = excluded.public
  where s.revision = excluded.revision - 1`;

/**
 * The counter row is locked until commit, so numbers have no gaps and are seen in order; it is taken last to hold it briefly. The instants of numbers that follow
 * each other never go back, so that a month of the history is a run of numbers, unless a clock was set back by more than moments.
 */
export const TAKE_NUMBERS = `
  update counter set value = value + $1, at = case when $2::timestamptz < at - interval '10 minutes' then $2::timestamptz else greatest(at, $2::timestamptz) end
  where name = 'story-event' returning value, at`;

export const INSERT_EVENTS = `
  insert into outbox (sequence, story_id, type, event, traceparent, recorded_at)
  select sequence, story_id, type, event, traceparent, recorded_at
  from jsonb_to_recordset($1::jsonb) as given(sequence bigint, story_id text, type text, event jsonb, traceparent text, recorded_at timestamptz)`;

export const NOTE_PROGRESS = `
  insert into sink_progress (topic, partition, next_offset) values ($1, $2, $3)
  on conflict (topic, partition) do update set next_offset = greatest(sink_progress.next_offset, excluded.next_offset), updated_at = now()`;

export const INSERT_DEAD_LETTERS = `
  insert into dead_letter (coordinates, receipt_id, story_id, stage, code, message, at)
  select coordinates, receipt_id, story_id, stage, code, message, at
  from jsonb_to_recordset($1::jsonb) as given(coordinates text, receipt_id text, story_id text, stage text, code text, message text, at timestamptz)
  on conflict do nothing`;

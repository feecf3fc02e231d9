import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Languages that Postgres can stem; the others are searched word by word. */
const CONFIGS = {
  ar: 'arabic', hy: 'armenian', eu: 'basque', ca: 'catalan', da: 'danish', nl: 'dutch', en: 'english', fi: 'finnish', fr: 'french', de: 'german',
  el: 'greek', hi: 'hindi', hu: 'hungarian', id: 'indonesian', ga: 'irish', it: 'italian', lt: 'lithuanian', ne: 'nepali', no: 'norwegian', nb: 'norwegian', nn: 'norwegian',
  pt: 'portuguese', ro: 'romanian', ru: 'russian', sr: 'serbian', es: 'spanish', sv: 'swedish', ta: 'tamil', tr: 'turkish', yi: 'yiddish',
};

const languageOf = "coalesce(public->'annotations'->'language'->>'detected', public->>'language')";

/**
 * What a story can be found by, all of it read from the public story alone, so that what may not be shown cannot be found either:
 * `story_keys` (exact; of a figure also unit, event and size together, by powers of two, so that a bound on its value has an index, too), `story_facts` (its figures), `story_names` (likeness) and `story_search` (words, stemmed by its language).
 */
const FUNCTIONS = `
  create function story_search_config(language text) returns regconfig language sql immutable parallel safe return
    case lower(split_part(language, '-', 1)) ${Object.entries(CONFIGS).map(([code, name]) => `when '${code}' then '${name}'::regconfig`).join(' ')} else 'simple'::regconfig end;

  create function story_search(public jsonb) returns tsvector language sql immutable parallel safe
  begin atomic
    select setweight(to_tsvector(config, coalesce(left(public->'headlines'->0->>'value', 2000), '')), 'A')
      || to_tsvector(config, coalesce(left(public->>'text', 200000), ''))
    from story_search_config(${languageOf}) as config;
  end;

  create function story_query(public jsonb, words text) returns tsquery language sql immutable parallel safe return
    websearch_to_tsquery(story_search_config(${languageOf}), words);

  create function story_query_of_any(words text) returns tsquery language plpgsql immutable parallel safe as $$
  declare
    config regconfig; query tsquery; asked tsquery[] := '{}'; found tsquery;
  begin
    foreach config in array array[${[...new Set(['simple', ...Object.values(CONFIGS)])].map((name) => `'${name}'`).join(', ')}]::regconfig[] loop
      query := websearch_to_tsquery(config, words);
      continue when numnode(query) = 0 or query = any (asked);
      asked := asked || query;
      found := case when found is null then query else found || query end;
    end loop;
    return coalesce(found, ''::tsquery);
  end $$;

  create function story_keys(public jsonb) returns text[] language sql immutable parallel safe
  begin atomic
    select coalesce(array_agg(distinct key), '{}') from (
      select unnest(array['feed:' || (public->>'feed'), 'urgency:' || (public->>'urgency'), 'place:' || lower(left(public->'dateline'->>'place', 200)),
        'language:' || lower(${languageOf}), 'language:' || lower(split_part(${languageOf}, '-', 1))])
      union all
      select unnest(array['entity:' || lower(left(e->>'name', 200)), 'entity:' || lower(left(e->>'link', 200)), 'country:' || upper(left(e->>'link', 200)), 'country:' || upper(left(e->>'country', 200))]
        || case when e->>'type' = 'place' then array['place:' || lower(left(e->>'name', 200)), 'place:' || lower(left(e->>'link', 200))] else '{}' end)
      from jsonb_array_elements(public->'annotations'->'entities') as e
      union all
      select unnest(array['unit:' || lower(left(f->>'unit', 200)), 'event:' || lower(left(f->>'event', 200)), 'kind:' || (f->>'kind')])
      from jsonb_array_elements(public->'annotations'->'figures') as f
      union all
      select unnest(array['figure:' || unit || '|' || event, 'figure:' || unit || '|' || event || '|' || size, 'figure:' || unit || '||' || size, 'figure:|' || event || '|' || size])
      from jsonb_array_elements(public->'annotations'->'figures') as f,
        lateral (select lower(left(f->>'unit', 200)) as unit, lower(left(f->>'event', 200)) as event, coalesce(f->'value', f->'range'->0)::text::float8 as low) as said,
        lateral (select case when low >= 1 then least(40, 1 + floor(ln(low) / ln(2::float8)))::int else 0 end as size) as sized
    ) as found(key) where key is not null;
  end;

  create function story_facts(public jsonb) returns jsonb language sql immutable parallel safe
  begin atomic
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('unit', lower(left(f->>'unit', 200)), 'event', lower(left(f->>'event', 200)), 'kind', f->>'kind',
      'low', coalesce(f->'value', f->'range'->0), 'high', coalesce(f->'value', f->'range'->1)))), '[]')
    from jsonb_array_elements(public->'annotations'->'figures') as f;
  end;

  create function story_names(public jsonb) returns text language sql immutable parallel safe
  begin atomic
    select coalesce(string_agg(distinct lower(left(e->>'name', 200)), ' | '), '') from jsonb_array_elements(public->'annotations'->'entities') as e;
  end;`;

/** An extension lives in one schema of the database, which need not be the one that we write into. */
const LIKENESS = `
  do $$
  declare home text;
  begin
    if not exists (select from pg_extension where extname = 'pg_trgm') then
      create schema if not exists extension;
      create extension pg_trgm schema extension;
    end if;
    select nspname into home from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm';
    execute format('grant usage on schema %I to public', home);
    execute format('create function story_name_like(names text, name text) returns boolean language sql stable parallel safe return name operator(%I.<<%%) names', home);
    execute format('create index story_names on story using gin (names %I.gin_trgm_ops)', home);
  end $$`;

const COLUMNS = `
  alter table story
    add column keys text[] not null generated always as (story_keys(public)) stored,
    add column facts jsonb not null generated always as (story_facts(public)) stored,
    add column names text not null generated always as (story_names(public)) stored,
    add column search tsvector generated always as (case when public is not null then story_search(public) end) stored;
  alter table story alter column keys set statistics 1000;
  alter table story alter column search set statistics 500;
  create index story_keys on story using gin (keys);
  create index story_search on story using gin (search);
  create index story_changed on story (changed_at);
  create index story_version_time on story (version_created);
  create index outbox_text_gone on outbox (story_id, sequence) where type in ('killed', 'withheld', 'expired');
  create index outbox_time on outbox (recorded_at);
  create table saved_search (name text primary key, query text not null, owner text not null, saved_at timestamptz not null);`;

/** Filters, full text, likeness of names and saved searches. */
export class Questions1764000400000 implements MigrationInterface {
  readonly name = 'Questions1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [FUNCTIONS, COLUMNS, LIKENESS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table saved_search;
      drop index outbox_text_gone, outbox_time, story_changed, story_version_time;
      alter table story drop column keys, drop column facts, drop column names, drop column search;
      drop function story_name_like, story_keys, story_facts, story_names, story_query_of_any, story_query, story_search, story_search_config`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every name that a public story shows or has shown, so that a name spelt roughly is looked for among names and not among stories. Kept by the database
 * itself in the transaction of the story, so that a writer of the release before keeps it, too. A text that may not be shown has no `names`, and so
 * adds none. A name that is there is not written again, and new ones go in their order, so that writers do not wait for each other in a circle.
 */
const TABLE = `
  create table known_name (name text primary key);
  create function story_names_known() returns trigger language plpgsql as $$
  begin
    execute format('insert into %I.known_name (name)
      select distinct name from told, string_to_table(told.names, '' | '') as name order by name on conflict do nothing', tg_table_schema);
    return null;
  end $$;
  create trigger story_names_told after insert on story referencing new table as told for each statement execute function story_names_known();
  create trigger story_names_told_anew after update on story referencing new table as told for each statement execute function story_names_known();`;

/** The extension has a schema of its own; the bodies are bound when they are made, so that a schema of ours that is renamed keeps them. */
const LIKENESS = `
  do $$
  declare home text;
  begin
    select nspname into home from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm';
    execute format('create index known_name_like on known_name using gin (name %I.gin_trgm_ops) with (fastupdate = off)', home);
    execute format('create function known_names_like(asked text, most int) returns setof text language sql stable parallel safe begin atomic
      select k.name from known_name k where asked operator(%1$I.<<%%) k.name order by %1$I.strict_word_similarity(asked, k.name) desc, k.name limit most; end', home);
    execute format('create function story_has_name_like(names text, asked text) returns boolean language sql stable parallel safe return
      exists (select from string_to_table(names, '' | '') as one where asked operator(%I.<<%%) one)', home);
  end $$`;

export class KnownNames1764001000000 implements MigrationInterface {
  readonly name = 'KnownNames1764001000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TABLE, LIKENESS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger story_names_told on story;
      drop trigger story_names_told_anew on story;
      drop function story_names_known, story_has_name_like, known_names_like;
      drop table known_name`);
  }
}

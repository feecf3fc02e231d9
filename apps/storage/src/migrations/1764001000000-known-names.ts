import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * All names that public stories ever showed, each once: a name that is spelt roughly is looked for among them, not among the names of every story.
 * Names of texts that were never shown are not here. A name stays when its stories are gone: it leads to no story then.
 */
const TABLE = `
  create table known_name (name text primary key);
  create function know_names() returns trigger language plpgsql as $$
  begin
    execute format('insert into %I.known_name select distinct name from written, unnest(string_to_array(written.names, '' | '')) as name where name <> '''' order by name on conflict do nothing', tg_table_schema);
    return null;
  end $$;
  create trigger know_names_of_new after insert on story referencing new table as written for each statement execute function know_names();
  create trigger know_names_of_changed after update on story referencing new table as written for each statement execute function know_names();`;

const LIKENESS = `
  do $$
  declare home text;
  begin
    select nspname into home from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm';
    execute format('create index known_name_like on known_name using gin (name %I.gin_trgm_ops)', home);
    execute format('create function names_like(asked text, most int) returns setof text language sql stable parallel safe begin atomic
      select name from known_name where lower(asked) operator(%1$I.<<%%) name order by %1$I.strict_word_similarity(lower(asked), name) desc, length(name), name limit most; end', home);
  end $$`;

/** A name that is spelt roughly is found at once, however many stories there are. */
export class KnownNames1764001000000 implements MigrationInterface {
  readonly name = 'KnownNames1764001000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TABLE, LIKENESS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger know_names_of_new on story; drop trigger know_names_of_changed on story;
      drop function know_names, names_like;
      drop table known_name`);
  }
}

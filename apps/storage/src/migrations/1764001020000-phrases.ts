import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `story_pairs`: of words that stand side by side, or with one between them, a mark for each pair (26 bits of a hash). `story_pairs_asked`: the marks that a
 * story must have where words are asked for; whatever is no phrase counts as there, so that every story that matches has them. Null when no mark is needed.
 */
const FUNCTIONS = `
  create or replace function story_pairs(search tsvector) returns tsvector language sql immutable parallel safe cost 5000
  begin atomic
    with place as materialized (select lexeme, number::int as number from unnest(search) as word(lexeme, positions, weights), unnest(positions) as number)
    select coalesce(array_to_tsvector(array_agg('|' || to_hex(hashtext(one.lexeme || distance || other.lexeme) & 67108863))), ''::tsvector)
    from place as one, (values (1), (2)) as far(distance), place as other where other.number = one.number + distance;
  end;

  create or replace function story_pairs_asked(query tsquery) returns tsquery language plpgsql immutable parallel safe strict as $$
  declare
    lexeme constant text := $r$'(?:[^'\\\\]|''|\\\\.)*'$r$;
    anything constant text := $r$!'|'$r$;
    said constant text := regexp_replace(query::text, '!\\( ' || lexeme || '(?: <[^>]+> ' || lexeme || ')+ \\)', anything, 'g');
    token text; word text; before text; distance text; asked text := ''; pairs tsquery;
  begin
    for token in select (regexp_matches(said, lexeme || '|<->|<\\d+>|[&|()]', 'g'))[1] loop
      if token like '<%' then
        distance := case token when '<->' then '1' when '<2>' then '2' end;
        asked := asked || ' & ';
      elsif token like '''%' then
        word := replace(replace(substr(token, 2, length(token) - 2), '''''', ''''), '\\\\', '\\');
        asked := asked || case when distance is null then anything else '''|' || to_hex(hashtext(before || distance || word) & 67108863) || '''' end;
        before := word;
        distance := null;
      else
        asked := asked || ' ' || token || ' ';
      end if;
    end loop;
    pairs := asked::tsquery;
    return case when querytree(pairs) in ('', 'T') then null else pairs end;
  end $$;`;

/** Phrases of frequent words have an index of their own. */
export class Phrases1764001020000 implements MigrationInterface {
  readonly name = 'Phrases1764001020000';
  /** The index of a table with stories is made while others read and write. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS);
    // One of a run that was broken off is not valid.
    await runner.query('drop index if exists story_pairs');
    const [{ filled }] = (await runner.query('select exists (select from story) as filled')) as [{ filled: boolean }];
    // It locks nobody out, but waits for every transaction that began before it, a long export too.
    await runner.query('set lock_timeout = 0');
    await runner.query(`create index ${filled ? 'concurrently ' : ''}story_pairs on story using gin (story_pairs(search))`);
    await runner.query('reset lock_timeout');
    // To analyze it, the pairs of 300,000 stories would be made and held in memory; a mark is rare.
    await runner.query('alter index story_pairs alter column 1 set statistics 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index story_pairs; drop function story_pairs_asked, story_pairs');
  }
}

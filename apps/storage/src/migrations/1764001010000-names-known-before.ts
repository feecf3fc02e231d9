import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocks of `story` read at a time, some thousands of stories. */
const STEP = 2_000;
const BLOCKS = "select (pg_relation_size('story') / current_setting('block_size')::int)::int as blocks";
const ADD = `
  insert into known_name (name)
  select distinct name from story s, string_to_table(s.names, ' | ') as name
  where s.ctid >= format('(%s,0)', $1::int)::tid and s.ctid < format('(%s,0)', $2::int)::tid
  order by name on conflict do nothing`;

/**
 * Names of the stories that were there before names were known. Story by story in the order of the disk, each step by itself, so that no writer of a new name
 * waits longer than a step; what is written meanwhile is told by the trigger. Doing it again adds nothing.
 */
export class NamesKnownBefore1764001010000 implements MigrationInterface {
  readonly name = 'NamesKnownBefore1764001010000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const [{ blocks }] = (await runner.query(BLOCKS)) as [{ blocks: number }];
    for (let from = 0; from < blocks; from += STEP) await runner.query(ADD, [from, from + STEP]);
    await runner.query('analyze known_name');
  }

  /** The names go with their table. */
  async down(): Promise<void> {
    await Promise.resolve();
  }
}

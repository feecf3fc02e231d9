import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A transaction of its own: stories are written meanwhile, and their names come by the triggers. */
export class NamesKnownBefore1764001000100 implements MigrationInterface {
  readonly name = 'NamesKnownBefore1764001000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("insert into known_name select distinct name from story, unnest(string_to_array(names, ' | ')) as name where name <> '' order by name on conflict do nothing");
  }

  async down(): Promise<void> { /* The names go with their table. */ }
}

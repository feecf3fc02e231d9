import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When the texts of a story were written: acts that name it by a slug or a number, which are given again, look among the stories of their day.
 * Null in stories that were written before this, which are always looked at; a story without a text has a span that no act is in.
 */
export class StoriesByTimeWritten1764000960000 implements MigrationInterface {
  readonly name = 'StoriesByTimeWritten1764000960000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table story add column first_written timestamptz, add column last_written timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table story drop column first_written, drop column last_written');
  }
}

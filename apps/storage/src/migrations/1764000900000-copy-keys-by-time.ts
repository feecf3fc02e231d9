import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest texts of a key are found without the older ones, however many there are. */
export class CopyKeysByTime1764000900000 implements MigrationInterface {
  readonly name = 'CopyKeysByTime1764000900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index copy_key_newest on copy_key (key, written_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index copy_key_newest');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies that were stored at the same moment are looked for among what was stored just now. By the time of writing alone nobody asks any more. */
export class CopyKeysJustStored1764000950000 implements MigrationInterface {
  readonly name = 'CopyKeysJustStored1764000950000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index copy_key_stored on copy_key (stored_at); drop index copy_key_time');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('create index copy_key_time on copy_key (written_at); drop index copy_key_stored');
  }
}

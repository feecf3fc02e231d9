import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies are looked up by every text of a story, not by the one that was shown when another came. Keys without a version are older ones. */
export class CopiesOfEveryText1764000650000 implements MigrationInterface {
  readonly name = 'CopiesOfEveryText1764000650000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table copy_key add column version text not null default '', add column content_hash text not null default '', add column stored_at timestamptz not null default now();
      alter table copy_key drop constraint copy_key_pkey, add primary key (key, story_id, version, content_hash);
      create index copy_link_copy on copy_link (copy_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index copy_link_copy;
      delete from copy_key where version <> '';
      alter table copy_key drop constraint copy_key_pkey, add primary key (key, story_id);
      alter table copy_key drop column version, drop column content_hash, drop column stored_at`);
  }
}

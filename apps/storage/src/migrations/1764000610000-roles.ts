import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANT_RIGHTS } from '../grants.js';

/** The rights of writer and reader, so that every schema that is made by migrations has them. The migration command repeats them after each run. */
export class Roles1764000610000 implements MigrationInterface {
  readonly name = 'Roles1764000610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(GRANT_RIGHTS);
  }

  /** Rights go with their tables. */
  async down(): Promise<void> {
    await Promise.resolve();
  }
}

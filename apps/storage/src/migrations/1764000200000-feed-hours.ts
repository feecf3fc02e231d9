import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many items of each feed came in each hour, and how long the longest pause was that began in it: what a feed's rhythm is learnt from. */
export class FeedHours1764000200000 implements MigrationInterface {
  readonly name = 'FeedHours1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table feed_hour (
        feed text not null, hour timestamptz not null, items int not null, longest_pause_s double precision,
        primary key (feed, hour))`);
    // A polled feed repeats itself: its news must be found without reading its repeats.
    await runner.query("create index receipt_news on receipt (feed, received_at) where status in ('accepted', 'superseded')");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index receipt_news');
    await runner.query('drop table feed_hour');
  }
}

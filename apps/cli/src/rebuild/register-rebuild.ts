import { Option, type Command } from 'commander';
import { readConfig } from '../config.js';
import { projectRoot } from '../project-root.js';
import { DEFAULT_DATA, DEFAULT_PORT, parsePort } from '../up/up-options.js';
import type { RebuildFlags } from './run-rebuild.js';

const HELP = `
The tables of stories are made anew from news.raw.v1 with the engine of this checkout and then swapped with the old ones. What receipts, events, saved
searches and positions say stays; a story is told anew only when its readers would see a difference. Whatever happens before the swap, the old tables stand.

The local stack must be stopped: its Kafka and Postgres are started for the rebuild alone, on the data that is there. With KAFKA_BROKERS and DATABASE_URL
(of the role that owns the schema) it runs on these, and storage must be stopped there. In a cluster: docs/deploy.md.

Exit codes: 0 done, or with --check: nothing differs; 1 failed, the old tables stand; 2 usage; 3 refused: a stack, storage or another rebuild runs;
5 configuration, or Java or Maven is missing; 6 with --check: stories differ; 130 interrupted.`;

/** `wiredesk rebuild`: everything behind the raw topic, made anew. */
export function registerRebuild(program: Command): void {
  program.command('rebuild')
    .description('make the tables of stories anew from the raw topic with the current engine, and swap them in')
    .option('--check', 'compare only: say which stories would differ, change nothing', false)
    .option('--drop', 'drop the old tables after the swap; they stay as the schema wire_before otherwise', false)
    .addOption(new Option('--port <first>', 'as of `wiredesk up`').default(DEFAULT_PORT).argParser(parsePort))
    .option('--data <folder>', 'as of `wiredesk up`', DEFAULT_DATA)
    .addHelpText('after', HELP)
    .action(async (flags: RebuildFlags) => {
      // Loaded here because the other commands need none of it and should answer at once.
      const { runRebuild } = await import('./run-rebuild.js');
      process.exit(await runRebuild({ root: projectRoot, config: readConfig(projectRoot), flags }));
    });
}

import { Option, type Command } from 'commander';
import { readConfig } from '../config.js';
import { projectRoot } from '../project-root.js';
import { DEFAULT_DATA, DEFAULT_PORT, parsePort, type UpOptions } from './up-options.js';

const HELP = `
Environment:
  KAFKA_BROKERS   a Kafka that already runs, host:port[,host:port]; no Java, no Maven
  DATABASE_URL    a Postgres that already runs, postgres://user:password@host:port/database
  NO_COLOR        any value: no colours

Exit codes: 0 stopped by Ctrl-C, or with --once: every sample came out; 1 something failed or died;
3 a port is taken or a stack already runs; 5 Java or Maven is missing; 130 interrupted before it was up.`;

/** \`wiredesk up\`: what \`npm start\` runs. */
export function registerUp(program: Command): void {
  program.command('up')
    .description('start Kafka, Postgres and the four services on this machine, and post the sample stories')
    .option('--once', 'end after the samples, with exit code 0 only if every one came out', false)
    .option('--fresh', 'delete topics and database first', false)
    .option('--no-samples', 'post nothing')
    .addOption(new Option('--port <first>', 'first of seven ports in a row: gateway, ingest, enrichment, storage, Postgres, Kafka and its controller').default(DEFAULT_PORT).argParser(parsePort))
    .option('--data <folder>', 'where data, logs and the API key are', DEFAULT_DATA)
    .addHelpText('after', HELP)
    .action(async (options: UpOptions) => {
      // Loaded here because the other commands need none of it and should answer at once.
      const { runUp } = await import('./run-up.js');
      // The work is done and nothing may keep the process: sockets of a client that lost its broker would.
      process.exit(await runUp({ root: projectRoot, config: readConfig(projectRoot), options }));
    });
}

import { join } from 'node:path';
import type { Command } from 'commander';
import { homeOf, type CliConfig } from '../config.js';
import { projectRoot } from '../project-root.js';
import type { PollFlags } from './poll-command.js';

const HELP = `
The sources file is JSON; docs/sources.example.json shows every field. The API key must belong to the feed that it names ("poller" unless said).
One line per attempt goes to standard error, with --json one object per attempt to standard output. The state file keeps what was acknowledged:
a crash fetches again, and ingest answers "duplicate" for what it has.
Exit codes: 0 ended by a signal, or with --once all well; 1 some failed, stopped or rejected; 2 usage; 3 ingest unreachable; 4 key refused; 5 configuration; 130 --once interrupted.`;

/** `wiredesk poll`: asks feeds politely and hands what is new to ingest. */
export function registerPoll(program: Command, config: () => CliConfig): void {
  program.command('poll')
    .description('poll the feeds of a sources file and put in what is new')
    .option('--config <file>', 'the sources file', 'sources.json')
    .option('--state <file>', 'where the cursors are kept', join(homeOf(projectRoot), 'poll-state.json'))
    .option('--source <names...>', 'these sources only')
    .option('--once', 'each source that is due once, then end')
    .option('--now', 'with --once: also what is not due')
    .option('--dry-run', 'fetch and read each source once; nothing is posted, no cursor moves')
    .option('--json', 'one object per attempt on standard output')
    .addOption(program.createOption('--allow-loopback', 'for tests: every source is on 127.0.0.1').hideHelp())
    .addHelpText('after', HELP)
    .action(async (flags: PollFlags) => {
      // The HTTP client is loaded by whoever polls: the other commands start sooner without it.
      const { poll } = await import('./poll-command.js');
      process.exitCode = await poll(flags, config());
    });
}


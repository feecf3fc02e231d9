import type { Command } from 'commander';
import { inputFiles } from '../post/input-files.js';
import { createOutput } from '../post/line-output.js';

interface ValidateFlags {
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly feed: string;
}

/** `wiredesk validate FILE...`: what ingest would say, without ingest. */
export function registerValidate(program: Command): void {
  program.command('validate')
    .description('read files in any wire format here and show what is in them; needs no running services')
    .argument('<files...>', 'files, folders of such, or - for standard input')
    .option('--json', 'one object a file (or a line of NDJSON) on standard output')
    .option('--ndjson', 'every line of every input is an item')
    .option('--feed <feed>', 'the feed they would come from: it is part of the id of a story without an id of its own', 'local')
    .addHelpText('after', '\nExit codes: 0 all can be read, 1 some would be rejected, 2 usage.')
    .action(async (args: string[], { json = false, ndjson = false, feed }: ValidateFlags) => {
      const files = await inputFiles(args);
      // Loaded here because the other commands need none of it and should answer at once.
      const { runValidate } = await import('./run-validate.js');
      process.exitCode = await runValidate({ files, ndjson, json, given: { feed }, output: createOutput(process.stdout), stdin: process.stdin });
    });
}

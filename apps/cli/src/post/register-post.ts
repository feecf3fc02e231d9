import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import type { CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { createSendToIngest } from './ingest-client.js';
import { inputFiles, type InputFile } from './input-files.js';
import { onInterrupt } from './interrupt.js';
import { createOutput, type LineOutput } from './line-output.js';
import { patiently } from './patience.js';
import { isRejected } from './post-batch.js';
import { createProgress } from './progress.js';
import { outcomeJson, outcomeLine, rejectJson } from './receipt-line.js';
import { noResumeState, openResumeState, type ResumeState } from './resume-state.js';
import { runPost, type Counts } from './run-post.js';

interface PostFlags {
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly concurrency: number;
  readonly rate?: number;
  readonly dryRun?: boolean;
  readonly resume?: string;
  readonly report?: string;
  readonly feed?: string;
  readonly uri?: string;
  readonly itemVersion?: string;
  readonly versionCreated?: string;
  readonly language?: string;
  readonly title?: string;
}

/** Tries of one request, and while ingest has not answered once. */
const TRIES = { tries: 6, firstTries: 1 };

const HELP = `
A folder stands for all files below it, in order of name; names of unfinished files (.part .tmp .filepart ~ and those that begin with a dot) are
left out. Files named .ndjson or .jsonl hold an item a line. Receipts go to standard output in the order of the input, the rest to standard error.
Exit codes: 0 all accepted (or known already), 1 some rejected, 2 usage, 3 ingest unreachable, 4 key refused, 5 configuration, 130 interrupted.`;

/** `wiredesk post FILE...`: puts files in and shows a receipt for every item. */
export function registerPost(program: Command, config: () => CliConfig): void {
  program.command('post')
    .description('put stories in and show what became of each; `-` reads standard input')
    .argument('<files...>', 'files in any wire format, folders of such, or -')
    .option('--json', 'one receipt a line, as JSON')
    .option('--ndjson', 'every line of every input is an item')
    .option('--dry-run', 'read the files here and show what would be put in; nothing is sent')
    .option('--concurrency <count>', 'requests at a time', countOf, 4)
    .option('--rate <items>', 'items a second at most', rateOf)
    .option('--resume <state.json>', 'leave out what an earlier run with this state had acknowledged')
    .option('--report <file.ndjson>', 'one line for every rejected item')
    .option('--feed <feed>', "a feed below the key's own")
    .option('--uri <uri>', "the publisher's name of the story, where the file has none")
    .option('--item-version <version>', 'a number or an instant; orders the items of a story, where the file says nothing')
    .option('--version-created <instant>', 'ISO 8601; relative dates resolve against it, where the file says nothing')
    .option('--language <tag>', 'BCP 47, where the file says nothing')
    .option('--title <title>', 'where the file has none')
    .addHelpText('after', HELP)
    .action(async (args: string[], flags: PostFlags) => {
      const files = await inputFiles(args);
      const output = createOutput(process.stdout);
      if (flags.dryRun === true) {
        const { runValidate } = await import('../validate/run-validate.js');
        process.exitCode = await runValidate({ files, ndjson: flags.ndjson === true, json: flags.json === true, given: givenOf(flags), output, stdin: process.stdin });
      } else process.exitCode = await post(files, { flags, config: config(), output });
    });
}

async function post(files: readonly InputFile[], { flags, config, output }: { flags: PostFlags; config: CliConfig; output: LineOutput }): Promise<number> {
  const { ingestUrl, apiKey } = config;
  if (apiKey === undefined) throw new CommandError(EXIT.config, 'no API key: set WIREDESK_API_KEY, or start the local stack (npm start), which makes one');
  const state = flags.resume === undefined ? noResumeState : openResumeState(flags.resume, ingestUrl);
  const report = flags.report === undefined ? undefined : createOutput(await opened(flags.report));
  const signal = onInterrupt('finishing the requests in hand');
  const progress = createProgress(process.stderr);
  const say = (text: string): void => { progress.clear(); process.stderr.write(`${text}\n`); };
  const started = performance.now();
  const send = patiently(createSendToIngest({ ingestUrl, apiKey }), { ...TRIES, signal, onWait: ({ message }, waitMs) => { say(`${message}; again in ${(waitMs / 1000).toFixed(1)} s`); } });
  try {
    const counts = await runPost({
      files, send, state, signal, given: givenOf(flags), ndjson: flags.ndjson === true, concurrency: flags.concurrency, rate: flags.rate, stdin: process.stdin, runId: randomUUID(),
      onOutcome: (outcome) => {
        if (process.stdout.isTTY) progress.clear();
        output.line(flags.json === true ? outcomeJson(outcome) : outcomeLine(outcome));
        if (report !== undefined && isRejected(outcome)) report.line(rejectJson(outcome));
      },
      onProgress: ({ items, rejected }, share) => {
        progress.update({ items, rejected, share });
        return output.drained();
      },
    });
    if (counts.items > 1 || counts.skipped > 0) say(summaryOf(counts, performance.now() - started));
    return exitCodeOf(counts, { files, state, signal });
  } finally {
    progress.close();
    await report?.close();
  }
}

function exitCodeOf({ rejected }: Counts, { files, state, signal }: { files: readonly InputFile[]; state: ResumeState; signal: AbortSignal }): number {
  if (signal.aborted) return EXIT.interrupted;
  // Lines that an earlier run saw rejected are not sent again, but the files are not in for all that.
  const before = files.some((file) => (state.linesOf(file)?.rejected ?? 0) > 0);
  return rejected > 0 || before ? EXIT.rejected : EXIT.ok;
}

/** `1000 items in 3.2 s (312/s): 998 accepted, 2 rejected; 20 files were acknowledged before` */
function summaryOf({ items, skipped, ...counts }: Counts, ms: number): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  const before = skipped === 0 ? '' : `; ${skipped} files were acknowledged before`;
  return `${items} items in ${(ms / 1000).toFixed(1)} s (${Math.round(items / (ms / 1000))}/s)${parts.length === 0 ? '' : `: ${parts.join(', ')}`}${before}`;
}

async function opened(path: string): Promise<NodeJS.WritableStream> {
  const stream = createWriteStream(path);
  await new Promise<void>((done, failed) => {
    stream.once('open', () => { done(); });
    stream.once('error', (error) => { failed(new CommandError(EXIT.usage, `--report ${path} cannot be written: ${error.message}`, { cause: error })); });
  });
  return stream;
}

function givenOf({ uri, itemVersion: version, versionCreated, language, title, feed }: PostFlags): Record<string, string> {
  const given = { uri, version, versionCreated, language, title, feed };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

export function countOf(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('a whole number from 1 to 99 expected');
  return Number(text);
}

function rateOf(text: string): number {
  const rate = Number(text);
  if (!(rate > 0 && Number.isFinite(rate))) throw new InvalidArgumentError('a number above 0 expected');
  return rate;
}

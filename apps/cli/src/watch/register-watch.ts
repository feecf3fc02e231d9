import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { createSendToIngest, type Problem } from '../post/ingest-client.js';
import { onInterrupt } from '../post/interrupt.js';
import { createOutput } from '../post/line-output.js';
import { patiently } from '../post/patience.js';
import { countOf } from '../post/register-post.js';
import { NotTaken } from '../post/send-parts.js';
import { openDropFolder } from './drop-folder.js';
import { thisProcess } from './owner.js';
import type { EndedFile } from './post-claim.js';
import { runWatch } from './run-watch.js';
import { createTally, endedJson, errorLine } from './tally.js';

interface WatchFlags {
  readonly settle: number;
  readonly interval: number;
  readonly concurrency: number;
  readonly once?: boolean;
  readonly json?: boolean;
  readonly feed?: string;
  readonly adopt?: string[];
}

/** A person who waits for `--once` has less patience than a service. */
const ONCE_TRIES = { tries: 6, firstTries: 6 };

const HELP = `
A file is taken when its name is final (no .part .tmp .filepart ~ and no dot in front) and its size and time stay the same for the settle time.
It is claimed by a rename into DIR/.processing/, posted, and ends in DIR/done/YYYY-MM-DD/ or, with NAME.error.json beside it, in DIR/error/.
Several watchers may share a folder. After a crash nothing is lost and nothing counts twice; ingest may be away for as long as it likes.
Notes go to standard error, with --json one object a file to standard output.
Exit codes: 0 ended by a signal, or with --once all files done; 1 with --once some in error/; 2 usage; 3 ingest unreachable; 4 key refused;
5 configuration; 130 --once interrupted.`;

/** `wiredesk watch DIR`: a folder in which agencies leave files. */
export function registerWatch(program: Command, config: () => CliConfig): void {
  program.command('watch')
    .description('put in what is dropped into a folder')
    .argument('<dir>', 'the drop folder; done/, error/ and .processing/ are made in it')
    .option('--settle <seconds>', 'how long a file must stay as it is', secondsOf, 2)
    .option('--interval <seconds>', 'between two looks', secondsOf, 1)
    .option('--concurrency <count>', 'requests at a time', countOf, 4)
    .option('--once', 'end when the folder is empty')
    .option('--json', 'one object a file on standard output')
    .option('--feed <feed>', "a feed below the key's own")
    .option('--adopt <hosts...>', 'take over what these hosts had claimed: they are gone for good')
    .addHelpText('after', HELP)
    .action(async (dir: string, flags: WatchFlags) => { process.exitCode = await watch(resolve(dir), flags, config()); });
}

async function watch(dir: string, flags: WatchFlags, { ingestUrl, apiKey }: CliConfig): Promise<number> {
  const { once = false, json = false, feed, adopt = [] } = flags;
  if (apiKey === undefined) throw new CommandError(EXIT.config, 'no API key: set WIREDESK_API_KEY, or start the local stack (npm start), which makes one');
  const self = thisProcess();
  const folder = await openDropFolder(dir, self);
  const signal = onInterrupt('finishing the files in hand');
  const output = createOutput(process.stdout);
  const note = (text: string): void => { process.stderr.write(`${new Date().toISOString().slice(0, 19)}Z ${text}\n`); };
  const tally = createTally(note);
  const send = patiently(createSendToIngest({ ingestUrl, apiKey }), { ...(once ? ONCE_TRIES : { tries: Number.POSITIVE_INFINITY }), signal, onWait: createLoud(note) });
  note(`watching ${dir} for ${ingestUrl}`);
  try {
    await runWatch({
      folder, self, adopt, send, once, signal, onNote: note, given: feed === undefined ? {} : { feed },
      settleMs: flags.settle * 1000, intervalMs: flags.interval * 1000, concurrency: flags.concurrency,
      onEnded: (files: readonly EndedFile[]) => {
        tally.add(files);
        for (const file of files) {
          if (json) output.line(endedJson(file));
          if (file.outcome === 'error') note(errorLine(file));
        }
      },
    });
  } catch (error) {
    // Who was told to stop while ingest was away has put its files back: that is an end like any other.
    if (!(error instanceof NotTaken && signal.aborted)) throw error;
  } finally {
    tally.close();
  }
  return once ? onceCodeOf(signal, tally.errors()) : EXIT.ok;
}

function onceCodeOf({ aborted }: AbortSignal, errors: number): number {
  if (aborted) return EXIT.interrupted;
  return errors > 0 ? EXIT.rejected : EXIT.ok;
}

/** Several requests wait at a time; one voice is enough. */
function createLoud(note: (text: string) => void): (problem: Problem, waitMs: number) => void {
  let quietUntil = 0;
  return ({ code, message, hint }, waitMs) => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + Math.min(1_000, waitMs);
    note(`${code}: ${message}; the files stay claimed, again in ${(waitMs / 1000).toFixed(1)} s${hint === undefined ? '' : ` (${hint})`}`);
  };
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0.05 && seconds <= 3600)) throw new InvalidArgumentError('seconds from 0.05 to 3600 expected');
  return seconds;
}

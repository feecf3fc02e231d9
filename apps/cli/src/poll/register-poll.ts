import { join } from 'node:path';
import type { Command } from 'commander';
import { homeOf, type CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { projectRoot } from '../project-root.js';
import { createAddressGuard, isLoopbackUrl } from './address-guard.js';
import { attemptLine, isBad, type Attempt } from './attempt.js';
import { createDeliver, patiently } from './deliver.js';
import { dryRun } from './dry-run.js';
import { createHostGate } from './host-gate.js';
import { pollSource } from './poll-source.js';
import { openPollState } from './poll-state.js';
import { runPoll } from './run-poll.js';
import { readSourcesFile, type Source, type SourcesFile } from './sources-file.js';
import { lockState } from './state-lock.js';

interface PollFlags {
  readonly config: string;
  readonly state: string;
  readonly once?: boolean;
  readonly now?: boolean;
  readonly source?: string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly allowLoopback?: boolean;
}

/** How long a body is held while ingest is away: a person who waits for `--once` has less patience than a service. */
const HOLD_MS = { once: 30_000, forEver: 5 * 60_000 };

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
    .action(async (flags: PollFlags) => { process.exitCode = await poll(flags, config()); });
}

async function poll(flags: PollFlags, { ingestUrl, apiKey }: CliConfig): Promise<number> {
  const { allowLoopback = false, once = false, dryRun: dry = false } = flags;
  const file = readSourcesFile(flags.config, { allowLoopback });
  if (allowLoopback && !file.sources.every(({ url }) => isLoopbackUrl(url))) throw new CommandError(EXIT.usage, '--allow-loopback is for tests: every source must be on 127.0.0.1');
  const sources = chosen(file, flags.source);
  const stop = onStop();
  const attempts: Attempt[] = [];
  const report = (attempt: Attempt): void => {
    if (once || dry) attempts.push(attempt);
    process.stderr.write(flags.json === true ? '' : `${attemptLine(attempt)}\n`);
    if (flags.json === true) console.log(JSON.stringify(attempt));
  };
  const fetching = {
    guard: createAddressGuard({ allowLoopback }), gate: createHostGate(), userAgent: `Wiredesk/0.1 (feed poller; +${file.contact})`, feed: file.feed,
    now: () => Date.now(), chance: () => Math.random(),
  };
  if (dry) {
    await Promise.all(sources.map(async (source) => { report(await dryRun(source, fetching)); }));
    return attempts.some(isBad) ? EXIT.rejected : EXIT.ok;
  }
  if (apiKey === undefined) throw new CommandError(EXIT.config, 'no API key: set WIREDESK_API_KEY to a key of the feed that the sources file names');
  const deliver = patiently(createDeliver({ ingestUrl, apiKey }), { holdMs: once ? HOLD_MS.once : HOLD_MS.forEver, signal: stop });
  const unlock = lockState(flags.state);
  try {
    const state = openPollState(flags.state);
    await runPoll({ sources, state, once, force: flags.now === true, report, signal: stop, now: fetching.now, poll: (source, cursor) => pollSource(source, cursor, { ...fetching, deliver }) });
  } finally {
    unlock();
  }
  return once ? exitCodeOf(attempts, stop) : stop.aborted ? EXIT.ok : EXIT.rejected;
}

function exitCodeOf(attempts: readonly Attempt[], { aborted }: AbortSignal): number {
  if (aborted) return EXIT.interrupted;
  if (attempts.some(({ outcome }) => outcome === 'undelivered')) return EXIT.unreachable;
  return attempts.some(isBad) ? EXIT.rejected : EXIT.ok;
}

function chosen({ sources }: SourcesFile, names: readonly string[] | undefined): readonly Source[] {
  const unknown = (names ?? []).filter((name) => !sources.some((source) => source.name === name));
  if (unknown.length > 0) throw new CommandError(EXIT.usage, `--source ${unknown.join(' ')}: the sources file has ${sources.map(({ name }) => name).join(', ')}`);
  return names === undefined ? sources : sources.filter(({ name }) => names.includes(name));
}

/** The first signal ends the waiting and lets the attempts in hand finish; the second ends the process as it would without us. */
function onStop(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      process.stderr.write('finishing the attempts in hand; once more ends at once\n');
      stop.abort();
    });
  }
  return stop.signal;
}

import type { CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { createSendToIngest } from '../post/ingest-client.js';
import { patiently } from '../post/patience.js';
import { createAddressGuard, isLoopbackUrl } from './address-guard.js';
import { attemptLine, isBad, type Attempt } from './attempt.js';
import { createDeliver } from './deliver.js';
import { dryRun } from './dry-run.js';
import { createHostGate } from './host-gate.js';
import { pollSource } from './poll-source.js';
import { openPollState } from './poll-state.js';
import { runPoll } from './run-poll.js';
import { readSourcesFile, type Source, type SourcesFile } from './sources-file.js';
import { lockState } from './state-lock.js';

export interface PollFlags {
  readonly config: string;
  readonly state: string;
  readonly once?: boolean;
  readonly now?: boolean;
  readonly source?: string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly allowLoopback?: boolean;
}

/** How often a body is offered while ingest is away, with doubling pauses: seven seconds for a person who waits for `--once`, or six minutes. */
const TRIES = { once: 4, forEver: 16 };

/** What `wiredesk poll` does; gives the exit code or throws a CommandError. */
export async function poll(flags: PollFlags, { ingestUrl, apiKey }: CliConfig): Promise<number> {
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
  const deliver = createDeliver(patiently(createSendToIngest({ ingestUrl, apiKey }), { tries: once ? TRIES.once : TRIES.forEver, signal: stop }));
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

import { join } from 'node:path';
import { createTopics } from '@wiredesk/eventlog';
import { createStack, killEverything, logFileOf, obituary, StackError, type Stack } from '@wiredesk/local-stack';
import { ensureApiKey } from '../api-key.js';
import type { CliConfig } from '../config.js';
import { removeStackFile, writeStackFile } from '../stack-file.js';
import { presentSamples } from './present-samples.js';
import { createTerminal, type Terminal } from './terminal.js';
import { dataFolder, portsFrom, type UpOptions } from './up-options.js';
import { whereToLook } from './where-to-look.js';

const INTERRUPTED = 130;
/** The feed that stories posted from this machine belong to. */
const FEED = 'local';

interface Up {
  readonly root: string;
  readonly config: CliConfig;
  readonly options: UpOptions;
}

/** Starts the stack, shows the samples, stays until Ctrl-C or ends with `--once`, and stops all it started. Gives the exit code. */
export async function runUp(up: Up): Promise<number> {
  const terminal = createTerminal(process.stdout, { colour: up.config.colour });
  // A reader that went away, as of `npm start | head`, is no reason to leave servers behind.
  process.stdout.on('error', () => undefined);
  const home = dataFolder(up.root, up.options.data);
  const died = deferred<string>();
  const interrupted = onInterrupt(terminal);
  const apiKey = ensureApiKey(home);
  const stack = createStack({
    root: up.root, home, env: up.config.env, ports: portsFrom(up.options.port), apiKeys: { [FEED]: apiKey },
    kafkaBrokers: up.config.given.kafkaBrokers, databaseUrl: up.config.given.databaseUrl, fresh: up.options.fresh,
    createTopics: async (brokers) => { await createTopics({ brokers }); },
    progress: terminal.progress,
    portRemedy: `Stop what listens there, or start on seven other ports in a row:\n    npm start -- --port ${up.options.port + 100}`,
    onUnexpectedExit: (process) => { died.resolve(obituary(process, { logFile: logFileOf({ home }, process.name) })); },
  });
  terminal.line(`\nWiredesk starts; data and logs are in ${home}\n`);
  let isUp = false;
  const work = async (): Promise<number> => {
    await stack.start();
    isUp = true;
    writeStackFile(home, { ingestUrl: stack.url('ingest'), gatewayUrl: stack.url('gateway'), kafkaBrokers: stack.settings().brokers });
    return present({ ...up, stack, terminal, apiKey, home });
  };
  try {
    return await Promise.race([
      work(),
      interrupted.then(() => (isUp && !up.options.once ? 0 : INTERRUPTED)),
      died.promise.then((message) => { throw new StackError('start-failed', message); }),
    ]);
  } catch (error) {
    return report(error, terminal);
  } finally {
    await stopAll(stack, terminal);
    if (isUp) removeStackFile(home);
    terminal.close();
  }
}

async function present({ root, options, stack, terminal, apiKey, home, config }: Up & { stack: Stack; terminal: Terminal; apiKey: string; home: string }): Promise<number> {
  const { brokers } = stack.settings();
  const doors = { ingestUrl: stack.url('ingest'), gatewayUrl: stack.url('gateway'), apiKey };
  const missing = options.samples ? await presentSamples({ folder: join(root, 'samples'), doors, terminal, brokers: brokers.split(',') }) : 0;
  if (options.once) return missing === 0 ? 0 : 1;
  for (const line of whereToLook({ stack, terminal, home, usualHome: options.data === '.wiredesk', databaseIsGiven: config.given.databaseUrl !== undefined })) terminal.line(line);
  return new Promise<never>(() => undefined);
}

function report(error: unknown, terminal: Terminal): number {
  const expected = error instanceof StackError;
  const text = expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.close();
  process.stderr.write(`\n${text}\n\n`);
  return expected ? error.exitCode : 1;
}

async function stopAll(stack: Stack, terminal: Terminal): Promise<void> {
  const text = stack.running().length === 0 ? '' : 'all that was started has ended';
  await terminal.progress({ name: 'stopping', text }, () => stack.stop());
}

/** Resolves at the first Ctrl-C (or SIGTERM, or a closed terminal); the second one kills everything at once. */
function onInterrupt(terminal: Terminal): Promise<void> {
  const { promise, resolve } = deferred<undefined>();
  let count = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      count++;
      if (count === 1) {
        terminal.line('\nStopping; Ctrl-C once more kills at once.');
        resolve(undefined);
      } else {
        killEverything();
        process.exit(INTERRUPTED);
      }
    });
  }
  return promise;
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => { resolve = done; });
  return { promise, resolve };
}

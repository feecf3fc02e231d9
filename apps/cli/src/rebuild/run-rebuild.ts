import { existsSync } from 'node:fs';
import { createTopics } from '@wiredesk/eventlog';
import { createStack, rebuild, StackError, type Stack } from '@wiredesk/local-stack';
import type { CliConfig } from '../config.js';
import { EXIT } from '../exit-codes.js';
import { createTerminal, type Terminal } from '../up/terminal.js';
import { dataFolder, portsFrom } from '../up/up-options.js';

export interface RebuildFlags {
  readonly check: boolean;
  readonly drop: boolean;
  readonly port: number;
  readonly data: string;
}

interface Rebuild {
  readonly root: string;
  readonly config: CliConfig;
  readonly flags: RebuildFlags;
}

/** Runs the rebuild on the servers that are given, or on those of the local stack, started for it alone. Gives the exit code. */
export async function runRebuild({ root, config, flags }: Rebuild): Promise<number> {
  const { kafkaBrokers, databaseUrl } = config.given;
  const place = { root, home: dataFolder(root, flags.data), env: config.env };
  const args = [...(flags.check ? ['--check'] : []), ...(flags.drop ? ['--drop'] : [])];
  if (kafkaBrokers !== undefined && databaseUrl !== undefined) return rebuild(place, { brokers: kafkaBrokers, databaseUrl }, args);
  if (!existsSync(place.home)) {
    process.stderr.write(`wiredesk: there is no data in ${place.home}: nothing was ever stored there\n`);
    return EXIT.usage;
  }
  const terminal = createTerminal(process.stdout, { colour: config.colour });
  const stack = serversOf({ root, config, flags }, { home: place.home, terminal });
  let interrupted = false;
  const onSignal = (): void => { interrupted = true; };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  try {
    await stack.start();
    if (interrupted) return EXIT.interrupted;
    const { brokers, databaseUrls } = stack.settings();
    return await rebuild(place, { brokers, databaseUrl: databaseUrls.owner }, args);
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    terminal.close();
    process.stderr.write(`\n${error.message}\n\n`);
    return error.exitCode;
  } finally {
    await terminal.progress({ name: 'stopping', text: '' }, () => stack.stop());
    terminal.close();
  }
}

function serversOf({ root, config, flags }: Rebuild, { home, terminal }: { home: string; terminal: Terminal }): Stack {
  return createStack({
    root, home, env: config.env, ports: portsFrom(flags.port), apiKeys: {}, services: [],
    kafkaBrokers: config.given.kafkaBrokers, databaseUrl: config.given.databaseUrl,
    createTopics: async (brokers) => { await createTopics({ brokers }); },
    progress: terminal.progress,
    portRemedy: `Stop what listens there, or start on other ports:\n    npx wiredesk rebuild --port ${flags.port + 100}`,
  });
}

import { parseArgs } from 'node:util';
import { enrichItem } from '@wiredesk/extraction';
import { ConfigError, CONFIG_EXIT_CODE, createLogger } from '@wiredesk/runtime';
import { readRebuildConfig } from '../config.js';
import { rebuild } from './rebuild.js';
import { Refused } from './refused.js';
import { reportLines } from './report-lines.js';

const HELP = `Makes the tables of stories anew from news.raw.v1 with the engine of this release, and puts them in the place of the old ones.
Storage must be stopped meanwhile; readers and ingest go on.

  --check   compare only: says which stories would differ, changes nothing
  --drop    drop the old tables after the swap; without it they stay as the schema wire_before until the next rebuild
  --help    this text

Environment: KAFKA_BROKERS; DATABASE_URL of the role that owns the schema.
Exit codes: 0 done, or with --check: nothing differs; 1 failed, the old tables stand; 2 usage; 3 refused, because storage or another rebuild
runs or the schema is not of this release; 5 configuration; 6 with --check: stories differ.
`;
const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, differ: 6, interrupted: 130 } as const;

function readArguments(): { check: boolean; drop: boolean; help: boolean } | undefined {
  try {
    const { values: { check = false, drop = false, help = false } } = parseArgs({ options: { check: { type: 'boolean' }, drop: { type: 'boolean' }, help: { type: 'boolean' } } });
    return { check, drop, help };
  } catch (error) {
    process.stderr.write(`rebuild: ${(error as Error).message}\n\n${HELP}`);
    return undefined;
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) return EXIT.usage;
  const say = (line: string): void => { process.stdout.write(`${line}\n`); };
  if (given.help) {
    process.stdout.write(HELP);
    return EXIT.done;
  }
  const config = readRebuildConfig();
  const report = await rebuild({
    ...given, brokers: config.KAFKA_BROKERS, databaseUrl: config.DATABASE_URL, enrich: enrichItem, tell: say,
    logger: createLogger({ service: 'rebuild', level: config.LOG_LEVEL }),
  });
  for (const line of reportLines(report, given)) say(line);
  return given.check && report.differing > 0 ? EXIT.differ : EXIT.done;
}

// As the first process of a container it would not be ended by a signal that nobody listens to. What is left is dropped by the next rebuild.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(EXIT.interrupted));

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`rebuild: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof ConfigError) return CONFIG_EXIT_CODE;
  return error instanceof Refused ? EXIT.refused : EXIT.failed;
});

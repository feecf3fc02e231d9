import type { Command } from 'commander';
import { ConfigError } from '@wiredesk/runtime/config';
import type { CliConfig } from '../config.js';
import { EXIT } from '../exit-codes.js';
import { checkGateway } from './check-gateway.js';
import { checkIngest } from './check-ingest.js';
import { checkLog } from './check-log.js';
import { checkBackServices } from './check-services.js';
import { exitCodeOf, findingLines, verdictOf, type Finding } from './finding.js';

/** `wiredesk doctor`: looks at every hop of a story's way and names the broken one. */
export function registerDoctor(program: Command, config: () => CliConfig): void {
  program.command('doctor')
    .description('look at every hop of a story\'s way and name the one that is broken')
    .option('--json', 'one object with all findings, on standard output')
    .addHelpText('after', '\nNothing is changed. Exit codes: 0 all well, 1 something is wrong, 2 usage, 3 something cannot be reached, 5 configuration.')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { findings, exitCode } = await examine(config);
      if (json) console.log(JSON.stringify({ version: 1, well: exitCode === EXIT.ok, verdict: verdictOf(findings), findings }));
      else for (const line of [...findings.flatMap(findingLines), '', verdictOf(findings)]) console.log(line);
      process.exitCode = exitCode;
    });
}

async function examine(config: () => CliConfig): Promise<{ findings: readonly Finding[]; exitCode: number }> {
  let read: CliConfig;
  try {
    read = config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { findings: [{ hop: 'configuration', status: 'wrong', found: error.message, todo: 'correct the variables that are named' }], exitCode: EXIT.config };
  }
  const { ingestUrl, gatewayUrl, kafkaBrokers } = read;
  const parts = await Promise.all([checkIngest(read), checkLog(kafkaBrokers), checkBackServices(ingestUrl), checkGateway(read)]);
  const configuration: Finding = { hop: 'configuration', status: 'ok', found: `ingest ${ingestUrl}, gateway ${gatewayUrl}, Kafka ${kafkaBrokers?.join(',') ?? 'unknown'}` };
  const findings = inOrder([configuration, ...parts.flat()]);
  return { findings, exitCode: exitCodeOf(findings) };
}

const ORDER: readonly Finding['hop'][] = ['configuration', 'ingest', 'log', 'enrichment', 'storage', 'gateway', 'dead letters', 'sources'];

/** On a story's way; within a hop what is wrong stands first. */
const inOrder = (findings: readonly Finding[]): Finding[] => ORDER.flatMap((hop) => {
  const own = findings.filter((finding) => finding.hop === hop);
  return [...own.filter(({ status }) => status !== 'ok'), ...own.filter(({ status }) => status === 'ok')];
});

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

interface LintMessage { ruleId: string | null; message: string }

/** Lints `code` as if it stood in `file`, a file that exists, so that nothing is written. */
function lintAs(file: string, code: string): LintMessage[] {
  const env = { ...process.env, NX_DAEMON: 'false' };
  const run = spawnSync('eslint', ['--stdin', '--stdin-filename', file, '--format', 'json'], { cwd: root, input: code, encoding: 'utf8', env });
  if (run.stdout === '') throw new Error(run.stderr);
  const reports = JSON.parse(run.stdout) as { messages: LintMessage[] }[];
  return reports.flatMap((report) => report.messages);
}

const boundary = '@nx/enforce-module-boundaries';
const PLANTED: readonly [string, string, string, string][] = [
  ['a pure room imports a broker client', 'libs/stories/src/index.ts', "import 'kafkajs';", boundary],
  ['a pure room imports another pure room', 'libs/stories/src/index.ts', "import '@wiredesk/extraction';", boundary],
  ['the contracts import a framework', 'libs/contracts/src/index.ts', "import '@nestjs/common';", boundary],
  ['an adapter imports a database driver', 'libs/eventlog/src/index.ts', "import 'pg';", boundary],
  ['an app imports another app', 'apps/gateway/src/main.ts', "import '../../storage/src/main.js';", boundary],
  ['a test imports an app', 'tests/contract/boundaries.spec.ts', "import '../../apps/storage/src/main.js';", boundary],
  ['a pure room reads a file', 'libs/extraction/src/index.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['a pure room reads the clock', 'libs/stories/src/index.ts', 'export const now = Date.now();', 'no-restricted-properties'],
  ['a service reads the environment outside config.ts', 'apps/ingest/src/main.ts', 'export const port = process.env.PORT;', 'no-restricted-properties'],
];

beforeAll(() => {
  // The rule needs the project graph; without it it passes everything.
  const graph = spawnSync('nx', ['show', 'projects', '--json'], { cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } });
  expect(graph.stdout).toContain('@wiredesk/contracts');
}, 120_000);

test.each(PLANTED)('%s: refused', (_what, file, code, rule) => {
  expect(lintAs(file, code).map((message) => message.ruleId)).toContain(rule);
}, 60_000);

test('an import that the table allows passes', () => {
  const messages = lintAs('libs/stories/src/index.ts', "export { storyIdOf } from '@wiredesk/contracts';\n");
  expect(messages).toEqual([]);
}, 60_000);

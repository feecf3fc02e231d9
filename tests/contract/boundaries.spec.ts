import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

interface LintMessage { ruleId: string | null; message: string }
type Planted = readonly [what: string, file: string, code: string, rule: string];

/** Lints each code as if it stood in its file, a file that exists, so that nothing is written: one process for all of them. */
const LINT = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const all = [];
  for (const [filePath, code] of JSON.parse(process.argv[1])) all.push((await eslint.lintText(code, { filePath })).flatMap(({ messages }) => messages));
  console.log(JSON.stringify(all));`;

function lintAs(planted: readonly (readonly [file: string, code: string])[]): LintMessage[][] {
  // In a single run, which CI=true suggests, the parser reads what stands on the disk and never sees the planted code.
  const env = { ...process.env, NX_DAEMON: 'false', TSESTREE_SINGLE_RUN: 'false' };
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', LINT, JSON.stringify(planted)], { cwd: root, encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as LintMessage[][];
}

const boundary = '@nx/enforce-module-boundaries';
const PLANTED: readonly Planted[] = [
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

const ALLOWED = ['libs/stories/src/index.ts', "export { storyIdOf } from '@wiredesk/contracts';\n"] as const;
let found: LintMessage[][];

beforeAll(() => {
  // The rule needs the project graph; without it it passes everything.
  const graph = spawnSync('nx', ['show', 'projects', '--json'], { cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } });
  expect(graph.stdout).toContain('@wiredesk/contracts');
  found = lintAs([...PLANTED.map(([, file, code]) => [file, code] as const), ALLOWED]);
}, 300_000);

test.each(PLANTED.map(([what, , , rule], n) => [what, rule, n] as const))('%s: refused', (_what, rule, n) => {
  expect(found[n]!.map((message) => message.ruleId)).toContain(rule);
});

test('an import that the table allows passes', () => {
  expect(found.at(-1)).toEqual([]);
});

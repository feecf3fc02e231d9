// Runs all checks and tests, or the groups named as arguments, and ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const node = process.execPath;
const CHECKS = [
  ['build', 'npm', ['run', '--silent', 'build']],
  ['generated files', node, ['tools/generate.mjs', '--check']],
  ['compiled lists', node, ['tools/compile-lists.mjs', '--check']],
  ['scores', node, ['tools/eval.mjs', '--check']],
  ['types', 'npm', ['run', '--silent', 'types']],
  ['lint', 'npm', ['run', '--silent', 'lint']],
];
// Real brokers and databases share the machine with nothing else: their specs run one after the other.
const SUITES = [['unit', []], ['contract', []], ['integration', ['--runInBand']], ['e2e', ['--runInBand']]];

const wanted = process.argv.slice(2);
const known = new Set(['checks', ...SUITES.map(([name]) => name)]);
const unknown = wanted.filter((name) => !known.has(name));
if (unknown.length > 0) {
  console.error(`unknown group: ${unknown.join(', ')}; there are ${[...known].join(', ')}`);
  process.exit(2);
}
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
const env = { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' };
const results = [];
const folder = mkdtempSync(join(tmpdir(), 'wiredesk-test-'));

function runCheck([name, command, args]) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
  const failed = status === 0 ? 0 : 1;
  results.push({ name, passed: 1 - failed, failed, skipped: 0, seconds: (Date.now() - started) / 1000 });
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  return failed === 0;
}

function runSuite([name, flags]) {
  const started = Date.now();
  const report = join(folder, `${name}.json`);
  const { status } = spawnSync('jest', ['--selectProjects', name, '--json', `--outputFile=${report}`, ...flags], { stdio: ['ignore', 'ignore', 'inherit'], env });
  let passed = 0, failed = 0, skipped = 0;
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'));
    passed = json.numPassedTests;
    failed = json.numFailedTests + json.numRuntimeErrorTestSuites;
    skipped = json.numPendingTests + json.numTodoTests;
  } catch (error) {
    console.error(`${name}: jest left no report: ${error.message}`);
  }
  // A suite that ran nothing, or that ended badly without naming a test, has failed.
  if (failed === 0 && (status !== 0 || passed === 0)) failed = 1;
  results.push({ name, passed, failed, skipped, seconds: (Date.now() - started) / 1000 });
}

const built = wanted.length === 0 || wanted.includes('checks') ? CHECKS.map(runCheck)[0] : runCheck(CHECKS[0]);
if (built) SUITES.filter(([name]) => isWanted(name)).forEach(runSuite);
rmSync(folder, { recursive: true, force: true });

console.log('');
for (const { name, passed, failed, skipped, seconds } of results) {
  console.log(`${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped ${seconds.toFixed(1).padStart(7)} s`);
}
const total = (field) => results.reduce((sum, result) => sum + result[field], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 && built ? 0 : 1);

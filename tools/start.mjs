// What `npm start` runs: builds what has changed, then `wiredesk up` with the arguments that were given.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const NODE_MAJOR = 24;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function runUnderOurNode() {
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return;
  if (!existsSync(bin('node'))) fail(`Wiredesk runs on Node ${NODE_MAJOR} or later; this is ${process.version}. On Linux \`npm ci\` brings the right one.`);
  process.exit(spawnSync(bin('node'), process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
}

function build() {
  const started = Date.now();
  if (process.stdout.isTTY) process.stdout.write('building what has changed ...');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin('nx'), 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' }, maxBuffer: 64 * 1024 * 1024,
  });
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  const said = `${stdout}${stderr}`.split('\n');
  const errors = said.filter((line) => /\berror\b/i.test(line) && !line.startsWith('npm error'));
  if (status !== 0) fail(`${(errors.length > 0 ? errors : said).slice(-20).join('\n')}\n\nThe build failed; \`npm run build\` shows all of it.`);
  console.log(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

if (!existsSync(bin('nx'))) fail('The dependencies are not installed: run `npm ci` first.');
runUnderOurNode();
build();
// In this process, so that Ctrl-C reaches exactly one program.
process.argv.splice(2, 0, 'up');
await import('../apps/cli/bin/wiredesk.js');

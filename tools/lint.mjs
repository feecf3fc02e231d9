// Lints the whole tree. The project graph is built first: without it the boundary rule is skipped silently.
import { spawnSync } from 'node:child_process';

const run = (command, args) => spawnSync(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NX_DAEMON: 'false' },
}).status ?? 1;

const graph = spawnSync('nx', ['show', 'projects', '--json'], { encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } });
if (graph.status !== 0 || !graph.stdout.includes('@wiredesk/contracts')) {
  console.error(`the project graph could not be built:\n${graph.stdout}${graph.stderr}`);
  process.exit(1);
}
process.exit(run('eslint', ['--max-warnings=0', ...(process.argv.length > 2 ? process.argv.slice(2) : ['.'])]));

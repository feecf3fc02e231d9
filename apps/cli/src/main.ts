import { Command, CommanderError } from 'commander';
import { ConfigError } from '@wiredesk/runtime/config';
import { readConfig } from './config.js';
import { CommandError, EXIT } from './exit-codes.js';
import { registerDoctor } from './doctor/register-doctor.js';
import { registerExplain } from './explain/register-explain.js';
import { registerPoll } from './poll/register-poll.js';
import { registerPost } from './post/register-post.js';
import { projectRoot } from './project-root.js';
import { registerRebuild } from './rebuild/register-rebuild.js';
import { registerTail } from './tail/register-tail.js';
import { registerTopics } from './topics/register-topics.js';
import { registerUp } from './up/register-up.js';
import { registerValidate } from './validate/register-validate.js';
import { registerWatch } from './watch/register-watch.js';

const program = new Command('wiredesk')
  .description('Takes in news wires: puts stories in, follows what becomes of them, runs the stack on this machine')
  .version('0.1.0', '-V, --version')
  .showHelpAfterError('(see wiredesk --help)')
  .exitOverride();

const config = () => readConfig(projectRoot);
registerUp(program);
registerPost(program, config);
registerWatch(program, config);
registerValidate(program);
registerPoll(program, config);
registerDoctor(program, config);
registerTail(program, config);
registerExplain(program, config);
registerTopics(program, config);
registerRebuild(program);
// exitOverride is not inherited by commands that exist already.
program.commands.forEach((command) => { command.exitOverride(); command.commands.forEach((sub) => { sub.exitOverride(); }); });

/** What a caught error means for a person and for a script. */
function exitCodeOf(error: unknown): number {
  // Commander has said what is wrong itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`wiredesk: ${message}\n`);
  if (error instanceof CommandError) return error.exitCode;
  return error instanceof ConfigError ? EXIT.config : EXIT.rejected;
}

await program.parseAsync().catch((error: unknown) => { process.exitCode = exitCodeOf(error); });

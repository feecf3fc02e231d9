import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { StackError } from './stack-error.js';

const OLDEST_JAVA = 17;

/** `java` of JAVA_HOME, or of PATH. */
const javaCommand = (env: NodeJS.ProcessEnv): string => (env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java');

/** The major version, 8 for `1.8.0`; undefined when the command cannot be run or says something else. */
function javaVersion(command: string, env: NodeJS.ProcessEnv): number | undefined {
  const said = spawnSync(command, ['-version'], { env, encoding: 'utf8' });
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(`${said.stderr}${said.stdout}`) ?? [];
  if (first === undefined) return undefined;
  return first === '1' ? Number(second) : Number(first);
}

/**
 * The command that runs Java. Throws one StackError that names all that is missing: Java, and Maven when the broker's jars
 * have not been fetched yet.
 */
export function requireJava(env: NodeJS.ProcessEnv, { withMaven }: { withMaven: boolean }): string {
  const command = javaCommand(env);
  const version = javaVersion(command, env);
  const problems: string[] = [];
  if (version === undefined) problems.push(`Java ${OLDEST_JAVA} or later: \`${command}\` cannot be run`);
  else if (version < OLDEST_JAVA) problems.push(`Java ${OLDEST_JAVA} or later: \`${command}\` is Java ${version}`);
  if (withMaven && spawnSync('mvn', ['-v'], { env }).status !== 0) problems.push('Maven, to fetch the broker once: `mvn` cannot be run');
  if (problems.length > 0) throw new StackError('prerequisite-missing', missing(problems));
  return command;
}

const missing = (problems: readonly string[]): string => `The local Kafka broker needs what is not here:
  ${problems.join('\n  ')}

There are two ways out.
  Install it, on Debian or Ubuntu:
      sudo apt-get install -y openjdk-17-jre-headless maven
  Or use a Kafka that already runs; then neither Java nor Maven is needed:
      KAFKA_BROKERS=host:9092 npm start`;

import { chmodSync, chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logFileOf, pidFileOf, type Hooks, type StackPlace } from './folders.js';
import { launch, type Exit, type ManagedProcess } from './managed-process.js';
import { preparePostgresHome, type PostgresHome } from './postgres-home.js';
import { answers, untilReady } from './probe.js';
import { lastLines, run, type Run } from './run.js';
import { StackError } from './stack-error.js';

export interface LocalPostgres {
  readonly databaseUrl: string;
  readonly process: ManagedProcess;
  readonly stop: () => Promise<Exit>;
}

/** User, password and database of a server that only this machine can reach. */
const NAME = 'wiredesk';
const START_BOUND_MS = 60_000;
/** SIGINT is Postgres' fast shutdown: it ends sessions and writes a checkpoint. */
const POSTGRES_STOP = { signal: 'SIGINT', boundMs: 30_000 } as const;

/**
 * Starts Postgres 18 on 127.0.0.1 with a database `wiredesk`, on the data that is in `place.home` or on none. Works as root.
 *
 * The package's own wrapper is not used: it runs the server in our process group and stops it on our signals, so that Ctrl-C
 * would take the database from services that are still writing.
 */
export async function startPostgres(place: StackPlace, port: number, { note, launched }: Hooks = {}): Promise<LocalPostgres> {
  const home = preparePostgresHome(place);
  if (home.notice !== undefined) note?.(home.notice);
  const data = join(home.folder, 'data');
  if (!existsSync(data)) await createCluster(home, data, place.env);
  const logFile = logFileOf(place, 'postgres');
  const server = await launch({
    name: 'postgres', command: join(home.binFolder, 'postgres'), env: place.env, cwd: home.folder, marker: data, logFile, pidFile: pidFileOf(place, 'postgres'),
    args: ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...(home.user === undefined ? {} : { user: home.user }),
  });
  launched?.(server);
  await untilReady(server, { ready: () => postgresAnswers(port), boundMs: START_BOUND_MS, logFile });
  return { databaseUrl: `postgres://${NAME}:${NAME}@127.0.0.1:${port}/${NAME}`, process: server, stop: () => server.stop(POSTGRES_STOP) };
}

/** Made beside its place and renamed, so that a start that is killed leaves no half cluster. */
async function createCluster(home: PostgresHome, data: string, env: NodeJS.ProcessEnv): Promise<void> {
  const partial = `${data}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const passwordFile = join(home.folder, 'password');
  writeFileSync(passwordFile, `${NAME}\n`);
  chmodSync(passwordFile, 0o600);
  if (home.user !== undefined) chownSync(passwordFile, home.user.uid, home.user.gid);
  const options = { env, cwd: home.folder, ...home.user };
  // The built-in locale orders alike on every machine.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const initdb = await run(join(home.binFolder, 'initdb'), ['-D', partial, '-U', NAME, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale], options);
  rmSync(passwordFile, { force: true });
  refuse(initdb, 'The Postgres data folder could not be made');
  const single = await run(join(home.binFolder, 'postgres'), ['--single', '-D', partial, 'postgres'], { ...options, input: `CREATE DATABASE ${NAME};\n` });
  refuse(single, 'The database could not be made');
  renameSync(partial, data);
}

function refuse(tool: Run, what: string): void {
  if (tool.status !== 0) throw new StackError('start-failed', `${what}:\n\n${lastLines(tool)}`);
}

/** A client's first message; the server asks for a password when it takes clients, and answers with an error while it starts. */
function postgresAnswers(port: number): Promise<boolean> {
  const body = Buffer.from(`user\0${NAME}\0database\0${NAME}\0\0`);
  const request = Buffer.alloc(8 + body.length);
  request.writeInt32BE(request.length, 0);
  request.writeInt32BE(3 << 16, 4);
  body.copy(request, 8);
  return answers(port, request, (answer) => answer[0] === 0x52);
}

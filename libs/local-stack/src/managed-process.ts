import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, rmSync } from 'node:fs';
import { logTail, openLog, sizeOf } from './log-files.js';
import { signalProcess, writePidFile } from './pid-files.js';
import { StackError } from './stack-error.js';

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Names the process for a later start that must find and stop it. */
  readonly pidFile: string;
  /** A part of the command line by which the process is told from a stranger that got its pid. */
  readonly marker: string;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process in a session of its own: Ctrl-C in the terminal reaches only the program that started it. */
export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** The exit, once it has happened. */
  readonly exit: () => Exit | undefined;
  /** Whether `stop` or `kill` was called: an exit is then no surprise. */
  readonly stopping: () => boolean;
  /** What it has logged since it was launched. */
  readonly tail: (lines?: number) => string;
  /** Asks, waits, and ends by force after `boundMs`. */
  readonly stop: (how: { signal: NodeJS.Signals; boundMs: number }) => Promise<Exit>;
  /** kill -9, at once, with all its children. */
  readonly kill: () => Promise<Exit>;
}

const alive = new Set<number>();
// A program that ends by an error must not leave servers behind; one that is killed leaves pid files instead.
process.on('exit', () => { for (const pid of alive) signalProcess(pid, 'SIGTERM'); });

/** kill -9 of all that this program started: for when a person is done waiting. */
export function killEverything(): void {
  for (const pid of alive) signalProcess(-pid, 'SIGKILL');
}

/** Starts a process; its output goes to `logFile`. Throws a StackError when the command cannot be run. */
export async function launch(spec: ProcessSpec): Promise<ManagedProcess> {
  const logStart = sizeOf(spec.logFile);
  const child = await spawnLogged(spec);
  const pid = child.pid as number;
  alive.add(pid);
  writePidFile(spec.pidFile, { pid, marker: spec.marker });
  let exit: Exit | undefined;
  let stopping = false;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      exit = { code, signal };
      alive.delete(pid);
      rmSync(spec.pidFile, { force: true });
      resolve(exit);
    });
  });
  const kill = (): Promise<Exit> => {
    stopping = true;
    if (exit === undefined) signalProcess(-pid, 'SIGKILL');
    return exited;
  };
  const stop = async ({ signal, boundMs }: { signal: NodeJS.Signals; boundMs: number }): Promise<Exit> => {
    stopping = true;
    if (exit === undefined) signalProcess(pid, signal);
    const timer = setTimeout(() => { void kill(); }, boundMs);
    const ended = await exited;
    clearTimeout(timer);
    return ended;
  };
  return {
    name: spec.name, pid, exited, kill, stop,
    exit: () => exit,
    stopping: () => stopping,
    tail: (lines = 12) => logTail(spec.logFile, { lines, from: Math.min(logStart, sizeOf(spec.logFile)) }),
  };
}

async function spawnLogged(spec: ProcessSpec): Promise<ChildProcess> {
  const log = openLog(spec.logFile);
  try {
    const child = spawn(spec.command, spec.args, {
      env: spec.env, detached: true, stdio: ['ignore', log, log],
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }), ...spec.user,
    });
    await new Promise<void>((resolve, reject) => { child.once('spawn', resolve).once('error', reject); });
    return child;
  } catch (error) {
    throw new StackError('start-failed', `${spec.name} could not be run: ${(error as Error).message}`, { cause: error });
  } finally {
    closeSync(log);
  }
}

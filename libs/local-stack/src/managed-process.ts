import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { logTail, openLog, sizeOf } from './log-files.js';
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
  mkdirSync(dirname(spec.pidFile), { recursive: true });
  writeFileSync(spec.pidFile, `${JSON.stringify({ pid, marker: spec.marker })}\n`);
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

function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false; // it has ended by itself
  }
}

/** The command line of a living process; empty when there is none, or only its corpse. */
export function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

/** Stops what an earlier start, that was killed, left running. Says its pid, or undefined when there was nothing. */
export async function stopLeftover(pidFile: string, { signal, boundMs }: { signal: NodeJS.Signals; boundMs: number }): Promise<number | undefined> {
  const left = readPidFile(pidFile);
  if (left === undefined) return undefined;
  const lives = (): boolean => commandLineOf(left.pid).includes(left.marker);
  const found = lives();
  if (found) signalProcess(left.pid, signal);
  const deadline = Date.now() + boundMs;
  while (lives()) {
    if (Date.now() > deadline) signalProcess(-left.pid, 'SIGKILL');
    await delay(50);
  }
  rmSync(pidFile, { force: true });
  return found ? left.pid : undefined;
}

/** What a pid file says; undefined when there is none, or half of one. */
export function readPidFile(pidFile: string): { pid: number; marker: string } | undefined {
  try {
    const { pid, marker } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid?: unknown; marker?: unknown };
    return typeof pid === 'number' && pid > 1 && typeof marker === 'string' && marker !== '' ? { pid, marker } : undefined;
  } catch {
    return undefined; // no file, or half a file of a start that was killed while writing
  }
}

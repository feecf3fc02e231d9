import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StackError } from './stack-error.js';

/** A process by its number, and a part of its command line that tells it from a stranger that got the number later. */
export interface PidFile {
  readonly pid: number;
  readonly marker: string;
}

/** A process that outlives kill -9 for so long hangs in the system, or is not ours to kill. */
const KILL_BOUND_MS = 10_000;

export function writePidFile(file: string, content: PidFile): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content)}\n`);
}

/** Negative for a whole process group, as for kill(2). False when there is nobody to take the signal. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
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
    if (Date.now() > deadline + KILL_BOUND_MS) throw new StackError('start-failed', `pid ${left.pid}, which an earlier start left running, cannot be stopped: ${commandLineOf(left.pid).slice(0, 200)}`);
    await delay(50);
  }
  rmSync(pidFile, { force: true });
  return found ? left.pid : undefined;
}

/** What a pid file says; undefined when there is none, or half of one. */
export function readPidFile(pidFile: string): PidFile | undefined {
  try {
    const { pid, marker } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid?: unknown; marker?: unknown };
    return typeof pid === 'number' && pid > 1 && typeof marker === 'string' && marker !== '' ? { pid, marker } : undefined;
  } catch {
    return undefined; // no file, or half a file of a start that was killed while writing
  }
}

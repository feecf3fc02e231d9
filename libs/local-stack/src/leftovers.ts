import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pidFileOf, type StackPlace } from './folders.js';
import { commandLineOf, readPidFile, stopLeftover, writePidFile } from './pid-files.js';
import { StackError } from './stack-error.js';

const OWNER = 'owner';
const BOUND_MS = 30_000;

/** Takes the home for this process. Throws a StackError when a living process has it. */
export function claimHome(place: Pick<StackPlace, 'home'>): void {
  const file = pidFileOf(place, OWNER);
  const owner = readPidFile(file);
  if (owner !== undefined && owner.pid !== process.pid && commandLineOf(owner.pid) === owner.marker) {
    throw new StackError('already-running', `A stack already runs on ${place.home} (pid ${owner.pid}).
Stop it first (Ctrl-C in its terminal, or kill ${owner.pid}), or start another beside it:
    npm start -- --data .wiredesk-2 --port 7170`);
  }
  writePidFile(file, { pid: process.pid, marker: commandLineOf(process.pid) });
}

/** Stops what a start that was killed left running: services first, then their servers. Says their names. */
export async function stopLeftovers(place: Pick<StackPlace, 'home'>): Promise<string[]> {
  const names = pidFiles(place).map((file) => basename(file, '.json')).filter((name) => name !== OWNER);
  const servers = ['kafka', 'postgres'];
  const stop = async (name: string): Promise<string | undefined> => {
    const signal = name === 'postgres' ? 'SIGINT' : 'SIGTERM';
    const pid = await stopLeftover(pidFileOf(place, name), { signal, boundMs: BOUND_MS });
    return pid === undefined ? undefined : `${name} (pid ${pid})`;
  };
  const services = await Promise.all(names.filter((name) => !servers.includes(name)).map(stop));
  const stopped = [...services, ...await Promise.all(names.filter((name) => servers.includes(name)).map(stop))];
  return stopped.filter((text) => text !== undefined);
}

function pidFiles(place: Pick<StackPlace, 'home'>): string[] {
  try {
    return readdirSync(join(place.home, 'run')).filter((name) => name.endsWith('.json'));
  } catch {
    return []; // no run folder: nothing was ever started here
  }
}

/** Gives the home back. */
export function releaseHome(place: Pick<StackPlace, 'home'>): void {
  const file = pidFileOf(place, OWNER);
  if (readPidFile(file)?.pid === process.pid) rmSync(file, { force: true });
}

import { readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** A process that claims files. `started` tells it from a later process that got the same pid; empty where the system does not say. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly started: string;
}

const FILE = '.owner';

export const thisProcess = (): Owner => ({ host: hostname().replace(/[^\w.-]/g, '_') || 'host', pid: process.pid, started: startedOf(process.pid) });

export const ownerNameOf = ({ host, pid }: Owner): string => `${host}-${pid}`;

export const hostOf = (ownerName: string): string => ownerName.replace(/-\d+$/, '');

/** Says in its folder who owns it. */
export async function announce(folder: string, owner: Owner): Promise<void> {
  const temporary = join(folder, `${FILE}.tmp`);
  await writeFile(temporary, JSON.stringify(owner));
  await rename(temporary, join(folder, FILE));
}

export const isOwnerFile = (name: string): boolean => name.startsWith(FILE);

/**
 * Whose the folder `processing/name` is: `alive` when its process may still work, `foreign` when it is of another host, where we cannot
 * look. A process that only has the pid of one that died is another one.
 */
export async function stateOf(processing: string, name: string, self: Owner): Promise<'alive' | 'dead' | 'foreign'> {
  const [, host, pid] = /^(.*)-(\d+)$/.exec(name) ?? [];
  if (host === undefined || pid === undefined || host !== self.host) return 'foreign';
  if (!isRunning(Number(pid))) return 'dead';
  const started = await announcedStart(join(processing, name, FILE));
  return started === '' || started === startedOf(Number(pid)) ? 'alive' : 'dead';
}

async function announcedStart(path: string): Promise<string> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as Partial<Owner>).started ?? '';
  } catch {
    return ''; // it has only just made its folder
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^Z/.test(statOf(pid)[0] ?? '');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Clock ticks since boot, where there is a /proc. */
const startedOf = (pid: number): string => statOf(pid)[19] ?? '';

/** The fields of /proc/PID/stat from the state on; empty where there is none. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

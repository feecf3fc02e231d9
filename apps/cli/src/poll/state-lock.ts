import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError, EXIT } from '../exit-codes.js';

/** Two pollers with one state would ask every publisher twice. Gives the way to unlock; throws a CommandError while another one runs. */
export function lockState(path: string): () => void {
  const lock = `${path}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => { rmSync(lock, { force: true }); };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new CommandError(EXIT.config, `${lock} cannot be written: ${(error as Error).message}`, { cause: error });
    }
    const holder = holderOf(lock);
    if (isRunning(holder) || attempt > 0) throw new CommandError(EXIT.config, `another poller (pid ${holder}) uses the state file ${path}; give this one its own with --state, or remove ${lock} if there is none`);
    rmSync(lock, { force: true });
  }
}

function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return Number.NaN; // just removed
  }
}

/** In a container every run may have the same pid: our own number is never another poller. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ManagedProcess } from './managed-process.js';
import { outsideFolderOf } from './postgres-home.js';

/** Where a stack lives. `root` is the checkout, `home` holds the data, logs and pid files of one stack. */
export interface StackPlace {
  readonly root: string;
  readonly home: string;
  /** The environment that child processes get. */
  readonly env: NodeJS.ProcessEnv;
}

/** What a caller is told while a server starts: notes for people, and each process as soon as it runs. */
export interface Hooks {
  readonly note?: (text: string) => void;
  readonly launched?: (process: ManagedProcess) => void;
}

export const logFileOf = (place: Pick<StackPlace, 'home'>, name: string): string => join(place.home, 'logs', `${name}.log`);
export const pidFileOf = (place: Pick<StackPlace, 'home'>, name: string): string => join(place.home, 'run', `${name}.json`);
/** Resolved once a checkout, whatever the home of the stack is. */
export const kafkaLibsOf = (place: Pick<StackPlace, 'root'>): string => join(place.root, '.wiredesk', 'kafka', 'libs');

/** Deletes topics and database; the broker's jars, the logs and the API key stay. Nothing may be running. */
export function deleteData(place: Pick<StackPlace, 'home'>): void {
  for (const folder of [join(place.home, 'kafka', 'data'), join(place.home, 'postgres'), outsideFolderOf(place.home)]) {
    rmSync(folder, { recursive: true, force: true });
  }
}

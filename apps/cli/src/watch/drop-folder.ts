import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, EXIT } from '../exit-codes.js';
import { announce, ownerNameOf, thisProcess, type Owner } from './owner.js';

/** The folders of a drop folder. All are in the folder itself, so that every move is a rename within one file system. */
export interface DropFolder {
  readonly root: string;
  readonly processing: string;
  /** Below `processing`: what this process has claimed, a folder a batch. */
  readonly own: string;
  readonly ownName: string;
  readonly done: string;
  readonly error: string;
}

/** Makes what is missing. Throws a CommandError when the folder cannot be worked in. */
export async function openDropFolder(root: string, owner: Owner = thisProcess()): Promise<DropFolder> {
  const processing = join(root, '.processing');
  const ownName = ownerNameOf(owner);
  const folder = { root, processing, ownName, own: join(processing, ownName), done: join(root, 'done'), error: join(root, 'error') };
  try {
    // Not recursive: a folder that does not exist is a mistyped one.
    for (const path of [processing, folder.own, folder.done, folder.error]) await mkdir(path).catch(ignore('EEXIST'));
    await announce(folder.own, owner);
  } catch (error) {
    throw new CommandError(EXIT.usage, `${root} cannot be used as a drop folder: ${(error as Error).message}`, { cause: error });
  }
  return folder;
}

/** Lets errors of these codes pass, for `catch`: what was wanted is so already. */
export const ignore = (...codes: readonly string[]) => (error: unknown): undefined => {
  if (codes.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
  throw error;
};

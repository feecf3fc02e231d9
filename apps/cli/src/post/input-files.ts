import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { CommandError, EXIT } from '../exit-codes.js';

const UNFINISHED = new Set(['.part', '.tmp', '.filepart']);
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.txt': 'text/plain', '.json': 'application/json', '.xml': 'application/xml', '.html': 'text/html', '.htm': 'text/html', '.eml': 'message/rfc822',
  '.ndjson': 'application/x-ndjson', '.jsonl': 'application/x-ndjson',
};

/** A name that a feeder gives to what is not there in full yet, or that is nobody's delivery. */
export const isUnfinishedName = (name: string): boolean => name.startsWith('.') || name.endsWith('~') || UNFINISHED.has(extname(name).toLowerCase());

/** A hint beside the bytes; the wire format is found by content. */
export const contentTypeOf = (path: string): string => CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';

export const isNdjsonName = (path: string): boolean => contentTypeOf(path) === 'application/x-ndjson';

export interface InputFile {
  /** As it was named, or `-` for standard input. */
  readonly path: string;
  /** Bytes; 0 where nobody knows. */
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * The files that arguments name: a file as it is, a folder with all below it in order of name without what has a temporary name, `-` as
 * standard input. Throws a CommandError for what is not there, before anything is done with the others.
 */
export async function inputFiles(args: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const path of args) {
    if (path === '-') files.push({ path, size: 0, mtimeMs: 0 });
    else await collect(path, files);
  }
  return files;
}

async function collect(path: string, files: InputFile[]): Promise<void> {
  const found = await stat(path).catch((error: unknown) => { throw unreadable(path, error); });
  if (!found.isDirectory()) {
    files.push({ path, size: found.size, mtimeMs: found.mtimeMs });
    return;
  }
  const names = await readdir(path).catch((error: unknown) => { throw unreadable(path, error); });
  // Names of what is being written come and go under our eyes: they are not even looked at.
  for (const name of names.sort()) if (!isUnfinishedName(basename(name))) await collect(join(path, name), files);
}

export function unreadable(path: string, error: unknown): CommandError {
  return new CommandError(EXIT.usage, `${path} cannot be read: ${(error as Error).message}`, { cause: error });
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError, EXIT } from '../exit-codes.js';
import type { InputFile } from './input-files.js';

/** A file that was acknowledged: accepted, duplicate or superseded in all its entries. */
interface DoneFile { readonly size: number; readonly mtimeMs: number; readonly sha256: string }

/** How far a file of lines was acknowledged: its first `lines` lines, whose bytes have this digest. */
export interface DoneLines { readonly size: number; readonly mtimeMs: number; readonly lines: number; readonly rejected: number; readonly sha256: string }

interface StateFile { readonly version: 1; readonly ingestUrl: string; readonly files: Record<string, DoneFile>; readonly lines: Record<string, DoneLines> }

/** What earlier runs of `post --resume` had acknowledged. */
export interface ResumeState {
  isDone(file: InputFile, sha256: string): boolean;
  done(file: InputFile, sha256: string): void;
  linesOf(file: InputFile): DoneLines | undefined;
  linesDone(file: InputFile, done: Pick<DoneLines, 'lines' | 'rejected' | 'sha256'>): void;
  /** Writes what is new, but not so often that writing takes more than a few percent of the time. */
  saveNowAndThen(): void;
  /** Atomic: a crash leaves the old state or the new one. */
  save(): void;
}

export const noResumeState: ResumeState = {
  isDone: () => false, done: () => undefined, linesOf: () => undefined, linesDone: () => undefined, saveNowAndThen: () => undefined, save: () => undefined,
};

const PAUSE_MS = 1_000;
const SHARE = 20;

/** Throws a CommandError when the file is no state, or one of another ingest. */
export function openResumeState(path: string, ingestUrl: string): ResumeState {
  const known = read(path);
  if (known !== undefined && known.ingestUrl !== ingestUrl) throw new CommandError(EXIT.usage, `--resume ${path}: this state belongs to ${known.ingestUrl}, not to ${ingestUrl}`);
  const files = new Map(Object.entries(known?.files ?? {}));
  const lines = new Map(Object.entries(known?.lines ?? {}));
  let [changed, nextAt] = [false, 0];
  const same = (file: InputFile, held: DoneFile | DoneLines | undefined): boolean => held?.size === file.size && held.mtimeMs === file.mtimeMs;
  const save = (): void => {
    if (!changed) return;
    const started = Date.now();
    write(path, { version: 1, ingestUrl, files: Object.fromEntries(files), lines: Object.fromEntries(lines) });
    [changed, nextAt] = [false, Date.now() + Math.max(PAUSE_MS, (Date.now() - started) * SHARE)];
  };
  return {
    isDone: (file, sha256) => {
      const held = files.get(resolve(file.path));
      return same(file, held) && held?.sha256 === sha256;
    },
    done: ({ path: name, size, mtimeMs }, sha256) => { files.set(resolve(name), { size, mtimeMs, sha256 }); changed = true; },
    linesOf: (file) => {
      const held = lines.get(resolve(file.path));
      return same(file, held) ? held : undefined;
    },
    linesDone: ({ path: name, size, mtimeMs }, done) => { lines.set(resolve(name), { size, mtimeMs, ...done }); changed = true; },
    saveNowAndThen: () => { if (Date.now() >= nextAt) save(); },
    save,
  };
}

function read(path: string): StateFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CommandError(EXIT.usage, `--resume ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  try {
    const state = JSON.parse(text) as Partial<StateFile>;
    if (state.version === 1 && typeof state.ingestUrl === 'string' && typeof state.files === 'object' && typeof state.lines === 'object') return state as StateFile;
  } catch {
    // said below
  }
  throw new CommandError(EXIT.usage, `--resume ${path} is not a state of wiredesk post; nothing was posted`);
}

function write(path: string, state: StateFile): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, JSON.stringify(state));
    renameSync(temporary, path);
  } catch (error) {
    throw new CommandError(EXIT.usage, `--resume ${path} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

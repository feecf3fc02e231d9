import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Problem } from './ingest-client.js';
import { isNdjsonName, type InputFile } from './input-files.js';
import { lineBatches, type LineBatch } from './ndjson-lines.js';
import type { ResumeState } from './resume-state.js';

/** Files that go in one request; ingest waits once for the broker on so much. */
export const GROUP = { count: 100, bytes: 1024 * 1024 };
/** The most that an ingest can be set to take; more is never held. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** A file whose bytes are in hand, or why they are not. */
export interface FileInHand {
  readonly file: InputFile;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly problem?: Problem;
}

/** Files that were acknowledged before. */
export interface Skipped { readonly files: number; readonly bytes: number }

export type Batch =
  | { readonly is: 'files'; readonly files: readonly FileInHand[]; readonly skipped: Skipped }
  | { readonly is: 'lines'; readonly file: InputFile; readonly lines: LineBatch };

export interface BatchesOptions {
  /** Every line of every input is an item; without it only of files that are named so. */
  readonly ndjson: boolean;
  readonly state: Pick<ResumeState, 'isDone' | 'linesOf'>;
  /** Items in one batch at most. */
  readonly most: number;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
}

/** Reads files one batch at a time, in their order; what the state knows as acknowledged is left out. What cannot be read is told as a problem. */
export async function* batchesOf(files: readonly InputFile[], options: BatchesOptions): AsyncGenerator<Batch> {
  const group = createGroup(Math.min(GROUP.count, options.most));
  for (const file of files) {
    if (options.ndjson || isNdjsonName(file.path)) {
      yield* group.flush();
      yield* newLines(file, options);
    } else {
      const own = await inHand(file, options);
      if (own.problem === undefined && options.state.isDone(file, own.sha256)) yield* group.skip(own);
      else yield* group.add(own);
    }
  }
  yield* group.flush();
}

const noneSkipped: Skipped = { files: 0, bytes: 0 };
const TOLD_AFTER = 1_000;

/** Gathers files until a request is full. */
function createGroup(count: number): { add(own: FileInHand): Generator<Batch>; skip(own: FileInHand): Generator<Batch>; flush(): Generator<Batch> } {
  let [files, size, skipped]: [FileInHand[], number, Skipped] = [[], 0, noneSkipped];
  function* flush(): Generator<Batch> {
    if (files.length + skipped.files > 0) yield { is: 'files', files, skipped };
    [files, size, skipped] = [[], 0, noneSkipped];
  }
  return {
    flush,
    *skip({ bytes }) {
      skipped = { files: skipped.files + 1, bytes: skipped.bytes + bytes.length };
      // Progress is told by the batch.
      if (skipped.files >= TOLD_AFTER) yield* flush();
    },
    *add(own) {
      if (files.length > 0 && (files.length >= count || size + own.bytes.length > GROUP.bytes)) yield* flush();
      files.push(own);
      size += own.bytes.length;
    },
  };
}

async function inHand(file: InputFile, input: Pick<BatchesOptions, 'stdin' | 'signal'>): Promise<FileInHand> {
  if (file.size > MAX_FILE_BYTES) return withProblem(file, { code: 'too-large', message: `the file has ${file.size} bytes; no ingest takes more than ${MAX_FILE_BYTES}` });
  try {
    const bytes = file.path === '-' ? await allOf(input) : await readFile(file.path);
    return { file, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    return withProblem(file, unreadable(error));
  }
}

const withProblem = (file: InputFile, problem: Problem): FileInHand => ({ file, bytes: Buffer.alloc(0), sha256: '', problem });
const unreadable = (error: unknown): Problem => ({ code: 'unreadable', message: (error as Error).message });

async function allOf({ stdin, signal }: Pick<BatchesOptions, 'stdin' | 'signal'>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // Whoever interrupts must not be kept waiting for an input that never ends.
  for await (const chunk of addAbortSignal(signal, stdin)) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

/** The batches of lines that no earlier run had acknowledged. */
async function* newLines(file: InputFile, { state, most, stdin, signal }: BatchesOptions): AsyncGenerator<Batch> {
  try {
    const known = state.linesOf(file);
    // Where the acknowledged lines are no longer at the beginning, all are sent: what ingest has, it calls a duplicate.
    const skip = known === undefined || !(await beginsWith(file, known)) ? 0 : known.lines;
    const input = addAbortSignal(signal, file.path === '-' ? stdin : createReadStream(file.path)) as AsyncIterable<Buffer>;
    for await (const lines of lineBatches(input, { most, breakAt: skip })) if (lines.lastLine > skip) yield { is: 'lines', file, lines };
  } catch (error) {
    // After an interrupt what was read is enough.
    if (!signal.aborted) yield { is: 'files', files: [withProblem(file, unreadable(error))], skipped: noneSkipped };
  }
}

async function beginsWith(file: InputFile, { lines, sha256 }: { lines: number; sha256: string }): Promise<boolean> {
  const input = createReadStream(file.path) as AsyncIterable<Buffer>;
  for await (const batch of lineBatches(input, { breakAt: lines })) if (batch.lastLine >= lines) return batch.lastLine === lines && batch.prefixSha256 === sha256;
  return false;
}

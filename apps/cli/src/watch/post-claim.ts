import { readFile, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { batchesOf, MAX_FILE_BYTES } from '../post/batches.js';
import type { Problem, SendToIngest } from '../post/ingest-client.js';
import { contentTypeOf, isNdjsonName } from '../post/input-files.js';
import { postBatch } from '../post/post-batch.js';
import { noResumeState } from '../post/resume-state.js';
import { sendParts, type Part } from '../post/send-parts.js';
import type { Claim } from './claim.js';
import { ignore, type DropFolder } from './drop-folder.js';
import { hasEnded, settleFile, type FileOutcome, type Settled } from './settle-file.js';
import { seen, type SeenFile } from './stable-files.js';

export interface EndedFile extends Settled {
  readonly file: string;
  readonly result: FileOutcome;
}

export interface PostClaimOptions {
  readonly send: SendToIngest;
  readonly given: Readonly<Record<string, string>>;
  /** A dead process had it: some of its files may have ended. */
  readonly takenOver: boolean;
}

/** Posts the files of a claim and moves each to where it ends. Throws NotTaken or a CommandError: then the files that have not ended are still claimed. */
export async function postClaim(folder: DropFolder, claim: Claim, options: PostClaimOptions): Promise<EndedFile[]> {
  const files = options.takenOver ? await notEnded(folder, claim) : claim.files;
  const results = await resultsOf({ folder: claim.folder, files }, options);
  const at = new Date();
  const ended = await Promise.all(files.map(async ({ name }, n) => {
    const result = results[n] ?? { receipts: [] };
    const path = join(claim.folder, name);
    try {
      return { file: name, result, ...await settleFile(folder, { path, name, result, at }) };
    } catch (error) {
      // Somebody has taken it from under our hands, say with --adopt: it ends there.
      if (await seen(path, name) === undefined) return undefined;
      throw error;
    }
  }));
  await rmdir(claim.folder).catch(ignore('ENOENT', 'ENOTEMPTY'));
  return ended.filter((file) => file !== undefined);
}

async function notEnded(folder: DropFolder, { folder: own, files }: Claim): Promise<SeenFile[]> {
  const left: SeenFile[] = [];
  for (const file of files) {
    const path = join(own, file.name);
    if (await hasEnded(folder, { path, name: file.name })) await unlink(path);
    else left.push(file);
  }
  return left;
}

/** In the order of the files. The key of a request is made of names, times and bytes: the same batch of a dead process gets the same receipts. */
async function resultsOf({ folder, files }: Claim, { send, given }: PostClaimOptions): Promise<FileOutcome[]> {
  const results = new Map<SeenFile, FileOutcome>();
  const parts = new Map<SeenFile, Part>();
  const salt = (some: readonly SeenFile[]): string => JSON.stringify([given, some.map(({ name, mtimeMs }) => [name, mtimeMs])]);
  for (const file of files) {
    const path = join(folder, file.name);
    if (isNdjsonName(file.name)) results.set(file, await linesResult(file, path, { send, given, salt: salt([file]) }));
    else {
      const part = await partOf(file, path);
      if ('bytes' in part) parts.set(file, part);
      else results.set(file, { receipts: [], problem: part });
    }
  }
  const sent = parts.size === 0 ? [] : await sendParts([...parts.values()], { send, given, salt: salt([...parts.keys()]) });
  [...parts.keys()].forEach((file, n) => results.set(file, sent[n] ?? { receipts: [] }));
  return files.map((file) => results.get(file) ?? { receipts: [] });
}

async function partOf({ name, size }: SeenFile, path: string): Promise<Part | Problem> {
  if (size > MAX_FILE_BYTES) return { code: 'too-large', message: `the file has ${size} bytes; no ingest takes more than ${MAX_FILE_BYTES}` };
  try {
    return { name, bytes: await readFile(path), contentType: contentTypeOf(name) };
  } catch (error) {
    return { code: 'unreadable', message: (error as Error).message };
  }
}

async function linesResult({ size, mtimeMs }: SeenFile, path: string, options: { send: SendToIngest; given: Readonly<Record<string, string>>; salt: string }): Promise<FileOutcome> {
  const outcomes = [];
  const batches = batchesOf([{ path, size, mtimeMs }], { ndjson: true, state: noResumeState, most: Number.MAX_SAFE_INTEGER, stdin: process.stdin, signal: new AbortController().signal });
  for await (const batch of batches) outcomes.push(...await postBatch(batch, options));
  const receipts = outcomes.flatMap(({ receipt }) => (receipt === undefined ? [] : [receipt]));
  const problem = outcomes.find((outcome) => outcome.problem !== undefined)?.problem;
  if (problem !== undefined) return { receipts, problem };
  return receipts.length > 0 ? { receipts } : { receipts, problem: { code: 'empty-body', message: 'the file holds no line' } };
}

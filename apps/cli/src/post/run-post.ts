import type { Readable } from 'node:stream';
import { batchesOf, type Batch } from './batches.js';
import { inOrder } from './in-order.js';
import type { SendToIngest } from './ingest-client.js';
import type { InputFile } from './input-files.js';
import { isRejected, postBatch, type EntryOutcome } from './post-batch.js';
import { createRate } from './rate.js';
import type { ResumeState } from './resume-state.js';

export interface Counts { readonly items: number; readonly accepted: number; readonly duplicate: number; readonly superseded: number; readonly rejected: number; readonly skipped: number }

export interface RunPost {
  readonly files: readonly InputFile[];
  readonly send: SendToIngest;
  readonly state: ResumeState;
  readonly given: Readonly<Record<string, string>>;
  readonly ndjson: boolean;
  readonly concurrency: number;
  /** Items a second; undefined: as fast as ingest takes them. */
  readonly rate: number | undefined;
  readonly stdin: Readable;
  /** Nothing is taken after it; what is in hand settles. */
  readonly signal: AbortSignal;
  /** Tells this run from another one: posting a file again is not a second try of the first posting. */
  readonly runId: string;
  readonly onOutcome: (outcome: EntryOutcome) => void;
  /** After every batch; nothing more is handed over until it resolves. */
  readonly onProgress: (counts: Counts, share: number | undefined) => void | Promise<void>;
}

/** Posts files and gives the counts. What was acknowledged is in the state also when it throws: NotTaken, or a CommandError when the key is refused. */
export async function runPost(run: RunPost): Promise<Counts> {
  const { files, send, state, given, concurrency, rate, signal, runId } = run;
  const pace = createRate(rate, signal);
  const counts = { items: 0, accepted: 0, duplicate: 0, superseded: 0, rejected: 0, skipped: 0 };
  const share = createShare(files);
  const batches = batchesOf(files, { ...run, most: rate === undefined ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.floor(rate)) });
  try {
    await inOrder(batches, {
      concurrency, signal,
      work: async (batch) => {
        await pace(batch.is === 'files' ? batch.files.length : batch.lines.items);
        return signal.aborted ? undefined : postBatch(batch, { send, given, salt: runId });
      },
      onResult: async (outcomes, batch) => {
        if (outcomes === undefined) return;
        if (batch.is === 'files') counts.skipped += batch.skipped.files;
        for (const outcome of outcomes) {
          counts.items++;
          counts[outcome.receipt?.status ?? 'rejected']++;
          run.onOutcome(outcome);
        }
        remember(batch, outcomes, state);
        await run.onProgress(counts, share(batch));
      },
    });
  } finally {
    state.save();
  }
  return counts;
}

function remember(batch: Batch, outcomes: readonly EntryOutcome[], state: ResumeState): void {
  if (batch.is === 'files') {
    const rejected = new Set(outcomes.filter(isRejected).map(({ file }) => file));
    for (const { file, sha256 } of batch.files) if (!rejected.has(file.path) && file.path !== '-') state.done(file, sha256);
  } else if (batch.file.path !== '-') {
    const { lastLine: lines, firstLine, prefixSha256: sha256 } = batch.lines;
    const before = firstLine === 1 ? { lines: 0, rejected: 0 } : state.linesOf(batch.file);
    // Behind a batch that failed nothing counts: the next run goes on where the row of acknowledged lines ends.
    if (before?.lines === firstLine - 1) state.linesDone(batch.file, { lines, sha256, rejected: before.rejected + outcomes.filter(isRejected).length });
  }
  state.saveNowAndThen();
}

/** The share of the whole that is done: bytes where the size of all is known, because lines of a stream have no count. */
function createShare(files: readonly InputFile[]): (batch: Batch) => number | undefined {
  const total = files.some(({ path }) => path === '-') ? undefined : files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  let ofLines = 0;
  return (batch) => {
    if (batch.is === 'files') done += batch.files.reduce((sum, { file }) => sum + file.size, batch.skipped.bytes);
    else {
      ofLines = batch.lines.firstLine === 1 ? 0 : ofLines;
      done += batch.lines.inputBytes - ofLines;
      ofLines = batch.lines.inputBytes;
    }
    return total === undefined || total === 0 ? undefined : Math.min(1, done / total);
  };
}

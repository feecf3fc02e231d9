import type { Receipt } from '@wiredesk/contracts';
import type { Batch, FileInHand } from './batches.js';
import type { Problem } from './ingest-client.js';
import { contentTypeOf } from './input-files.js';
import { lineBatches, type LineBatch } from './ndjson-lines.js';
import { sendParts, type PartOutcome, type SendPartsOptions } from './send-parts.js';

/** What became of one entry of a file: its receipt, or why it has none. */
export interface EntryOutcome {
  readonly file: string;
  readonly receipt?: Receipt;
  readonly problem?: Problem & { readonly line?: number };
}

export const isRejected = ({ receipt, problem }: EntryOutcome): boolean => problem !== undefined || receipt?.status === 'rejected';

/** Posts a batch and gives the outcomes in the order of the input. Throws NotTaken, or a CommandError when the key is refused. */
export async function postBatch(batch: Batch, options: SendPartsOptions): Promise<readonly EntryOutcome[]> {
  if (batch.is === 'lines') return postLines(batch.file.path, batch.lines, options);
  const readable = batch.files.filter(({ problem }) => problem === undefined);
  const parts = readable.map(({ file, bytes }) => ({ name: file.path, bytes, contentType: contentTypeOf(file.path) }));
  const sent = parts.length === 0 ? [] : await sendParts(parts, options);
  const outcomes = new Map(readable.map((own, n) => [own, sent[n]]));
  return batch.files.flatMap((own) => entriesOf(own, outcomes.get(own)));
}

function entriesOf({ file, problem: unread }: FileInHand, outcome: PartOutcome | undefined): EntryOutcome[] {
  const problem = unread ?? outcome?.problem;
  return [...(outcome?.receipts ?? []).map((receipt) => ({ file: file.path, receipt })), ...(problem === undefined ? [] : [{ file: file.path, problem }])];
}

async function postLines(file: string, lines: LineBatch, options: SendPartsOptions): Promise<EntryOutcome[]> {
  const tooLong = lines.tooLong.map((line) => ({ file, problem: { code: 'too-large' as const, message: 'the line is longer than any item may be', line } }));
  const sent = lines.items === 0 ? [] : await sendLines(file, lines, options);
  return tooLong.length === 0 ? sent : [...sent, ...tooLong].sort((a, b) => lineOf(a) - lineOf(b));
}

/** Where the lines are refused as a whole, their halves are sent. */
async function sendLines(file: string, { bytes, firstLine, items }: Pick<LineBatch, 'bytes' | 'firstLine' | 'items'>, options: SendPartsOptions): Promise<EntryOutcome[]> {
  const [outcome] = await sendParts([{ name: `${file}:${firstLine}`, bytes, contentType: 'application/x-ndjson' }], options);
  if (outcome?.problem === undefined) return (outcome?.receipts ?? []).map((receipt) => ({ file, receipt: { ...receipt, line: (receipt.line ?? 1) + firstLine - 1 } }));
  if (items <= 1) return [{ file, problem: { ...outcome.problem, line: firstLine } }];
  const outcomes: EntryOutcome[] = [];
  for await (const half of lineBatches([bytes], { most: Math.ceil(items / 2) })) {
    if (half.items > 0) outcomes.push(...await sendLines(file, { ...half, firstLine: firstLine + half.firstLine - 1 }, options));
  }
  return outcomes;
}

const lineOf = ({ receipt, problem }: EntryOutcome): number => receipt?.line ?? problem?.line ?? 0;

import type { Readable } from 'node:stream';
import { parseWire, type WireContext } from '@wiredesk/wire-formats';
import { EXIT } from '../exit-codes.js';
import { batchesOf, type Batch } from '../post/batches.js';
import { contentTypeOf, type InputFile } from '../post/input-files.js';
import type { LineOutput } from '../post/line-output.js';
import { lineBatches } from '../post/ndjson-lines.js';
import { noResumeState } from '../post/resume-state.js';
import { describeWire, summaryLines, type WireSummary } from './describe-wire.js';

export interface RunValidate {
  readonly files: readonly InputFile[];
  readonly ndjson: boolean;
  readonly json: boolean;
  /** Said beside the bytes, and `feed`. */
  readonly given: Readonly<Record<string, string>>;
  readonly output: LineOutput;
  readonly stdin: Readable;
}

/** Reads files as ingest would, without ingest. Gives the exit code. */
export async function runValidate({ files, ndjson, json, given, output, stdin }: RunValidate): Promise<number> {
  const { feed = 'local', ...said } = given;
  const context: WireContext = { feed, receivedAt: new Date().toISOString(), given: said };
  let rejected = false;
  for await (const batch of batchesOf(files, { ndjson, state: noResumeState, most: 1, stdin, signal: new AbortController().signal })) {
    for await (const summary of summariesOf(batch, context)) {
      rejected ||= summary.rejects.length > 0;
      for (const line of json ? [JSON.stringify(summary)] : summaryLines(summary)) output.line(line);
      await output.drained();
    }
  }
  return rejected ? EXIT.rejected : EXIT.ok;
}

async function* summariesOf(batch: Batch, context: WireContext): AsyncGenerator<WireSummary> {
  if (batch.is === 'lines') {
    yield* summariesOfLines(batch, context);
    return;
  }
  for (const { file: { path: file }, bytes, problem } of batch.files) {
    if (problem !== undefined) yield { file, format: 'none', rule: 'not read', warnings: [], items: [], rejects: [{ ...problem, entry: 1 }] };
    else yield describeWire(parseWire(bytes, { ...context, contentType: contentTypeOf(file) }), { file });
  }
}

async function* summariesOfLines({ file: { path: file }, lines }: Batch & { is: 'lines' }, context: WireContext): AsyncGenerator<WireSummary> {
  for (const line of lines.tooLong) yield { file, line, format: 'none', rule: 'not read', warnings: [], items: [], rejects: [{ code: 'too-large', message: 'the line is longer than any item may be', entry: 1 }] };
  for await (const one of lineBatches([lines.bytes], { most: 1 })) {
    if (one.items === 0) continue;
    // Empty lines may stand before the one with the item.
    const before = one.bytes.length - one.bytes.toString('latin1').trimStart().length;
    const skipped = one.bytes.subarray(0, before).filter((byte) => byte === 0x0a).length;
    const bytes = one.bytes.subarray(before);
    yield describeWire(parseWire(bytes, { ...context, contentType: 'application/json' }), { file, line: lines.firstLine + one.firstLine - 1 + skipped });
  }
}

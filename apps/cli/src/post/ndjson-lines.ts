import { createHash } from 'node:crypto';

/** Lines that go in one request: ingest waits once for the broker on so many. */
export const LINES = { count: 500, bytes: 1024 * 1024 };
/** A longer line is nobody's item; it is never held in full. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;

export interface LineBatch {
  /** Whole lines as they stand in the input, empty ones included. */
  readonly bytes: Buffer;
  /** Number of the first of them, from 1, and of the last. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Lines with something in them. */
  readonly items: number;
  /** Numbers of lines that were too long to be held; they are not in `bytes`. */
  readonly tooLong: readonly number[];
  /** Bytes of the input up to the end of this batch. */
  readonly inputBytes: number;
  /** SHA-256 of the input up to the end of this batch. */
  readonly prefixSha256: string;
}

export interface LineBatchesOptions {
  /** Items in a batch at most. */
  readonly most?: number;
  /** A batch ends behind this line. */
  readonly breakAt?: number;
}

/** Batches of lines in constant memory. They end at line breaks only, so every batch is NDJSON of its own. */
export async function* lineBatches(input: AsyncIterable<Buffer> | Iterable<Buffer>, options: LineBatchesOptions = {}): AsyncGenerator<LineBatch> {
  const batch = createLineBatch(options);
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of input) {
    let start = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, start)) {
      const line = chunk.subarray(start, at + 1);
      yield* batch.add([...rest, line], restBytes + line.length);
      [rest, restBytes, start] = [[], 0, at + 1];
    }
    if (start === chunk.length) continue;
    const tail = chunk.subarray(start);
    restBytes += tail.length;
    batch.hash(restBytes > MAX_LINE_BYTES ? [...rest, tail] : []);
    rest = restBytes > MAX_LINE_BYTES ? [] : [...rest, tail];
  }
  if (restBytes > 0) yield* batch.add(rest, restBytes);
  yield* batch.flush();
}

function createLineBatch({ most = LINES.count, breakAt = 0 }: LineBatchesOptions) {
  const count = Math.min(LINES.count, most);
  const prefix = createHash('sha256');
  let lines: Buffer[] = [];
  let tooLong: number[] = [];
  let [size, items, firstLine, line, inputBytes] = [0, 0, 1, 0, 0];
  function* flush(): Generator<LineBatch> {
    if (line < firstLine) return;
    yield { bytes: Buffer.concat(lines), firstLine, lastLine: line, items, tooLong, inputBytes, prefixSha256: prefix.copy().digest('hex') };
    [lines, tooLong, size, items, firstLine] = [[], [], 0, 0, line + 1];
  }
  return {
    flush,
    hash: (chunks: readonly Buffer[]): void => { chunks.forEach((chunk) => prefix.update(chunk)); },
    /** One line in its chunks, of which those of a line that is too long have been dropped. */
    *add(chunks: readonly Buffer[], bytes: number): Generator<LineBatch> {
      const own = Buffer.concat(chunks);
      const long = bytes > MAX_LINE_BYTES;
      if (items >= count || (line > 0 && line === breakAt) || (size > 0 && size + own.length > LINES.bytes)) yield* flush();
      line++;
      prefix.update(own);
      inputBytes += bytes;
      if (long) tooLong.push(line);
      // An empty line stands in for it, so that the numbers of the lines behind it stay right.
      lines.push(long ? Buffer.from('\n') : own);
      size += long ? 1 : own.length;
      items += long || isBlank(own) ? 0 : 1;
    },
  };
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);

import { createHash } from 'node:crypto';
import { lineBatches, LINES, MAX_LINE_BYTES, type LineBatch, type LineBatchesOptions } from './ndjson-lines.js';

async function batchesOf(chunks: readonly (string | Buffer)[], options: LineBatchesOptions = {}): Promise<LineBatch[]> {
  const batches: LineBatch[] = [];
  for await (const batch of lineBatches(chunks.map((chunk) => Buffer.from(chunk)), options)) batches.push(batch);
  return batches;
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test.each([
  ['nothing', [''], []],
  ['one line without an end', ['{"a":1}'], [[1, 1, 1, '{"a":1}']]],
  ['lines that are cut by the chunks', ['{"a"', ':1}\n{', '"b":2}', '\n'], [[1, 2, 2, '{"a":1}\n{"b":2}\n']]],
  ['empty lines, which count', ['\n\r\n{}\n\n'], [[1, 4, 1, '\n\r\n{}\n\n']]],
] as const)('%s', async (_what, chunks, expected) => {
  const batches = await batchesOf(chunks);
  expect(batches.map(({ firstLine, lastLine, items, bytes }) => [firstLine, lastLine, items, bytes.toString()])).toEqual(expected);
});

test('a batch holds so many items and bytes, and all batches together are the input', async () => {
  const many = Array.from({ length: 2 * LINES.count + 1 }, (_, n) => `{"n":${n}}\n`).join('');
  const batches = await batchesOf([many]);
  expect(batches.map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([[1, 500], [501, 1000], [1001, 1001]]);
  expect(Buffer.concat(batches.map(({ bytes }) => bytes)).toString()).toBe(many);
  const wide = `${'x'.repeat(LINES.bytes - 100)}\n`;
  expect((await batchesOf([wide, wide, 'y'])).map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([[1, 1], [2, 3]]);
  expect((await batchesOf(['a\nb\nc\n'], { most: 2 })).map(({ items }) => items)).toEqual([2, 1]);
});

test('a batch ends where it is told to, with the digest of all before', async () => {
  const batches = await batchesOf(['a\nb\nc\n'], { breakAt: 2 });
  expect(batches.map(({ lastLine, prefixSha256 }) => [lastLine, prefixSha256])).toEqual([[2, sha256('a\nb\n')], [3, sha256('a\nb\nc\n')]]);
});

test('a line that is too long is named and not held; its neighbours keep their numbers', async () => {
  const chunk = 'x'.repeat(1024 * 1024);
  const input = ['a\n', ...Array.from({ length: MAX_LINE_BYTES / chunk.length + 2 }, () => chunk), '\nb\n'];
  const [batch, ...others] = await batchesOf(input);
  expect(others).toEqual([]);
  expect([batch!.tooLong, batch!.items, batch!.bytes.toString()]).toEqual([[2], 2, 'a\n\nb\n']);
  expect([batch!.inputBytes, batch!.prefixSha256]).toEqual([input.join('').length, sha256(input.join(''))]);
});

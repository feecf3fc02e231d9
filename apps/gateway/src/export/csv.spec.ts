import fc from 'fast-check';
import { csvCell, csvRow } from './csv.js';

test.each([
  ['plain', 'plain'],
  ['with, comma', '"with, comma"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', `"'=1+1"`],
  ['+49 30 1234', `"'+49 30 1234"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['  =cmd()', `"'  =cmd()"`],
  ['\t=1', `"'\t=1"`],
  ['\uff1d1+1', `"'\uff1d1+1"`],
  ['\u200b=1', `"'\u200b=1"`],
  ['a=b', 'a=b'],
  [-2, '-2'],
  [1.5, '1.5'],
  [undefined, ''],
])('%j is written %s', (value, written) => { expect(csvCell(value)).toBe(written); });

/** RFC 4180, read by another hand: one row without its end. */
function readRow(row: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n$)/gy;
  for (let match = cell.exec(row); match !== null; match = cell.exec(row)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== ',') return cells;
  }
  throw new Error(`not a row: ${JSON.stringify(row)}`);
}

test('every text comes back as it was, or marked as text; and none of them begins like a formula', () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ' ', '\t', '"', ',', '\n', '\r', "'", 'a') })), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(texts, (cells) => {
    const read = readRow(csvRow(cells));
    expect(read.map((cell, n) => (cell === `'${cells[n]}` ? cells[n] : cell))).toEqual(cells);
    for (const cell of read) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  }), { numRuns: 1000 });
});

import { aReceipt } from './a-receipt.suite.js';
import { outcomeJson, outcomeLine, rejectJson } from './receipt-line.js';

const rejected = aReceipt({ status: 'rejected', line: 17, rejection: { code: 'malformed', message: 'cut', offset: 9, hint: 'send all' } });

test.each([
  ['accepted', { file: 'a.txt', receipt: aReceipt({ storyId: 's', version: '2', format: 'nitf', rule: 'root', line: 1 }) }, 'accepted   a.txt  story s  version 2  nitf (root)  receipt r'],
  ['duplicate', { file: 'a.txt', receipt: aReceipt({ status: 'duplicate', storyId: 's', version: '2', duplicateOf: 'q', format: 'nitf', rule: 'root' }) }, 'duplicate  a.txt  story s  version 2  same as receipt q  nitf (root)  receipt r'],
  ['rejected, in a line', { file: 'l.ndjson', receipt: rejected }, 'rejected   l.ndjson:17  malformed at byte 9: cut (send all)   ()  receipt r'],
  ['without a receipt', { file: 'b', problem: { code: 'unreadable' as const, message: 'gone' } }, 'rejected   b  unreadable: gone'],
])('%s, for people', (_what, outcome, line) => { expect(outcomeLine(outcome)).toBe(line); });

test('for machines every outcome has a status and its file; the report has what a person needs', () => {
  expect(JSON.parse(outcomeJson({ file: 'a', receipt: rejected }))).toMatchObject({ id: 'r', status: 'rejected', line: 17, file: 'a' });
  expect(JSON.parse(outcomeJson({ file: 'b', problem: { code: 'too-large', message: 'm', line: 3 } }))).toEqual({ status: 'rejected', line: 3, rejection: { code: 'too-large', message: 'm' }, file: 'b' });
  expect(JSON.parse(rejectJson({ file: 'a', receipt: rejected }))).toEqual({ file: 'a', line: 17, code: 'malformed', message: 'cut', offset: 9, hint: 'send all', receipt: 'r' });
  expect(JSON.parse(rejectJson({ file: 'b', problem: { code: 'unreadable', message: 'gone' } }))).toEqual({ file: 'b', code: 'unreadable', message: 'gone' });
});

import type { EntryOutcome } from './post-batch.js';
import { problemText } from './problem-text.js';

/** `accepted  ferry-rescue.txt  story 0a1b…  version 1  plain-text (rule)  receipt …` */
export function outcomeLine({ file, receipt, problem }: EntryOutcome): string {
  if (receipt === undefined) return `rejected   ${at(file, problem?.line)}${problem === undefined ? '' : `  ${problemText(problem)}`}`;
  const { status, storyId, version, format, rule, rejection, duplicateOf, supersededBy, id, line } = receipt;
  const what = storyId === undefined ? '' : `  story ${storyId}  version ${version ?? ''}`;
  const why = rejection === undefined ? '' : `  ${problemText(rejection)}`;
  const known = duplicateOf !== undefined ? `  same as receipt ${duplicateOf}` : supersededBy !== undefined ? `  version ${supersededBy} is there` : '';
  return `${status.padEnd(10)} ${at(file, line === 1 ? undefined : line)}${what}${why}${known}  ${format ?? ''} (${rule ?? ''})  receipt ${id}`;
}

const at = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line}`);

/** One entry as JSON: its receipt with the file it was in; without a receipt `status` and `rejection` say the same. */
export function outcomeJson({ file, receipt, problem }: EntryOutcome): string {
  if (receipt !== undefined) return JSON.stringify({ ...receipt, file });
  const { line, ...rejection } = problem ?? {};
  return JSON.stringify({ status: 'rejected', ...(line === undefined ? {} : { line }), rejection, file });
}

/** A line of `--report`: what a person needs to put it right. */
export function rejectJson({ file, receipt, problem }: EntryOutcome): string {
  const { line, ...rejection } = problem ?? { ...receipt?.rejection, line: receipt?.line };
  return JSON.stringify({ file, ...(line === undefined ? {} : { line }), ...rejection, ...(receipt === undefined ? {} : { receipt: receipt.id }) });
}

import { count, megabytes } from './progress.js';
import type { RebuildReport } from './rebuild.js';

const SHOWN = 10;
const SHOWN_IN_CHECK = 1_000;

/** What a person has to know after a rebuild, or after a check. */
export function reportLines(report: RebuildReport, { check }: { check: boolean }): string[] {
  return [...storyLines(report, check), ...carriedLines(report), ...letterLines(report), ...(check ? ['nothing was changed'] : afterLines(report))];
}

function storyLines({ records, stories, differing, added, examples }: RebuildReport, check: boolean): string[] {
  const shown = examples.slice(0, check ? SHOWN_IN_CHECK : SHOWN);
  const more = differing - shown.length;
  return [
    `${count(records)} records, ${count(stories)} stories: ${differing === 0 ? 'to their readers all are as they were' : `${count(differing)} differ, ${count(added)} of them were not there`}`,
    ...shown.map(({ id, uri, before, after }) => `  ${id} ${before ?? 'not there'} -> ${after}  ${uri}`),
    ...(more > 0 ? [`  and ${count(more)} more`] : []),
  ];
}

function carriedLines({ carriedOver: { items, stories } }: RebuildReport): string[] {
  return [
    ...(items === 0 ? [] : [`${count(items)} items are no longer on the raw topic: carried over with their annotations`]),
    ...(stories === 0 ? [] : [`${count(stories)} stories have items that are nowhere any more: carried over as they stood`]),
  ];
}

function letterLines({ letters, newLetters, dropped }: RebuildReport): string[] {
  const shown = letters.slice(0, SHOWN);
  return [
    ...(dropped === 0 ? [] : [`${count(dropped)} records without a value were passed over`]),
    ...(letters.length === 0 ? [] : [`${count(letters.length)} records could not be taken in, ${count(newLetters)} of them were not known as dead letters; they stay on the raw topic:`]),
    ...shown.map(({ coordinates, stage, code, message }) => `  ${coordinates} ${stage} ${code}: ${message.slice(0, 160)}`),
    ...(letters.length > shown.length ? [`  and ${count(letters.length - shown.length)} more`] : []),
  ];
}

function afterLines({ told, before }: RebuildReport): string[] {
  return [
    told === undefined ? 'readers are told nothing' : `readers are told by the events ${count(told.first)} to ${count(told.last)} when storage runs again`,
    ...(before === undefined ? [] : [`the old tables take ${megabytes(before.bytes)}; drop them with: drop schema ${before.schema} cascade;`]),
  ];
}

import type { PublicStory } from '@wiredesk/contracts';
import { ninjsOf } from '@wiredesk/wire-formats';
import type { StoryView } from '../read-stories.js';
import { csvRow } from './csv.js';
import { gkgRow } from './gkg.js';

export const EXPORT_FORMATS = ['ndjson', 'csv', 'ninjs', 'gkg'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface Format {
  readonly contentType: string;
  readonly fileName: string;
  readonly head: string;
  /** One story as one piece of the file. */
  readonly write: (story: StoryView) => string;
}

type Cell = string | number | undefined;
/** A story that is exported has its text. */
const shown = (story: StoryView): PublicStory => story as unknown as PublicStory;
const entitiesOf = (story: StoryView): PublicStory['annotations']['entities'] => story.annotations?.entities ?? [];
const joined = (values: readonly (string | undefined)[]): string => [...new Set(values.filter((value) => value !== undefined))].join('; ');

const CSV_COLUMNS: Readonly<Record<string, (story: StoryView) => Cell>> = {
  storyId: ({ storyId }) => storyId, uri: ({ uri }) => uri, version: ({ version }) => version, changed: ({ changed }) => changed, changedAt: ({ changedAt }) => changedAt,
  versionCreated: ({ versionCreated }) => versionCreated, feed: ({ feed }) => feed, language: ({ annotations, language }) => annotations?.language.detected ?? language, urgency: ({ urgency }) => urgency,
  slugline: ({ slugline }) => slugline, by: ({ by }) => by, dateline: ({ dateline }) => dateline?.text, headline: ({ headlines }) => headlines?.[0]?.value,
  countries: (story) => joined(entitiesOf(story).map(({ link, country }) => country ?? (link?.length === 2 ? link : undefined))),
  entities: (story) => joined(entitiesOf(story).map(({ name }) => name)),
  figures: ({ annotations }) => joined((annotations?.figures ?? []).map(({ text }) => text)),
  text: ({ text }) => text,
};

export const EXPORTS: Readonly<Record<ExportFormat, Format>> = {
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', fileName: 'stories.ndjson', head: '', write: (story) => `${JSON.stringify(story)}\n` },
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present', fileName: 'stories.csv', head: csvRow(Object.keys(CSV_COLUMNS)),
    write: (story) => csvRow(Object.values(CSV_COLUMNS).map((cell) => cell(story))),
  },
  ninjs: { contentType: 'application/x-ndjson; charset=utf-8', fileName: 'stories.ninjs.ndjson', head: '', write: (story) => `${JSON.stringify(ninjsOf(shown(story)))}\n` },
  gkg: { contentType: 'text/tab-separated-values; charset=utf-8', fileName: 'stories.gkg.tsv', head: '', write: (story) => gkgRow(shown(story), `${story.storyId}-${story.changed}`) },
};

import type { Pool } from 'pg';
import type { Attribution, Figure } from '@wiredesk/contracts';
import { figureWanted } from './filter/filter-predicate.js';
import type { Filter } from './filter/filter.js';
import { createParameters } from './filter/filter-sql.js';
import { pageSql } from './read-stories.js';

export interface FiguresPage {
  readonly filter: Filter;
  /** Behind this story position and figure number. */
  readonly behind?: readonly [changed: number, n: number] | undefined;
  readonly limit: number;
}

/** A figure with who says it in place of the number of an attribution. */
export interface SaidFigure {
  readonly kind: Figure['kind'];
  readonly comparator: Figure['comparator'];
  readonly source?: string;
  readonly sourceKind?: string;
  readonly via?: readonly string[];
  readonly [field: string]: unknown;
}

/** A figure with the story that shows it and who says it. `n` counts within the story, `start` and `end` are offsets into its text. */
export interface FigureView extends SaidFigure {
  readonly storyId: string;
  readonly uri: string;
  readonly version: string;
  readonly changed: number;
  readonly changedAt: string;
  readonly n: number;
}

interface Row {
  readonly id: string;
  readonly uri: string;
  readonly version: string;
  readonly changed_sequence: string;
  readonly changed_at: Date;
  readonly figures: readonly Figure[];
  readonly attributions: readonly Attribution[];
}

const COLUMNS = `s.id, s.public->>'uri' as uri, s.public->>'version' as version, s.changed_sequence, s.changed_at,
  s.public->'annotations'->'figures' as figures, s.public->'annotations'->'attributions' as attributions`;
/** Any figure at all, so that no page is spent on stories without one. */
const ANY = { on: 'key', key: 'kind', values: ['count', 'money', 'percent', 'measure', 'duration', 'ratio', 'ordinal', 'score'], not: false } as const;

/** Figures of the texts that stories show now, the newest story first, in the order of the text. */
export async function readFigures(pool: Pool, { filter, behind, limit }: FiguresPage): Promise<FigureView[]> {
  const parameters = createParameters();
  const asked: Filter = { conditions: [...filter.conditions, ANY], statuses: ['usable'] };
  // The story of the cursor is read again: some of its figures may still be to come.
  const page = await pageSql(pool, { filter: asked, before: behind === undefined ? undefined : behind[0] + 1, limit: limit + 1 }, parameters);
  const { rows } = await pool.query<Row>(`select ${COLUMNS} ${page}`, parameters.values);
  const wanted = figureWanted(filter);
  return rows.flatMap((row) => viewsOf(row).filter(({ n, figure }) => wanted(figure) && (behind === undefined || Number(row.changed_sequence) < behind[0] || n > behind[1])))
    .slice(0, limit).map(({ view }) => view);
}

const viewsOf = (row: Row): { n: number; figure: Figure; view: FigureView }[] => row.figures.map((figure, n) => ({
  n, figure,
  view: {
    storyId: row.id, uri: row.uri, version: row.version, changed: Number(row.changed_sequence), changedAt: row.changed_at.toISOString(), n,
    ...saidFigure(figure, row.attributions),
  },
}));

export function saidFigure({ attribution, ...figure }: Figure, attributions: readonly Attribution[]): SaidFigure {
  const said = attribution === undefined ? undefined : attributions[attribution];
  if (said === undefined) return figure as SaidFigure;
  return { ...figure, source: said.source.text, sourceKind: said.sourceKind, ...(said.via === undefined ? {} : { via: said.via }) } as SaidFigure;
}

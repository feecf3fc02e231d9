import { headerText, TOPICS, type EnrichedItem, type RawItem } from '@wiredesk/contracts';
import { decodeByTopic, replayTopic, type KafkaConnection } from '@wiredesk/eventlog';
import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource, schemaProblem } from '../data-source.js';
import { carryOver, type CarriedOver } from './carry-over.js';
import { derivedRelations, sizeOf } from './catalogue.js';
import { compareStories, differingStories, type Comparison, type DifferingStory } from './compare-stories.js';
import { holdStorage } from './hold-storage.js';
import { dropFreshSchema, FRESH, makeFreshSchema, placeOf, type Place } from './place.js';
import { createProgress, megabytes } from './progress.js';
import { Refused } from './refused.js';
import { replayItems } from './replay-items.js';
import { createSetAside, type Letter } from './set-aside.js';
import { CREATE_STAGE, createStageItems, INDEX_STAGE } from './stage-items.js';
import { swapSchemas } from './swap-schemas.js';
import { tellChanges } from './tell-changes.js';

export interface RebuildOptions extends Omit<KafkaConnection, 'clientId'> {
  /** Of the role that owns the schema. */
  readonly databaseUrl: string;
  /** A raw item to an enriched one, by the current engine. */
  readonly enrich: (item: RawItem) => EnrichedItem;
  /** Compare only: nothing is swapped and nobody is told. */
  readonly check: boolean;
  /** Drop the old tables after the swap. */
  readonly drop: boolean;
  /** A line of progress for people. */
  readonly tell: (line: string) => void;
  readonly now?: () => Date;
}

export interface RebuildReport extends Comparison {
  readonly records: number;
  readonly dropped: number;
  readonly letters: readonly Letter[];
  /** Letters of records that nothing was known of. */
  readonly newLetters: number;
  readonly carriedOver: CarriedOver;
  readonly examples: readonly DifferingStory[];
  /** The first and last number of the events that were written, when there are any. */
  readonly told?: { readonly first: number; readonly last: number };
  /** The old tables and their size, when they were kept. */
  readonly before?: { readonly schema: string; readonly bytes: number };
}

interface Work {
  readonly options: RebuildOptions;
  readonly place: Place;
  readonly now: string;
  /** One connection, whose unqualified names lead to the fresh schema; it holds the locks. */
  readonly sql: QueryRunner;
  readonly letters: ReturnType<typeof createSetAside>;
}

/** Far above any number that was given, so that a fresh number and an old one never meet while both are there. */
const PROVISIONAL = 1_000_000_000_000;
const EXAMPLES = 1_000;

/**
 * Makes everything that follows from the items anew, from the raw topic and with the current engine, and puts it in the place of what is there
 * (decision 15). Throws Refused when it must not begin. Whatever it throws and whenever it is killed, the old tables stand as they stood.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildReport> {
  const old = await createDataSource({ url: options.databaseUrl }).initialize();
  try {
    const place = await placeOf(old);
    const problem = await schemaProblem(old);
    if (problem !== undefined) throw new Refused(problem);
    const fresh = await createDataSource({ url: options.databaseUrl, schema: FRESH }).initialize();
    const sql = fresh.createQueryRunner();
    try {
      await holdStorage(sql);
      await prepare({ sql, fresh, place }, options.tell);
      return await make({ options, place, sql, now: (options.now?.() ?? new Date()).toISOString(), letters: createSetAside() });
    } finally {
      await sql.release();
      await fresh.destroy();
    }
  } finally {
    await old.destroy();
  }
}

async function prepare({ sql, fresh, place }: { sql: QueryRunner; fresh: DataSource; place: Place }, tell: RebuildOptions['tell']): Promise<void> {
  await derivedRelations(sql, place.home);
  if (await makeFreshSchema(sql, place)) tell(`dropped the schema ${place.fresh}, which a rebuild that did not end had left`);
  await fresh.runMigrations();
  await derivedRelations(sql, place.fresh);
  // The schema can be made again: only the swap has to be on the disk.
  await sql.query('set synchronous_commit = off');
  await sql.query(CREATE_STAGE);
  await sql.query(`update counter set value = $1 + (select value from ${place.home}.counter where name = 'story-event') where name = 'story-event'`, [PROVISIONAL]);
}

async function make(work: Work): Promise<RebuildReport> {
  const { sql, place, options: { check, tell } } = work;
  try {
    const read = await fill(work);
    const comparison = await compareStories(sql, place);
    const examples = await differingStories(sql, place, EXAMPLES);
    const report = { ...read, ...comparison, examples, dropped: work.letters.dropped(), letters: [...work.letters.letters.values()] };
    const unknown = await unknownLetters(work, report.letters);
    if (!check) return { ...report, newLetters: unknown.length, ...(await finish(work, unknown)) };
    await dropFreshSchema(sql, place);
    return { ...report, newLetters: unknown.length };
  } catch (error) {
    await sql.query('rollback').catch(() => undefined);
    await dropFreshSchema(sql, place).catch(() => { tell(`the schema ${place.fresh} could not be dropped; the next rebuild drops it`); });
    throw error;
  }
}

/** Reads the raw topic and stores what it holds, with what has left it. */
async function fill({ options, place, sql, now, letters }: Work): Promise<Pick<RebuildReport, 'records' | 'carriedOver'>> {
  const { tell, enrich } = options;
  const stageItems = createStageItems({ sql, place, enrich });
  const runnerFor = letters.runnerFor('enrichment');
  let records = 0;
  let progress = createProgress({ what: 'records read and annotated', total: 0, tell });
  await replayTopic({
    ...options, clientId: 'wiredesk-rebuild', topic: TOPICS.raw.name,
    onBounds: (total) => { records = total; progress = createProgress({ what: 'records read and annotated', total, tell }); },
    handle: async (batch, heartbeat) => {
      await runnerFor(heartbeat)<RawItem>({ records: batch, decoded: batch.map((record) => decodeByTopic(record) as never), handler: stageItems });
      progress.add(batch.length);
    },
  });
  progress.end();
  for (const statement of INDEX_STAGE) await sql.query(statement);
  const carriedOver = await carryOver(sql, place);
  const [staged] = (await sql.query('select count(*)::int as count from staged')) as { count: number }[];
  const storing = createProgress({ what: 'items stored', total: staged?.count ?? 0, tell });
  await replayItems({ sql, now, runBatch: letters.runnerFor('storage')(), onDone: storing.add });
  storing.end();
  return { records, carriedOver };
}

/** Of these no dead letter tells yet, neither by their place on the log nor by their receipt. */
async function unknownLetters({ sql, place }: Work, letters: readonly Letter[]): Promise<Letter[]> {
  const receiptOf = ({ headers }: Letter): string => headerText(headers, 'ce_id') ?? '';
  const known = (await sql.query(`select coordinates, receipt_id from ${place.home}.dead_letter where coordinates = any($1) or receipt_id = any($2)`, [
    letters.map(({ coordinates }) => coordinates), letters.map(receiptOf).filter((id) => id !== ''),
  ])) as { coordinates: string; receipt_id: string | null }[];
  const names = new Set(known.flatMap(({ coordinates, receipt_id }) => [coordinates, receipt_id]));
  return letters.filter((letter) => !names.has(letter.coordinates) && !names.has(receiptOf(letter)));
}

async function finish({ sql, place, now, options: { tell, drop } }: Work, letters: readonly Letter[]): Promise<Pick<RebuildReport, 'told' | 'before'>> {
  const numbered = await tellChanges(sql, place, now);
  await sql.query('drop table staged, differing');
  // Plans need to know the tables from the first question on.
  for (const name of await derivedRelations(sql, place.fresh)) await sql.query(`vacuum (analyze) ${place.fresh}.${name}`);
  await swapSchemas(sql, { place, numbered, letters });
  const bytes = await sizeOf(sql, place.before);
  if (drop) await sql.query(`drop schema ${place.before} cascade`);
  tell(drop ? `dropped the old tables, ${megabytes(bytes)}` : `swapped; the old tables are in the schema ${place.before}`);
  return {
    ...(numbered.to > numbered.from ? { told: { first: numbered.from + 1, last: numbered.to } } : {}),
    ...(drop ? {} : { before: { schema: place.before, bytes } }),
  };
}

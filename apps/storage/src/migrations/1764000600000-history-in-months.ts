import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table of the history that is cut into months. The old table becomes its first part. */
interface History {
  readonly name: string;
  /** When a row came; the months are cut by it. */
  readonly time: string;
  /** What was the primary key before the time joined it. */
  readonly key: string;
  readonly indexes: readonly string[];
}

const HISTORIES: readonly History[] = [
  {
    name: 'outbox', time: 'recorded_at', key: 'sequence',
    indexes: [
      'create index outbox_waiting on outbox (sequence) where published_at is null',
      'create index outbox_story on outbox (story_id, sequence)',
      "create index outbox_text_gone on outbox (story_id, sequence) where type in ('killed', 'withheld', 'expired')",
      'create index outbox_time on outbox (recorded_at)',
    ],
  },
  {
    name: 'receipt', time: 'received_at', key: 'id',
    indexes: [
      'create index receipt_item on receipt (story_id, version_key, content_hash) where story_id is not null',
      'create index receipt_uri on receipt (md5(uri)) where uri is not null',
      'create index receipt_time on receipt (feed, received_at)',
      "create index receipt_news on receipt (feed, received_at) where status in ('accepted', 'superseded')",
    ],
  },
];

/** How much history is gone: everything before `kept_from`, and every event number up to `through`. */
const TABLES = `
  alter table counter add column if not exists at timestamptz not null default '-infinity';
  create table if not exists history_horizon (name text primary key, kept_from timestamptz not null, through bigint not null default 0);`;

/**
 * Run with the rights of the owner, so that the writer needs none to create or drop. They take a table by its identity and name nothing
 * else without its schema: a schema that is renamed keeps them. What they may touch is what the owner cut into months, and never the last 30 days.
 */
const FUNCTIONS = `
  create or replace function history_parts(parent regclass) returns table (part regclass, since timestamptz, until timestamptz, is_rest boolean)
  language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
    select c.oid::regclass, substring(bound from $re$FROM \\('([^']+)'\\)$re$)::timestamptz, substring(bound from $re$TO \\('([^']+)'\\)$re$)::timestamptz, bound = 'DEFAULT'
    from pg_inherits i join pg_class c on c.oid = i.inhrelid, lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) as said
    where i.inhparent = parent
  $$;

  create or replace function history_ahead(parent regclass) returns text[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '2s' as $$
  declare
    home text; name text; time text; rest regclass; month timestamptz; part text; made text[] := '{}';
    ceiling timestamptz := date_trunc('month', now(), 'UTC') + interval '3 months';
  begin
    select n.nspname, c.relname, a.attname into home, name, time
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_partitioned_table p on p.partrelid = c.oid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
    where c.oid = parent and c.relname in ('outbox', 'receipt') and pg_get_userbyid(c.relowner) = current_user;
    if not found then raise exception '% is no history that is cut into months', parent; end if;
    execute 'select part from ' || quote_ident(home) || '.history_parts($1) where is_rest' into rest using parent;
    for month in execute format(
      'select wanted.at from (
         select generate_series(date_trunc(''month'', now(), ''UTC''), $1 - interval ''1 month'', interval ''1 month'') as at
         union select date_trunc(''month'', %1$I, ''UTC'') from %2$s where isfinite(%1$I) and %1$I < $1) as wanted
       where not exists (select from %3$I.history_parts($2) as p where not p.is_rest and coalesce(p.since <= wanted.at, true) and wanted.at < p.until)
       order by 1', time, rest, home) using ceiling, parent
    loop
      part := format('%I.%I', home, name || to_char(month, '_YYYY_MM'));
      execute format('create table %s (like %s including all)', part, parent);
      -- What came before its month was made lies with the rest.
      execute format('with late as (delete from %2$s where %3$I >= $1 and %3$I < $2 returning *) insert into %1$s select * from late', part, rest, time) using month, month + interval '1 month';
      execute format('alter table %s attach partition %s for values from (%L) to (%L)', parent, part, month, month + interval '1 month');
      made := made || part;
    end loop;
    return made;
  end $$;

  create or replace function history_drop(parent regclass, before timestamptz) returns text[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '2s' as $$
  declare
    home text; name text; numbered boolean; one record; other record; rest regclass; dropped text[] := '{}'; upto timestamptz; through bigint := 0; highest bigint; is_open boolean;
  begin
    if before > now() - interval '30 days' then raise exception 'history of the last 30 days is never dropped'; end if;
    select n.nspname, c.relname, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'sequence') into home, name, numbered
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_partitioned_table p on p.partrelid = c.oid
    where c.oid = parent and c.relname in ('outbox', 'receipt') and pg_get_userbyid(c.relowner) = current_user;
    if not found then raise exception '% is no history that is cut into months', parent; end if;
    for one in execute 'select part, until from ' || quote_ident(home) || '.history_parts($1) where until <= $2 order by until' using parent, before
    loop
      dropped := dropped || one.part::text; upto := one.until; is_open := false;
      if numbered then
        execute format('select max(sequence) from %s', one.part) into highest;
        through := greatest(through, coalesce(highest, 0));
        execute format('select exists (select from %s where published_at is null and sequence <= $1)', parent) into is_open using through;
        if is_open then raise exception '% holds story events that are not on the public topic yet', one.part; end if;
        -- Only a run of numbers from the first on may go: what took a text away must not go before the text.
        for other in execute 'select part from ' || quote_ident(home) || '.history_parts($1) where not is_rest and part::text <> all ($2)' using parent, dropped
        loop
          execute format('select exists (select from %s where sequence <= $1)', other.part) into is_open using through;
          exit when is_open;
        end loop;
      end if;
      exit when not is_open;
    end loop;
    if upto is null then return '{}'; end if;
    if is_open then raise exception '% cannot be dropped: later parts hold lower numbers', dropped[1]; end if;
    execute 'insert into ' || quote_ident(home) || '.history_horizon as h (name, kept_from, through) values ($1, $2, $3)
      on conflict (name) do update set kept_from = greatest(h.kept_from, excluded.kept_from), through = greatest(h.through, excluded.through)' using name, upto, through;
    execute 'drop table ' || array_to_string(dropped, ', ');
    -- What a wrong clock dated goes with the numbers about it.
    if numbered then
      execute 'select part from ' || quote_ident(home) || '.history_parts($1) where is_rest' into rest using parent;
      execute format('delete from %s where sequence <= $1', rest) using through;
    end if;
    return dropped;
  end $$;

  revoke all on function history_ahead(regclass), history_drop(regclass, timestamptz) from public;`;

const LOCK_TRIES = 60;
const LOCK_TIMEOUT = '1s';

/**
 * Outbox and receipts are cut into months. Their old tables are attached as the first part of the new ones: no row is copied, and nobody waits longer
 * than a lock is waited for here. It has transactions of its own and can be run again wherever it was broken off.
 */
export class HistoryInMonths1764000600000 implements MigrationInterface {
  readonly name = 'HistoryInMonths1764000600000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await inShort(runner, async () => { for (const part of [TABLES, FUNCTIONS]) await runner.query(part); });
    for (const history of HISTORIES) {
      if ((await kindOf(runner, history)) !== 'p') await cut(runner, history);
      await runner.query('select history_ahead($1::regclass)', [history.name]);
    }
  }

  /** The parts are poured back into one table each; for small databases. */
  async down(runner: QueryRunner): Promise<void> {
    await inShort(runner, async () => {
      for (const { name, time, key, indexes } of HISTORIES) {
        await runner.query(`alter table ${name} rename to ${name}_cut; alter table ${name}_cut rename constraint ${name}_pkey to ${name}_cut_pkey`);
        for (const index of indexes) await runner.query(`drop index ${indexNameOf(index)}`);
        await runner.query(`create table ${name} (like ${name}_cut including defaults including storage including compression, primary key (${key}));
          insert into ${name} select * from ${name}_cut order by ${time}; drop table ${name}_cut; ${indexes.join(';')}`);
      }
      await runner.query('drop function history_ahead, history_drop, history_parts; drop table history_horizon; alter table counter drop column at');
    });
  }
}

const indexNameOf = (index: string): string => index.split(' ')[2] ?? '';

async function kindOf(runner: QueryRunner, { name }: History): Promise<string | undefined> {
  const rows = (await runner.query('select relkind::text as kind from pg_class where oid = to_regclass($1)', [name])) as { kind: string }[];
  return rows[0]?.kind;
}

/** Everything that reads the whole table happens before the swap, while others read and write. */
async function cut(runner: QueryRunner, history: History): Promise<void> {
  const { name, time, key } = history;
  const [row] = (await runner.query(`select exists (select from ${name}) as filled, to_char((date_trunc('month', now(), 'UTC') + interval '2 months') at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"+00"') as until`)) as { filled: boolean; until: string }[];
  // An earlier run may have said up to when already.
  const said = (await runner.query("select substring(pg_get_constraintdef(oid) from '''([^'']+)''') as until from pg_constraint where conrelid = to_regclass($1) and conname = $2", [name, `${name}_until`])) as { until: string }[];
  const until = said[0]?.until ?? row?.until ?? '';
  await runner.query(`create table if not exists ${name}_rest (like ${name} including defaults including storage including compression)`);
  if (row?.filled === true) {
    await runner.query(`with odd as (delete from ${name} where ${time} >= $1 returning *) insert into ${name}_rest select * from odd`, [until]);
    if (said.length === 0) await inShort(runner, () => runner.query(`alter table ${name} add constraint ${name}_until check (${time} < '${until}') not valid`));
    await runner.query(`alter table ${name} validate constraint ${name}_until`);
    await runner.query(`drop index if exists ${name}_before_pkey`);
    await runner.query(`create unique index concurrently ${name}_before_pkey on ${name} (${key}, ${time})`);
  }
  await inShort(runner, () => swap(runner, history, until));
}

async function swap(runner: QueryRunner, { name, time, key, indexes }: History, until: string): Promise<void> {
  await runner.query(`lock table ${name} in access exclusive mode`);
  await runner.query(`create unique index if not exists ${name}_before_pkey on ${name} (${key}, ${time})`);
  await runner.query(`alter table ${name} drop constraint ${name}_pkey`);
  await runner.query(`alter table ${name} add constraint ${name}_before_pkey primary key using index ${name}_before_pkey`);
  await runner.query(`alter table ${name} rename to ${name}_before`);
  for (const index of indexes.map(indexNameOf)) await runner.query(`alter index ${index} rename to ${name}_before${index.slice(name.length)}`);
  await runner.query(`create table ${name} (like ${name}_before including defaults including storage including compression, primary key (${key}, ${time})) partition by range (${time})`);
  for (const index of indexes) await runner.query(index);
  await runner.query(`alter table ${name} attach partition ${name}_before for values from (minvalue) to ('${until}')`);
  await runner.query(`alter table ${name} attach partition ${name}_rest default`);
  await runner.query(`alter table ${name}_before drop constraint if exists ${name}_until`);
}

/** One transaction that waits for no lock longer than a moment; who holds it gets time, and it is tried again. */
async function inShort(runner: QueryRunner, work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    await runner.startTransaction();
    try {
      await runner.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      await work();
      await runner.commitTransaction();
      return;
    } catch (error) {
      await runner.rollbackTransaction();
      if ((error as { code?: unknown }).code !== '55P03' || tries === LOCK_TRIES) throw error;
      await new Promise((done) => { setTimeout(done, 1_000); });
    }
  }
}

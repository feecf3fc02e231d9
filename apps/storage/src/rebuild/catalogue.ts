import type { Sql } from '../story-desk.js';
import { DERIVED, KEPT, unknownTables } from './tables.js';
import { Refused } from './refused.js';

/** A table or a part of one; a part belongs to the table that it is a part of. */
interface Relation {
  readonly name: string;
  readonly root: string;
}

const RELATIONS = `
  select c.relname as name, coalesce(r.relname, c.relname) as root
  from pg_class c left join pg_class r on r.oid = pg_partition_root(c.oid)
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') order by c.relkind desc, 1`;
const COLUMNS = `
  select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
const ROUTINES = `
  select quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name from pg_proc p
  where p.pronamespace = $1::regnamespace and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  order by 1`;
/** Rights that somebody was given on a table or routine of the schema `$1`, as grants on what has its name in `$2`. */
const GRANTS = `
  select format('grant %s on %I.%I to %s%s', a.privilege_type, $2::text, c.relname, coalesce(quote_ident(g.rolname), 'public'), case when a.is_grantable then ' with grant option' else '' end) as statement
  from pg_class c, aclexplode(c.relacl) a left join pg_roles g on g.oid = a.grantee
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and a.grantee <> c.relowner and to_regclass(format('%I.%I', $2::text, c.relname)) is not null
  union all
  select format('grant %s on routine %I.%I(%s) to %s', a.privilege_type, $2::text, p.proname, pg_get_function_identity_arguments(p.oid), coalesce(quote_ident(g.rolname), 'public'))
  from pg_proc p, aclexplode(p.proacl) a left join pg_roles g on g.oid = a.grantee
  where p.pronamespace = $1::regnamespace and a.grantee <> p.proowner
    and exists (select from pg_proc n where n.pronamespace = $2::regnamespace and n.proname = p.proname and n.proargtypes = p.proargtypes)`;
/** What stands in the schema `$1` and would go with `$2`: a default, a trigger, a constraint or a view that leans on the old tables or routines. */
const LEANING = `
  with gone as (select 'pg_class'::regclass as classid, oid from pg_class where relnamespace = $2::regnamespace
    union all select 'pg_proc'::regclass, oid from pg_proc where pronamespace = $2::regnamespace),
  leaning as (
    select d.classid, d.objid from pg_depend d join gone g on g.classid = d.refclassid and g.oid = d.refobjid where d.deptype in ('n', 'a'))
  select distinct pg_describe_object(l.classid, l.objid, 0) as what from leaning l
  left join pg_class c on l.classid = 'pg_class'::regclass and c.oid = l.objid
  left join pg_proc p on l.classid = 'pg_proc'::regclass and p.oid = l.objid
  left join pg_attrdef a on l.classid = 'pg_attrdef'::regclass and a.oid = l.objid left join pg_class ac on ac.oid = a.adrelid
  left join pg_trigger t on l.classid = 'pg_trigger'::regclass and t.oid = l.objid left join pg_class tc on tc.oid = t.tgrelid
  left join pg_constraint k on l.classid = 'pg_constraint'::regclass and k.oid = l.objid
  left join pg_rewrite w on l.classid = 'pg_rewrite'::regclass and w.oid = l.objid left join pg_class wc on wc.oid = w.ev_class
  where coalesce(c.relnamespace, p.pronamespace, ac.relnamespace, tc.relnamespace, k.connamespace, wc.relnamespace) = $1::regnamespace`;

/** Derived tables and their parts, the tables before their parts. Throws when a table of the schema stands in no list. */
export async function derivedRelations(sql: Sql, schema: string): Promise<string[]> {
  const relations = await sql.query<Relation[]>(RELATIONS, [schema]);
  const unknown = unknownTables([...new Set(relations.map(({ root }) => root))]);
  if (unknown.length > 0) throw new Refused(`nobody has said whether ${unknown.join(', ')} follows from the items: add it to a list of rebuild/tables.ts`);
  return relations.filter(({ root }) => Object.hasOwn(DERIVED, root)).map(({ name }) => name);
}

/** Tables, without parts, that are in the list of the kept ones. */
export async function keptTables(sql: Sql, schema: string): Promise<string[]> {
  return (await sql.query<Relation[]>(RELATIONS, [schema])).filter(({ name, root }) => name === root && KEPT.includes(root)).map(({ name }) => name);
}

/** Functions and procedures with their arguments; those of extensions are not ours. */
export async function routinesOf(sql: Sql, schema: string): Promise<string[]> {
  return (await sql.query<{ name: string }[]>(ROUTINES, [schema])).map(({ name }) => name);
}

export async function grantsLike(sql: Sql, { from, to }: { from: string; to: string }): Promise<string[]> {
  return (await sql.query<{ statement: string }[]>(GRANTS, [from, to])).map(({ statement }) => statement);
}

export async function leaningOn(sql: Sql, { schema, gone }: { schema: string; gone: string }): Promise<string[]> {
  return (await sql.query<{ what: string }[]>(LEANING, [schema, gone])).map(({ what }) => what);
}

/** Copies rows of a table into the table of the same name elsewhere, all columns but those that are computed. Gives their number. */
export async function copyRows(sql: Sql, { table, from, to, where = 'true', values = [] }: { table: string; from: string; to: string; where?: string; values?: unknown[] }): Promise<number> {
  const [row] = await sql.query<{ list: string }[]>(COLUMNS, [`${to}.${table}`]);
  const columns = row?.list ?? '';
  const copied = await sql.query<unknown[]>(
    `insert into ${to}.${table} (${columns}) select ${columns} from ${from}.${table} where ${where.replaceAll('SCHEMA', from)} on conflict do nothing returning 1`, values);
  return copied.length;
}

/** Bytes on disk of everything in a schema. */
export async function sizeOf(sql: Sql, schema: string): Promise<number> {
  const [row] = await sql.query<{ bytes: string }[]>(
    "select coalesce(sum(pg_total_relation_size(c.oid)), 0)::text as bytes from pg_class c where c.relnamespace = to_regnamespace($1) and c.relkind = 'r'", [schema]);
  return Number(row?.bytes ?? 0);
}

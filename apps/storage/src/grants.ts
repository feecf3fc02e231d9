/** The names of the three roles, the same in every database. */
export const ROLES = { owner: 'wiredesk_owner', writer: 'wiredesk_writer', reader: 'wiredesk_reader' } as const;

/** Tables that hold texts which may not be shown, or what feeders asked: the reader does not see them. */
const PRIVATE = ['item', 'figure', 'entity', 'story_act', 'copy_key', 'idempotency_key'];
/** What the owner alone writes. */
const OWNED = ['schema_migration', 'history_horizon'];
/** Tables from which the writer takes away what has lapsed or turned out otherwise. */
const LAPSING = ['idempotency_key', 'feed_hour', 'copy_link'];

const list = (names: readonly string[]): string => `'{${names.join(',')}}'::name[]`;

/**
 * Gives writer and reader their rights on the schema that the owner is connected to, as far as the roles exist; doing it again changes nothing. Tables
 * that later migrations or history_ahead make have rights by default. Rights stay with a schema that is renamed.
 */
export const GRANT_RIGHTS = `
  do $$
  declare home text := quote_ident(current_schema()); one record;
  begin
    -- Somebody's own database without our roles is left as it is.
    if to_regrole('${ROLES.writer}') is null or to_regrole('${ROLES.reader}') is null then return; end if;
    execute format('revoke all on schema %s from public', home);
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to ${ROLES.writer}, ${ROLES.reader}', current_database());
    execute format('grant usage on schema %s to ${ROLES.writer}, ${ROLES.reader}', home);
    execute format('alter default privileges in schema %s grant select, insert, update on tables to ${ROLES.writer}', home);
    execute format('alter default privileges in schema %s grant select on tables to ${ROLES.reader}', home);
    for one in
      select c.oid::regclass as place, c.relname as name from pg_class c
      where c.relnamespace = to_regnamespace(home) and c.relkind in ('r', 'p') and pg_has_role(c.relowner, 'usage')
    loop
      execute format('grant select on %s to ${ROLES.writer}', one.place);
      execute format('%s insert, update on %s %s ${ROLES.writer}', case when one.name = any (${list(OWNED)}) then 'revoke' else 'grant' end, one.place, case when one.name = any (${list(OWNED)}) then 'from' else 'to' end);
      execute format('%s select on %s %s ${ROLES.reader}', case when one.name = any (${list(PRIVATE)}) then 'revoke' else 'grant' end, one.place, case when one.name = any (${list(PRIVATE)}) then 'from' else 'to' end);
      if one.name = any (${list(LAPSING)}) then execute format('grant delete on %s to ${ROLES.writer}', one.place); end if;
    end loop;
    execute format('grant insert, update, delete on %s.saved_search to ${ROLES.reader}', home);
    execute format('grant execute on function %1$s.history_ahead(regclass), %1$s.history_drop(regclass, timestamptz) to ${ROLES.writer}', home);
  end $$`;

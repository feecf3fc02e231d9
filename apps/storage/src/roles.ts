import { ConfigError, CONFIG_EXIT_CODE } from '@wiredesk/runtime';
import pg from 'pg';
import { readRolesConfig } from './config.js';
import { ROLES } from './grants.js';

type Role = keyof typeof ROLES;

/** What a session of each role has unless it says otherwise: no statement and no lock waits for ever. Migrations may run long, their locks may not wait long. */
const SETTINGS: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
  owner: { statement_timeout: '0', lock_timeout: '10s', idle_in_transaction_session_timeout: '60s' },
  writer: { statement_timeout: '30s', lock_timeout: '30s', idle_in_transaction_session_timeout: '60s' },
  reader: { statement_timeout: '30s', lock_timeout: '5s', idle_in_transaction_session_timeout: '60s' },
};

/** What an earlier owner made in the schema goes to the owner; what belongs to extensions stays. */
const TAKE_OVER = `
  do $$
  declare one record; home text := quote_ident(current_schema());
  begin
    execute format('alter database %I owner to ${ROLES.owner}', current_database());
    if home <> 'public' then execute format('alter schema %s owner to ${ROLES.owner}', home); end if;
    for one in
      select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end as kind, c.oid::regclass::text as place
      from pg_class c where c.relnamespace = to_regnamespace(home) and c.relkind in ('r', 'p', 'v', 'm', 'S') and pg_get_userbyid(c.relowner) <> '${ROLES.owner}'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'a', 'i') and d.classid = 'pg_class'::regclass and c.relkind = 'S')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      union all
      select 'routine', p.oid::regprocedure::text from pg_proc p where p.pronamespace = to_regnamespace(home) and pg_get_userbyid(p.proowner) <> '${ROLES.owner}'
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    loop
      execute format('alter %s %s owner to ${ROLES.owner}', one.kind, one.place);
    end loop;
  end $$`;

/**
 * Makes the three roles in the database of DATABASE_URL, whose user may make roles; or brings them up to this code. Every password is set anew. Exit
 * codes: 0 done, 1 failed, 5 configuration.
 */
async function makeRoles(): Promise<void> {
  const config = readRolesConfig();
  const passwords: Record<Role, string> = { owner: config.OWNER_PASSWORD, writer: config.WRITER_PASSWORD, reader: config.READER_PASSWORD };
  const client = new pg.Client({ connectionString: config.DATABASE_URL, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query('begin');
    // Two at once would both make a role.
    await client.query('select pg_advisory_xact_lock(7071001)');
    const { rows: [place] } = await client.query<{ database: string; home: string; is_super: boolean }>(
      "select current_database() as database, coalesce(current_schema(), 'public') as home, rolsuper as is_super from pg_roles where rolname = current_user");
    for (const role of Object.keys(ROLES) as Role[]) {
      await makeRole(client, { name: ROLES[role], password: passwords[role] });
      for (const [setting, value] of Object.entries({ ...SETTINGS[role], search_path: `${client.escapeIdentifier(place?.home ?? 'public')}, pg_temp` })) {
        await client.query(`alter role ${ROLES[role]} in database ${client.escapeIdentifier(place?.database ?? '')} set ${setting} = ${setting === 'search_path' ? value : client.escapeLiteral(value)}`);
      }
    }
    // Only a member of a role may hand something over to it.
    if (place?.is_super !== true) await client.query(`grant ${ROLES.owner} to current_user`);
    await client.query(TAKE_OVER);
    await client.query('commit');
  } finally {
    await client.end();
  }
  process.stdout.write(`roles: ${Object.values(ROLES).join(', ')}\n`);
}

async function makeRole(client: pg.Client, { name, password }: { name: string; password: string }): Promise<void> {
  const { rows } = await client.query('select from pg_roles where rolname = $1', [name]);
  await client.query(`${rows.length === 0 ? 'create' : 'alter'} role ${name} login nocreatedb nocreaterole inherit password ${client.escapeLiteral(password)}`);
}

await makeRoles().catch((error: unknown) => {
  process.stderr.write(`the roles could not be made: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? CONFIG_EXIT_CODE : 1;
});

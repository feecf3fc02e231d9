// Fills an empty database with generated stories, on the server, from a pool of passages that share words, names and figures. The rows are those that
// storage would write: what Postgres would derive from the public story is put together from what it derived from the passages, which a test compares.
const WORDS = 100_000;
const NAMES = 200_000;
const COUNTRIES = 200;
const UNITS = 400;
const CHUNK = 5_000;
/** Of 100 stories: languages with the first and the last that they have. */
const LANGUAGES = [['en', 0, 55], ['es', 55, 67], ['fr', 67, 77], ['de', 77, 85], ['pt', 85, 90], ['ru', 90, 94], ['uk', 94, 97], ['ar', 97, 100]];

/** Columns that Postgres generates; while we fill they are ordinary ones. */
const DERIVED = ['keys', 'facts', 'names', 'search'];
/** Fewer passages for fewer stories: each comes about forty times. */
const passagesFor = (stories) => 4 * Math.max(500, Math.min(15_000, Math.ceil(stories / 40)));

/** `bench_u(n, k)`: the k-th number of n, from 0 to 1, the same in every run. `bench_rank`: from 0 to most - 1; rank r comes 1 / (r + 1) as often as the first. */
const FUNCTIONS = `
  create schema bench;
  create function bench.u(n bigint, k bigint) returns float8 language sql immutable parallel safe return (hashint8extended(n, k) & 1073741823)::float8 / 1073741824;
  create function bench.rank(n bigint, k bigint, most int) returns int language sql immutable parallel safe return floor(exp(bench.u(n, k) * ln(most::float8)) - 1 + bench.u(n, k + 7777777))::int % most;
  create function bench.word(r int) returns text language sql immutable parallel safe return
    (array['b','br','c','d','dr','f','g','gr','h','k','l','m','n','p','pr','r','s','st','t','v'])[1 + r % 20] || (array['a','e','i','o','u'])[1 + r / 20 % 5]
    || (array['b','c','d','f','g','l','m','n','p','r','s','t','v','z','ll','nd','rt','sk','mp','ng'])[1 + r / 100 % 20] || (array['a','e','i','o','u'])[1 + r / 2000 % 5]
    || (array['ban','dor','fel','gat','lim','mon','nar','pol','rik','tus'])[1 + r / 10000 % 10];
  create function bench.country(r int) returns text language sql immutable parallel safe return chr(65 + r % 26) || chr(65 + (r / 26 + r) % 26);
  create function bench.unit(r int) returns text language sql immutable parallel safe return case r when 0 then 'person' when 1 then 'USD' when 2 then 'percent' else bench.word(r * 37) end;`;

/** Of twenty names one is a country, four a city, five an organisation, ten a person; people share first names. */
const LEXICON = `
  create unlogged table bench.word as select r, initcap(bench.word(r)) as word from generate_series(0, ${WORDS - 1}) as r;
  alter table bench.word add primary key (r);
  analyze bench.word;
  create unlogged table bench.entity as
  select n as r, case
    when n % 20 = 0 then jsonb_build_object('id', 'e' || n, 'type', 'place', 'kind', 'country', 'name', own.word || 'land ' || n / 20, 'link', home)
    when n % 4 = 0 then jsonb_build_object('id', 'e' || n, 'type', 'place', 'kind', 'city', 'name', own.word || ' ' || n / 4, 'country', home, 'geonamesId', 100000 + n)
    when n % 4 = 1 then jsonb_build_object('id', 'e' || n, 'type', 'organisation', 'name', own.word || ' ' || first.word || ' ' || (array['Council', 'Union', 'Agency', 'Board'])[1 + n / 4 % 4], 'country', home)
    else jsonb_build_object('id', 'e' || n, 'type', 'person', 'name', first.word || ' ' || own.word) end as entity
  from generate_series(0, ${NAMES - 1}) as n join bench.word own on own.r = n / 2 join bench.word first on first.r = n % 500 * 191, lateral (select bench.country(bench.rank(n, 11, ${COUNTRIES})) as home offset 0) as at;
  alter table bench.entity add primary key (r);
  create unlogged table bench.passage (p int, language text, first int, width int, body text, search tsvector, entities jsonb, figures jsonb, attributions jsonb, keys text[], facts jsonb);
  alter table bench.passage ${['body', 'search', 'entities', 'figures', 'attributions', 'keys', 'facts'].map((column) => `alter ${column} set storage external`).join(', ')}`;
const PASSAGES = (count) => `
  insert into bench.passage
  select p, language, first, width, body, to_tsvector(story_search_config(language), body), entities, figures, attributions, story_keys(face), story_facts(face)
  from (values ${LANGUAGES.map(([language, from, to]) => `('${language}', ${Math.ceil(from * count / 400)}, ${Math.ceil(to * count / 400) - Math.ceil(from * count / 400)})`).join(', ')}) as block(language, first, width),
    generate_series(greatest($1::int, first * 4), least($2::int, (first + width) * 4 - 1)) as p,
    lateral (select string_agg(case when w % 5 = 4 then (array['the', 'of', 'and', 'to', 'in', 'for', 'that', 'with'])[1 + bench.rank(p, w, 8)] else bench.word(bench.rank(p, w, ${WORDS})) end || case when w % 15 = 0 then '.' else '' end, ' ' order by w) as body
      from generate_series(1, 105) as w where p >= 0) as said,
    lateral (select jsonb_agg(entity || jsonb_build_object('mentions', case when n % 2 = 0 then '[]'::jsonb else jsonb_build_array(jsonb_build_object('start', n * 71 + 400, 'end', n * 71 + 408, 'text', split_part(entity->>'name', ' ', 1), 'confidence', 0.8, 'rule', 'coreference')) end || jsonb_build_array(
        jsonb_build_object('start', n * 31, 'end', n * 31 + length(entity->>'name'), 'text', entity->>'name', 'confidence', 0.9, 'rule', 'gazetteer')))) as entities
      from (select distinct on (r) n, r from (select n, bench.rank(p, 1000 + n, ${NAMES} / 4) * 4 + p % 4 as r from generate_series(1, 4) as n where p >= 0) as ranks order by r, n) as named join bench.entity using (r)) as named,
    lateral (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('start', n * 40, 'end', n * 40 + 20, 'text', value || ' ' || unit, 'kind', case unit when 'USD' then 'money' when 'percent' then 'percent' else 'count' end,
        'value', value, 'comparator', (array['eq', 'approx', 'gte'])[1 + bench.rank(p, 2000 + n, 3)], 'unit', unit, 'confidence', 0.9, 'rule', 'number',
        'event', case when unit not in ('USD', 'percent') and bench.u(p, 2100 + n) < 0.6 then (array['killed', 'injured', 'displaced', 'arrested', 'missing', 'released', 'captured', 'evacuated', 'infected', 'rescued', 'trapped', 'detained'])[1 + bench.rank(p, 2200 + n, 12)] end))) as figures
      from generate_series(1, 2) as n, lateral (select bench.unit(bench.rank(p, 2300 + n, ${UNITS})) as unit, round(exp(bench.u(p, 2400 + n) * 12))::int as value) as sized where p >= 0) as counted,
    lateral (select jsonb_build_array(jsonb_build_object('cue', 'said', 'source', jsonb_build_object('start', 5, 'end', 17, 'text', 'the ' || bench.word(bench.rank(p, 3000, 300))), 'sourceKind', 'official',
      'content', jsonb_build_object('start', 20, 'end', 90, 'text', left(body, 70)), 'direct', false, 'confidence', 0.8, 'rule', 'cue')) as attributions) as told,
    lateral (select jsonb_build_object('annotations', jsonb_build_object('entities', entities, 'figures', figures)) as face offset 0) as faced`;

/** The passages of story `n`, all of one language, and what is put together from them. */
const STORIES = (passages) => `
  insert into story (id, revision, status, version, text_version_key, text_content_hash, uri, feed, language, urgency, received_at, version_created, stored_at, changed_at,
    arrived_sequence, changed_sequence, state, public, keys, facts, names, search)
  select id, 1, 'usable', '1', '1', hash, uri, feed, made.language, urgency, received, created, changed, changed, n, n,
    jsonb_build_object('storyId', id, 'status', 'usable', 'version', '1', 'contentHash', hash, 'text', jsonb_build_object('version', '1', 'contentHash', hash),
      'items', '[]'::jsonb, 'heads', jsonb_build_array(jsonb_build_object('version', '1', 'contentHash', hash, 'signal', 'create', 'pubStatus', 'usable', 'versionCreated', created))),
    jsonb_build_object('storyId', id, 'version', '1', 'contentHash', hash, 'uri', uri, 'pubStatus', 'usable', 'signal', 'create', 'urgency', urgency, 'versionCreated', to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'versionCreatedFrom', 'publisher',
      'feed', feed, 'receivedAt', to_char(received at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'language', made.language, 'headlines', jsonb_build_array(jsonb_build_object('value', headline)), 'bodies', jsonb_build_array(jsonb_build_object('contentType', 'text/plain', 'value', made.body)), 'text', made.body,
      'annotations', jsonb_build_object('engine', '{"version": "bench"}'::jsonb, 'language', jsonb_build_object('detected', made.language), 'entities', made.entities, 'figures', made.figures,
        'dates', '[]'::jsonb, 'attributions', a.attributions || b.attributions || c.attributions || d.attributions, 'quotes', '[]'::jsonb)),
    array(select distinct key from unnest(a.keys || b.keys || c.keys || d.keys || array['feed:' || feed, 'urgency:' || urgency, 'language:' || made.language]) as key order by key),
    a.facts || b.facts || c.facts || d.facts,
    (select string_agg(distinct lower(e->>'name'), ' | ') from jsonb_array_elements(made.entities) as e),
    setweight(to_tsvector(story_search_config(made.language), headline), 'A') || a.search || b.search || c.search || d.search
  from generate_series($1::bigint, $2::bigint) as n,
    lateral (select md5('story ' || n) as id, md5('hash ' || n) || md5('more ' || n) as hash, 'urn:bench:' || n as uri, 'agency-' || bench.rank(n, 51, 40) as feed, 1 + bench.rank(n, 52, 9) as urgency,
      timestamptz '2025-12-01' + n * interval '13 seconds' as changed, 4 * floor(bench.u(n, 53) * ${passages} / 4)::int as own offset 0) as chosen,
    lateral (select changed - interval '2 seconds' as received, changed - interval '40 seconds' * (1 + bench.rank(n, 54, 400)) as created offset 0) as timed,
    bench.passage a, bench.passage b, bench.passage c, bench.passage d,
    lateral (select a.language as language, a.body || E'\\n' || b.body || E'\\n' || c.body || E'\\n' || d.body as body, a.figures || b.figures || c.figures || d.figures as figures,
      a.entities || b.entities || c.entities || d.entities as entities,
      (select string_agg(bench.word(bench.rank(n, 60 + w, ${WORDS})), ' ') from generate_series(1, 7) as w) as headline offset 0) as made
  where a.p = own and b.p = (a.first + floor(bench.u(n, 55) * a.width)::int) * 4 + 1 and c.p = (a.first + floor(bench.u(n, 56) * a.width)::int) * 4 + 2 and d.p = (a.first + floor(bench.u(n, 57) * a.width)::int) * 4 + 3`;

const EVENTS = `
  insert into outbox (sequence, story_id, type, event, recorded_at, published_at)
  select changed_sequence, id, 'created', jsonb_build_object('type', 'created', 'sequence', changed_sequence, 'storyId', id, 'uri', uri, 'version', version,
    'recordedAt', to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'receiptId', 'receipt-' || changed_sequence, 'story', public), changed_at, changed_at
  from story where changed_sequence between $1 and $2`;

/** What a trigger would have done story by story. */
const NAMES_KNOWN = "insert into known_name (name) select distinct name from story, string_to_table(names, ' | ') as name order by name";

/** What we put together must be what the schema derives from the public story. */
const CHECKED = 500;
const WRONG = `
  select count(*)::int as wrong from story where changed_sequence <= ${CHECKED}
    and (keys, facts, names, search) is distinct from (story_keys(public), story_facts(public), story_names(public), story_search(public))`;

const seconds = (from) => ((Date.now() - from) / 1000).toFixed(0);

/** Runs the jobs of a list on as many connections as the pool has. */
async function inParallel(pool, jobs) {
  const rest = [...jobs];
  const work = async () => {
    for (let job = rest.shift(); job !== undefined; job = rest.shift()) await job(pool);
  };
  await Promise.all(Array.from({ length: pool.options.max }, work));
}

/** Takes off what slows the writing of many rows; gives the definitions of the indexes to make when they are there. */
async function strip(pool) {
  const { rows } = await pool.query(`
    select indexrelid::regclass::text as name, concat_ws('; ', replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON '),
      (select string_agg(format('alter index %s alter column %s set statistics %s', attrelid::regclass, attnum, attstattarget), '; ') from pg_attribute where attrelid = indexrelid and attstattarget is not null)) as definition
    from pg_index where indrelid = any(array['story', 'outbox']::regclass[]) and not indisprimary`);
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  const parts = await pool.query("select relid::regclass::text as part from unnest(array['story', 'outbox']::regclass[]) as filled, pg_partition_tree(filled) where isleaf");
  for (const { part } of parts.rows) await pool.query(`alter table ${part} set unlogged`);
  await pool.query(`alter table story disable trigger user, ${DERIVED.map((column) => `alter column ${column} drop expression`).join(', ')}`);
  return rows.map(({ definition }) => definition);
}

/** Fills the database. `say` is told of progress; gives the seconds of each part. */
export async function fill(pool, { stories, say }) {
  const times = {};
  const timed = async (part, work) => {
    const from = Date.now();
    const result = await work();
    times[part] = seconds(from);
    say(`  ${part}: ${times[part]} s`);
    return result;
  };
  await timed('passages', () => passages(pool, passagesFor(stories)));
  const indexes = await strip(pool);
  const chunks = Array.from({ length: Math.ceil(stories / CHUNK) }, (_, n) => [n * CHUNK + 1, Math.min((n + 1) * CHUNK, stories)]);
  await timed('stories', () => inParallel(pool, chunks.map((chunk) => (each) => each.query(STORIES(passagesFor(stories)), chunk))));
  await timed('events', () => inParallel(pool, chunks.map((chunk) => (each) => each.query(EVENTS, chunk))));
  await timed('indexes', () => inParallel(pool, indexes.map((definition) => (each) => each.query(definition))));
  await timed('the rest', async () => {
    await pool.query("update counter set value = $1 where name = 'story-event'", [stories]);
    await pool.query('alter table story enable trigger user');
    await pool.query(NAMES_KNOWN);
    for (const table of ['story', 'outbox', 'known_name']) await pool.query(`vacuum (analyze) ${table}`);
    await pool.query('drop table bench.passage, bench.entity');
    const [{ wrong }] = (await pool.query(WRONG)).rows;
    if (wrong > 0) throw new Error(`${wrong} of the first ${CHECKED} stories have other keys, figures, names or words than storage would have written`);
    await pool.query('create table bench.filled as select $1::int as stories', [stories]);
  });
  return times;
}

async function passages(pool, count) {
  await pool.query(`${FUNCTIONS}${LEXICON}`);
  const parts = Array.from({ length: 20 }, (_, n) => [Math.ceil(count * n / 20), Math.ceil(count * (n + 1) / 20) - 1]);
  await inParallel(pool, parts.map((part) => (each) => each.query(PASSAGES(count), part)));
  await pool.query('alter table bench.passage add primary key (p)');
  await pool.query('vacuum analyze bench.passage');
}

#!/usr/bin/env node
// How long the gateway's own questions take on many stories: p50, p95, p99 and plan of every kind. The stories are generated on the server (query-bench/fill.mjs):
// 3 KB of made-up words, 16 entities and 8 figures each, the frequent ones far more frequent than the rare ones. Each question takes its words, names and
// figures from a story drawn at random, so what is frequent in the texts is asked often.
import { existsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fill } from './query-bench/fill.mjs';
import { cannotCompare, differences, keepPlans } from './query-bench/kept-plans.mjs';
import { questions, restart, sample } from './query-bench/questions.mjs';
import { openPool, openServer } from './query-bench/server.mjs';
import { shapeOf } from './query-bench/plan-shape.mjs';

const HELP = `Usage: npm run bench:queries -- [--stories N] [--runs N] [--data DIR] [--only WORD] [--plans DIR | --check-plans DIR]

  --stories N        how many to generate (100000)
  --runs N           measured questions of each kind (200)
  --data DIR         keep the filled server there, or use the one that is there
  --only WORD        only kinds with the word in their name
  --plans DIR        write the shape of each kind's plan: nodes and indexes, no costs and no times
  --check-plans DIR  compare with the files there; exit code 1 when one differs, is missing or is of no kind, or when the number of stories is another
  --explain          print whole plans, with rows and buffers
DATABASE_URL: an empty database to use instead of a server of our own.`;
const { values } = parseArgs({
  options: {
    stories: { type: 'string', default: '100000' }, runs: { type: 'string', default: '200' }, data: { type: 'string' }, only: { type: 'string', default: '' },
    plans: { type: 'string' }, 'check-plans': { type: 'string' }, explain: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});
const [stories, runs] = [Number(values.stories), Number(values.runs)];
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
if (!(stories >= 1_000) || !(runs >= 20)) {
  console.error(`bench-queries: --stories wants at least 1000, --runs at least 20\n\n${HELP}`);
  process.exit(2);
}
/** Questions before those that are measured. */
const WARM_UP = 40;
const root = resolve(import.meta.dirname, '..');
if (!existsSync(join(root, 'apps/gateway/dist/read-stories.js'))) {
  console.error('bench-queries: the gateway is not built; run npm run build first');
  process.exit(2);
}
const gateway = async (file) => import(pathToFileURL(join(root, 'apps/gateway/dist', file)).href);

const percentile = (numbers, p) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.ceil(numbers.length * p) - 1)];

async function measure(pool, ask) {
  for (let n = 0; n < WARM_UP; n++) await ask(pool);
  const times = [];
  for (let n = 0; n < runs; n++) {
    const started = performance.now();
    await ask(pool);
    times.push(performance.now() - started);
  }
  const half = (from) => percentile(times.slice(from, from + runs / 2), 0.95);
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99), max: Math.max(...times), spread: [half(0), half(Math.floor(runs / 2))] };
}

async function plansOf(pool, ask, options) {
  const asked = [];
  await ask({ query: (text, given) => { asked.push([text, given]); return pool.query(text, given); } });
  return Promise.all(asked.map(async ([text, given]) => (await pool.query(`explain (${options}) ${text}`, given)).rows.map((row) => row['QUERY PLAN'])));
}

const server = await openServer(values.data);
let pool;
const shapes = new Map();
const differing = [];
try {
  server.migrate();
  const { READING } = await gateway('pools.js');
  pool = openPool(server.databaseUrl, { max: 3, options: READING });
  const [{ there }] = (await pool.query("select to_regclass('bench.filled') is not null as there")).rows;
  if (!there) {
    await pool.end();
    pool = undefined;
    console.error(`generating ${stories.toLocaleString('en')} stories`);
    await server.whileFilling((filling) => fill(filling, { stories, say: (line) => console.error(line) }));
    pool = openPool(server.databaseUrl, { max: 3, options: READING });
  }
  const count = (await pool.query('select stories from bench.filled')).rows[0].stories;
  const size = (await pool.query("select version(), current_setting('shared_buffers') as buffers, pg_size_pretty(pg_database_size(current_database())) as size")).rows[0];
  const checked = values['check-plans'] && resolve(values['check-plans']);
  const reason = checked && cannotCompare(checked, count);
  if (reason) throw new Error(reason);
  const all = Object.entries(questions(await Promise.all(['filter/parse-filter.js', 'read-stories.js', 'read-figures.js', 'read-timeline.js', 'read-entity.js', 'stream/outbox-page.js'].map(gateway)), await sample(pool, count)));
  const kinds = all.filter(([name]) => name.includes(values.only));
  if (kinds.length === 0) throw new Error(`no kind of question has ${values.only} in its name`);
  console.log(`machine  ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, load ${loadavg()[0].toFixed(1)}; ${size.version.split(' on ')[0]}, shared_buffers ${size.buffers}`);
  console.log(`stories  ${count.toLocaleString('en')} of 3 KB, 16 entities and 8 figures; database ${size.size}`);
  console.log(`method   the gateway's own functions, one question at a time, ${WARM_UP} to warm up, then ${runs}; spread: p95 of the first and of the second half`);
  console.log(`\n${'question'.padEnd(30)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'max ms'.padStart(9)}   spread`);
  for (const [name, ask] of kinds) {
    restart();
    const { p50, p95, p99, max, spread } = await measure(pool, ask);
    console.log(`${name.padEnd(30)}${[p50, p95, p99, max].map((value) => value.toFixed(1).padStart(9)).join('')}   ${spread.map((value) => value.toFixed(1)).join(' / ')}`);
    restart();
    if (values.explain) console.log((await plansOf(pool, ask, 'analyze, buffers, costs off, summary off')).map((lines) => lines.join('\n')).join('\n--\n'));
    restart();
    if (values.plans ?? checked) shapes.set(name, (await plansOf(pool, ask, 'costs off')).map(shapeOf).join('\n--\n'));
  }
  if (values.plans) keepPlans(resolve(values.plans), { shapes, stories: count, complete: kinds.length === all.length });
  if (checked) differing.push(...differences(checked, { shapes, kinds: all.map(([name]) => name) }));
} finally {
  await pool?.end();
  await server.stop();
}
for (const difference of differing) console.error(`  ${difference}`);
if (differing.length > 0) console.error(`bench-queries: ${differing.length} plans are not what they were`);
process.exitCode = differing.length > 0 ? 1 : 0;

#!/usr/bin/env node
// Measures the built extraction library on one core, with compromise, wink-nlp and chrono-node beside it in the same run.
// Usage: npm run bench:extraction -- [--rounds N] [--data DIR] [--alone]     (--alone: only our engine)
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { benchStories } from '../eval/bench-stories.mjs';

const MEGABYTE = 1024 * 1024;
/** Milliseconds a contender runs before it is measured. */
const WARM_UP = 5000;
const root = resolve(import.meta.dirname, '..');
const built = (file) => join(root, 'libs/extraction/dist', file);
const library = built('index.js');
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, data: { type: 'string', default: join(root, '../shared/data') }, alone: { type: 'boolean', default: false }, memory: { type: 'boolean', default: false }, contender: { type: 'string' } } });
const rounds = Number(values.rounds);

if (!existsSync(library)) {
  console.error('bench: the library is not built; run npm run build first');
  process.exit(2);
}
const { stories, origin } = benchStories(values.data, 72);

/** A story of 200 words that none before it had: these fill whatever the engine remembers of spellings. */
function newWordsStory(story) {
  const word = (at) => `Q${((story * 200 + at) * 7919).toString(36).replaceAll(/\d/g, 'e')}en`;
  const sentences = Array.from({ length: 100 }, (_, at) => `${word(2 * at)} said that ${word(2 * at + 1).toLowerCase()} were there.`);
  return { ...stories[0], text: sentences.join(' ') };
}

if (values.memory) {
  const before = process.memoryUsage().rss;
  const { annotate } = await import(pathToFileURL(library).href);
  annotate(stories[0]);
  const loaded = process.memoryUsage().rss;
  for (let round = 0; round < 10; round += 1) for (const story of stories) annotate(story);
  const worked = process.memoryUsage().rss;
  for (let story = 0; story < 400; story += 1) annotate(newWordsStory(story));
  const filled = process.memoryUsage().rss;
  globalThis.gc();
  console.log(JSON.stringify({ before, loaded, worked, filled, live: process.memoryUsage().heapUsed + process.memoryUsage().external }));
  process.exit(0);
}

/** Loads our engine in three steps, and says how many milliseconds each took: what a step needs of the one before is counted there. */
async function loadInSteps() {
  const took = {};
  for (const [step, file] of [['lists', 'gazetteer.js'], ['tagger', 'tags.js'], ['rest', 'index.js']]) {
    const start = performance.now();
    await import(pathToFileURL(built(file)).href);
    took[step] = performance.now() - start;
  }
  return took;
}

/** What each library is asked for is what it has: compromise names and numbers, wink its entities, chrono dates. */
const contenders = {
  'wiredesk (all components)': async () => (await import(pathToFileURL(library).href)).annotate,
  'compromise (people, places, organisations, numbers)': async () => {
    const { default: compromise } = await import('compromise');
    return ({ text }) => { const doc = compromise(text); return [doc.people().json(), doc.places().json(), doc.organizations().json(), doc.numbers().json()]; };
  },
  'wink-nlp (tokens, sentences, part of speech, entities)': async () => {
    const [{ default: wink }, { default: model }] = await Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]);
    const reader = wink(model);
    return ({ text }) => reader.readDoc(text).entities().out(reader.its.detail);
  },
  'chrono-node (dates)': async () => {
    const chrono = await import('chrono-node');
    return ({ text, published }) => chrono.parse(text, new Date(published));
  },
};

function timed(run) {
  return stories.map((story) => {
    const start = performance.now();
    run(story);
    return performance.now() - start;
  });
}

/** How our engine is run here: as the enrichment service is (k8s/base/enrichment.yaml). */
const BOUNDS = ['--max-semi-space-size=8', '--max-old-space-size=358'];

/** One contender in a process of its own, as a service has it: warmed up, then a round whenever it is asked. */
if (values.contender !== undefined) {
  const loading = performance.now();
  const steps = values.contender.startsWith('wiredesk') ? await loadInSteps() : {};
  const run = await contenders[values.contender]();
  const loaded = performance.now() - loading;
  const first = performance.now();
  run(stories[0]);
  const firstTime = performance.now() - first;
  for (const until = performance.now() + WARM_UP; performance.now() < until;) timed(run);
  process.on('message', () => {
    const before = process.cpuUsage();
    const times = timed(run);
    const { user, system } = process.cpuUsage(before);
    process.send({ times, rate: (1e6 * stories.length) / (user + system), resident: process.memoryUsage().rss });
  });
  process.send({ loaded, steps, firstTime });
  await once(process, 'disconnect');
  process.exit(0);
}

const sortedNumbers = (numbers) => [...numbers].sort((a, b) => a - b);
const quantile = (numbers, share) => sortedNumbers(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

const names = Object.keys(contenders).slice(0, values.alone ? 1 : undefined);
const results = new Map();
for (const name of names) {
  const child = fork(fileURLToPath(import.meta.url), ['--contender', name, '--data', values.data], { execArgv: name === names[0] ? BOUNDS : [] });
  const [start] = await once(child, 'message');
  results.set(name, { child, start, rates: [], times: [], resident: [] });
}
for (let round = 0; round < rounds; round += 1) {
  for (const { child, rates, times, resident } of results.values()) {
    child.send('round');
    const [answer] = await once(child, 'message');
    rates.push(answer.rate);
    times.push(...answer.times);
    resident.push(answer.resident);
  }
}
for (const { child } of results.values()) child.disconnect();

const { components, createDoc, runPipeline } = await import(pathToFileURL(library).href);
const tokens = stories.reduce((sum, story) => sum + runPipeline(story, 'tokens').tokens.length, 0);

/** Time of each of our components, summed over all stories, best of the rounds. */
function componentTimes() {
  const best = new Map();
  for (let round = 0; round < 5 * rounds; round += 1) {
    const spent = new Map();
    for (const story of stories) {
      let doc = createDoc(story);
      for (const component of components) {
        const start = performance.now();
        doc = { ...doc, ...component.run(doc) };
        spent.set(component.id, (spent.get(component.id) ?? 0) + performance.now() - start);
      }
    }
    for (const [id, time] of spent) best.set(id, Math.min(best.get(id) ?? Number.POSITIVE_INFINITY, time));
  }
  return best;
}

const memory = JSON.parse(execFileSync(process.execPath, ['--expose-gc', ...BOUNDS, fileURLToPath(import.meta.url), '--memory', '--data', values.data], { encoding: 'utf8' }));
const megabytes = (bytes) => `${Math.round(bytes / MEGABYTE)} MB`;
const own = results.get(names[0]);
const mean = Math.round(stories.reduce((sum, { text }) => sum + text.length, 0) / stories.length);

console.log(`method   ${stories.length} stories, mean ${mean} characters, ${Math.round(tokens / stories.length)} tokens (${origin}); each library in a process of its own, one thread; each warmed up for ${WARM_UP / 1000} s, then ${rounds} rounds in turn; rates are medians and count CPU time (so that a busy machine does not), p50 and p99 are wall time, spread is fastest round over slowest`);
console.log(`machine  ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / MEGABYTE / 1024)} GB, Node ${process.version}, load ${loadavg()[0].toFixed(1)}`);
console.log(`start    library loaded in ${own.start.loaded.toFixed(0)} ms (lists ${own.start.steps.lists.toFixed(0)} with the scanner that reads them, tagger and its model ${own.start.steps.tagger.toFixed(0)}, the rest ${own.start.steps.rest.toFixed(0)}), first story after ${own.start.firstTime.toFixed(0)} ms more`);
console.log(`memory   (ours with ${BOUNDS.join(' ')}) resident ${megabytes(Math.max(...own.resident))} at most while it was measured; ${megabytes(memory.before)} empty process, ${megabytes(memory.loaded)} after the first story, ${megabytes(memory.worked)} after ${10 * stories.length} stories, ${megabytes(memory.filled)} after 80,000 spellings more, of which ${megabytes(memory.live)} are in use after a garbage collection\n`);
console.log(`${'one core'.padEnd(58)}${'stories/s'.padStart(10)}${'tokens/s'.padStart(11)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'spread'.padStart(8)}`);
for (const [name, { rates, times }] of results) {
  const rate = quantile(rates, 0.5);
  console.log(`${name.padEnd(58)}${rate.toFixed(0).padStart(10)}${((rate * tokens) / stories.length).toFixed(0).padStart(11)}${quantile(times, 0.5).toFixed(2).padStart(9)}${quantile(times, 0.99).toFixed(2).padStart(9)}${(quantile(rates, 1) / quantile(rates, 0)).toFixed(2).padStart(8)}`);
}
console.log('\nour components, milliseconds a story (best round)');
for (const [id, time] of componentTimes()) console.log(`  ${id.padEnd(16)}${(time / stories.length).toFixed(3).padStart(8)}`);

#!/usr/bin/env node
// Scores the built libraries on the data sets beside the project and on its own pairs, and prints a table.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { TOLERANCE, falls, sorted } from '../eval/check.mjs';
import { json, stories } from '../eval/files.mjs';
import { scoreGold } from '../eval/gold.mjs';
import { SETS } from '../eval/sets.mjs';

const HELP = `Usage: npm run eval -- [--write | --check] [--only SET,...] [--data DIR]
       npm run eval -- --compare GOLD_DIR PREDICTION_DIR

  --write      write eval/scores.json
  --check      fail when an F1 fell by more than ${TOLERANCE} against it
  --only SETS  of these: ${SETS.map(({ id }) => id).join(', ')}
  --data DIR   where the data sets are (../shared/data); sets that are not there are told
  --compare    score a folder of predictions in the gold format`;
const root = resolve(import.meta.dirname, '..');
const scoresFile = join(root, 'eval/scores.json');
const libraryOf = ({ library = 'extraction' }) => join(root, `libs/${library}/dist/index.js`);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, check: { type: 'boolean', default: false }, compare: { type: 'boolean', default: false }, only: { type: 'string' }, data: { type: 'string', default: join(root, '../shared/data') } },
});

if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const column = (value) => value.toFixed(1).padStart(6);
const row = (measure, { p, r, f1, gold, predicted }) => `  ${measure.padEnd(38)} P ${column(p)}  R ${column(r)}  F1 ${column(f1)}   gold ${gold} predicted ${predicted}`;
const table = (scores) => Object.entries(scores).map(([measure, score]) => row(measure, score)).join('\n');

if (values.compare) {
  const [goldFolder, folder] = positionals.map((each) => resolve(each));
  const names = new Set(readdirSync(folder));
  console.log(table(scoreGold(stories(goldFolder).map((story) => [story, names.has(story.name) ? json(join(folder, story.name)) : {}]))));
  process.exit(0);
}

const sources = readFileSync(join(root, 'libs/extraction/SOURCES.md'), 'utf8').toLowerCase();
/** What the tagger learnt from: scores on its names there say nothing about unseen text. */
const LEARNT = { gold: ['names', 'gold'], further: ['names', 'gold'], wikigold: ['all', 'wikigold'], gmb: ['all', 'groningen meaning bank (ner/gmb.train'] };
function remark({ id }) {
  const [what, word] = LEARNT[id] ?? [];
  if (word === undefined || !sources.includes(word)) return '';
  return what === 'all' ? '  [the shipped tagger was trained on this set]' : '  [the shipped tagger was trained on the names of this set; its figures, dates and attributions are not trained]';
}

const wanted = values.only === undefined ? SETS : SETS.filter(({ id }) => values.only.split(',').includes(id));
const pathsOf = (set) => set.paths.map((path) => join(set.own ? root : values.data, path));
const present = wanted.filter((set) => pathsOf(set).every((path) => existsSync(path)));
const absent = wanted.filter((set) => !present.includes(set));
for (const { id, title } of absent) console.log(`eval: SKIPPED ${id}: ${title} is absent from the data folder`);
if (present.length === 0) {
  console.log('eval: SKIPPED, no data set is there to score on');
  process.exit(0);
}
const unbuilt = present.map(libraryOf).find((file) => !existsSync(file));
if (unbuilt !== undefined) {
  console.error(`eval: ${relative(root, unbuilt)} is not built; run npm run build first`);
  process.exit(2);
}

const measured = {};
for (const set of present) {
  const scores = set.score(await import(pathToFileURL(libraryOf(set)).href), pathsOf(set));
  console.log(`\n${set.title}${remark(set)}\n${table(scores)}`);
  measured[set.id] = Object.fromEntries(Object.entries(scores).map(([measure, { p, r, f1 }]) => [measure, { f1, p, r }]));
}

const kept = existsSync(scoresFile) ? json(scoresFile) : {};

if (values.write) {
  writeFileSync(scoresFile, `${JSON.stringify(sorted({ ...kept, ...measured }), null, 1)}\n`);
  console.log(`\neval: wrote ${relative(process.cwd(), scoresFile)}`);
}
if (values.check) {
  const fallen = falls(kept, measured);
  for (const { name, before, now } of fallen) console.error(`eval: ${name} fell from ${before} to ${now}`);
  if (fallen.length > 0) process.exit(1);
  console.log(`\neval: nothing fell by more than ${TOLERANCE}`);
}

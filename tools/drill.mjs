#!/usr/bin/env node
// Drills: the real services under fuzz, kills and cut connections, at a size that the test suite has no time for. Each starts a stack of its own
// on free ports of 127.0.0.1, stops by itself, and says method, seed, counts and a verdict. Needs the build.
// Usage: npm run drill:embargo -- [--items 100000] [--minutes 120] [--seed N]    npm run drill:kills -- [--kills 390] [--lanes 4] [--load 40] [--seed N]
//        npm run drill:stream -- [--rounds 1000] [--seed N]
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');

// The drills are TypeScript that tests share; Node strips the types, and `./x.js` is `./x.ts` there.
registerHooks({
  resolve(specifier, context, next) {
    const source = specifier.startsWith('.') && context.parentURL?.endsWith('.ts') === true ? new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL) : undefined;
    return source !== undefined && existsSync(fileURLToPath(source)) ? { url: source.href, shortCircuit: true } : next(specifier, context);
  },
});
const load = (file) => import(pathToFileURL(resolve(root, 'tests/drills', file)).href);

function fail(message) {
  console.error(`drill: ${message}`);
  process.exit(2);
}

/** The options of a drill with their values: whole numbers. */
function optionsOf(given, known) {
  const options = { ...known };
  for (let at = 0; at < given.length; at += 2) {
    const name = given[at]?.replace(/^--/, '');
    if (!Object.hasOwn(known, name) || !/^\d{1,9}$/.test(given[at + 1] ?? '')) fail(`options are ${Object.entries(known).map(([key, value]) => `--${key} ${value}`).join(' ')}`);
    options[name] = Number(given[at + 1]);
  }
  return options;
}

const SEED = 1 + Math.floor(Math.random() * 999_999);
const DRILLS = {
  embargo: {
    options: { items: 100_000, minutes: 120, seed: SEED },
    run: async (stack, { items, minutes, seed }, say) => {
      const { runEmbargoDrill } = await load('embargo-drill.ts');
      return runEmbargoDrill(stack, { items, seed, sendForMs: minutes * 60_000, nearFrom: 5, nearTo: 90, boundMs: 600_000 + 60 * items, pauseMs: 40, say });
    },
    method: 'fuzzed embargoed items among public ones through the real services; every text has a word of its own; topic, stream, lists, search, figures, entities, versions, exports, headers, errors, metrics and logs are looked at for it meanwhile and at the end',
  },
  kills: {
    options: { kills: 390, lanes: 4, load: 40, seed: SEED },
    run: async (stack, { kills, lanes, load: perSecond, seed }, say) => {
      const { runKillDrill } = await load('kill-drill.ts');
      return runKillDrill(stack, { kills, lanes, seed, load: perSecond, goneWithinMs: 2_000, patienceMs: 60_000, say });
    },
    method: 'stories are published and killed in every way of the wires while others come in; milliseconds from sending a kill until a place shows its text no more, asked every 20 ms; the bound is 2000 for all of them',
  },
  stream: {
    options: { rounds: 1_000, restarts: 5, load: 40, seed: SEED },
    run: async (stack, { rounds, restarts, load: perSecond, seed }, say) => {
      const { runStreamDrill } = await load('stream-drill.ts');
      return runStreamDrill(stack, { rounds, restarts, seed, load: perSecond, patienceMs: 120_000, say });
    },
    method: 'five readers, three with a filter, of two gateways: their sockets are destroyed at chance points and they go on behind the last whole event; gateways are killed with SIGKILL; one more reader takes nothing for a while. What each was told is held against the topic, event by event',
  },
};

const [name = '', ...given] = process.argv.slice(2);
const drill = Object.hasOwn(DRILLS, name) ? DRILLS[name] : fail(`there are ${Object.keys(DRILLS).join(', ')}`);
const options = optionsOf(given, drill.options);
console.log(`drill    ${name} ${Object.entries(options).map(([key, value]) => `--${key} ${value}`).join(' ')}`);
console.log(`method   ${drill.method}`);
console.log(`machine  ${availableParallelism()} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}, services, broker and database on the same machine`);

const { startDrillStack } = await load('drill-stack.ts');
const started = Date.now();
const stack = await startDrillStack(root);
const stopNow = () => { void stack.stop().finally(() => process.exit(130)); };
process.on('SIGINT', stopNow).on('SIGTERM', stopNow);
const say = (line) => { console.error(`  ${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`); };
let result;
try {
  result = await drill.run(stack, options, say);
} finally {
  await stack.stop();
}
const { faults, ...told } = result;
for (const [what, values] of Object.entries(told)) {
  console.log(`\n${what}`);
  for (const [key, value] of Object.entries(values)) console.log(`  ${key.padEnd(44)} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
}
console.log(`\n${faults.length === 0 ? 'PASSED' : `FAILED: ${faults.length} faults`} after ${((Date.now() - started) / 1000).toFixed(0)} s`);
for (const fault of faults.slice(0, 100)) console.log(`  ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);

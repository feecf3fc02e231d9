// Writes the files that are generated from the contracts: a JSON Schema per topic for readers and one for writers.
// `--check` writes nothing and fails when a committed file is not what the code says.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SCHEMA_NAMES, closedSchema, openSchema } from '@wiredesk/contracts';

const folder = resolve(import.meta.dirname, '../libs/contracts/schemas');
const wanted = new Map(SCHEMA_NAMES.flatMap((name) => [[`${name}.json`, openSchema(name)], [`${name}.producer.json`, closedSchema(name)]])
  .map(([file, schema]) => [file, `${JSON.stringify(schema, null, 2)}\n`]));

const present = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
const stale = [...wanted].filter(([file, text]) => !present.includes(file) || readFileSync(join(folder, file), 'utf8') !== text).map(([file]) => file);
const left = present.filter((file) => !wanted.has(file));

if (process.argv.includes('--check')) {
  for (const file of stale) console.error(`libs/contracts/schemas/${file} is not what the contracts say: run npm run generate`);
  for (const file of left) console.error(`libs/contracts/schemas/${file} belongs to no schema: run npm run generate`);
  process.exit(stale.length + left.length === 0 ? 0 : 1);
}
mkdirSync(folder, { recursive: true });
for (const file of stale) writeFileSync(join(folder, file), wanted.get(file));
for (const file of left) rmSync(join(folder, file));
console.log(`${stale.length} written, ${left.length} removed, ${wanted.size - stale.length} unchanged`);

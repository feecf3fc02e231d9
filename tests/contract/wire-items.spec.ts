import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { closedSchema, publicStorySchema } from '@wiredesk/contracts';
import { parseWire } from '@wiredesk/wire-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const root = resolve(__dirname, '../..');
const agencyFiles = resolve(root, '../shared/data/wire');
if (!existsSync(agencyFiles)) process.stderr.write('skipped: ../shared/data/wire is absent, so only our own fixtures were held against the schema\n');

const filesIn = (folder: string): string[] => (existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) : []);
const FILES = [...filesIn(resolve(root, 'libs/wire-formats/src/fixtures')), ...filesIn(resolve(root, 'samples')), ...filesIn(agencyFiles)].map((file) => [relative(root, file), file]);

const schema = closedSchema('raw-item');
const ofWire = { ...schema, required: (schema['required'] as string[]).filter((name) => !['receipt', 'original', 'contentHash'].includes(name)) };
const valid = addFormats.default(new Ajv2020({ strict: false, allErrors: true })).compile(ofWire);

test.each(FILES)('every item of %s fits the schema that producers are held to', (_name, file) => {
  for (const { item } of parseWire(readFileSync(file), { feed: 'test', receivedAt: '2026-09-01T10:00:00.000Z' }).items) {
    valid(item);
    expect(valid.errors ?? []).toEqual([]);
  }
});

test('what is private has no place in the public story', () => {
  for (const name of ['edNote', 'notebook', 'advisories', 'meta', 'flags', 'embargo', 'receipt', 'original']) expect(Object.keys(publicStorySchema.shape)).not.toContain(name);
});

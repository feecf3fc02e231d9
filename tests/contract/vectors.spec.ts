import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closedSchema, decodeRecord, enrichedItemSchema, openSchema, rawItemSchema, receiptSchema, SCHEMA_NAMES, storyEventSchema, type SchemaName } from '@wiredesk/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const folder = resolve(__dirname, '../../libs/contracts/vectors');
const ZOD = { 'raw-item': rawItemSchema, 'enriched-item': enrichedItemSchema, 'story-event': storyEventSchema, receipt: receiptSchema } satisfies Record<SchemaName, unknown>;
const ajv = addFormats.default(new Ajv2020({ strict: false }));
const open = new Map(SCHEMA_NAMES.map((name) => [name, ajv.compile(openSchema(name))]));
const closed = new Map(SCHEMA_NAMES.map((name) => [name, ajv.compile(closedSchema(name))]));

const vectors = (kind: 'valid' | 'invalid'): [SchemaName, string, Buffer][] => SCHEMA_NAMES.flatMap((name) =>
  readdirSync(join(folder, name, kind)).map((file): [SchemaName, string, Buffer] => [name, file, readFileSync(join(folder, name, kind, file))]));

test('every schema has vectors of both kinds', () => {
  for (const kind of ['valid', 'invalid'] as const) expect([...new Set(vectors(kind).map(([name]) => name))].sort()).toEqual([...SCHEMA_NAMES].sort());
});

test.each(vectors('valid'))('%s: %s is taken by the code, by readers and by writers', (name, _file, bytes) => {
  const value: unknown = JSON.parse(bytes.toString());
  expect(decodeRecord<unknown>(ZOD[name], bytes)).toEqual({ ok: true, value });
  expect([open.get(name)!(value), closed.get(name)!(value)]).toEqual([true, true]);
});

test.each(vectors('invalid'))('%s: %s is refused by all three', (name, _file, bytes) => {
  const value: unknown = JSON.parse(bytes.toString());
  expect(decodeRecord<unknown>(ZOD[name], bytes)).toMatchObject({ ok: false, code: 'schema-invalid' });
  expect([open.get(name)!(value), closed.get(name)!(value)]).toEqual([false, false]);
});

test('a field that nobody knows is taken by readers and refused from writers', () => {
  const [name, , bytes] = vectors('valid')[0]!;
  const value = { ...(JSON.parse(bytes.toString()) as object), headLines: [] };
  expect([open.get(name)!(value), closed.get(name)!(value)]).toEqual([true, false]);
});

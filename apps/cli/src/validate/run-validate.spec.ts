import { Readable } from 'node:stream';
import type { WireSummary } from './describe-wire.js';
import { runValidate } from './run-validate.js';

async function validate(input: string, options: { ndjson?: boolean; json?: boolean } = {}): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await runValidate({
    files: [{ path: '-', size: 0, mtimeMs: 0 }], ndjson: false, json: true, given: { feed: 'test' }, stdin: Readable.from([Buffer.from(input)]),
    output: { line: (text) => { lines.push(text); }, drained: () => Promise.resolve(), close: () => Promise.resolve() }, ...options,
  });
  return { code, lines };
}
const item = (fields: object): string => JSON.stringify({ uri: 'urn:x:1', type: 'text', version: '3', versionCreated: '2026-09-01T10:00:00Z', headlines: [{ value: 'Boats leave' }], bodies: [{ contentType: 'text/plain', value: 'Nine boats left.' }], ...fields });

test('an item is told with id, version, status, headline and text length', async () => {
  const { code, lines } = await validate(item({}));
  const [summary] = lines.map((line) => JSON.parse(line) as WireSummary);
  expect(code).toBe(0);
  expect(summary).toMatchObject({ file: '-', format: 'ninjs', charset: 'utf-8', rejects: [], warnings: [] });
  expect(summary?.items).toEqual([{
    entry: 1, id: 'urn:x:1', storyId: expect.stringMatching(/^[0-9a-f]{32}$/) as string, version: '3', status: 'usable', signal: 'update', versionCreated: '2026-09-01T10:00:00.000Z', headline: 'Boats leave', textLength: 16, warnings: [],
  }]);
});

test.each<[string, object, RegExp]>([
  ['an embargo with an end', { embargoedUntil: '2099-01-01T00:00:00Z' }, /^embargo until 2099-01-01T00:00:00.000Z$/],
  ['an embargo that nobody can read', { embargoedUntil: 'Next Monday' }, /^embargo without an end that can be read \("Next Monday"\): withheld/],
  ['a kill', { pubStatus: 'canceled' }, /kills the story/],
  ['no time', { versionCreated: undefined }, /time of receipt stands in/],
])('%s is a warning and no reject', async (_what, fields, warning) => {
  const { code, lines } = await validate(item(fields));
  expect(code).toBe(0);
  expect((JSON.parse(lines[0]!) as WireSummary).items[0]?.warnings).toEqual(expect.arrayContaining([expect.stringMatching(warning)]));
});

test('a repaired charset is a warning', async () => {
  const lines: string[] = [];
  const bytes = Buffer.from('Die Brücke über den Fluß blieb für zwölf Stunden gesperrt.', 'latin1');
  await runValidate({ files: [{ path: '-', size: 0, mtimeMs: 0 }], ndjson: false, json: false, given: {}, stdin: Readable.from([bytes]), output: { line: (text) => { lines.push(text); }, drained: () => Promise.resolve(), close: () => Promise.resolve() } });
  expect(lines.join('\n')).toMatch(/windows-1252[\s\S]*Brücke/);
});

test('a reject is told with code, place and hint, and ends with 1', async () => {
  const { code, lines } = await validate('{"uri": ', { json: false });
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^rejected {2}- {2}ninjs .* 0 items, 1 rejected$/);
  expect(lines[1]).toMatch(/malformed at byte \d+: .+ \(.+\)$/);
});

test('lines are told one by one with their numbers', async () => {
  const { code, lines } = await validate(`${item({})}\n\n{"bad\n${item({ uri: 'urn:x:2' })}`, { ndjson: true });
  const summaries = lines.map((line) => JSON.parse(line) as WireSummary);
  expect(code).toBe(1);
  expect(summaries.map(({ line, items, rejects }) => [line, items[0]?.id ?? rejects[0]?.code])).toEqual([[1, 'urn:x:1'], [3, 'malformed'], [4, 'urn:x:2']]);
});

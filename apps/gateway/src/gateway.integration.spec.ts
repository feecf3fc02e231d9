import { resolve } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { aFigure, anEntity, aStory, newId, startDatabase, startGateway, tell, type TestDatabase, type TestGateway } from './gateway.suite.js';
import { openStream } from './stream.suite.js';

jest.setTimeout(30_000);

const schemas = resolve(__dirname, '../../../../shared/data/schemas');
const KEYS = { 'desk:read+write': 'desk-key', 'wall': 'wall-key' };

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await startDatabase();
  gateway = await startGateway(database.url, KEYS);
}, 180_000);
afterAll(async () => {
  await gateway.stop();
  await database.stop();
}, 60_000);

interface Answer { status: number; headers: Headers; body: Record<string, unknown>; text: string }

async function ask(path: string, { key = 'wall-key', ...init }: RequestInit & { key?: string } = {}): Promise<Answer> {
  const response = await fetch(`${gateway.url}${path}`, { ...init, headers: { ...(key === '' ? {} : { authorization: `Bearer ${key}` }), ...(init.headers as Record<string, string> | undefined) } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text.startsWith('{') ? JSON.parse(text.split('\n')[0] ?? '') as Record<string, unknown> : {} };
}
const idsOf = ({ body }: Answer): string[] => (body['stories'] as { storyId: string }[]).map(({ storyId }) => storyId);
const put = (name: string, query: string, key = 'desk-key'): Promise<Answer> =>
  ask(`/v1/searches/${name}`, { method: 'PUT', key, body: JSON.stringify({ query }), headers: { 'content-type': 'application/json' } });

describe('keys', () => {
  test.each([['', 401, 'unauthenticated'], ['wrong', 401, 'unauthenticated'], ['wall-key', 200, undefined], ['desk-key', 200, undefined]])('with key %j reading answers %d', async (key, status, code) => {
    const answer = await ask('/v1/stories', { key });
    expect(answer.status).toBe(status);
    expect(answer.body['code']).toBe(code);
  });

  test('writing needs its scope; without keys it is shut and reading is open', async () => {
    expect(await put('mine', 'country=UA', 'wall-key')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const open = await startGateway(database.url);
    expect((await fetch(`${open.url}/v1/stories`)).status).toBe(200);
    expect((await fetch(`${open.url}/v1/searches/x`, { method: 'DELETE' })).status).toBe(403);
    await open.stop();
  }, 30_000);
});

describe('lists', () => {
  test('go page by page without loss or repetition, whatever comes in between, and have an ETag', async () => {
    for (let n = 0; n < 7; n++) await tell(database.pool, 'created', aStory({ feed: 'pages' }));
    const first = await ask('/v1/stories?feed=pages&limit=3');
    await tell(database.pool, 'created', aStory({ feed: 'pages' }));
    const second = await ask(`/v1/stories?feed=pages&limit=3&cursor=${String(first.body['next'])}`);
    const third = await ask(`/v1/stories?feed=pages&limit=3&cursor=${String(second.body['next'])}`);
    expect(new Set([first, second, third].flatMap(idsOf)).size).toBe(7);
    expect(third.body['next']).toBeUndefined();
    const etag = third.headers.get('etag') ?? '';
    expect(third.headers.get('cache-control')).toBe('private, no-cache');
    const again = await ask(`/v1/stories?feed=pages&limit=3&cursor=${String(second.body['next'])}`, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('a reader that follows changes learns that a story is gone', async () => {
    const story = aStory({ feed: 'follow' });
    const { sequence } = await tell(database.pool, 'created', story);
    await tell(database.pool, 'killed', story, { reason: 'killed by the publisher' });
    const { body, text } = await ask(`/v1/stories?feed=follow&after=${sequence - 1}`);
    expect(body['stories']).toEqual([expect.objectContaining({ storyId: story.storyId, status: 'killed' })]);
    expect(text).not.toContain('bakers');
    expect(idsOf(await ask('/v1/stories?feed=follow'))).toEqual([]);
  });

  test.each(['/v1/stories?county=UA', '/v1/figures?gte=x', '/v1/stories?cursor=x', '/v1/export?format=xml', '/v1/stream?after=-1', '/v1/figures/timeline', '/v1/stories?search=nothing-there', '/v1/export?status=killed'])('%s is refused as a problem', async (path) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('content-type'), answer.body['code']]).toEqual([400, 'application/problem+json; charset=utf-8', 'bad-request']);
    expect(answer.headers.get('cache-control')).toMatch(/no-cache|no-store/);
  });
});

describe('the past of a story', () => {
  test('is shown as it was known then, with what each version changed', async () => {
    const storyId = newId();
    const one = aStory({ storyId, text: 'Three people were hurt in Graz.', figures: [aFigure({ value: 3, unit: 'person', event: 'injured', text: 'Three people' })] });
    const two = aStory({ storyId, version: '2', text: 'Five people were hurt in Graz.', figures: [aFigure({ value: 5, unit: 'person', event: 'injured', text: 'Five people' })] });
    const first = await tell(database.pool, 'created', one);
    const second = await tell(database.pool, 'updated', two);
    expect((await ask(`/v1/stories/${storyId}?asOf=${first.recordedAt}`)).body).toMatchObject({ status: 'usable', sequence: first.sequence, text: one.text });
    expect((await ask(`/v1/stories/${storyId}?asOf=${second.recordedAt}`)).body).toMatchObject({ text: two.text });
    expect((await ask(`/v1/stories/${storyId}?asOf=2020-01-01T00:00:00Z`)).status).toBe(404);
    const { body } = await ask(`/v1/stories/${storyId}/versions`);
    expect(body['versions']).toEqual([
      expect.objectContaining({ sequence: second.sequence, shown: true, changed: expect.objectContaining({
        figures: { added: [], removed: [], altered: ['Three people → Five people'] },
        text: [{ op: 'removed', text: 'Three ' }, { op: 'added', text: 'Five ' }, { op: 'same', text: 'people were hurt in Graz.' }],
      }) as unknown }),
      expect.objectContaining({ sequence: first.sequence, shown: true }),
    ]);
  });

  test.each(['killed', 'withheld', 'expired'] as const)('shows no text of before once the story was %s, also when it came back', async (gone) => {
    const storyId = newId();
    const before = aStory({ storyId, text: 'A secret of quinces.', figures: [aFigure({ value: 7, unit: 'quince' })] });
    const first = await tell(database.pool, 'created', before);
    await tell(database.pool, gone, before);
    const asked = ['', `?asOf=${first.recordedAt}`, '/versions'];
    for (const path of asked) expect((await ask(`/v1/stories/${storyId}${path}`)).text).not.toMatch(/quince/);
    await tell(database.pool, 'updated', aStory({ storyId, version: '3', text: 'Nothing but pears.', figures: [aFigure({ value: 2, unit: 'pear' })] }));
    expect((await ask(`/v1/stories/${storyId}?asOf=${first.recordedAt}`)).body).toMatchObject({ textGone: true, status: 'usable' });
    for (const path of ['', `?asOf=${first.recordedAt}`, '/versions']) expect((await ask(`/v1/stories/${storyId}${path}`)).text).not.toMatch(/quince/);
    expect((await ask(`/v1/stories/${storyId}`)).text).toMatch(/pears/);
    const { body } = await ask(`/v1/stories/${storyId}/versions`);
    expect((body['versions'] as { type: string; shown: boolean }[]).map(({ type, shown }) => [type, shown])).toEqual([['updated', true], [gone, false], ['created', false]]);
    for (const path of ['/v1/figures/timeline?unit=quince', `/v1/figures/timeline?storyId=${storyId}`, '/v1/figures?unit=quince', '/v1/export?q=quinces', '/v1/export']) expect((await ask(path)).text).not.toMatch(/quince/);
  });
});

describe('figures', () => {
  const attributions = [{ cue: 'said', source: { start: 0, end: 3, text: 'the mayor' }, sourceKind: 'official', content: { start: 0, end: 3, text: 'Two' }, direct: false, confidence: 1, rule: 'cue' }];

  test('stand with who says them, page by page', async () => {
    await tell(database.pool, 'created', aStory({ figures: [1, 2, 3, 4, 5].map((value) => aFigure({ value, unit: 'lamp', attribution: 0 })), attributions }));
    await tell(database.pool, 'created', aStory({ figures: [aFigure({ value: 6, unit: 'lamp' }), aFigure({ value: 7, unit: 'other' })] }));
    const values: unknown[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body } = await ask(`/v1/figures?unit=lamp&limit=2${next === '' ? '' : `&cursor=${next}`}`);
      values.push(...(body['figures'] as { value: number }[]).map(({ value }) => value));
      next = body['next'] as string | undefined;
    }
    expect(values).toEqual([6, 1, 2, 3, 4, 5]);
    const { body } = await ask('/v1/figures?unit=lamp&lte=1');
    expect(body['figures']).toEqual([expect.objectContaining({ value: 1, source: 'the mayor', sourceKind: 'official' })]);
  });

  test('over time stand claim beside claim, never averaged', async () => {
    const [a, b] = [newId(), newId()];
    const claim = (value: number, more: object = {}) => [aFigure({ value, unit: 'ferry', event: 'missing', ...more })];
    await tell(database.pool, 'created', aStory({ storyId: a, figures: claim(3), versionCreated: '2026-09-01T10:00:00.000Z' }));
    await tell(database.pool, 'created', aStory({ storyId: b, feed: 'other', figures: claim(9, { attribution: 0, comparator: 'gte' }), attributions, versionCreated: '2026-09-01T11:00:00.000Z' }));
    await tell(database.pool, 'updated', aStory({ storyId: a, version: '2', figures: [...claim(3), ...claim(5)], versionCreated: '2026-09-01T12:00:00.000Z' }));
    const { body } = await ask('/v1/figures/timeline?unit=ferry&event=missing');
    expect(body['series']).toEqual([expect.objectContaining({ unit: 'ferry', event: 'missing', low: 3, high: 9 })]);
    const [series] = body['series'] as { points: Record<string, unknown>[] }[];
    expect(series?.points.map(({ at, value, comparator, storyId, version, source }) => [at, value, comparator, storyId, version, source])).toEqual([
      ['2026-09-01T10:00:00.000Z', 3, 'eq', a, '1', undefined], ['2026-09-01T11:00:00.000Z', 9, 'gte', b, '1', 'the mayor'], ['2026-09-01T12:00:00.000Z', 5, 'eq', a, '2', undefined],
    ]);
  });
});

test('an entity is known by name or link: its stories, its days and what is named beside it', async () => {
  const norland = anEntity({ name: 'Norland', link: 'NX', kind: 'country' });
  await tell(database.pool, 'created', aStory({ entities: [norland, anEntity({ name: 'Port Marlow' })] }));
  await tell(database.pool, 'created', aStory({ entities: [norland, anEntity({ name: 'Port Marlow' }), anEntity({ name: 'Ada Quill', type: 'person' })] }));
  for (const key of ['NX', 'norland', 'nx']) {
    const { body } = await ask(`/v1/entities/${key}`);
    expect(body).toMatchObject({ name: 'Norland', link: 'NX', stories: 2, more: false, days: [{ stories: 2 }], beside: [{ name: 'Port Marlow', stories: 2 }, { name: 'Ada Quill', stories: 1 }] });
    expect(body['newest']).toHaveLength(2);
  }
  expect((await ask('/v1/entities/nobody')).status).toBe(404);
});

describe('export', () => {
  const NASTY = '=HYPERLINK("http://evil.example","x"), "said" the\nmayor';
  beforeAll(async () => {
    for (let n = 0; n < 230; n++) await tell(database.pool, 'created', aStory({ feed: 'export', headlines: [{ value: NASTY }], entities: [anEntity({ name: 'Graz', country: 'AT' })], figures: [aFigure({ value: 2, unit: 'baker', event: 'killed' })] }));
  }, 60_000);

  test('ndjson has every story once, over all pages, and goes on where it stopped', async () => {
    const lines = (await ask('/v1/export?feed=export')).text.trimEnd().split('\n').map((line) => JSON.parse(line) as { storyId: string; changed: number });
    expect(new Set(lines.map(({ storyId }) => storyId)).size).toBe(230);
    const rest = (await ask(`/v1/export?feed=export&after=${lines[199]!.changed}&limit=20`)).text.trimEnd().split('\n');
    expect(rest.map((line) => (JSON.parse(line) as { storyId: string }).storyId)).toEqual(lines.slice(200, 220).map(({ storyId }) => storyId));
  });

  test('csv has one record a story and nothing that a spreadsheet would run', async () => {
    const { text, headers } = await ask('/v1/export?feed=export&format=csv&limit=3');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text.match(/\r\n/g)).toHaveLength(4);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""x""), ""said"" the\nmayor"`);
  });

  test('ninjs fits the schema of the standard', async () => {
    const { text } = await ask('/v1/export?feed=export&format=ninjs&limit=2');
    const file = resolve(schemas, 'ninjs-schema_3.1.json');
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([expect.objectContaining({ headlines: [{ value: NASTY }] }), expect.anything()]);
    if (!existsSync(file)) {
      process.stderr.write(`skipped: ninjs 3.1, since ${file} is not here\n`);
      return;
    }
    const ajv = addFormats.default(new Ajv2020({ strict: false }));
    ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json', type: 'object' });
    const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    for (const line of lines) expect([validate(line), validate.errors]).toEqual([true, null]);
  });

  test('gkg has the columns of GDELT', async () => {
    const rows = (await ask('/v1/export?feed=export&format=gkg&limit=2')).text.split('\n').slice(0, -1).map((row) => row.split('\t'));
    expect(rows.map((row) => row.length)).toEqual([27, 27]);
    expect(rows[0]).toEqual(expect.arrayContaining(['20260901100000', '1#Graz#AT####;', '1#Graz#AT#####0;', 'KILLED#2#baker#######0;', '2,baker,0;']));
  });
});

describe('saved searches', () => {
  test('are usable everywhere, together with more', async () => {
    const story = aStory({ feed: 'saved', entities: [anEntity({ name: 'Ukraine', link: 'UA' })], figures: [aFigure({ value: 4, unit: 'tram' })] });
    await tell(database.pool, 'created', story);
    await tell(database.pool, 'created', aStory({ feed: 'saved' }));
    expect(await put('ukraine', 'country=UA&country=PL&-feed=export')).toMatchObject({ status: 200, body: { name: 'ukraine', owner: 'desk' } });
    expect(idsOf(await ask('/v1/stories?search=ukraine&feed=saved'))).toEqual([story.storyId]);
    expect((await ask('/v1/figures?search=ukraine&unit=tram')).body['figures']).toHaveLength(1);
    expect((await ask('/v1/export?search=ukraine&feed=saved')).text).toContain(story.storyId);
    expect((await ask('/v1/searches')).body['searches']).toEqual([expect.objectContaining({ name: 'ukraine' })]);
    expect((await ask('/v1/searches/ukraine', { method: 'DELETE', key: 'desk-key' })).status).toBe(204);
    expect((await ask('/v1/searches/ukraine')).status).toBe(404);
  });

  test.each([['Bad Name', 'q=x'], ['ok', 'county=UA'], ['ok', 'search=other'], ['ok', '']])('%s with %j is refused', async (name, query) => {
    expect(await put(encodeURIComponent(name), query)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  });
});

describe('the stream', () => {
  test('opens at once, tells what passes, and goes on behind Last-Event-ID with the kills that were missed and no killed text', async () => {
    const [kept, doomed] = [aStory({ feed: 'live', text: 'Kept words.' }), aStory({ feed: 'live', text: 'Doomed words.' })];
    const first = await openStream(`${gateway.url}/v1/stream?feed=live`, { key: 'wall-key' });
    await first.until(({ event }) => event === 'open');
    await tell(database.pool, 'created', aStory({ feed: 'elsewhere' }));
    await tell(database.pool, 'created', kept);
    const seen = await first.until(({ event }) => event === 'created');
    expect(seen.data).toMatchObject({ storyId: kept.storyId, story: { text: 'Kept words.' } });
    first.close();
    await tell(database.pool, 'created', doomed);
    await tell(database.pool, 'killed', doomed);
    await tell(database.pool, 'killed', kept);
    const resumed = await openStream(`${gateway.url}/v1/stream?feed=live`, { key: 'wall-key', lastEventId: seen.id });
    await resumed.until(({ data }) => data?.storyId === kept.storyId);
    expect(resumed.events.map(({ event, data }) => [event, data?.storyId])).toEqual([['open', undefined], ['killed', doomed.storyId], ['killed', kept.storyId]]);
    expect(resumed.raw()).not.toMatch(/words/);
    expect(resumed.raw().startsWith(':ok\n\n')).toBe(true);
    resumed.close();
  });

  test('judges words as the list does', async () => {
    const stream = await openStream(`${gateway.url}/v1/stream?q=harbours`, { key: 'wall-key' });
    await stream.until(({ event }) => event === 'open');
    await tell(database.pool, 'created', aStory({ text: 'A tale of two cities.' }));
    const story = aStory({ text: 'The harbour of Norland is open.' });
    await tell(database.pool, 'created', story);
    expect((await stream.until(({ event }) => event === 'created')).data?.storyId).toBe(story.storyId);
    stream.close();
  });

  test('a position that there is not, and one that is gone, are gaps', async () => {
    const ahead = await openStream(`${gateway.url}/v1/stream?after=999999999`, { key: 'wall-key' });
    expect((await ahead.until(({ event }) => event === 'gap')).data).toMatchObject({ from: 1, reason: 'unknown-position' });
    ahead.close();
    await database.pool.query('delete from outbox where sequence <= 3');
    const behind = await openStream(`${gateway.url}/v1/stream?after=1`, { key: 'wall-key' });
    expect((await behind.until(({ event }) => event === 'gap')).data).toEqual({ from: 2, to: 3, reason: 'retention' });
    behind.close();
  });

  test('ends when the service is told to stop', async () => {
    const other = await startGateway(database.url);
    const stream = await openStream(`${other.url}/v1/stream`, {});
    await stream.until(({ event }) => event === 'open');
    await other.stop();
    await stream.ended;
  }, 20_000);
});

test('HEAD answers without a body, also of what is long', async () => {
  for (const path of ['/v1/stories', '/v1/export', '/v1/stream']) {
    const { status, text } = await ask(path, { method: 'HEAD' });
    expect([path, status, text]).toEqual([path, 200, '']);
  }
});

test('the document names every address, and no answer lets another origin in', async () => {
  const { body } = await ask('/docs-json');
  expect(Object.keys(body['paths'] as object)).toEqual(expect.arrayContaining(
    ['/v1/stories', '/v1/stories/{id}', '/v1/stories/{id}/versions', '/v1/figures', '/v1/figures/timeline', '/v1/entities/{key}', '/v1/export', '/v1/stream', '/v1/searches', '/v1/searches/{name}']));
  const { headers } = await ask('/v1/stories?limit=1', { headers: { origin: 'https://evil.example' } });
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

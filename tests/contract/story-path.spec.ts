import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const formats = readdirSync(resolve(root, 'libs/wire-formats/src')).filter((name) => /^(plain-text|ninjs)\.ts$/.test(name));

const PATH = [
  'apps/ingest/src/receive-items.ts',
  ...formats.map((name) => `libs/wire-formats/src/${name}`),
  'libs/contracts/src/news-item.ts',
  'libs/contracts/src/topics.ts',
  'apps/enrichment/src/enrich-items.ts',
  'libs/extraction/src/pipeline.ts',
  'apps/storage/src/store-items.ts',
  'apps/gateway/src/stories.controller.ts',
];

test('both wire formats of the path are there', () => {
  expect(formats).toHaveLength(2);
});

test.each(PATH)('%s has at most 120 lines', (file) => {
  expect(readFileSync(resolve(root, file), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

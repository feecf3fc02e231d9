import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EXIT } from '../exit-codes.js';
import { checkSources, readSourcesFile } from './sources-file.js';

const source = { name: 'harbour', url: 'https://feeds.example.org/rss' };
const file = { contact: 'desk@example.org', sources: [source] };
const problemsOf = (value: unknown): readonly string[] => checkSources(value, { allowLoopback: false }).problems;

test('the documented example can be used, and what it leaves out is filled in', () => {
  const { feed, sources } = readSourcesFile(resolve(__dirname, '../../../../docs/sources.example.json'), { allowLoopback: false });
  expect(feed).toBe('poller');
  expect(sources.map(({ name, minSeconds, maxSeconds }) => [name, minSeconds, maxSeconds])).toEqual([['harbour-news', 300, 21_600], ['mountain-weather', 120, 3600], ['market-notes', 300, 21_600]]);
});

test.each<[string, unknown, string]>([
  ['not an object', [], ': '],
  ['no contact', { sources: [source] }, '/contact: '],
  ['no sources', { contact: 'desk@example.org', sources: [] }, '/sources: '],
  ['an unknown field', { ...file, contacts: 1 }, '/contacts: unknown field'],
  ['a pointer is escaped', { ...file, 'a/b~c': 1 }, '/a~1b~0c: unknown field'],
  ['a private address', { ...file, sources: [{ ...source, url: 'http://10.1.2.3/' }] }, '/sources/0/url: not a public address'],
  ['another port', { ...file, sources: [{ ...source, url: 'http://feeds.example.org:8080/' }] }, '/sources/0/url: only ports 80 and 443'],
  ['a password in a URL', { ...file, sources: [{ ...source, url: 'http://a:b@feeds.example.org/' }] }, '/sources/0/url: no user or password'],
  ['a wish for private addresses', { ...file, sources: [{ ...source, allowPrivate: true }] }, '/sources/0/allowPrivate: private addresses are never polled'],
  ['a header that is not on the list', { ...file, sources: [{ ...source, headers: { host: 'x' } }] }, '/sources/0/headers/host: this header cannot be set'],
  ['a header with a line break', { ...file, sources: [{ ...source, headers: { from: 'a\r\nhost: b' } }] }, '/sources/0/headers/from: printable ASCII'],
  ['bounds the wrong way round', { ...file, sources: [{ ...source, minSeconds: 600, maxSeconds: 60 }] }, '/sources/0/maxSeconds: at least minSeconds'],
  ['the same name twice', { ...file, sources: [source, source] }, '/sources/1/name: the same as /sources/0/name'],
])('%s is named with its pointer', (_what, value, expected) => {
  expect(problemsOf(value)).toEqual([expect.stringContaining(expected)]);
});

test('every problem is named at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-sources-'));
  const path = join(folder, 'sources.json');
  writeFileSync(path, JSON.stringify({ sources: [{ name: 'Harbour', url: 'ftp://x.example.org' }, { name: 'b', url: 'http://127.0.0.1/', minSeconds: 1 }] }));
  const read = (): unknown => readSourcesFile(path, { allowLoopback: false });
  for (const part of ['/contact', '/sources/0/name', '/sources/0/url', '/sources/1/url', '/sources/1/minSeconds']) expect(read).toThrow(part);
  expect(read).toThrow(expect.objectContaining({ exitCode: EXIT.config }) as Error);
  writeFileSync(path, '{ "contact": ');
  expect(read).toThrow(`${path} cannot be read`);
  rmSync(folder, { recursive: true });
});

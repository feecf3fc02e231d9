#!/usr/bin/env node
// Reads every file of a folder with the built wire formats and prints what each item became, field by field.
// Usage: npm run conformance [FOLDER] [-- --json]
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const library = join(root, 'libs/wire-formats/dist/index.js');
const args = process.argv.slice(2);
const asJson = args.includes('--json');
const folder = resolve(args.find((arg) => !arg.startsWith('-')) ?? join(root, '../shared/data/wire'));
/** A fixed time of receipt, so that two runs print the same table. */
const RECEIVED_AT = '2027-01-01T00:00:00.000Z';

if (!existsSync(folder)) {
  console.error(`conformance: there is no folder ${relative(process.cwd(), folder) || folder}; give one that holds wire files`);
  process.exit(2);
}
if (!existsSync(library)) {
  console.error('conformance: the library is not built; run npm run build first');
  process.exit(2);
}
const { parseWire } = await import(pathToFileURL(library).href);
/** A walk over HTML that shares nothing with the one that makes the text. */
const { shownLetters } = await import(pathToFileURL(join(root, 'libs/wire-formats/dist/shown-letters.js')).href);

const filesIn = (path) => (statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesIn(join(path, name))) : [path]);
const cut = (value, length) => {
  const text = String(value ?? '-').replace(/\s+/g, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
};
/** ASCII letters and digits that the HTML body of an item shows, where it has one. */
function shownIn(item) {
  const body = item.bodies.find((part) => /html/i.test(`${part.contentType ?? ''} ${part.role ?? ''}`));
  return body === undefined ? undefined : shownLetters(body.value).length;
}
const asciiOf = (text) => (text.match(/[A-Za-z0-9]/g) ?? []).length;
const lettersOf = (text) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length;

function rowsOf(path) {
  const bytes = readFileSync(path);
  const context = { feed: 'conformance', receivedAt: RECEIVED_AT };
  const result = parseWire(bytes, context);
  const again = parseWire(bytes, context);
  const stable = JSON.stringify(again) === JSON.stringify(result);
  const base = { file: relative(folder, path) || path, format: result.format, rule: result.rule, charset: result.charset, bytesIn: bytes.length, stable };
  const items = result.items.map(({ entry, item, bytes: own }) => ({
    ...base, entry, storyId: item.storyId, uri: item.uri, version: item.version, pubStatus: item.pubStatus, signal: item.signal,
    embargo: item.embargo === undefined ? undefined : item.embargo.until ?? `open: ${item.embargo.asWritten}`,
    versionCreated: item.versionCreated, versionCreatedFrom: item.versionCreatedFrom, firstCreated: item.firstCreated, expires: item.expires, urgency: item.urgency,
    urgencyFrom: item.urgencyFrom, headline: item.title ?? item.headlines[0]?.value, by: item.by, slugline: item.slugline, language: item.language,
    dateline: item.dateline, take: item.take, refersTo: item.refersTo, flags: item.flags,
    charactersIn: own === undefined ? undefined : own.length, charactersOut: item.text.length, lettersOut: lettersOf(item.text), shownIn: shownIn(item), shownOut: asciiOf(item.text), lines: item.text === '' ? 0 : item.text.split('\n').length,
  }));
  const rejects = result.rejects.map((reject) => ({ ...base, entry: reject.entry, rejected: { code: reject.code, message: reject.message, pointer: reject.pointer, offset: reject.offset, hint: reject.hint } }));
  return [...items, ...rejects];
}

const line = (name, value) => console.log(`    ${name.padEnd(12)} ${value}`);

function print(row) {
  if (row.rejected !== undefined) {
    line('rejected', `#${row.entry} ${row.rejected.code}: ${row.rejected.message}${row.rejected.pointer === undefined ? '' : ` at ${row.rejected.pointer}`}`);
    return;
  }
  line('item', `#${row.entry} story ${row.storyId}  version ${row.version}  ${row.pubStatus}/${row.signal}`);
  line('id', row.uri);
  line('times', `version ${row.versionCreated} (${row.versionCreatedFrom})  first ${row.firstCreated ?? '-'}  expires ${row.expires ?? '-'}`);
  line('embargo', row.embargo ?? '-');
  line('urgency', `${row.urgency ?? '-'}${row.urgencyFrom === undefined ? '' : ` from ${row.urgencyFrom.code} by ${row.urgencyFrom.rule}`}`);
  line('headline', cut(row.headline, 100));
  line('by, slug', `${cut(row.by, 50)} | ${cut(row.slugline, 60)} | ${row.language ?? '-'}`);
  line('dateline', row.dateline === undefined ? '-' : `${cut(row.dateline.text, 60)} -> place ${row.dateline.place ?? '-'}, date ${row.dateline.date ?? '-'}, source ${row.dateline.source ?? '-'}`);
  line('text', `${row.charactersIn ?? row.bytesIn} bytes in, ${row.charactersOut} characters out, ${row.lettersOut} of them letters and digits, ${row.lines} lines${row.shownIn === undefined ? '' : `; HTML body: ${row.shownIn} ASCII letters and digits shown, ${row.shownOut} in the text`}`);
  if (row.refersTo !== undefined) line('refers to', row.refersTo.map(({ rel, id }) => `${rel} ${id}`).join(', '));
  if (row.take !== undefined) line('take', `${row.take.number} of ${row.take.key}`);
  if (row.flags !== undefined) line('flags', row.flags.join(', '));
}

const rows = filesIn(folder).flatMap(rowsOf);
if (asJson) {
  for (const row of rows) console.log(JSON.stringify(row));
} else {
  let file;
  for (const row of rows) {
    if (row.file !== file) {
      file = row.file;
      const { declared, used, repaired, mojibake } = row.charset ?? {};
      console.log(`\n${file}\n    ${'format'.padEnd(12)} ${row.format} (${row.rule})  charset ${used ?? '-'}${declared === undefined ? '' : `, declared ${declared}`}${repaired ? ', repaired' : ''}${mojibake === undefined ? '' : `, mojibake ${mojibake}`}${row.stable ? '' : '  NOT THE SAME WHEN READ AGAIN'}`);
    }
    print(row);
  }
  const rejected = rows.filter((row) => row.rejected !== undefined).length;
  console.log(`\n${new Set(rows.map((row) => row.file)).size} files: ${rows.length - rejected} items, ${rejected} rejects, ${rows.filter((row) => !row.stable).length} not the same when read again`);
}
process.exitCode = rows.every((row) => row.stable) ? 0 : 1;

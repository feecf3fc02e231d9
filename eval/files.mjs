// Reads the data sets beside the project.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const bytesOf = (file) => (file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file));

export const json = (file) => JSON.parse(bytesOf(file).toString('utf8'));
export const jsonLines = (file) => bytesOf(file).toString('utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
export const textOf = (file) => bytesOf(file).toString('utf8');

/** One JSON a story, in the order of the names. */
export const stories = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => ({ name, ...json(join(folder, name)) }));

export const isThere = (path) => existsSync(path);

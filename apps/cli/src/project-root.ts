import { resolve } from 'node:path';

/** The checkout that this program belongs to; the same from `src` and from `dist`. */
export const projectRoot = resolve(import.meta.dirname, '..', '..', '..');

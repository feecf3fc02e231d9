import type { Found, Reader } from './reader.js';
import { word } from './reader.js';
import { EDGES } from './words.js';

/** "late Wednesday", "mid-June", "earlier this year": the word before belongs to the span and leaves the value as it is. */
export function edged(reader: Reader, i: number, found: Found): Found {
  const before = reader.tokens[i - 1]?.text === '-' && word(reader, i - 2) === 'mid' ? i - 2 : i - 1;
  const edge = reader.tokens[before];
  if (found.start !== undefined || !edge || !EDGES.has(word(reader, before)) || edge.sentence !== reader.tokens[i]?.sentence) return found;
  return { ...found, start: edge.start };
}

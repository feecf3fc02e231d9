import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const TURN_OVER_BYTES = 8 * 1024 * 1024;
const TAIL_BYTES = 32 * 1024;
const LINE_CHARACTERS = 240;

/** Opens a log for appending; one that has grown large becomes `<name>.1` first. The caller closes the descriptor. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (sizeOf(file) > TURN_OVER_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** The last lines of a log, written after byte `from`, each cut to the width of a screen or two. */
export function logTail(file: string, { lines = 12, from = 0 }: { lines?: number; from?: number } = {}): string {
  const size = sizeOf(file);
  const start = Math.max(from, size - TAIL_BYTES);
  if (size <= start) return '(nothing was logged)';
  const buffer = Buffer.alloc(size - start);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, buffer, 0, buffer.length, start);
  } finally {
    closeSync(descriptor);
  }
  const written = buffer.toString('utf8').split('\n').filter((line) => line.trim() !== '');
  return written.slice(-lines).map((line) => (line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS)}…` : line)).join('\n');
}

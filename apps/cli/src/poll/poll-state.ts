import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { CommandError, EXIT } from '../exit-codes.js';

const instant = z.iso.datetime();
const count = z.number().min(0);

const cursorSchema = z.object({
  /** The URL of the sources file; another one there begins anew. */
  url: z.string(),
  /** Where permanent redirects have led. */
  movedTo: z.string().optional(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** Of the body that was acknowledged last, and its size in bytes. */
  sha256: z.string().optional(),
  bytes: count.optional(),
  intervalMs: count,
  nextAt: instant,
  /** Failed attempts in a row. */
  failures: z.int().min(0).default(0),
  /** Answers without a body in a row. */
  unchanged: z.int().min(0).default(0),
  /** The server said `not modified` of a feed that was. */
  lies: z.boolean().optional(),
  quiet: z.object({ hours: z.array(z.int()).readonly(), days: z.array(z.int()).readonly(), ttlMinutes: z.int().optional() }).optional(),
  /** The publisher has taken the feed away for good (410). */
  stoppedAt: instant.optional(),
  triedAt: instant.optional(),
  acknowledgedAt: instant.optional(),
  /** Against a poller that asks at the shortest interval and always takes the whole feed, uncompressed. */
  saved: z.object({ requests: count, bytes: count }).default({ requests: 0, bytes: 0 }),
});

const stateSchema = z.object({ version: z.literal(1), sources: z.record(z.string(), cursorSchema) });

/** What is known of a source between attempts. */
export type Cursor = z.infer<typeof cursorSchema>;

export interface PollState {
  readonly get: (name: string) => Cursor | undefined;
  /** The cursor is on the disk when this returns. */
  readonly set: (name: string, cursor: Cursor) => void;
}

/** Opens the file of cursors; one that cannot be read is not thrown away silently. Throws a CommandError. */
export function openPollState(path: string): PollState {
  const state = read(path);
  return {
    get: (name) => state.sources[name],
    set: (name, cursor) => {
      state.sources[name] = cursor;
      writeAtomically(path, `${JSON.stringify(state, null, 1)}\n`);
    },
  };
}

function read(path: string): z.infer<typeof stateSchema> {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, sources: {} };
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new CommandError(EXIT.config, `the state file ${path} cannot be read: ${why}\nRemove it to begin anew: every feed is fetched once more, and what was posted before is answered with "duplicate".`, { cause: error });
  }
}

/** A temporary file in the same folder, on the disk before it takes the name: a crash leaves the old state or the new one, never a torn one. */
function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

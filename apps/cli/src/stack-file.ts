import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the running stack answers; written by `wiredesk up` so that the other commands find it, removed when it stops. */
export interface StackFile {
  readonly ingestUrl: string;
  readonly gatewayUrl: string;
  /** `host:port`, comma separated. */
  readonly kafkaBrokers: string;
}

const fileOf = (home: string): string => join(home, 'stack.json');

export function writeStackFile(home: string, stack: StackFile): void {
  writeFileSync(fileOf(home), `${JSON.stringify(stack, null, 2)}\n`);
}

export function removeStackFile(home: string): void {
  rmSync(fileOf(home), { force: true });
}

/** What the running stack wrote; empty when none runs. */
export function readStackFile(home: string): Partial<StackFile> {
  try {
    return JSON.parse(readFileSync(fileOf(home), 'utf8')) as Partial<StackFile>;
  } catch {
    return {}; // no stack runs, or one is just writing
  }
}

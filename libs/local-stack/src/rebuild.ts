import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { StackPlace } from './folders.js';

/** What a person set for `wiredesk` is not for its programs. */
const NOT_INHERITED = /^(WIREDESK_|npm_)/;

/** Runs the rebuild of storage on the output of this process, and gives its exit code. `databaseUrl` is that of the role that owns the schema. */
export function rebuild(place: StackPlace, { brokers, databaseUrl }: { brokers: string; databaseUrl: string }, args: readonly string[]): Promise<number> {
  const inherited = Object.fromEntries(Object.entries(place.env).filter(([name]) => !NOT_INHERITED.test(name)));
  const child = spawn(process.execPath, [join(place.root, 'apps', 'storage', 'dist', 'rebuild', 'main.js'), ...args], {
    cwd: place.root, env: { ...inherited, KAFKA_BROKERS: brokers, DATABASE_URL: databaseUrl }, stdio: ['ignore', 'inherit', 'inherit'],
  });
  const forward = (signal: NodeJS.Signals): void => { child.kill(signal); };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => { resolve(signal === null ? code ?? 1 : 130); });
  }).finally(() => { for (const signal of signals) process.off(signal, forward); });
}

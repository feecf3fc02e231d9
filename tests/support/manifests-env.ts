import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './manifests.js';
import { readText } from './manifests-compose.js';

/** `apps/ingest/dist/main.js` among the arguments of a container. */
export const programOf = (args: readonly string[]): string => args.find((arg) => /^apps\/[a-z]+\/(dist|bin)\/[a-z]+\.js$/.test(arg)) ?? '';

const KEY = /^\s*(?:\{\s*)?([A-Z][A-Z0-9_]+):/gm;

/** Names that a `config.ts` reads: its own, and those of the shapes that it takes from libs/runtime. */
export function namesReadBy(app: string): Set<string> {
  const own = readText(`apps/${app}/src/config.ts`);
  const shapes = readText('libs/runtime/src/config.ts').split(/^export const /m).slice(1);
  const taken = shapes.filter((shape) => own.includes(shape.slice(0, shape.indexOf(' '))));
  return new Set([own, ...taken].flatMap((text) => [...text.replaceAll(/[{,]\s*(?=[A-Z])/g, '\n').matchAll(KEY)].map(([, name]) => name ?? '')));
}

/** Starts a service with this environment and a log level that no service knows, so that it only judges: the names that it refuses. */
export function refusedBy(program: string, environment: Readonly<Record<string, string>>): string[] {
  const run = spawnSync(process.execPath, [resolve(root, program)], {
    cwd: root, encoding: 'utf8', timeout: 30_000, env: { PATH: process.env['PATH'], HTTP_HOST: '127.0.0.1', ...environment, LOG_LEVEL: 'none' },
  });
  if (run.status !== 5) throw new Error(`${program}: ended with ${run.status ?? run.signal}, not as a configuration error:\n${run.stderr}`);
  return [...run.stderr.matchAll(/^\s+([A-Z][A-Z0-9_]*)[=:]/gm)].map(([, name]) => name ?? '').filter((name) => name !== 'LOG_LEVEL').sort();
}

export const isBuilt = (program: string): boolean => existsSync(resolve(root, program));

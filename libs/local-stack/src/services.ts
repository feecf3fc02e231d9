import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { logFileOf, pidFileOf, type StackPlace } from './folders.js';
import { launch, type ManagedProcess } from './managed-process.js';
import { untilReady } from './probe.js';
import { lastLines, run } from './run.js';
import { StackError } from './stack-error.js';

export const SERVICES = ['ingest', 'enrichment', 'storage', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface ServiceSettings {
  readonly ports: Readonly<Record<ServiceName, number>>;
  readonly brokers: string;
  readonly databaseUrl: string;
  /** Feed name → API key. Services get digests only. */
  readonly apiKeys: Readonly<Record<string, string>>;
  readonly logLevel: string;
}

const READY_BOUND_MS = 60_000;
/** A little more than a service's own bound for draining. */
export const SERVICE_STOP = { signal: 'SIGTERM', boundMs: 25_000 } as const;

export const urlOf = (settings: Pick<ServiceSettings, 'ports'>, name: ServiceName): string => `http://127.0.0.1:${settings.ports[name]}`;

/** What a person set for `wiredesk` or for another service must not reach these. */
const NOT_INHERITED = /^(WIREDESK_|HTTP_|API_KEYS$|KAFKA_|DATABASE_URL$|LOG_LEVEL$|DRAIN_|npm_)/;

function environmentOf(place: StackPlace, settings: ServiceSettings, name: ServiceName): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(Object.entries(place.env).filter(([key]) => !NOT_INHERITED.test(key)));
  const keys = Object.entries(settings.apiKeys).map(([feed, key]) => `${feed}=${createHash('sha256').update(key).digest('hex')}`);
  return {
    ...inherited,
    NODE_ENV: 'production',
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(settings.ports[name]),
    KAFKA_BROKERS: settings.brokers,
    DATABASE_URL: settings.databaseUrl,
    LOG_LEVEL: settings.logLevel,
    ...(name === 'ingest' ? { API_KEYS: keys.join(',') } : {}),
  };
}

/** Starts a built service as a process of its own; it is ready when the promise resolves. */
export async function startService(name: ServiceName, { place, settings, launched }: {
  place: StackPlace; settings: ServiceSettings; launched?: ((process: ManagedProcess) => void) | undefined;
}): Promise<ManagedProcess> {
  const entry = join(place.root, 'apps', name, 'dist', 'main.js');
  const logFile = logFileOf(place, name);
  const service = await launch({
    name, command: process.execPath, args: [entry], env: environmentOf(place, settings, name), cwd: place.root,
    marker: entry, logFile, pidFile: pidFileOf(place, name),
  });
  launched?.(service);
  await untilReady(service, { ready: () => isReady(urlOf(settings, name)), boundMs: READY_BOUND_MS, logFile });
  return service;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_500) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // not listening yet
  }
}

/** Brings the database's schema up to date. */
export async function migrate(place: StackPlace, databaseUrl: string): Promise<void> {
  const migration = await run(process.execPath, [join(place.root, 'apps', 'storage', 'dist', 'migrate.js')], {
    env: { ...Object.fromEntries(Object.entries(place.env).filter(([key]) => !NOT_INHERITED.test(key))), DATABASE_URL: databaseUrl }, cwd: place.root,
  });
  if (migration.status !== 0) throw new StackError('start-failed', `The database could not be migrated (exit code ${migration.status}):\n\n${lastLines(migration)}`);
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { inherited } from './child-environment.js';
import { logFileOf, pidFileOf, type StackPlace } from './folders.js';
import { launch, type ManagedProcess } from './managed-process.js';
import { untilReady } from './probe.js';
import type { DatabaseUrls } from './database-roles.js';
import { lastLines, run } from './run.js';
import { StackError } from './stack-error.js';

export const SERVICES = ['ingest', 'enrichment', 'storage', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface ServiceSettings {
  readonly ports: Readonly<Record<ServiceName, number>>;
  readonly brokers: string;
  /** Of a user who may do everything; no service gets it from a server of ours. */
  readonly databaseUrl: string;
  readonly databaseUrls: DatabaseUrls;
  /** Feed name → API key. Services get digests only. */
  readonly apiKeys: Readonly<Record<string, string>>;
  readonly logLevel: string;
}

const READY_BOUND_MS = 60_000;
/** A little more than a service's own bound for draining. */
export const SERVICE_STOP = { signal: 'SIGTERM', boundMs: 25_000 } as const;

export const urlOf = (settings: Pick<ServiceSettings, 'ports'>, name: ServiceName): string => `http://127.0.0.1:${settings.ports[name]}`;

/** How each comes to the database; enrichment needs none. */
const ROLE_OF: Readonly<Partial<Record<ServiceName, keyof DatabaseUrls>>> = { ingest: 'writer', storage: 'writer', gateway: 'reader' };

function environmentOf(place: StackPlace, settings: ServiceSettings, name: ServiceName): NodeJS.ProcessEnv {
  const role = ROLE_OF[name];
  const keys = Object.entries(settings.apiKeys).map(([feed, key]) => `${feed}=${createHash('sha256').update(key).digest('hex')}`);
  return {
    ...inherited(place),
    NODE_ENV: 'production',
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(settings.ports[name]),
    KAFKA_BROKERS: settings.brokers,
    ...(role === undefined ? {} : { DATABASE_URL: settings.databaseUrls[role] }),
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

/** Brings the database's schema up to date; the URL is the owner's. */
export async function migrate(place: StackPlace, databaseUrl: string): Promise<void> {
  const migration = await run(process.execPath, [join(place.root, 'apps', 'storage', 'dist', 'migrate.js')], {
    env: { ...inherited(place), DATABASE_URL: databaseUrl }, cwd: place.root,
  });
  if (migration.status !== 0) throw new StackError('start-failed', `The database could not be migrated (exit code ${migration.status}):\n\n${lastLines(migration)}`);
}

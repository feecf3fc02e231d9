import { makeRoles, sameForAll } from './database-roles.js';
import { deleteData, type Hooks, type StackPlace } from './folders.js';
import { requireKafkaPrerequisites, startKafka, type LocalKafka } from './kafka.js';
import { claimHome, releaseHome, stopLeftovers } from './leftovers.js';
import type { Exit, ManagedProcess } from './managed-process.js';
import { requireFreePorts, type WantedPort } from './ports.js';
import { startPostgres } from './postgres.js';
import type { Progress } from './progress.js';
import { migrate, SERVICES, SERVICE_STOP, startService, urlOf, type ServiceName, type ServiceSettings } from './services.js';

export interface StackPorts extends Readonly<Record<ServiceName, number>> {
  readonly postgres: number;
  readonly kafka: number;
  readonly controller: number;
}

export interface StackOptions extends StackPlace {
  readonly ports: StackPorts;
  readonly apiKeys: Readonly<Record<string, string>>;
  /** Servers that already run: they are neither started nor stopped. */
  readonly kafkaBrokers?: string | undefined;
  readonly databaseUrl?: string | undefined;
  /** Deletes the data of earlier runs first; servers that were given keep theirs. */
  readonly fresh?: boolean;
  readonly createTopics: (brokers: string[]) => Promise<void>;
  readonly progress: Progress;
  readonly logLevel?: string;
  /** All of them, unless only the servers are wanted. */
  readonly services?: readonly ServiceName[];
  /** What to do when a port is taken. */
  readonly portRemedy?: string;
  /** A process ended that nobody stopped. */
  readonly onUnexpectedExit?: (process: ManagedProcess, exit: Exit) => void;
}

export interface Stack {
  /** Resolves when every service is ready; throws a StackError otherwise, and then `stop` must still be called. */
  readonly start: () => Promise<void>;
  /** Services first, so that they can drain, then the servers. May be called at any time, also while it starts. */
  readonly stop: () => Promise<void>;
  /** Names of the processes that run now. */
  readonly running: () => string[];
  readonly settings: () => ServiceSettings;
  readonly url: (name: ServiceName) => string;
  readonly startService: (name: ServiceName) => Promise<void>;
  readonly stopService: (name: ServiceName) => Promise<Exit>;
  readonly killKafka: () => Promise<void>;
  readonly restartKafka: () => Promise<void>;
}

/** A whole stack on this machine: Kafka, Postgres, and the four services as processes of their own. */
export function createStack(options: StackOptions): Stack {
  const running = new Map<string, ManagedProcess>();
  let stopping = false;
  let started: Promise<void> | undefined;
  let settings: ServiceSettings | undefined;

  const launched = (child: ManagedProcess): void => {
    running.set(child.name, child);
    void child.exited.then((exit) => {
      if (running.get(child.name) === child) running.delete(child.name);
      if (!child.stopping()) options.onUnexpectedExit?.(child, exit);
    });
    // It was on its way when the stop came.
    if (stopping) void child.kill();
  };
  const known = (): ServiceSettings => {
    if (settings === undefined) throw new Error('the stack has not started');
    return settings;
  };
  const kafka = (hooks: Hooks): Promise<LocalKafka> => startKafka(options, { port: options.ports.kafka, controllerPort: options.ports.controller }, hooks);
  const service = (name: ServiceName): Promise<ManagedProcess> => startService(name, { place: options, settings: known(), launched });

  const start = async (): Promise<void> => {
    const servers = await startServers(options, { launched, kafka });
    const databaseUrls = options.databaseUrl === undefined
      ? await options.progress({ name: 'roles', text: 'owner, writer and reader of the database' }, () => makeRoles(options, servers.databaseUrl))
      : sameForAll(options.databaseUrl);
    settings = { ports: options.ports, apiKeys: options.apiKeys, logLevel: options.logLevel ?? 'info', databaseUrls, ...servers };
    const { brokers } = settings;
    await all([
      options.progress({ name: 'topics', text: 'created where they were missing' }, () => options.createTopics(brokers.split(','))),
      options.progress({ name: 'migrations', text: 'applied' }, () => migrate(options, databaseUrls.owner)),
    ]);
    await all((options.services ?? SERVICES).map((name) => options.progress({ name, text: urlOf(options, name) }, () => service(name))));
  };
  const stopRunning = async (): Promise<void> => {
    const services = [...running.values()].filter((child) => !isServer(child));
    await Promise.all(services.map((child) => child.stop(SERVICE_STOP)));
    await Promise.all([...running.values()].map((child) => child.stop(isServer(child) ? serverStop(child) : SERVICE_STOP)));
  };

  return {
    start: () => (started ??= start()),
    stop: async () => {
      stopping = true;
      await stopRunning();
      await started?.catch(() => undefined); // whoever called start has been told
      await stopRunning();
      releaseHome(options);
    },
    running: () => [...running.keys()],
    settings: known,
    url: (name) => urlOf(options, name),
    startService: async (name) => { await service(name); },
    stopService: (name) => need(running, name).stop(SERVICE_STOP),
    killKafka: async () => { await need(running, 'kafka').kill(); },
    restartKafka: async () => { await kafka({ launched }); },
  };
}

const isServer = ({ name }: ManagedProcess): boolean => name === 'kafka' || name === 'postgres';
const serverStop = ({ name }: ManagedProcess): { signal: NodeJS.Signals; boundMs: number } => ({ signal: name === 'postgres' ? 'SIGINT' : 'SIGTERM', boundMs: 30_000 });

function need(running: ReadonlyMap<string, ManagedProcess>, name: string): ManagedProcess {
  const child = running.get(name);
  if (child === undefined) throw new Error(`${name} does not run`);
  return child;
}

/** Kafka and Postgres, or those that were given. Everything that can be refused is refused before anything runs. */
async function startServers(options: StackOptions, { launched, kafka }: { launched: (child: ManagedProcess) => void; kafka: (hooks: Hooks) => Promise<LocalKafka> }): Promise<{ brokers: string; databaseUrl: string }> {
  const { ports, progress, kafkaBrokers, databaseUrl } = options;
  if (kafkaBrokers === undefined) requireKafkaPrerequisites(options);
  claimHome(options);
  await progress({ name: 'leftovers', text: '' }, async (note) => {
    const stopped = await stopLeftovers(options);
    if (stopped.length > 0) note(`an earlier start was killed; stopped what it left running: ${stopped.join(', ')}`);
  });
  if (options.fresh === true) deleteData(options);
  await requireFreePorts(wantedPorts(options), options.portRemedy ?? 'Stop what listens there.');
  const [broker, database] = await all([
    kafkaBrokers ?? progress({ name: 'kafka', text: `127.0.0.1:${ports.kafka}` }, (note) => kafka({ note, launched })),
    databaseUrl ?? progress({ name: 'postgres', text: `127.0.0.1:${ports.postgres}` }, (note) => startPostgres(options, ports.postgres, { note, launched })),
  ]);
  return {
    brokers: typeof broker === 'string' ? broker : broker.brokers,
    databaseUrl: typeof database === 'string' ? database : database.databaseUrl,
  };
}

function wantedPorts({ ports, kafkaBrokers, databaseUrl, services = SERVICES }: StackOptions): WantedPort[] {
  const local = { ...(kafkaBrokers === undefined ? { kafka: ports.kafka, controller: ports.controller } : {}), ...(databaseUrl === undefined ? { postgres: ports.postgres } : {}) };
  const names: Record<string, string> = { controller: 'kafka (its controller)' };
  return [...services.map((name) => ({ name, port: ports[name] })), ...Object.entries(local).map(([name, port]) => ({ name: names[name] ?? name, port }))];
}

/** Like Promise.all, but it waits for all before it throws the first error: nothing is left running unseen. */
async function all<T extends readonly unknown[]>(work: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as { -readonly [K in keyof T]: Awaited<T[K]> };
}

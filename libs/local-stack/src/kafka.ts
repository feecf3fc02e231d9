import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaLibsOf, logFileOf, pidFileOf, type Hooks, type StackPlace } from './folders.js';
import { requireJava } from './java.js';
import { brokerFolderOf, fetchKafkaLibs, kafkaLibsAreHere } from './kafka-libs.js';
import { launch, type Exit, type ManagedProcess } from './managed-process.js';
import { answers, untilReady } from './probe.js';
import { lastLines, run } from './run.js';
import { StackError } from './stack-error.js';

export interface KafkaPorts {
  readonly port: number;
  readonly controllerPort: number;
}

export interface LocalKafka {
  /** `127.0.0.1:port`. */
  readonly brokers: string;
  readonly process: ManagedProcess;
  /** Lets the broker close its logs, so that the next start has nothing to recover. */
  readonly stop: () => Promise<Exit>;
}

const START_BOUND_MS = 120_000;
const KAFKA_STOP = { signal: 'SIGTERM', boundMs: 30_000 } as const;

/** Throws a StackError when Java, or Maven that is needed once, is not here. */
export function requireKafkaPrerequisites(place: StackPlace): void {
  requireJava(place.env, { withMaven: !kafkaLibsAreHere(place) });
}

/**
 * Starts the real Apache Kafka, one node in KRaft mode on 127.0.0.1, on the data that is in `place.home` or on none.
 * It answers requests when the promise resolves. After a kill -9 it recovers its logs first.
 */
export async function startKafka(place: StackPlace, ports: KafkaPorts, { note, launched }: Hooks = {}): Promise<LocalKafka> {
  const java = requireJava(place.env, { withMaven: !kafkaLibsAreHere(place) });
  if (!kafkaLibsAreHere(place)) {
    note?.('fetching Apache Kafka with Maven, 44 MB, once');
    await fetchKafkaLibs(place);
  }
  const data = join(place.home, 'kafka', 'data');
  const settings = writeSettings(place, ports);
  const jvm = (heap: string, main: string, args: string[]): string[] => [
    `-Xms${heap}`, `-Xmx${heap}`, `-Dlog4j2.configurationFile=${join(brokerFolderOf(place.root), 'log4j2.properties')}`,
    '-cp', join(kafkaLibsOf(place), '*'), main, ...args,
  ];
  if (!existsSync(join(data, 'meta.properties'))) {
    await format(java, jvm('128m', 'kafka.tools.StorageTool', ['format', '--standalone', '-t', newClusterId(), '-c', settings]), place.env);
  };
  const broker = await launch({
    name: 'kafka', command: java, args: jvm('512m', 'kafka.Kafka', [settings]), env: place.env, marker: settings,
    logFile: logFileOf(place, 'kafka'), pidFile: pidFileOf(place, 'kafka'),
  });
  launched?.(broker);
  await untilReady(broker, { ready: () => kafkaAnswers(ports.port), boundMs: START_BOUND_MS, logFile: logFileOf(place, 'kafka') });
  return { brokers: `127.0.0.1:${ports.port}`, process: broker, stop: () => broker.stop(KAFKA_STOP) };
}

function writeSettings(place: StackPlace, { port, controllerPort }: KafkaPorts): string {
  const file = join(place.home, 'kafka', 'server.properties');
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': join(place.home, 'kafka', 'data'),
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    // After a kill -9 the node waits until its former self has timed out; 9 s is made for clusters.
    'broker.session.timeout.ms': 5_000,
    'broker.heartbeat.interval.ms': 1_000,
    // One node holds every topic once, the broker's own ones too.
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 4,
  };
  mkdirSync(join(place.home, 'kafka'), { recursive: true });
  writeFileSync(file, `${Object.entries(settings).map(([name, value]) => `${name}=${value}`).join('\n')}\n`);
  return file;
}

/** Kafka wants 16 random bytes in URL-safe base64; a leading dash would be read as an option. */
function newClusterId(): string {
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

async function format(java: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const tool = await run(java, args, { env });
  if (tool.status !== 0) throw new StackError('start-failed', `The Kafka data folder could not be made:\n\n${lastLines(tool)}`);
}

/** ApiVersions, version 0, the first request of every client: answered only when the broker takes requests. */
function kafkaAnswers(port: number): Promise<boolean> {
  const correlation = 7070;
  const request = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0, 0xff, 0xff]);
  request.writeInt32BE(correlation, 8);
  return answers(port, request, (answer) => answer.length >= 8 && answer.readInt32BE(4) === correlation);
}

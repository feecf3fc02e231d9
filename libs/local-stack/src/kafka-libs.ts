import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kafkaLibsOf, type StackPlace } from './folders.js';
import { lastLines, run } from './run.js';
import { StackError } from './stack-error.js';

export const brokerFolderOf = (root: string): string => join(root, 'libs', 'local-stack', 'broker');
const STAMP = 'pom.sha256';

const pomDigest = (root: string): string => createHash('sha256').update(readFileSync(join(brokerFolderOf(root), 'pom.xml'))).digest('hex');

/** Whether the jars of this pom.xml are here, all of them: the stamp is written last. */
export function kafkaLibsAreHere(place: Pick<StackPlace, 'root'>): boolean {
  try {
    return readFileSync(join(kafkaLibsOf(place), STAMP), 'utf8') === pomDigest(place.root);
  } catch {
    return false;
  }
}

/** Copies the broker's jars, 44 MB, from Maven's repository. A copy that is cut off leaves nothing that is taken for whole. */
export async function fetchKafkaLibs(place: StackPlace): Promise<void> {
  const libs = kafkaLibsOf(place);
  const partial = `${libs}.${process.pid}`;
  mkdirSync(dirname(libs), { recursive: true });
  rmSync(partial, { recursive: true, force: true });
  const maven = await run('mvn', ['-B', '-q', '-f', join(brokerFolderOf(place.root), 'pom.xml'), 'dependency:copy-dependencies',
    `-DoutputDirectory=${partial}`, '-DincludeScope=runtime'], { env: place.env });
  if (maven.status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new StackError('start-failed', `Maven could not fetch the Kafka broker (it needs the network once):\n\n${lastLines(maven)}

Try again, or use a Kafka that already runs:
    KAFKA_BROKERS=host:9092 npm start`);
  }
  writeFileSync(join(partial, STAMP), pomDigest(place.root));
  rmSync(libs, { recursive: true, force: true });
  renameSync(partial, libs);
}

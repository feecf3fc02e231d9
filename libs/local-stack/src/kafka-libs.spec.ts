import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kafkaLibsOf, type StackPlace } from './folders.js';
import { brokerFolderOf, fetchKafkaLibs, kafkaLibsAreHere } from './kafka-libs.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wiredesk-libs-'));
  mkdirSync(brokerFolderOf(root), { recursive: true });
  writeFileSync(join(brokerFolderOf(root), 'pom.xml'), '<project>1</project>');
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

/** A place whose `mvn` is a script; the folder that jars go to is its sixth argument. */
function placeWithMaven(script: string): StackPlace {
  writeFileSync(join(root, 'mvn'), `#!/bin/sh\nto="\${6#-DoutputDirectory=}"\n${script}\n`, { mode: 0o755 });
  return { root, home: root, env: { PATH: `${root}:/bin:/usr/bin` } };
}

test('jars are fetched once, and again when the pom has changed', async () => {
  const place = placeWithMaven('mkdir -p "$to"; echo jar > "$to/kafka.jar"');
  expect(kafkaLibsAreHere(place)).toBe(false);
  await fetchKafkaLibs(place);
  expect(kafkaLibsAreHere(place)).toBe(true);
  expect(readdirSync(kafkaLibsOf(place))).toContain('kafka.jar');
  writeFileSync(join(brokerFolderOf(root), 'pom.xml'), '<project>2</project>');
  expect(kafkaLibsAreHere(place)).toBe(false);
});

test('a fetch that fails says why and leaves nothing that is taken for whole', async () => {
  const place = placeWithMaven('mkdir -p "$to"; echo half > "$to/kafka.jar"; printf "\\033[31m[ERROR] no network today\\033[m\\n"; exit 1');
  const refused = fetchKafkaLibs(place);
  await expect(refused).rejects.toMatchObject({ code: 'start-failed' });
  await expect(refused).rejects.toThrow('\n[ERROR] no network today\n');
  await expect(refused).rejects.toThrow('KAFKA_BROKERS=');
  expect(kafkaLibsAreHere(place)).toBe(false);
  expect(readdirSync(dirname(kafkaLibsOf(place)))).toEqual([]);
});

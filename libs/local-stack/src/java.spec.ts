import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireJava } from './java.js';
import { StackError } from './stack-error.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'wiredesk-java-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const program = (name: string, script: string): void => { writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 }); };
const java = (version: string): void => { program('java', `echo 'openjdk version "${version}" 2025-01-01' >&2`); };
const refusal = (withMaven: boolean): StackError => {
  try {
    requireJava({ PATH: folder }, { withMaven });
  } catch (error) {
    return error as StackError;
  }
  throw new Error('nothing was refused');
};

test.each(['17', '17.0.15', '21.0.2', '26-ea'])('Java %s is taken', (version) => {
  java(version);
  expect(requireJava({ PATH: folder }, { withMaven: false })).toBe('java');
});

test.each([['1.8.0_412', 8], ['11.0.2', 11], ['16', 16]])('Java %s is too old', (version, major) => {
  java(version);
  expect(refusal(false).message).toContain(`\`java\` is Java ${major}`);
});

test('without Java and Maven, one message names both and both ways out', () => {
  const error = refusal(true);
  expect(error).toBeInstanceOf(StackError);
  expect(error).toMatchObject({ code: 'prerequisite-missing', exitCode: 5 });
  for (const part of ['Java 17 or later', 'Maven', 'apt-get install', 'KAFKA_BROKERS=']) expect(error.message).toContain(part);
  expect(error.message.split('\n').length).toBeLessThan(24);
});

test('Maven is asked for only when the broker is not here yet', () => {
  java('17.0.1');
  expect(refusal(true).message).toContain('Maven');
  program('mvn', 'exit 0');
  expect(requireJava({ PATH: folder }, { withMaven: true })).toBe('java');
});

test('JAVA_HOME goes before PATH', () => {
  java('17.0.1');
  expect(() => requireJava({ PATH: folder, JAVA_HOME: '/nowhere' }, { withMaven: false })).toThrow('/nowhere/bin/java');
});

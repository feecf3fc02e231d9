import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopics } from '@wiredesk/eventlog';
import { createStack, freePorts, silentProgress, type Stack, type StackPorts } from '@wiredesk/local-stack';

/** The built services, a real Kafka and a real Postgres, on free ports of 127.0.0.1 and with data of their own. */
export interface OwnStack {
  readonly stack: Stack;
  readonly home: string;
  readonly ports: StackPorts;
  /** Processes that ended although nobody stopped them, with their last log lines. */
  readonly unexpectedExits: () => readonly string[];
  /** Ends every process and deletes the data. */
  readonly stop: () => Promise<void>;
}

interface OwnStackOptions {
  /** The checkout. */
  readonly root: string;
  readonly apiKeys: Readonly<Record<string, string>>;
  /** Also stopped, before the stack. */
  readonly stopFirst?: () => Promise<unknown>;
}

/** Needs the built apps. When it cannot start, nothing of it is left. */
export async function startOwnStack({ root, apiKeys, stopFirst }: OwnStackOptions): Promise<OwnStack> {
  const home = mkdtempSync(join(tmpdir(), 'wiredesk-tests-'));
  chmodSync(home, 0o755); // the database's user must get in when we are root
  const [gateway, ingest, enrichment, storage, postgres, kafka, controller] = await freePorts(7) as [number, number, number, number, number, number, number];
  const ports = { gateway, ingest, enrichment, storage, postgres, kafka, controller };
  const exits: string[] = [];
  const stack = createStack({
    root, home, env: process.env, ports, apiKeys, progress: silentProgress, createTopics: async (brokers) => { await createTopics({ brokers }); },
    onUnexpectedExit: (child, { code, signal }) => { exits.push(`${child.name} ended with ${signal ?? code}:\n${child.tail()}`); },
  });
  const stop = async (): Promise<void> => {
    await stopFirst?.();
    await stack.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await stack.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { stack, home, ports, unexpectedExits: () => exits, stop };
}

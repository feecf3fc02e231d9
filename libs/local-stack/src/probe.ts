import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ManagedProcess } from './managed-process.js';
import { StackError } from './stack-error.js';

const ANSWER_MS = 2_000;
const PAUSE_MS = 60;

/** Sends `request` to a port of this machine and says whether `accepts` likes the first bytes that come back. Never throws. */
export function answers(port: number, request: Buffer, accepts: (answer: Buffer) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => { socket.write(request); });
    const end = (verdict: boolean): void => { socket.destroy(); resolve(verdict); };
    socket.setTimeout(ANSWER_MS, () => { end(false); });
    socket.once('data', (answer) => { end(accepts(answer as Buffer)); });
    socket.once('error', () => { end(false); });
    socket.once('close', () => { end(false); });
  });
}

/** What is said of a process that ended by itself, or that `what` befell: its last log lines and where the rest is. */
export function obituary(server: ManagedProcess, { what, logFile }: { what?: string; logFile: string }): string {
  const exit = server.exit();
  const end = what ?? `ended with ${exit?.signal ?? `exit code ${exit?.code}`}`;
  return `${server.name} ${end}. Its last words, in ${logFile}:\n\n${server.tail()}`;
}

/** Waits until `ready` says true. Throws a StackError with the last log lines when the process ends first or time runs out. */
export async function untilReady(server: ManagedProcess, { ready, boundMs, logFile }: { ready: () => Promise<boolean>; boundMs: number; logFile: string }): Promise<void> {
  const deadline = Date.now() + boundMs;
  while (!(await ready())) {
    if (server.exit() !== undefined) throw new StackError('start-failed', obituary(server, { logFile }));
    if (Date.now() > deadline) {
      await server.kill();
      throw new StackError('start-failed', obituary(server, { what: `was not ready after ${Math.round(boundMs / 1000)} s`, logFile }));
    }
    await delay(PAUSE_MS);
  }
}

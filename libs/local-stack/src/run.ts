import { spawn, type SpawnOptions } from 'node:child_process';

export interface Run {
  readonly status: number;
  /** Standard output and standard error as they came, without colours. */
  readonly output: string;
}

/** Runs a command to its end. Never throws: a command that cannot be run has status 127 and says why. */
export function run(command: string, args: readonly string[], { input = '', ...options }: SpawnOptions & { input?: string }): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.once('error', (error) => { resolve({ status: 127, output: error.message }); });
    child.once('close', (code) => { resolve({ status: code ?? 1, output: plain(output) }); });
    child.stdin?.on('error', () => undefined); // a command that does not read may be gone already
    child.stdin?.end(input);
  });
}

// eslint-disable-next-line no-control-regex -- Maven colours what it says, whoever listens.
const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '').trim();

/** The end of what a command said, for a message of one screen. */
export const lastLines = ({ output }: Run): string => output.split('\n').slice(-12).map((line) => line.slice(0, 240)).join('\n');

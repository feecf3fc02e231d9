import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { commandLineOf } from './pid-files.js';
import { StackError } from './stack-error.js';

const HOST = '127.0.0.1';
const LISTENING = '0A';

export interface WantedPort {
  readonly port: number;
  /** What is to listen there. */
  readonly name: string;
}

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: HOST }, () => { resolve(server); });
  });
}

const close = (server: Server): Promise<void> => new Promise((resolve) => { server.close(() => { resolve(); }); });

/** Below the ports that the system gives to outgoing connections: one of those could take the port of a server that is down for a moment. */
const FIRST = 10_000;
const COUNT = 20_000;

/** Ports that nobody listens on, all different: they are held together and let go together. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  while (servers.length < count) {
    const server = await listenOn(FIRST + Math.floor(Math.random() * COUNT)).catch(() => undefined);
    if (server !== undefined) servers.push(server);
  }
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map(close));
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  try {
    await close(await listenOn(port));
    return true;
  } catch {
    return false;
  }
}

/** Throws one StackError that names every port that is taken, who holds it where that can be seen, and `remedy`. */
export async function requireFreePorts(wanted: readonly WantedPort[], remedy: string): Promise<void> {
  const taken: WantedPort[] = [];
  for (const port of wanted) if (!(await isFree(port.port))) taken.push(port);
  if (taken.length === 0) return;
  const lines = taken.map(({ port, name }) => `  port ${port}, which ${name} needs, is taken${by(holderOf(port))}`);
  throw new StackError('port-taken', `${taken.length === 1 ? 'A port is' : `${taken.length} ports are`} taken on ${HOST}:\n${lines.join('\n')}\n\n${remedy}`);
}

const by = (holder: string | undefined): string => (holder === undefined ? ' (by whom cannot be seen from here)' : ` by ${holder}`);

/** Who listens on a port, as `pid 12 (command line)`; undefined where the system does not tell. Linux only. */
export function holderOf(port: number): string | undefined {
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => socketsListeningOn(file, port)));
  if (sockets.size === 0) return undefined;
  for (const entry of list('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const holds = list(`/proc/${entry}/fd`).some((fd) => sockets.has(link(`/proc/${entry}/fd/${fd}`)));
    if (holds) return `pid ${entry} (${commandLineOf(Number(entry)).slice(0, 100)})`;
  }
  return undefined;
}

function socketsListeningOn(file: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return read(file).split('\n').slice(1).map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hex}`) === true && fields[3] === LISTENING)
    .map((fields) => `socket:[${fields[9]}]`);
}

// What belongs to others cannot be read: that is an answer, not an error.
function list(folder: string): string[] { try { return readdirSync(folder); } catch { return []; } }
function link(path: string): string { try { return readlinkSync(path); } catch { return ''; } }
function read(file: string): string { try { return readFileSync(file, 'utf8'); } catch { return ''; } }

import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A connection that comes while we drain has this long to ask something, in milliseconds. */
const LATE_MS = 1_000;

/**
 * Node takes a connection that has not asked anything yet for a busy one: a balancer's probe, or the spare one of a client, would hold a
 * drain for half a minute. Gives what closes them, now and from now on.
 */
export function watchUnused(server: Server): () => void {
  const unused = new Set<Socket>();
  let draining = false;
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => { unused.delete(socket); });
    if (draining) setTimeout(() => { if (unused.has(socket)) socket.destroy(); }, LATE_MS).unref();
  });
  server.on('request', ({ socket }) => { unused.delete(socket); });
  return () => {
    draining = true;
    for (const socket of unused) socket.destroy();
  };
}

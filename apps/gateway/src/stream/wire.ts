import type { FastifyReply, FastifyRequest } from 'fastify';
import { REVALIDATE } from '../http-cache.js';
import type { Wire } from './subscriber.js';

/** How long a reader may take nothing before it is let go. */
const STALLED_MS = 30_000;

/** Opens an event stream: headers and a first comment go out at once, so that the reader need not wait for an event to know that it is heard. */
export function openWire(request: FastifyRequest, reply: FastifyReply): Wire & { onClose: (listener: () => void) => void } {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8', 'cache-control': `${REVALIDATE}, no-transform`, 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff',
  });
  request.raw.socket.setNoDelay(true);
  request.raw.socket.setTimeout(0);
  raw.on('error', () => { raw.destroy(); });
  raw.write(':ok\n\n');
  return {
    write: (chunk) => raw.writable && raw.write(chunk),
    drained: () => drained(raw),
    close: () => { if (raw.writable) raw.end(); setTimeout(() => { raw.destroy(); }, 1_000).unref(); },
    isGone: () => !raw.writable,
    onClose: (listener) => { raw.once('close', listener); },
  };
}

function drained(raw: FastifyReply['raw']): Promise<boolean> {
  if (!raw.writable) return Promise.resolve(false);
  if (!raw.writableNeedDrain) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (taken: boolean) => (): void => {
      clearTimeout(timer);
      raw.off('drain', onDrain);
      raw.off('close', onClose);
      resolve(taken);
    };
    const [onDrain, onClose] = [settle(true), settle(false)];
    const timer = setTimeout(onClose, STALLED_MS);
    raw.once('drain', onDrain);
    raw.once('close', onClose);
  });
}

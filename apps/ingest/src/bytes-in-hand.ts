import type { FastifyRequest } from 'fastify';
import { isNdjson } from './deliveries.js';

interface Limits {
  readonly maxBodyBytes: number;
  readonly maxBatchBytes: number;
}

/** Counts the bytes of all requests that are being worked on, so that many at once are refused before memory is short. */
export function createBytesInHand(limit: number): { take(request: FastifyRequest, limits: Limits): boolean; release(request: FastifyRequest): void } {
  const held = new Map<FastifyRequest, number>();
  let inHand = 0;
  return {
    take: (request, limits) => {
      const bytes = expectedBytes(request, limits);
      // One request is always let in: a limit below its size would refuse it for ever.
      if (inHand > 0 && inHand + bytes > limit) return false;
      held.set(request, bytes);
      inHand += bytes;
      return true;
    },
    release: (request) => {
      inHand -= held.get(request) ?? 0;
      held.delete(request);
    },
  };
}

/** What is announced; as much as allowed where nothing is, or where it will be inflated. */
function expectedBytes({ headers }: FastifyRequest, { maxBodyBytes, maxBatchBytes }: Limits): number {
  const type = headers['content-type'];
  const most = isNdjson(type) || type?.startsWith('multipart/') === true ? maxBatchBytes : maxBodyBytes;
  const announced = Number(headers['content-length']);
  return Number.isFinite(announced) && headers['content-encoding'] === undefined ? Math.min(announced, most) : most;
}

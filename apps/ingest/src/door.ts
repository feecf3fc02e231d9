import { Failure } from '@wiredesk/contracts';
import { keyOf, problemOf, sendProblem } from '@wiredesk/runtime';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createBytesInHand } from './bytes-in-hand.js';
import { inflate } from './inflate.js';
import { watchPace } from './pace.js';

const FEED = Symbol('feed');
const NDJSON_TYPES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines'];

/** The feed whose key the request carries; the door has checked it. */
export const feedOfRequest = (request: FastifyRequest): string => (request as FastifyRequest & { [FEED]?: string })[FEED] ?? '';

export interface DoorOptions {
  readonly feedOf: (key: string) => string | undefined;
  /** Of one item, and of a batch (NDJSON, multipart), before and after decompression. */
  readonly maxBodyBytes: number;
  readonly maxBatchBytes: number;
  /** Of all requests that are being read or waiting for the broker. */
  readonly maxBytesInHand: number;
  /** Requests a second of one key, over ten seconds. */
  readonly requestsPerSecond: number;
  readonly draining: () => boolean;
}

/**
 * The key first, then the rate, then the size, then the pace, then the encoding: nothing is read for a stranger and nothing is inflated
 * beyond the limit. Every refusal is a problem with a code.
 */
export async function guardTheDoor(server: FastifyInstance, options: DoorOptions): Promise<void> {
  server.addHook('onRequest', (request, reply) => letIn(request, reply, options));
  const bytesInHand = createBytesInHand(options.maxBytesInHand);
  server.addHook('onRequest', async (request, reply) => {
    if (isApi(request) && request.method === 'POST' && !bytesInHand.take(request, options)) {
      await sendProblem(reply, { ...problemOf('overloaded', 'too many bytes are in hand; try again') });
    }
  });
  server.addHook('onResponse', async (request) => { bytesInHand.release(request); });
  server.addHook('onRequestAbort', async (request) => { bytesInHand.release(request); });
  await server.register(rateLimit, {
    hook: 'preParsing', max: options.requestsPerSecond * 10, timeWindow: 10_000, keyGenerator: feedOfRequest, allowList: (request) => !isApi(request),
    errorResponseBuilder: (_request, { ttl }) => Object.assign(new Failure('rate-limited', `more than ${options.requestsPerSecond} requests a second; wait ${Math.ceil(ttl / 1000)} s`), { statusCode: 429 }),
  });
  server.addHook('preParsing', (request, reply, payload) => Promise.resolve(isApi(request) && request.method === 'POST' ? watchPace(payload, reply) : payload));
  // Closing with the body half sent would reset the connection before the feeder can read why; the rest is read and thrown away.
  server.addHook('onSend', async (_request, reply) => { if (reply.statusCode === 413) reply.removeHeader('connection'); });
  server.removeAllContentTypeParsers();
  const { maxBodyBytes, maxBatchBytes } = options;
  const parser = (limit: number) => (request: FastifyRequest, body: Buffer): Promise<Buffer> => inflate(body, { encoding: request.headers['content-encoding'], limit });
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, parser(maxBodyBytes));
  server.addContentTypeParser(NDJSON_TYPES, { parseAs: 'buffer', bodyLimit: maxBatchBytes }, parser(maxBatchBytes));
  await server.register(multipart, { limits: { fileSize: maxBodyBytes, files: 1_000, parts: 1_100, fields: 100, fieldSize: 10_000 }, throwFileSizeLimit: true });
}

const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/v1/');

async function letIn(request: FastifyRequest, reply: FastifyReply, { feedOf, draining }: DoorOptions): Promise<void> {
  if (!isApi(request)) return;
  if (draining()) {
    await sendProblem(reply, { ...problemOf('draining', 'this service is shutting down; try another') });
    return;
  }
  const key = keyOf(request.headers);
  const feed = key === undefined ? undefined : feedOf(key);
  if (feed === undefined) {
    // One answer for a missing and for a wrong key.
    reply.header('www-authenticate', 'Bearer realm="wiredesk"');
    await sendProblem(reply, { ...problemOf('unauthenticated', 'an API key is needed: Authorization: Bearer KEY') });
    return;
  }
  (request as FastifyRequest & { [FEED]?: string })[FEED] = feed;
}

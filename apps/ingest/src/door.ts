import zlib from 'node:zlib';
import { promisify } from 'node:util';
import { Failure } from '@wiredesk/contracts';
import { problemOf, sendProblem } from '@wiredesk/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keyOf } from './api-keys.js';

const FEED = Symbol('feed');

/** The feed whose key the request carries; the door has checked it. */
export const feedOfRequest = (request: FastifyRequest): string => (request as FastifyRequest & { [FEED]?: string })[FEED] ?? '';

interface DoorOptions {
  readonly feedOf: (key: string) => string | undefined;
  readonly maxBodyBytes: number;
  readonly draining: () => boolean;
}

const INFLATE: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(zlib.gunzip), 'x-gzip': promisify(zlib.gunzip), deflate: promisify(zlib.inflate), br: promisify(zlib.brotliDecompress), zstd: promisify(zlib.zstdDecompress),
};

/** The key first, then the size, then the encoding: nothing is read for a stranger, nothing is inflated beyond the limit. */
export function guardTheDoor(server: FastifyInstance, { feedOf, maxBodyBytes, draining }: DoorOptions): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/')) return;
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
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, async (request: FastifyRequest, body: Buffer) =>
    inflate(body, { encoding: request.headers['content-encoding'], maxBodyBytes }));
}

/** One layer of compression; the output never grows beyond the limit, so a bomb is answered at once. */
async function inflate(body: Buffer, { encoding = 'identity', maxBodyBytes }: { encoding: string | undefined; maxBodyBytes: number }): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  const decode = INFLATE[name];
  if (decode === undefined) throw new Failure('unsupported-encoding', `content-encoding ${name.slice(0, 40)} is not read here; use one of ${Object.keys(INFLATE).join(', ')}`);
  try {
    return await decode(body, { maxOutputLength: maxBodyBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Failure('too-large', `the body inflates to more than ${maxBodyBytes} bytes`, { cause: error });
    throw new Failure('malformed', `the body is not valid ${name}`, { cause: error });
  }
}

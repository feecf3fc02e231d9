import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Every answer is asked for again: a text that was killed must not come from a cache. */
export const REVALIDATE = 'private, no-cache';

export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

/** RFC 9110 section 13.1.2: weak comparison, a list, or any. */
export function isCurrent(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((entry) => entry.trim().replace(/^W\//, '') === etag);
}

/** Answers with JSON, or with 304 when the reader has this very answer. `of` stands for the answer where that is less than all of it. */
export async function sendCached({ request, reply }: { request: FastifyRequest; reply: FastifyReply }, body: unknown, of?: string): Promise<void> {
  const text = JSON.stringify(body);
  const etag = etagOf(of ?? text);
  reply.header('etag', etag).header('cache-control', REVALIDATE).header('vary', 'authorization, x-api-key');
  if (isCurrent(request.headers['if-none-match'], etag)) await reply.code(304).send();
  else await reply.type('application/json; charset=utf-8').send(text);
}

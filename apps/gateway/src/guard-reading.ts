import { createKeyRing, keyOf, problemOf, sendProblem, type ApiKey } from '@wiredesk/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REVALIDATE } from './http-cache.js';

/** What a key may do: ask, or save searches. */
export const SCOPES = ['read', 'write'] as const;
type Scope = (typeof SCOPES)[number];

const NAME = Symbol('name');

/** Whose key the request carries; the guard has checked it. */
export const readerOf = (request: FastifyRequest): string => (request as FastifyRequest & { [NAME]?: string })[NAME] ?? '';

export interface GuardOptions {
  /** Undefined: reading is open, writing is shut. */
  readonly keys: readonly ApiKey[] | undefined;
  readonly draining: () => boolean;
}

/** Before anything is read for a request: is its key known, and may it do this? */
export function guardReading(server: FastifyInstance, { keys, draining }: GuardOptions): void {
  const keyRing = createKeyRing(keys ?? []);
  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/')) return;
    reply.header('cache-control', REVALIDATE);
    if (draining()) return sendProblem(reply, { ...problemOf('draining', 'this service is shutting down; try another') });
    const scope: Scope = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) ? 'read' : 'write';
    if (keys === undefined) return scope === 'read' ? undefined : refuse(reply, 'forbidden', 'writing needs an API key with the scope write, and this gateway knows no keys: set API_KEYS');
    const given = keyOf(request.headers);
    const key = given === undefined ? undefined : keyRing(given);
    // One answer for a missing and for a wrong key.
    if (key === undefined) return refuse(reply.header('www-authenticate', 'Bearer realm="wiredesk"'), 'unauthenticated', 'an API key is needed: Authorization: Bearer KEY');
    if (!scopesOf(key).includes(scope)) return refuse(reply, 'forbidden', `this key has not the scope ${scope}`);
    (request as FastifyRequest & { [NAME]?: string })[NAME] = key.name;
  });
}

const scopesOf = ({ scopes }: ApiKey): readonly string[] => (scopes.length === 0 ? ['read'] : scopes);

const refuse = (reply: FastifyReply, code: 'forbidden' | 'unauthenticated', detail: string): Promise<void> => sendProblem(reply, { ...problemOf(code, detail) });

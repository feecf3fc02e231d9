import type { LookupFunction } from 'node:net';
import { Agent, request, type Dispatcher } from 'undici';
import type { Address, AddressGuard } from './address-guard.js';
import type { HostGate } from './host-gate.js';
import { PollFailure } from './poll-failure.js';
import { readBody, type Body } from './read-body.js';

export interface FeedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that go to one origin only, wherever a redirect leads. */
  readonly secret: { readonly origin: string; readonly headers: Readonly<Record<string, string>> };
}

export interface FeedAnswer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  /** Where permanent redirects (301, 308) led before any temporary one: the address to use from now on. */
  readonly movedTo?: string;
  /** Some redirect on the way was temporary: the answer says nothing of the address that was asked for. */
  readonly temporary: boolean;
  /** Of 2xx only. */
  readonly body?: Body;
}

export interface FetchDeps {
  readonly guard: AddressGuard;
  readonly gate: HostGate;
  readonly maxBytes?: number;
  /** For all hops together, without the wait for a host's turn. */
  readonly totalMs?: number;
}

export const MAX_BYTES = 8 * 1024 * 1024;
export const MAX_REDIRECTS = 3;
const TOTAL_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

/**
 * One GET with at most three redirects; every hop is checked, resolved once and connected to just those addresses. No proxy, no cookies.
 * Throws a PollFailure; any status that arrives is an answer.
 */
export async function fetchFeed({ url, headers, secret }: FeedRequest, deps: FetchDeps): Promise<FeedAnswer> {
  let left = deps.totalMs ?? TOTAL_MS;
  let at = new URL(url);
  let movedTo: string | undefined;
  let temporary = false;
  for (let hop = 0; ; hop++) {
    const own = at.origin === secret.origin ? { ...headers, ...secret.headers } : headers;
    const { answer, tookMs } = await deps.gate.within(at.host, async () => {
      const started = performance.now();
      const answer = await oneHop({ url: at, headers: own, withinMs: Math.max(1, Math.ceil(left)) }, deps);
      return { answer, tookMs: performance.now() - started };
    });
    left -= tookMs;
    if (answer.location === undefined) return { ...answer, temporary, ...(movedTo === undefined ? {} : { movedTo }) };
    if (hop === MAX_REDIRECTS) throw new PollFailure('too-many-redirects', `more than ${MAX_REDIRECTS} redirects`);
    at = nextHop(answer.location, at);
    temporary ||= !PERMANENT.has(answer.status);
    if (!temporary) movedTo = at.href;
  }
}

function nextHop(location: string, from: URL): URL {
  const next = URL.parse(location, from.href);
  if (next === null) throw new PollFailure('bad-answer', 'a redirect leads to something that is not a URL');
  next.hash = '';
  return next;
}

interface Hop {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly withinMs: number;
}

type HopAnswer = Pick<FeedAnswer, 'status' | 'headers' | 'body'> & { readonly location?: string };

async function oneHop({ url, headers, withinMs }: Hop, { guard, maxBytes = MAX_BYTES }: FetchDeps): Promise<HopAnswer> {
  const signal = AbortSignal.timeout(withinMs);
  const addresses = await bounded(guard.resolve(url), signal);
  // An agent of its own: its connections can go to these addresses only, and nobody else's connection is used again.
  const agent = new Agent({ connect: { lookup: pinnedTo(addresses), timeout: withinMs }, headersTimeout: withinMs, bodyTimeout: withinMs });
  try {
    const response = await request(url, { method: 'GET', headers, dispatcher: agent, signal });
    return await answerOf(response, maxBytes);
  } catch (error) {
    throw failureOf(error, { url, signal });
  } finally {
    await agent.destroy().catch(() => undefined);
  }
}

async function answerOf({ statusCode: status, headers, body }: Dispatcher.ResponseData, maxBytes: number): Promise<HopAnswer> {
  // What is thrown away ends with its connection, so an endless body of an error costs nothing.
  body.on('error', () => undefined);
  if (REDIRECTS.has(status) && typeof headers['location'] === 'string') return { status, headers, location: headers['location'] };
  if (status < 200 || status > 299 || status === 204) return { status, headers };
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new PollFailure('too-large', `the body says that it has ${String(headers['content-length']).slice(0, 20)} bytes; ${maxBytes} are read at most`);
  return { status, headers, body: await readBody(body, { encoding: textOf(headers['content-encoding']), maxBytes }) };
}

const textOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(', ') : value);

/** Node asks for one address or for all. The name was resolved before; it is not asked for a second time. */
const pinnedTo = (addresses: readonly Address[]): LookupFunction => (_hostname, options, done) => {
  const [first] = addresses;
  if (options.all === true) done(null, [...addresses]);
  else done(null, first?.address ?? '', first?.family ?? 4);
};

function bounded<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => { reject(new PollFailure('too-slow', 'the name was not resolved in time')); }, { once: true });
    work.then(resolve, reject);
  });
}

function failureOf(error: unknown, { url, signal }: { url: URL; signal: AbortSignal }): PollFailure {
  if (error instanceof PollFailure) return error;
  if (signal.aborted) return new PollFailure('too-slow', `${url.host} did not finish in time`, { cause: error });
  const code = (error as { code?: unknown }).code;
  return new PollFailure('unreachable', `${url.host}: ${String(code ?? (error as Error).message).slice(0, 200)}`, { cause: error });
}

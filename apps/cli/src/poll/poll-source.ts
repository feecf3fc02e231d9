import { createHash, randomUUID } from 'node:crypto';
import type { Attempt } from './attempt.js';
import { conditionalsOf, cursorOf, isLying, validatorsOf } from './cursor.js';
import type { Deliver, Settled } from './deliver.js';
import { fetchFeed, type FeedAnswer, type FetchDeps } from './fetch-feed.js';
import { freshForMs, retryAfterMs } from './freshness.js';
import { PollFailure } from './poll-failure.js';
import type { Cursor } from './poll-state.js';
import { quietTimesOf } from './quiet-times.js';
import { backoffMs, nextAt, nextInterval, type IntervalBounds } from './rhythm.js';
import { SECRET_HEADERS, type Source } from './sources-file.js';

export interface PollDeps extends FetchDeps {
  readonly deliver: Deliver;
  /** The feed of the API key; items go to `FEED/NAME`. */
  readonly feed: string;
  readonly userAgent: string;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
}

/** What came of an attempt and the cursor to keep; `keyRefused` says that no delivery of this process will be taken. */
export interface Polled {
  readonly attempt: Attempt;
  readonly cursor: Cursor;
  readonly keyRefused?: string;
}

const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';

/** One attempt at one source: asks politely, hands the body to ingest, and moves the cursor only when ingest has settled it. Never throws. */
export async function pollSource(source: Source, known: Cursor | undefined, deps: PollDeps): Promise<Polled> {
  const cursor = cursorOf(source, known);
  const turn: Turn = { source, cursor, deps, started: deps.now(), clock: performance.now() };
  const conditionals = conditionalsOf(cursor);
  try {
    const answer = await fetchFeed(requestOf(turn, conditionals), deps);
    const { status, temporary, body } = answer;
    if (status === 304 && Object.keys(conditionals).length > 0) return unchanged(turn, answer);
    if (status === 410 && !temporary) return stopped(turn);
    if (body === undefined) return failed(turn, new PollFailure(status === 304 ? 'bad-answer' : 'status', status === 304 ? 'not modified, although nothing was said of what we hold' : `the publisher answers ${status}`), answer);
    if (body.bytes.length === 0) return failed(turn, new PollFailure('bad-answer', 'the body is empty'), answer);
    return await handOver(turn, answer, body);
  } catch (error) {
    if (error instanceof PollFailure) return failed(turn, error);
    throw error;
  }
}

interface Turn {
  readonly source: Source;
  readonly cursor: Cursor;
  readonly deps: PollDeps;
  /** Epoch milliseconds. */
  readonly started: number;
  readonly clock: number;
}

function requestOf({ source, cursor, deps }: Turn, conditionals: Readonly<Record<string, string>>): Parameters<typeof fetchFeed>[0] {
  const own = Object.entries(source.headers ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    url: cursor.movedTo ?? source.url,
    headers: {
      'accept': ACCEPT, 'accept-encoding': 'gzip, br', 'user-agent': deps.userAgent, ...conditionals,
      ...Object.fromEntries(own.filter(([name]) => !SECRET_HEADERS.has(name))),
    },
    secret: { origin: new URL(source.url).origin, headers: Object.fromEntries(own.filter(([name]) => SECRET_HEADERS.has(name))) },
  };
}

async function handOver(turn: Turn, answer: FeedAnswer, body: NonNullable<FeedAnswer['body']>): Promise<Polled> {
  const { source, cursor, deps } = turn;
  const sha256 = createHash('sha256').update(body.bytes).digest('hex');
  const sizes = { bytes: body.bytes.length, wireBytes: body.wireBytes };
  if (sha256 === cursor.sha256) return unchanged(turn, answer, sizes);
  const lies = cursor.lies === true || isLying(cursor, answer.headers);
  const delivered = await deps.deliver({
    feed: `${deps.feed}/${source.name}`, bytes: body.bytes, contentType: contentTypeOf(answer), language: source.language, idempotencyKey: randomUUID(),
  });
  if (delivered.is !== 'settled') {
    const polled = failed(turn, { message: delivered.why, outcome: 'undelivered' }, answer);
    return delivered.is === 'key-refused' ? { ...polled, keyRefused: delivered.why } : polled;
  }
  const { is: _is, ...counts } = delivered;
  const quiet = quietTimesOf(body.bytes);
  // What the new answer does not say anew holds no longer.
  const { lies: _lies, quiet: _quiet, etag: _etag, lastModified: _lastModified, ...rest } = cursor;
  // The first look finds everything new, which says nothing of the rhythm.
  const fresh = cursor.sha256 === undefined ? undefined : freshOf(delivered);
  return succeeded(turn, answer, {
    cursor: {
      ...rest, ...validatorsOf(answer.headers), sha256, bytes: sizes.bytes, unchanged: 0, ...(lies ? { lies } : {}), ...(quiet === undefined ? {} : { quiet }),
      intervalMs: fresh === undefined ? cursor.intervalMs : nextInterval(cursor.intervalMs, fresh, boundsOf(source)),
    },
    attempt: { outcome: 'delivered', ...sizes, ...counts }, savedBytes: sizes.bytes - sizes.wireBytes,
  });
}

function freshOf({ accepted, duplicate, superseded }: Settled): number {
  const read = accepted + duplicate + superseded;
  return read === 0 ? 0 : accepted / read;
}

/** A publisher who declares several bodies in one gives us none that a feed is made of; it is read by its content. */
function contentTypeOf({ headers }: FeedAnswer): string {
  const declared = headers['content-type'];
  return typeof declared === 'string' && /^[\w.+-]+\/[\w.+-]+/.test(declared) && !declared.toLowerCase().startsWith('multipart/') ? declared : 'application/octet-stream';
}

function unchanged(turn: Turn, answer: FeedAnswer, sizes?: { bytes: number; wireBytes: number }): Polled {
  const { cursor, source } = turn;
  return succeeded(turn, answer, {
    cursor: { ...cursor, ...validatorsOf(answer.headers, cursor), unchanged: sizes === undefined ? cursor.unchanged + 1 : 0, intervalMs: nextInterval(cursor.intervalMs, 0, boundsOf(source)) },
    attempt: { outcome: 'unchanged', ...sizes }, savedBytes: sizes === undefined ? (cursor.bytes ?? 0) : sizes.bytes - sizes.wireBytes,
  });
}

interface Success {
  readonly cursor: Cursor;
  readonly attempt: Pick<Attempt, 'outcome'> & Partial<Attempt>;
  readonly savedBytes: number;
}

function succeeded(turn: Turn, answer: FeedAnswer, { cursor, attempt, savedBytes }: Success): Polled {
  const now = turn.deps.now();
  const at = nextAt({ now, waitMs: cursor.intervalMs, notBeforeMs: freshForMs(answer.headers), quiet: cursor.quiet, chance: turn.deps.chance() });
  const requests = Math.max(0, Math.floor((at - now) / boundsOf(turn.source).minMs) - 1);
  const saved = { requests: cursor.saved.requests + requests, bytes: cursor.saved.bytes + Math.max(0, savedBytes) };
  const moved = answer.movedTo === undefined || answer.movedTo === (turn.cursor.movedTo ?? turn.source.url) ? {} : { movedTo: answer.movedTo };
  const times = { nextAt: new Date(at).toISOString(), triedAt: new Date(turn.started).toISOString(), acknowledgedAt: new Date(now).toISOString() };
  const next = { ...cursor, ...moved, ...times, failures: 0, saved };
  return { cursor: next, attempt: { ...attemptOf(turn), status: answer.status, nextAt: next.nextAt, saved, ...moved, ...attempt } };
}

type Why = { readonly code?: string; readonly message: string; readonly outcome?: 'failed' | 'undelivered' };

/** The validators stay: the next attempt asks for the same again. */
function failed(turn: Turn, { code, message, outcome = 'failed' }: Why, answer?: FeedAnswer): Polled {
  const { cursor, source, deps } = turn;
  const failures = cursor.failures + 1;
  const now = deps.now();
  const notBeforeMs = outcome === 'failed' && answer !== undefined ? retryAfterMs(answer.headers, now) : undefined;
  const at = nextAt({ now, waitMs: backoffMs(failures, boundsOf(source)), notBeforeMs, quiet: cursor.quiet, chance: deps.chance() });
  const next = { ...cursor, failures, nextAt: new Date(at).toISOString(), triedAt: new Date(turn.started).toISOString() };
  return {
    cursor: next,
    attempt: { ...attemptOf(turn), outcome, why: message, nextAt: next.nextAt, ...(code === undefined ? {} : { code }), ...(answer === undefined ? {} : { status: answer.status }) },
  };
}

function stopped(turn: Turn): Polled {
  const stoppedAt = new Date(turn.deps.now()).toISOString();
  const why = 'the publisher has taken this feed away for good; it is not asked again until its url in the sources file changes';
  return { cursor: { ...turn.cursor, stoppedAt, triedAt: stoppedAt }, attempt: { ...attemptOf(turn), outcome: 'stopped', status: 410, why } };
}

const attemptOf = ({ source, cursor, started, clock }: Turn): Pick<Attempt, 'at' | 'source' | 'url' | 'ms'> =>
  ({ at: new Date(started).toISOString(), source: source.name, url: cursor.movedTo ?? source.url, ms: Math.round(performance.now() - clock) });

const boundsOf = ({ minSeconds, maxSeconds }: Source): IntervalBounds => ({ minMs: minSeconds * 1000, maxMs: maxSeconds * 1000 });

import type { FeedAnswer } from './fetch-feed.js';
import type { Cursor } from './poll-state.js';
import type { Source } from './sources-file.js';

/** Some servers answer `not modified` for ever: after so many of these in a row the whole feed is asked for. */
const WITHOUT_CONDITIONALS_AFTER = 20;
const FIRST_INTERVAL_MS = 15 * 60_000;
const MAX_VALIDATOR = 1_000;

/** The known cursor, or a fresh one where the source is new or its URL in the sources file is another. */
export function cursorOf({ url, minSeconds, maxSeconds }: Source, known: Cursor | undefined): Cursor {
  if (known?.url === url) return known;
  const intervalMs = Math.min(maxSeconds * 1000, Math.max(minSeconds * 1000, FIRST_INTERVAL_MS));
  return { url, intervalMs, nextAt: new Date(0).toISOString(), failures: 0, unchanged: 0, saved: { requests: 0, bytes: 0 } };
}

/** Both validators, word for word; none of them now and then, and never where they were seen to lie. */
export function conditionalsOf({ etag, lastModified, lies, unchanged }: Cursor): Readonly<Record<string, string>> {
  if (lies === true || unchanged >= WITHOUT_CONDITIONALS_AFTER) return {};
  return { ...(etag === undefined ? {} : { 'if-none-match': etag }), ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }) };
}

type Headers = FeedAnswer['headers'];

/** The validators of an answer; an answer without a body may leave some out that still hold. */
export function validatorsOf(headers: Headers, kept: Pick<Cursor, 'etag' | 'lastModified'> = {}): { etag?: string; lastModified?: string } {
  const etag = validator(headers['etag']) ?? kept.etag;
  const lastModified = validator(headers['last-modified']) ?? kept.lastModified;
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

/** The feed has changed, and the server's validators say that it has not. */
export function isLying(cursor: Cursor, headers: Headers): boolean {
  if (cursor.sha256 === undefined) return false;
  if (cursor.etag !== undefined) return cursor.etag === headers['etag'];
  return cursor.lastModified !== undefined && cursor.lastModified === headers['last-modified'];
}

const validator = (value: string | string[] | undefined): string | undefined =>
  (typeof value === 'string' && value.length <= MAX_VALIDATOR && /^[\x20-\x7e]+$/.test(value) ? value : undefined);

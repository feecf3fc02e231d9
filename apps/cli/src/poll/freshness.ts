/** What the headers of an answer say about when to come again. All results are milliseconds, or undefined where nothing is said. */

const DAY_MS = 86_400_000;
/** A longer freshness than a day is a cache setting for files, not the rhythm of a feed. */
const MAX_FRESH_MS = DAY_MS;
/** A server may send us away for a week at most; a date beyond it is a mistake. */
const MAX_AWAY_MS = 7 * DAY_MS;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const textOf = (headers: Headers, name: string): string => String(headers[name] ?? '').trim();

/** `Retry-After` (RFC 9110, 10.2.3) in seconds or as a date. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const said = textOf(headers, 'retry-after');
  if (said === '') return undefined;
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return Number.isNaN(ms) ? undefined : Math.min(MAX_AWAY_MS, Math.max(0, ms));
}

/** What `Cache-Control: max-age` leaves after the `Age` that a cache on the way has added (RFC 9111, 4.2). */
export function freshForMs(headers: Headers): number | undefined {
  const directives = textOf(headers, 'cache-control').toLowerCase().split(',').map((directive) => directive.trim());
  if (directives.includes('no-cache') || directives.includes('no-store')) return undefined;
  const maxAge = directives.map((directive) => /^max-age="?(\d{1,9})"?$/.exec(directive)?.[1]).find((value) => value !== undefined);
  if (maxAge === undefined) return undefined;
  const age = /^\d{1,9}$/.test(textOf(headers, 'age')) ? Number(textOf(headers, 'age')) : 0;
  return Math.min(MAX_FRESH_MS, Math.max(0, Number(maxAge) - age) * 1000);
}

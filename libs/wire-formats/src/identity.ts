import { digestOf } from '@wiredesk/contracts';

const encoder = new TextEncoder();
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]{1,30}:\S+$/;
/** NewsML 1.2 section 4.4: `urn:newsml:provider:date:item:revision`, the revision with an update letter. */
const NEWSML_REVISION = /^(urn:newsml:[^:]+:[^:]+:.+):\d+[NAU]?$/i;
/** Tracking parameters say how a reader came, not what is read. */
const TRACKING = /^(utm_[a-z_]+|fbclid|gclid|mc_cid|mc_eid|cmpid|ns_[a-z_]+|ito|ocid|xtor|at_[a-z_]+|cb|rnd|rand|nocache|timestamp|_)$/i;
/** A fragment of a digit or two counts entries of one poll; a longer one names a post of a live page. */
const COUNTING = /^#?.{0,3}$/;

/** A short digest of words: white space runs count as one blank, so that another line width gives the same. */
export const textDigest = (text: string): string => digestOf(encoder.encode(text.replace(/\s+/g, ' ').trim()));

/**
 * The publisher's own name of a story from the identifier of an item. A revision at the end of a NewsML urn is cut off (AFP
 * carries it); a name that is no URI is unique only within its feed, so the feed is put before it.
 */
export function storyNameOf(uri: string, feed: string): string {
  const name = uri.trim();
  if (!SCHEME.test(name)) return `${feed}\n${name}`;
  const urn = NEWSML_REVISION.exec(name);
  return urn === null ? name : urn[1] ?? name;
}

/** The name of a story that its publisher does not name: its feed and its words. */
export const wordsName = (feed: string, text: string): string => `${feed}\ntext:${textDigest(text)}`;

/** A `urn:` for an item whose publisher gave none. */
export const urnOf = (format: string, name: string): string => `urn:wiredesk:${format}:${digestOf(encoder.encode(name)).slice(0, 32)}`;

/** A web address without tracking parameters and counting fragments, host in lower case; undefined when it is none. */
export function canonicalUrl(written: string): string | undefined {
  const url = URL.canParse(written.trim()) ? new URL(written.trim()) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  if (COUNTING.test(url.hash)) url.hash = '';
  for (const key of [...url.searchParams.keys()]) if (TRACKING.test(key)) url.searchParams.delete(key);
  url.searchParams.sort();
  return url.href;
}

/** A version as the contract wants it, or undefined: digits without leading zeros. */
export function decimalVersion(written: unknown): string | undefined {
  if (typeof written === 'number') return Number.isSafeInteger(written) && written >= 0 ? String(written) : undefined;
  if (typeof written !== 'string' || !/^\s*\d{1,30}\s*$/.test(written)) return undefined;
  return written.trim().replace(/^0+(?=\d)/, '');
}

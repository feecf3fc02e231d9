import { createHash, timingSafeEqual } from 'node:crypto';

export interface ApiKey {
  readonly feed: string;
  /** SHA-256 of the key, hexadecimal. */
  readonly digest: string;
}

/**
 * Finds the feed that a key belongs to, or undefined. All digests are compared, each in constant time, so that an answer's
 * time tells nothing of how near a guess was.
 */
export function createFeedOf(keys: readonly ApiKey[]): (key: string) => string | undefined {
  const known = keys.map(({ feed, digest }) => ({ feed, digest: Buffer.from(digest, 'hex') }));
  return (key) => {
    const given = createHash('sha256').update(key).digest();
    let found: string | undefined;
    for (const { feed, digest } of known) if (timingSafeEqual(digest, given)) found = feed;
    return found;
  };
}

/** The key of `Authorization: Bearer KEY` or `X-Api-Key: KEY`. */
export function keyOf(headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(String(headers['authorization'] ?? ''));
  const header = headers['x-api-key'];
  return bearer?.[1] ?? (typeof header === 'string' && header !== '' ? header : undefined);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export interface ApiKey {
  /** Who has it: a feed, a reader. */
  readonly name: string;
  /** What it may do; empty where its service knows only one thing. */
  readonly scopes: readonly string[];
  /** SHA-256 of the key, hexadecimal. */
  readonly digest: string;
}

const ENTRY = /^([a-z0-9][a-z0-9-]{0,62})(?::([a-z]+(?:\+[a-z]+)*))?=([0-9a-f]{64})$/;

/**
 * `name=digest` or `name:scope+scope=digest` entries, comma separated. A name may have two keys while one replaces the other. The keys
 * themselves are never configured. `scopes` lists those there are; without any, an entry may name none.
 */
export const apiKeysSchema = (scopes: readonly string[] = []): z.ZodType<ApiKey[], string> =>
  z.string().transform((text) => text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== ''))
    .pipe(z.array(z.string().regex(ENTRY, `entries of the form name${scopes.length === 0 ? '' : `[:${scopes.join('+')}]`}=<sha256 of the key in hexadecimal> expected`)).min(1))
    .transform((entries) => entries.map((entry) => {
      const [, name = '', said, digest = ''] = ENTRY.exec(entry) ?? [];
      return { name, scopes: said?.split('+') ?? [], digest };
    }))
    .refine((keys) => keys.every((key) => key.scopes.every((scope) => scopes.includes(scope))), scopes.length === 0 ? 'there are no scopes here' : `the scopes are ${scopes.join(', ')}`);

/**
 * Finds the entry that a key belongs to, or undefined. All digests are compared, each in constant time, so that an answer's time tells
 * nothing of how near a guess was.
 */
export function createKeyRing<K extends Pick<ApiKey, 'digest'>>(keys: readonly K[]): (key: string) => K | undefined {
  const known = keys.map((entry) => ({ entry, digest: Buffer.from(entry.digest, 'hex') }));
  return (key) => {
    const given = createHash('sha256').update(key).digest();
    let found: K | undefined;
    for (const { entry, digest } of known) if (timingSafeEqual(digest, given)) found = entry;
    return found;
  };
}

/** The key of `Authorization: Bearer KEY` or `X-Api-Key: KEY`. */
export function keyOf(headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(String(headers['authorization'] ?? ''));
  const header = headers['x-api-key'];
  return bearer?.[1] ?? (typeof header === 'string' && header !== '' ? header : undefined);
}

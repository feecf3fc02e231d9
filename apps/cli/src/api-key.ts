import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileOf = (home: string): string => join(home, 'api-key');

/** The key that `wiredesk up` made for this machine, or undefined before its first start. */
export function readApiKey(home: string): string | undefined {
  try {
    return readFileSync(fileOf(home), 'utf8').trim() || undefined;
  } catch {
    return undefined; // never started here
  }
}

/** The key of this machine, made at the first start and readable by its owner only. Services get its digest. */
export function ensureApiKey(home: string): string {
  const known = readApiKey(home);
  if (known !== undefined) return known;
  const key = `wd_${randomBytes(24).toString('base64url')}`;
  mkdirSync(home, { recursive: true });
  writeFileSync(fileOf(home), `${key}\n`, { mode: 0o600 });
  return key;
}

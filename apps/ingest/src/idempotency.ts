/** What was answered to a request that carried an `Idempotency-Key`. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type Begun =
  | { readonly is: 'new' }
  | { readonly is: 'answered'; readonly answer: Answer }
  /** The same key with another body. */
  | { readonly is: 'mismatch' }
  /** The first request with this key has no answer yet. */
  | { readonly is: 'busy' };

/**
 * Remembers answers by feed and key for a day. `begin` claims a key; `finish` keeps the answer; `forget` lets a failed request be tried
 * again. A claim without an answer lapses after a minute: its replica has died. All reject with `database-unavailable`.
 */
export interface IdempotencyStore {
  begin(feed: string, key: string, digest: string): Promise<Begun>;
  finish(feed: string, key: string, answer: Answer): Promise<void>;
  forget(feed: string, key: string): Promise<void>;
  /** Forgets what is older than a day. */
  sweep(): Promise<void>;
}

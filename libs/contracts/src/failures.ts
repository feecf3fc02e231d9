/** What a consumer does with a record that fails, or a door with a request. */
export type FailureAction = 'retry' | 'dead-letter' | 'drop' | 'reject';

interface FailureRule {
  readonly action: FailureAction;
  /** HTTP status at the door, where the failure can happen there. */
  readonly status?: number;
  readonly meaning: string;
}

/** The one table of failure codes. Decisions are made by code, never by words in a message. */
export const FAILURES = {
  'empty-body': { action: 'reject', status: 400, meaning: 'the request has no body' },
  'bad-request': { action: 'reject', status: 400, meaning: 'a parameter or header cannot be read' },
  'unauthenticated': { action: 'reject', status: 401, meaning: 'the API key is missing or unknown' },
  'forbidden': { action: 'reject', status: 403, meaning: 'the API key may not do this' },
  'not-found': { action: 'reject', status: 404, meaning: 'there is nothing under this address' },
  'not-kept': { action: 'reject', status: 410, meaning: 'what is asked for was known once and is not kept any more' },
  'too-slow': { action: 'reject', status: 408, meaning: 'the body did not arrive in time' },
  'too-large': { action: 'reject', status: 413, meaning: 'the body or an item is larger than the limit' },
  'unsupported-format': { action: 'reject', status: 415, meaning: 'no wire format recognises these bytes' },
  'unsupported-encoding': { action: 'reject', status: 415, meaning: 'the content encoding or charset is not supported' },
  'malformed': { action: 'reject', status: 422, meaning: 'the bytes break the rules of their wire format' },
  'invalid-item': { action: 'reject', status: 422, meaning: 'a field is missing or has a wrong value' },
  'too-deep': { action: 'reject', status: 422, meaning: 'the nesting is deeper than the limit' },
  'too-complex': { action: 'reject', status: 422, meaning: 'the bytes take longer to read than any real item' },
  'idempotency-mismatch': { action: 'reject', status: 422, meaning: 'this Idempotency-Key was used with another body' },
  'idempotency-busy': { action: 'reject', status: 409, meaning: 'a request with this Idempotency-Key is still in work' },
  'unsafe-content': { action: 'reject', status: 422, meaning: 'DOCTYPE, entity declarations or prototype keys are refused' },
  'rate-limited': { action: 'reject', status: 429, meaning: 'too many requests for this key; wait for Retry-After' },
  'overloaded': { action: 'retry', status: 503, meaning: 'the service has more work in hand than it may hold' },
  'log-unavailable': { action: 'retry', status: 503, meaning: 'the broker did not acknowledge in time' },
  'database-unavailable': { action: 'retry', status: 503, meaning: 'the database cannot be reached or is not ready' },
  'draining': { action: 'retry', status: 503, meaning: 'the service is shutting down' },
  'undecodable': { action: 'dead-letter', meaning: 'the record is not JSON in UTF-8, or nests too deep' },
  'schema-invalid': { action: 'dead-letter', meaning: 'the record does not fit the schema of its topic' },
  'key-mismatch': { action: 'dead-letter', meaning: 'the record key is not the story id of its value' },
  'tombstone': { action: 'drop', meaning: 'a record without a value; compaction uses it, we have nothing to do' },
  'enrichment-failed': { action: 'dead-letter', meaning: 'the engine could not annotate the item' },
  'row-refused': { action: 'dead-letter', meaning: 'the database refuses the values of this item' },
  'bug': { action: 'dead-letter', status: 500, meaning: 'an error that no one foresaw; it needs a person' },
} as const satisfies Record<string, FailureRule>;

export type FailureCode = keyof typeof FAILURES;

/** An error with a code of the table. The message is for people, `cause` keeps what was caught. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The code of anything caught: its own, or `bug`. */
export const failureCodeOf = (error: unknown): FailureCode => (error instanceof Failure ? error.code : 'bug');

export const failureRuleOf = (code: FailureCode): FailureRule => FAILURES[code];

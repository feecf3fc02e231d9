import { Failure } from '@wiredesk/contracts';

/** SQLSTATE classes of values that the database will never take: data, integrity, cardinality, limits. */
const REFUSED = new Set(['21', '22', '23', '54']);

/**
 * Gives a database error its code. `row-refused`: the values are to blame, so the batch is halved. Everything else a server or a
 * socket says (away, overloaded, locked, read-only, grants or migrations missing) may pass and is tried again. A failure stays itself.
 */
export function asFailure(error: unknown): unknown {
  if (error instanceof Failure) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) {
    const refused = REFUSED.has(code.slice(0, 2));
    return new Failure(refused ? 'row-refused' : 'database-unavailable', `SQLSTATE ${code}: ${messageOf(error)}`, { cause: error });
  }
  return isConnectionError(error) ? new Failure('database-unavailable', messageOf(error), { cause: error }) : error;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What node sockets and pg's pool give when the server is away: system codes, or an error from a client that has ended. */
function isConnectionError(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === 'string' && /^(E[A-Z]+|ERR_SOCKET_CLOSED)$/.test(code)) return true;
  return error instanceof Error && CLIENT_MESSAGES.has(error.message);
}

/** pg gives these without any code. */
const CLIENT_MESSAGES = new Set([
  'Connection terminated', 'Connection terminated unexpectedly', 'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect', 'Client has encountered a connection error and is not queryable', 'Query read timeout',
  'Client was closed and is not queryable', 'Connection is not established', 'Driver not Connected',
]);

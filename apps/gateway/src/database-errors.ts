import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Failure } from '@wiredesk/contracts';
import { catchError, throwError, type Observable } from 'rxjs';

/** SQLSTATE classes of a server that is away, full, busy or shutting down; and a statement that took too long. */
const AWAY = /^(08|53|57|58|25)/;
const NETWORK = /^E[A-Z]+$/;

/** A database that is away is 503 with Retry-After, not an error that no one foresaw. */
export class DatabaseErrors implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => asFailure(error))));
  }
}

export function asFailure(error: unknown): unknown {
  if (error instanceof Failure) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  const away = typeof code === 'string' ? AWAY.test(code) || NETWORK.test(code) : isPoolError(error);
  return away ? new Failure('database-unavailable', 'the database cannot be reached or took too long', { cause: error }) : error;
}

/** pg's pool gives these without any code. */
const isPoolError = (error: unknown): boolean => error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message);

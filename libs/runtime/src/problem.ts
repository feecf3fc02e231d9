import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Failure, failureRuleOf, type FailureCode } from '@wiredesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from './logger.js';

/** RFC 9457. `code` is of the failure table; further members say more. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: FailureCode;
  readonly detail: string;
  readonly instance?: string;
}

const RETRY_AFTER_S = 2;
const CODE_OF_STATUS: Readonly<Record<number, FailureCode>> = {
  401: 'unauthenticated', 403: 'forbidden', 404: 'not-found', 405: 'not-found', 408: 'too-slow', 413: 'too-large',
  415: 'unsupported-format', 429: 'rate-limited', 503: 'overloaded',
};

export function problemOf(code: FailureCode, detail: string, status = failureRuleOf(code).status ?? 500): Problem {
  return { type: `urn:wiredesk:problem:${code}`, title: failureRuleOf(code).meaning, status, code, detail };
}

/** Answers with a problem; what may be tried again says when. */
export async function sendProblem(reply: FastifyReply, problem: Problem & Record<string, unknown>): Promise<void> {
  if ((problem.status === 429 || problem.status === 503) && !reply.hasHeader('retry-after')) reply.header('retry-after', String(RETRY_AFTER_S));
  await reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

/** Everything thrown in a handler becomes a problem; what no one foresaw is logged with its cause and answered without it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    // Terminus reports an unready service as an exception whose body names the failing check.
    if (error instanceof HttpException && error.getStatus() === 503) {
      await reply.code(503).send(error.getResponse());
      return;
    }
    const problem = this.problem(error);
    if (problem.code === 'bug') this.logger.error({ err: error, url: http.getRequest<FastifyRequest>().url }, 'a request met an error that no one foresaw');
    await sendProblem(reply, { ...problem, instance: http.getRequest<FastifyRequest>().url.split('?')[0] ?? '' });
  }

  private problem(error: unknown): Problem {
    if (error instanceof Failure) return problemOf(error.code, error.message);
    const status = statusOf(error);
    if (status === undefined || status >= 500) return problemOf('bug', 'something went wrong here; it has been logged', 500);
    const detail = error instanceof Error ? error.message : 'the request cannot be read';
    return problemOf(CODE_OF_STATUS[status] ?? 'bad-request', detail, status);
  }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

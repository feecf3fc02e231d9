import { Controller, Get, Inject, Res } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import type { Metrics } from './metrics.js';

/** Says undefined when all is well, else why not. */
export type Check = () => Promise<string | undefined> | string | undefined;

/**
 * `live` fails only when this process cannot recover by itself (never because a broker or a database is away);
 * `ready` says whether it should get work.
 */
export interface Health {
  readonly live: Readonly<Record<string, Check>>;
  readonly ready: Readonly<Record<string, Check>>;
}

/** What the three addresses of every service answer from. */
export interface ServiceStatus {
  readonly health: Health;
  readonly metrics: Metrics;
}

export const SERVICE_STATUS = Symbol('ServiceStatus');

/** One indicator: whatever happens inside a check is an answer, not a crash; a check that hangs is not ready. */
async function ask(indicator: HealthIndicatorService, name: string, check: Check): Promise<HealthIndicatorResult> {
  const session = indicator.check(name);
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<string>((resolve) => { timer = setTimeout(() => { resolve('no answer within 2 s'); }, 2_000); });
  try {
    const problem = await Promise.race([Promise.resolve().then(check), bound]);
    return problem === undefined ? session.up() : session.down(problem);
  } catch (error) {
    return session.down(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

@Controller()
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly checks: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(SERVICE_STATUS) private readonly status: ServiceStatus,
  ) {}

  @Get('healthz')
  healthz(): Promise<unknown> { return this.checks.check(this.tasks(this.status.health.live)); }

  @Get('readyz')
  readyz(): Promise<unknown> { return this.checks.check(this.tasks(this.status.health.ready)); }

  @Get('metrics')
  async read(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('content-type', this.status.metrics.registry.contentType).send(await this.status.metrics.registry.metrics());
  }

  private tasks(checks: Readonly<Record<string, Check>>): (() => Promise<HealthIndicatorResult>)[] {
    return Object.entries(checks).map(([name, check]) => () => ask(this.indicators, name, check));
  }
}

import 'reflect-metadata';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TerminusModule } from '@nestjs/terminus';
import { ConfigError, CONFIG_EXIT_CODE } from './config.js';
import { HealthController, SERVICE_STATUS, type Health, type ServiceStatus } from './health.js';
import { createLogger, NestLogger, type Logger } from './logger.js';
import { createMetrics, type Metrics } from './metrics.js';
import { ProblemFilter } from './problem.js';
import { watchUnused } from './unused-connections.js';

interface ServiceConfig {
  readonly HTTP_HOST: string;
  readonly HTTP_PORT: number;
  readonly LOG_LEVEL: string;
  readonly DRAIN_TIMEOUT_MS: number;
}

export interface ServiceContext<C> {
  readonly config: C;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** True from SIGTERM on: the intake closes, the work in hand is finished. */
  readonly draining: () => boolean;
  /** Ends the process with exit code 1 after one log line: this process cannot recover. */
  readonly fatal: (reason: string, error?: unknown) => void;
}

export interface ServiceParts {
  readonly module: Type | DynamicModule;
  readonly live?: Health['live'];
  readonly ready?: Health['ready'];
  /** Before the HTTP port opens: routes, parsers, microservices. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void> | void;
  /** After the port is open. */
  readonly started?: (app: NestFastifyApplication) => Promise<void> | void;
  /** After Nest has closed everything: pools, producers. */
  readonly stop?: () => Promise<void>;
}

export interface ServiceDefinition<C extends ServiceConfig> {
  readonly name: string;
  readonly config: () => C;
  readonly assemble: (context: ServiceContext<C>) => ServiceParts | Promise<ServiceParts>;
}

/**
 * Runs a service: Nest on Fastify with /healthz, /readyz and /metrics; drains on SIGTERM and SIGINT.
 * Exit codes: 0 drained, 1 failed or drained too slowly, 3 port taken, 5 configuration.
 */
export async function startService<C extends ServiceConfig>(definition: ServiceDefinition<C>): Promise<void> {
  const config = readConfig(definition);
  const logger = createLogger({ service: definition.name, level: config.LOG_LEVEL });
  const metrics = createMetrics(definition.name);
  let draining = false;
  const fatal = (reason: string, error?: unknown): void => {
    logger.fatal({ err: error }, reason);
    setImmediate(() => process.exit(1));
  };
  process.on('unhandledRejection', (error) => { fatal('a promise was rejected and no one listened', error); });
  process.on('uncaughtException', (error) => { fatal('an error reached the top', error); });

  const parts = await definition.assemble({ config, logger, metrics, draining: () => draining, fatal });
  const health: Health = { live: { process: () => undefined, ...parts.live }, ready: { draining: () => (draining ? 'draining' : undefined), ...parts.ready } };
  const adapter = new FastifyAdapter({ bodyLimit: 64 * 1024, requestTimeout: 30_000, forceCloseConnections: 'idle' });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule(parts.module, { health, metrics }), adapter, {
    logger: new NestLogger(logger), bodyParser: false, abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(logger));
  await parts.prepare?.(app);
  const closeUnused = watchUnused(app.getHttpServer());

  const drain = async (signal: string): Promise<void> => {
    if (draining) return;
    draining = true;
    logger.info({ signal }, 'draining');
    const watchdog = setTimeout(() => { fatal(`draining took longer than ${config.DRAIN_TIMEOUT_MS} ms`); }, config.DRAIN_TIMEOUT_MS);
    closeUnused();
    await app.close();
    await parts.stop?.();
    clearTimeout(watchdog);
    logger.info('drained');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => { drain(signal).catch((error: unknown) => { fatal('draining failed', error); }); });
  }
  await listen(app, { host: config.HTTP_HOST, port: config.HTTP_PORT, logger });
  await parts.started?.(app);
}

function readConfig<C>(definition: { name: string; config: () => C }): C {
  try {
    return definition.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${definition.name}: ${error.message}\n`);
    return process.exit(CONFIG_EXIT_CODE);
  }
}

function rootModule(module: Type | DynamicModule, status: ServiceStatus): DynamicModule {
  return {
    module: ServiceModule,
    imports: [module, TerminusModule.forRoot({ logger: false })],
    controllers: [HealthController],
    providers: [{ provide: SERVICE_STATUS, useValue: status }],
  };
}

async function listen(app: NestFastifyApplication, at: { host: string; port: number; logger: Logger }): Promise<void> {
  try {
    await app.listen(at.port, at.host);
    at.logger.info({ host: at.host, port: at.port }, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    at.logger.fatal(`port ${at.port} on ${at.host} is taken: stop what listens there, or set HTTP_PORT`);
    process.exit(3);
  }
}

@Module({})
class ServiceModule {}

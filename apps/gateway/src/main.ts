import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { mountDocs, startService, type Logger, type ServiceContext, type ServiceParts } from '@wiredesk/runtime';
import { readConfig, type GatewayConfig } from './config.js';
import { DatabaseErrors } from './database-errors.js';
import { EntitiesController } from './entities.controller.js';
import { ExportController } from './export/export.controller.js';
import { FiguresController } from './figures.controller.js';
import { guardReading } from './guard-reading.js';
import { READ_POOL, READING, WRITE_POOL } from './pools.js';
import { SearchesController } from './searches/searches.controller.js';
import { SourcesController } from './sources.controller.js';
import { startSourcesMetrics } from './sources-metrics.js';
import { StoriesController } from './stories.controller.js';
import { StreamController } from './stream/stream.controller.js';
import { createStreamHub, STREAM_HUB, type StreamHub } from './stream/stream-hub.js';

interface Parts {
  readonly pool: pg.Pool;
  readonly writePool: pg.Pool;
  readonly hub: StreamHub;
}

@Module({})
class GatewayModule {
  static with({ pool, writePool, hub }: Parts): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [StoriesController, FiguresController, EntitiesController, ExportController, StreamController, SearchesController, SourcesController],
      providers: [{ provide: READ_POOL, useValue: pool }, { provide: WRITE_POOL, useValue: writePool }, { provide: STREAM_HUB, useValue: hub }],
    };
  }
}

function openPool({ config, logger }: { config: GatewayConfig; logger: Logger }, options: { max: number; options?: string }): pg.Pool {
  const pool = new pg.Pool({ connectionString: config.DATABASE_URL, connectionTimeoutMillis: 2_000, statement_timeout: 5_000, application_name: 'wiredesk-gateway', ...options });
  pool.on('error', (error) => { logger.warn({ err: error }, 'an idle database connection was lost'); });
  return pool;
}

function assemble(context: ServiceContext<GatewayConfig>): ServiceParts {
  const { config, logger, metrics, draining } = context;
  const pool = openPool(context, { max: config.DATABASE_POOL, options: READING });
  // Readers that catch up must not keep questions waiting.
  const streamPool = openPool(context, { max: 2, options: READING });
  const writePool = openPool(context, { max: 2 });
  const hub = createStreamHub({ pool: streamPool, logger, metrics });
  if (config.API_KEYS === undefined) logger.info('API_KEYS is not set: everybody who reaches this gateway may read, and nobody may save searches');
  let sources: ReturnType<typeof startSourcesMetrics> | undefined;
  return {
    module: GatewayModule.with({ pool, writePool, hub }),
    ready: { database: async () => { await pool.query('select 1 from story limit 1'); return undefined; } },
    prepare: async (app: NestFastifyApplication) => {
      guardReading(app.getHttpAdapter().getInstance() as never, { keys: config.API_KEYS, draining });
      app.useGlobalInterceptors(new DatabaseErrors());
      await mountDocs(app, { title: 'Wiredesk gateway', description: 'Stories, figures and what is said of them.' });
    },
    started: () => { sources = startSourcesMetrics({ pool, metrics, logger }); },
    stop: async () => {
      await sources?.stop();
      await Promise.all([pool, streamPool, writePool].map((each) => each.end()));
    },
  };
}

await startService({ name: 'gateway', config: readConfig, assemble });

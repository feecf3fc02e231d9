import { Module, type DynamicModule } from '@nestjs/common';
import pg from 'pg';
import { mountDocs, startService, type ServiceContext, type ServiceParts } from '@wiredesk/runtime';
import { readConfig, type GatewayConfig } from './config.js';
import { DatabaseErrors } from './database-errors.js';
import { POOL, StoriesController } from './stories.controller.js';

@Module({})
class GatewayModule {
  static with(pool: pg.Pool): DynamicModule {
    return { module: GatewayModule, controllers: [StoriesController], providers: [{ provide: POOL, useValue: pool }] };
  }
}

function assemble({ config, logger }: ServiceContext<GatewayConfig>): ServiceParts {
  const pool = new pg.Pool({
    connectionString: config.DATABASE_URL, max: config.DATABASE_POOL, connectionTimeoutMillis: 2_000, statement_timeout: 5_000,
    application_name: 'wiredesk-gateway', options: '-c default_transaction_read_only=on',
  });
  pool.on('error', (error) => { logger.warn({ err: error }, 'an idle database connection was lost'); });
  return {
    module: GatewayModule.with(pool),
    ready: { database: async () => { await pool.query('select 1 from story limit 1'); return undefined; } },
    prepare: async (app) => {
      app.useGlobalInterceptors(new DatabaseErrors());
      await mountDocs(app, { title: 'Wiredesk gateway', description: 'Stories, figures and what is said of them.' });
    },
    stop: () => pool.end(),
  };
}

await startService({ name: 'gateway', config: readConfig, assemble });

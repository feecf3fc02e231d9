import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createKafkaPublisher } from '@wiredesk/eventlog';
import { createKeyRing, every, mountDocs, startService, type ServiceContext, type ServiceParts } from '@wiredesk/runtime';
import { readConfig, type IngestConfig } from './config.js';
import { guardTheDoor } from './door.js';
import { ItemsController, LEDGER, RECEIVE_BATCH } from './items.controller.js';
import type { Ledger } from './ledger.js';
import { createPostgresLedger } from './postgres-ledger.js';
import { createPostgresIdempotency } from './postgres-idempotency.js';
import { createReceiveBatch, type ReceiveBatch } from './receive-batch.js';
import { createReader } from './reader.js';
import { createReceiveItems } from './receive-items.js';
import { createIngestTelemetry } from './telemetry.js';

@Module({})
class IngestModule {
  static with(receiveBatch: ReceiveBatch, ledger: Ledger): DynamicModule {
    return {
      module: IngestModule, controllers: [ItemsController],
      providers: [{ provide: RECEIVE_BATCH, useValue: receiveBatch }, { provide: LEDGER, useValue: ledger }],
    };
  }
}

function assemble({ config, logger, metrics, draining }: ServiceContext<IngestConfig>): ServiceParts {
  const publisher = createKafkaPublisher({ brokers: config.KAFKA_BROKERS, clientId: 'ingest', logger, ackTimeoutMs: config.ACK_TIMEOUT_MS });
  const pool = new pg.Pool({
    connectionString: config.DATABASE_URL, max: 4, connectionTimeoutMillis: 1_000, statement_timeout: 2_000, application_name: 'wiredesk-ingest',
  });
  pool.on('error', (error) => { logger.warn({ err: error }, 'an idle database connection was lost'); });
  const ledger = createPostgresLedger(pool);
  const telemetry = createIngestTelemetry({ logger, metrics });
  const reader = createReader();
  const keyRing = createKeyRing(config.API_KEYS);
  const idempotency = createPostgresIdempotency(pool);
  const receiveItems = createReceiveItems({ publisher, ledger, read: reader.read, ...telemetry });
  const receiveBatch = createReceiveBatch({ receiveItems, idempotency, onStoreFailure: telemetry.onLedgerFailure });
  const sweep = every(10 * 60_000, () => idempotency.sweep(), telemetry.onLedgerFailure);
  return {
    module: IngestModule.with(receiveBatch, ledger),
    ready: { log: () => publisher.problem() },
    prepare: async (app: NestFastifyApplication) => {
      await guardTheDoor(app.getHttpAdapter().getInstance() as never, {
        feedOf: (key) => keyRing(key)?.feed, draining, maxBodyBytes: config.MAX_BODY_BYTES, maxBatchBytes: config.MAX_BATCH_BYTES,
        maxBytesInHand: config.MAX_BYTES_IN_HAND, requestsPerSecond: config.REQUESTS_PER_SECOND,
      });
      await mountDocs(app, { title: 'Wiredesk ingest', description: 'Put wire items in and see what became of them.' });
    },
    stop: async () => {
      await sweep.stop();
      await reader.close();
      await publisher.close();
      await pool.end();
    },
  };
}

await startService({ name: 'ingest', config: readConfig, assemble });

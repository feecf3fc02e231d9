import { Module, type DynamicModule } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { createKafkaPublisher, KafkaBatchServer } from '@wiredesk/eventlog';
import { every, startService, type ServiceContext, type ServiceParts } from '@wiredesk/runtime';
import { readConfig, type StorageConfig } from './config.js';
import { createDataSource, schemaProblem } from './data-source.js';
import { startKeepHistory } from './keep-history.js';
import { startOutboxRelay, type OutboxRelay } from './outbox-relay.js';
import { startOutboxWaiting } from './outbox-waiting.js';
import { startFeedHours } from './source-rhythm.js';
import { createNoteDeadLetters, type NoteDeadLetters } from './note-dead-letters.js';
import { NOTE_DEAD_LETTERS, StoreItemsController, STORE_ITEMS } from './store-items.controller.js';
import { createStoreItems, type StoreItems } from './store-items.js';
import { tickStories } from './story-clock.js';
import type { Sql, Transaction } from './story-desk.js';
import { createStorageTelemetry } from './telemetry.js';
import { waitForSchema } from './wait-for-schema.js';

@Module({})
class StorageModule {
  static with(storeItems: StoreItems, noteDeadLetters: NoteDeadLetters): DynamicModule {
    return {
      module: StorageModule, controllers: [StoreItemsController],
      providers: [{ provide: STORE_ITEMS, useValue: storeItems }, { provide: NOTE_DEAD_LETTERS, useValue: noteDeadLetters }],
    };
  }
}

function assemble({ config, logger, metrics, fatal }: ServiceContext<StorageConfig>): ServiceParts {
  const database = createDataSource({ url: config.DATABASE_URL, pool: config.DATABASE_POOL, statementTimeoutMs: 30_000 });
  const publisher = createKafkaPublisher({ brokers: config.KAFKA_BROKERS, clientId: 'storage', logger });
  const transaction: Transaction = (work) => database.transaction((manager) => work(manager as Sql));
  let relay: OutboxRelay | undefined;
  const telemetry = createStorageTelemetry({ logger, metrics });
  const onStored: typeof telemetry = (stored) => { telemetry(stored); if (stored.events > 0) relay?.nudge(); };
  const consumer = new KafkaBatchServer({
    brokers: config.KAFKA_BROKERS, service: 'storage', groupId: config.CONSUMER_GROUP, publisher, logger, metrics, fatal,
  });
  let clock: ReturnType<typeof every> | undefined;
  let watches: ReturnType<typeof every>[] = [];
  return {
    module: StorageModule.with(createStoreItems({ transaction, onStored }), createNoteDeadLetters(database as Sql)),
    live: { consumer: () => consumer.live() },
    ready: {
      consumer: () => consumer.ready(),
      log: () => publisher.problem(),
      schema: () => (database.isInitialized ? schemaProblem(database) : 'the database has not been reached yet'),
    },
    prepare: (app) => { app.connectMicroservice<MicroserviceOptions>({ strategy: consumer }); },
    started: async (app) => {
      await waitForSchema(database, { logger });
      relay = startOutboxRelay({ database, publisher, logger, metrics });
      clock = every(1_000, async () => { if ((await tickStories(transaction, new Date().toISOString())) > 0) relay?.nudge(); }, (error) => {
        logger.warn({ err: error }, 'the embargo clock missed a beat');
      });
      const days = { outbox: config.HISTORY_DAYS, receipt: config.RECEIPT_DAYS };
      watches = [startFeedHours({ transaction, logger }), startOutboxWaiting({ database, metrics, logger }), startKeepHistory({ transaction, days, logger, metrics })];
      await app.startAllMicroservices();
    },
    stop: async () => {
      await clock?.stop();
      await Promise.all(watches.map((watch) => watch.stop()));
      await relay?.stop();
      await publisher.close();
      if (database.isInitialized) await database.destroy();
    },
  };
}

await startService({ name: 'storage', config: readConfig, assemble });

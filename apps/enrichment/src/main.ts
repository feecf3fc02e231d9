import { Module, type DynamicModule } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { createKafkaPublisher, KafkaBatchServer } from '@wiredesk/eventlog';
import { startService, type ServiceContext, type ServiceParts } from '@wiredesk/runtime';
import { readConfig, type EnrichmentConfig } from './config.js';
import { EnrichItemsController, ENRICH_ITEMS } from './enrich-items.controller.js';
import { createEnrichItems, type EnrichItems } from './enrich-items.js';
import { createEnrichmentTelemetry } from './telemetry.js';

@Module({})
class EnrichmentModule {
  static with(enrichItems: EnrichItems): DynamicModule {
    return { module: EnrichmentModule, controllers: [EnrichItemsController], providers: [{ provide: ENRICH_ITEMS, useValue: enrichItems }] };
  }
}

function assemble({ config, logger, metrics, fatal }: ServiceContext<EnrichmentConfig>): ServiceParts {
  const publisher = createKafkaPublisher({ brokers: config.KAFKA_BROKERS, clientId: 'enrichment', logger });
  const consumer = new KafkaBatchServer({
    brokers: config.KAFKA_BROKERS, service: 'enrichment', groupId: config.CONSUMER_GROUP, publisher, logger, metrics, fatal,
  });
  return {
    module: EnrichmentModule.with(createEnrichItems({ publisher, onEnriched: createEnrichmentTelemetry({ metrics }) })),
    live: { consumer: () => consumer.live() },
    ready: { consumer: () => consumer.ready(), log: () => publisher.problem() },
    prepare: (app) => { app.connectMicroservice<MicroserviceOptions>({ strategy: consumer }); },
    started: async (app) => { await app.startAllMicroservices(); },
    stop: () => publisher.close(),
  };
}

await startService({ name: 'enrichment', config: readConfig, assemble });

import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { TOPICS, type EnrichedItem } from '@wiredesk/contracts';
import { KeepErrors, type Batch } from '@wiredesk/eventlog';
import type { StoreItems } from './store-items.js';

export const STORE_ITEMS = Symbol('StoreItems');

@Controller()
@UseFilters(KeepErrors)
export class StoreItemsController {
  constructor(@Inject(STORE_ITEMS) private readonly storeItems: StoreItems) {}

  @EventPattern<string>(TOPICS.enriched.name)
  store(@Payload() batch: Batch<EnrichedItem>): Promise<void> { return this.storeItems(batch); }
}

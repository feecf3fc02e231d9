import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { TOPICS, type RawItem } from '@wiredesk/contracts';
import { KeepErrors, type Batch, type RecordFailure } from '@wiredesk/eventlog';
import type { EnrichItems } from './enrich-items.js';

export const ENRICH_ITEMS = Symbol('EnrichItems');

@Controller()
@UseFilters(KeepErrors)
export class EnrichItemsController {
  constructor(@Inject(ENRICH_ITEMS) private readonly enrichItems: EnrichItems) {}

  /** In an envelope: Nest would unroll a bare array into an observable of its entries. */
  @EventPattern<string>(TOPICS.raw.name)
  async enrich(@Payload() batch: Batch<RawItem>): Promise<{ failures: readonly RecordFailure[] }> {
    return { failures: await this.enrichItems(batch) };
  }
}

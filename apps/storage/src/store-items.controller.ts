import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { TOPICS, type EnrichedItem } from '@wiredesk/contracts';
import { KeepErrors, type Batch } from '@wiredesk/eventlog';
import type { NoteDeadLetters } from './note-dead-letters.js';
import type { StoreItems } from './store-items.js';

export const STORE_ITEMS = Symbol('StoreItems');
export const NOTE_DEAD_LETTERS = Symbol('NoteDeadLetters');

@Controller()
@UseFilters(KeepErrors)
export class StoreItemsController {
  constructor(
    @Inject(STORE_ITEMS) private readonly storeItems: StoreItems,
    @Inject(NOTE_DEAD_LETTERS) private readonly noteDeadLetters: NoteDeadLetters,
  ) {}

  @EventPattern<string>(TOPICS.enriched.name)
  store(@Payload() batch: Batch<EnrichedItem>): Promise<void> { return this.storeItems(batch); }

  @EventPattern<string>(TOPICS.deadLetter.name)
  note(@Payload() batch: Batch<unknown>): Promise<void> { return this.noteDeadLetters(batch); }
}

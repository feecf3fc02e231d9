import type { Entity, EntityType } from '@wiredesk/contracts';

/** A name in the text, as the document pass settles it. `first` and `last` are token indexes, `[first, last)`. */
export interface Mention {
  readonly first: number;
  readonly last: number;
  readonly type: EntityType;
  readonly confidence: number;
  readonly rule: string;
}

/** What a mention stands for. `key` is equal for all mentions of one real thing in the story. */
export interface Link {
  readonly key: string;
  /** What the id of the entity is made from. */
  readonly name: string;
  readonly facts: Pick<Entity, 'kind' | 'link' | 'country' | 'geonamesId' | 'wikidataId'>;
}

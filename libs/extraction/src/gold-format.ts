import type { Annotations, Attribution, DateAnnotation, Entity, EntityMention, Figure } from '@wiredesk/contracts';

/** What our evidence adds to an annotation, and what the gold format has no field for. */
type Bare<T> = Omit<T, 'rule' | 'confidence' | 'attribution' | 'geonamesId' | 'wikidataId'>;

/** One story in the format of the gold files (the annotation guideline, section 6). */
export interface GoldStory {
  readonly id: string;
  readonly published: string;
  readonly text: string;
  readonly entities: readonly (Omit<Bare<Entity>, 'mentions'> & { readonly mentions: readonly Bare<EntityMention>[] })[];
  readonly figures: readonly Bare<Figure>[];
  readonly dates: readonly Bare<DateAnnotation>[];
  readonly attributions: readonly Bare<Attribution>[];
}

const OURS: ReadonlySet<string> = new Set(['rule', 'confidence', 'attribution', 'geonamesId', 'wikidataId']);

const bare = <T extends object>(annotation: T): Bare<T> => Object.fromEntries(Object.entries(annotation).filter(([key, value]) => !OURS.has(key) && value !== undefined)) as Bare<T>;

/** @param story `id` and `published` as the reader of the file knows the story; offsets are UTF-16 units into `text`. */
export function toGold(story: { readonly id: string; readonly published: string; readonly text: string }, annotations: Annotations): GoldStory {
  return {
    id: story.id,
    published: story.published,
    text: story.text,
    entities: annotations.entities.map((entity) => ({ ...bare(entity), mentions: entity.mentions.map(bare) })),
    figures: annotations.figures.map(bare),
    dates: annotations.dates.map(bare),
    attributions: annotations.attributions.map(bare),
  };
}

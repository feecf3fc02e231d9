import type { Annotations, EnrichedItem, Entity, Span } from '@wiredesk/contracts';

/** An item and where its text begins in a longer one, in UTF-16 units. */
export interface Placed {
  readonly item: EnrichedItem;
  readonly start: number;
}

/** The annotations of several texts as annotations of the text that they make up: offsets move, indexes and entity ids stay right. */
export function joinAnnotations(placed: readonly Placed[]): Annotations {
  const [first, ...rest] = placed.map(({ item, start }) => moved(item.annotations, start));
  if (first === undefined) throw new RangeError('nothing to join');
  const { fingerprint: _ofOneTake, ...whole } = rest.reduce(joinTwo, first);
  return whole;
}

function joinTwo(left: Annotations, right: Annotations): Annotations {
  const { entities, idOf } = joinEntities(left.entities, right.entities);
  const figuresBefore = left.figures.length;
  const attributionsBefore = left.attributions.length;
  return {
    ...left,
    entities,
    figures: [...left.figures, ...right.figures.map((figure) => ({
      ...figure,
      ...(figure.anaphor !== undefined && { anaphor: figure.anaphor + figuresBefore }),
      ...(figure.attribution !== undefined && { attribution: figure.attribution + attributionsBefore }),
      ...(figure.excludes !== undefined && { excludes: figure.excludes.map(idOf) }),
    }))],
    dates: [...left.dates, ...right.dates],
    attributions: [...left.attributions, ...right.attributions.map((attribution) => ({
      ...attribution, ...(attribution.sourceEntity !== undefined && { sourceEntity: idOf(attribution.sourceEntity) }),
    }))],
    quotes: [...left.quotes, ...right.quotes.map((quote) => ({
      ...quote, ...(quote.speakerEntity !== undefined && { speakerEntity: idOf(quote.speakerEntity) }),
    }))],
  };
}

/** The same thing in both texts is one entity; two things with the same id keep apart. */
function joinEntities(left: readonly Entity[], right: readonly Entity[]): { entities: Entity[]; idOf: (id: string) => string } {
  const entities = new Map(left.map((entity) => [entity.id, entity]));
  const ids = new Map<string, string>();
  for (const entity of right) {
    const same = [...entities.values()].find((other) => thingOf(other) === thingOf(entity));
    const id = same?.id ?? freeId(entity.id, entities);
    entities.set(id, same === undefined ? { ...entity, id } : { ...same, mentions: [...same.mentions, ...entity.mentions] });
    ids.set(entity.id, id);
  }
  return { entities: [...entities.values()], idOf: (id) => ids.get(id) ?? id };
}

const thingOf = ({ type, name, link, wikidataId, geonamesId }: Entity): string =>
  JSON.stringify([type, link ?? wikidataId ?? geonamesId ?? name.toLowerCase()]);

function freeId(id: string, taken: ReadonlyMap<string, unknown>): string {
  for (let n = 2, free = id; ; n++) {
    if (!taken.has(free)) return free;
    free = `${id}-${n}`;
  }
}

function moved(annotations: Annotations, by: number): Annotations {
  const move = <T extends Span>(span: T): T => ({ ...span, start: span.start + by, end: span.end + by });
  return {
    ...annotations,
    entities: annotations.entities.map((entity) => ({ ...entity, mentions: entity.mentions.map(move) })),
    figures: annotations.figures.map(move),
    dates: annotations.dates.map(move),
    attributions: annotations.attributions.map((attribution) => ({ ...attribution, source: move(attribution.source), content: move(attribution.content) })),
    quotes: annotations.quotes.map((quote) => ({ ...move(quote), ...(quote.speaker !== undefined && { speaker: move(quote.speaker) }) })),
  };
}

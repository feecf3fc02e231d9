import type { Annotations, Entity, Figure, StoryEvent } from '@wiredesk/contracts';
import type { Digest, Fact } from './story-state.js';

type Changed = NonNullable<StoryEvent['changed']>;
type Changes = Changed['figures'];
type Stated = Pick<Annotations, 'figures' | 'entities'>;

const SIGNS = { eq: '', approx: '~', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** What an item says, reduced to what two versions can be compared by. */
export function digestOfFacts(annotations: Stated): Digest {
  return { figures: annotations.figures.map(figureFact), entities: annotations.entities.map(entityFact) };
}

/** What the next version says of figures and entities that the previous one did not, in words for a person. */
export function changedBetween(previous: Stated, next: Stated): Changed {
  return changedFacts(digestOfFacts(previous), digestOfFacts(next));
}

/** As `changedBetween`, of digests. */
export function changedFacts(previous: Digest, next: Digest): Changed {
  return { figures: compare(previous.figures, next.figures), entities: compare(previous.entities, next.entities) };
}

/** A figure is the same one when unit, event, and what it is counted per and of agree; its number may change. */
function figureFact(figure: Figure): Fact {
  const key = [figure.kind, figure.unit, figure.per, figure.of, figure.event, figure.delta === true ? 'delta' : '']
    .map((part) => part ?? '').join('|');
  const number = figure.range === undefined ? String(figure.value ?? '') : figure.range.join('..');
  const value = [SIGNS[figure.comparator] + number, figure.change, figure.polarity].filter((part) => part !== undefined).join(' ');
  return [key, value, figure.text];
}

/** An entity is the same one when what it is linked to agrees; without a link, its type and name. */
function entityFact(entity: Entity): Fact {
  const link = entity.link ?? entity.wikidataId ?? entity.geonamesId;
  const key = `${entity.type}|${link === undefined ? entity.name.toLowerCase() : String(link)}`;
  const excluded = entity.mentions.every((mention) => mention.role === 'excluded');
  return [key, excluded ? 'excluded' : '', excluded ? `${entity.name} (excluded)` : entity.name];
}

function compare(previous: readonly Fact[], next: readonly Fact[]): Changes {
  const removed = without(previous, next);
  const added = without(next, previous);
  const altered: string[] = [];
  for (const before of [...removed]) {
    const at = added.findIndex(([key]) => key === before[0]);
    const after = added[at];
    if (after === undefined) continue;
    altered.push(`${before[2]} → ${after[2]}`);
    added.splice(at, 1);
    removed.splice(removed.indexOf(before), 1);
  }
  return { added: shownOf(added), removed: shownOf(removed), altered };
}

/** The facts of one list that the other does not state, each once. */
function without(facts: readonly Fact[], others: readonly Fact[]): Fact[] {
  const known = new Set(others.map(identity));
  return facts.filter((fact) => {
    const id = identity(fact);
    return !known.has(id) && Boolean(known.add(id));
  });
}

const identity = ([key, value]: Fact): string => `${key}\n${value}`;

const shownOf = (facts: readonly Fact[]): string[] => facts.map(([, , shown]) => shown);

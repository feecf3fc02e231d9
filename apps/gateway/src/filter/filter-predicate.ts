import type { Figure, PublicStory } from '@wiredesk/contracts';
import { figureConditionsOf, fold, spelt, type Condition, type FigureCondition, type Filter, type KeyName } from './filter.js';

/** A story as the stream sees it, with the instant of its change. */
export interface Seen {
  readonly story: PublicStory;
  readonly changedAt: string;
}

/** What only the database can judge: stems of words and likeness of names. */
export interface Judged {
  readonly on: 'words' | 'likeness';
  readonly value: string;
}

export type Judgement = (judged: Judged) => boolean;
export type Predicate = (seen: Seen, judgement: Judgement) => boolean;

/** Whether a story that may be shown passes, exactly as the SQL of the same filter decides. */
export function predicateOf(filter: Filter): Predicate {
  return (seen, judgement) => filter.conditions.every((condition) => holds(condition, seen, judgement));
}

/** What a filter must have judged by the database. */
export const judgedBy = (filter: Filter): readonly Judged[] => filter.conditions.flatMap((condition) =>
  (condition.on === 'words' || condition.on === 'likeness' ? condition.values.map((value) => ({ on: condition.on, value })) : []));

function holds(condition: Condition, { story, changedAt }: Seen, judgement: Judgement): boolean {
  switch (condition.on) {
    case 'key': return keysOf(condition.key, story).some((key) => condition.values.includes(key)) !== condition.not;
    case 'story': return condition.values.includes(story.storyId) !== condition.not;
    case 'words':
    case 'likeness': return condition.values.some((value) => judgement({ on: condition.on, value })) !== condition.not;
    case 'time': return within(condition.of === 'change' ? changedAt : story.versionCreated, condition);
    case 'figure': return story.annotations.figures.some((figure) => figureHolds(condition, figure));
  }
}

function within(at: string, { since, until }: { since?: string; until?: string }): boolean {
  const instant = Date.parse(at);
  return (since === undefined || instant >= Date.parse(since)) && (until === undefined || instant < Date.parse(until));
}

const KEYS: Readonly<Record<KeyName, (story: PublicStory) => readonly (string | undefined)[]>> = {
  entity: ({ annotations }) => annotations.entities.flatMap(({ name, link }) => [name, link]),
  country: ({ annotations }) => annotations.entities.flatMap(({ link, country }) => [link, country]),
  place: ({ annotations, dateline }) => [dateline?.place, ...annotations.entities.filter(({ type }) => type === 'place').flatMap(({ name, link }) => [name, link])],
  feed: ({ feed }) => [feed],
  language: (story) => languagesOf(story.annotations.language.detected ?? story.language),
  urgency: ({ urgency }) => [urgency === undefined ? undefined : String(urgency)],
  unit: ({ annotations }) => annotations.figures.map(({ unit }) => unit),
  event: ({ annotations }) => annotations.figures.map(({ event }) => event),
  kind: ({ annotations }) => annotations.figures.map(({ kind }) => kind),
};

const languagesOf = (tag: string | undefined): (string | undefined)[] => (tag === undefined ? [] : [tag, tag.split('-')[0]]);

const keysOf = (key: KeyName, story: PublicStory): string[] => KEYS[key](story).flatMap((value) => (value === undefined ? [] : [spelt(key, value)]));

/** Whether a figure is what one condition asks for. */
export function figureHolds(condition: FigureCondition, figure: Figure): boolean {
  const named = (['unit', 'event', 'kind'] as const).every((name) => {
    const [wanted, value] = [condition[name], figure[name]];
    return wanted === undefined || (value !== undefined && wanted.includes(fold(value)));
  });
  const [low, high] = [figure.value ?? figure.range?.[0], figure.value ?? figure.range?.[1]];
  return named && (condition.gte === undefined || (low !== undefined && low >= condition.gte)) && (condition.lte === undefined || (high !== undefined && high <= condition.lte));
}

/** Whether a figure is one that a filter asks for: what all its figure conditions hold of, or any where it has none. */
export const figureWanted = (filter: Filter): ((figure: Figure) => boolean) => {
  const conditions = figureConditionsOf(filter);
  return (figure) => conditions.every((condition) => figureHolds(condition, figure));
};

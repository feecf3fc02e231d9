import type { PublicStory, StoryEvent } from '@wiredesk/contracts';
import type { StreamClient } from './stream-client.js';

/** A question of the stream, and the same question asked of an event on the topic. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly matches: (story: PublicStory) => boolean;
}

export const QUESTIONS: readonly Question[] = [
  { name: 'everything', query: '', matches: () => true },
  { name: 'everything again', query: '', matches: () => true },
  { name: 'a country', query: '?country=PT', matches: ({ annotations }) => annotations.entities.some(({ link, country }) => link === 'PT' || country === 'PT') },
  { name: 'a unit', query: '?unit=cooper', matches: ({ annotations }) => annotations.figures.some(({ unit }) => unit === 'cooper') },
  { name: 'a word', query: '?q=caulker', matches: ({ text }) => /\bcaulkers?\b/i.test(text) },
];

const GONE: ReadonlySet<string> = new Set(['killed', 'withheld', 'expired']);

/** What a reader of a question must be told of one event. */
interface Wanted {
  readonly sequence: number;
  readonly type: string;
  readonly told: string | undefined;
  /** A text that was gone by the time it was the reader's turn is spared it; what took it is not. */
  readonly maySpare: boolean;
}

function wantedOf(events: readonly StoryEvent[], matches: Question['matches']): Wanted[] {
  const lastGone = new Map(events.filter(({ type }) => GONE.has(type)).map(({ storyId, sequence }) => [storyId, sequence]));
  const passed = new Map<string, boolean>();
  return events.map(({ type, storyId, sequence, story }) => {
    const [before, passes] = [passed.get(storyId) === true, story !== undefined && matches(story)];
    passed.set(storyId, passes);
    const isLeft = before && story !== undefined && !passes;
    return { sequence, type, told: GONE.has(type) || passes ? type : isLeft ? 'left' : undefined, maySpare: !GONE.has(type) && (lastGone.get(storyId) ?? 0) > sequence };
  });
}

/** The stories whose newest text passes. */
function heldOf(events: readonly StoryEvent[], matches: Question['matches']): Set<string> {
  const newest = new Map(events.map(({ storyId, story }) => [storyId, story]));
  return new Set([...newest].filter(([, story]) => story !== undefined && matches(story)).map(([storyId]) => storyId));
}

/** What is wrong with what a client was told, against all that the topic holds behind `after`, in order. */
export function faultsOf(client: StreamClient, { matches }: Question, { events, after }: { events: readonly StoryEvent[]; after: number }): string[] {
  const wanted = wantedOf(events, matches).filter(({ sequence }) => sequence > after);
  const wrong = wanted.flatMap(({ sequence, type, told, maySpare }) => {
    const was = client.told.get(sequence);
    return was === told || (was === undefined && maySpare) ? [] : [`${client.name}: ${sequence} (${type}) was told as ${was ?? 'nothing'} and not as ${told ?? 'nothing'}`];
  });
  const known = new Set(events.map(({ sequence }) => sequence));
  const strange = [...client.told.keys()].filter((sequence) => !known.has(sequence)).map((sequence) => `${client.name}: ${sequence} is not on the topic`);
  const held = heldOf(events, matches);
  const differ = [...held].filter((id) => !client.held.has(id)).length + [...client.held].filter((id) => !held.has(id)).length;
  return [...client.faults, ...wrong, ...strange, ...(differ === 0 ? [] : [`${client.name}: in the end it is wrong about ${differ} stories`])];
}

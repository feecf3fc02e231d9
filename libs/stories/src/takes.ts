import { bearsText, slotOf } from './entries.js';
import { continuesAnother } from './references.js';
import type { Continuation, ItemEntry, StoryReference, TakeView } from './story-state.js';

/**
 * The items whose texts make up the story, in reading order: the newest text, or, when that is a take, the newest item of every take of
 * its key that no whole text has replaced. A text without a take number below its adds is their first take.
 */
export function shownItems(live: readonly ItemEntry[]): readonly ItemEntry[] {
  const texts = live.filter(bearsText);
  const newest = texts.at(-1);
  if (newest === undefined) return live.filter(({ empty }) => empty !== true).slice(-1);
  if (newest.take === undefined) return [newest];
  const { key } = newest.take;
  const whole = texts.findLastIndex(({ take }) => take === undefined);
  const takes = new Map(texts.slice(whole + 1).filter(({ take }) => take?.key === key).map((entry) => [slotOf(entry), entry]));
  const shown = [...takes.values()].sort((a, b) => numberOf(a) - numberOf(b));
  const first = texts[whole];
  return first !== undefined && numberOf(shown[0] ?? newest) > 1 ? [first, ...shown] : shown;
}

const numberOf = ({ take }: ItemEntry): number => take?.number ?? 1;

/** More missing takes than this are not listed one by one. */
const MOST_TAKES = 100;

/**
 * The takes that are here, and the gaps between and after them; the gaps of takes that are stories of their own show in the first of
 * them. Undefined for a story that is not in takes.
 */
export function takesOf(shown: readonly ItemEntry[]): TakeView[] | undefined {
  if (shown.every(({ take }) => take === undefined)) return undefined;
  const held = new Map(shown.map((entry) => [numberOf(entry), entry]));
  const last = Math.max(...held.keys(), ...shown.map(({ take }) => Math.min(take?.of ?? 1, MOST_TAKES)));
  const isWhole = last <= MOST_TAKES && !shown.every(continuesAnother);
  const numbers = isWhole ? Array.from({ length: last }, (_, index) => index + 1) : [...held.keys()];
  return numbers.map((number) => {
    const entry = held.get(number);
    return entry === undefined ? { number } : { number, version: entry.version, contentHash: entry.contentHash };
  });
}

/** The later takes of a story that are stories of their own, in order, with the gaps between them; undefined when there are none. */
export function continuationsOf(references: readonly StoryReference[]): Continuation[] | undefined {
  const byStory = new Map(references.filter(({ effect }) => effect === 'continue').map(({ take = 2, from: { storyId, uri } }) => [storyId, { number: take, storyId, uri }]));
  const held = [...byStory.values()];
  if (held.length === 0) return undefined;
  const last = Math.min(MOST_TAKES, Math.max(...held.map(({ number }) => number)));
  const gaps = Array.from({ length: last - 1 }, (_, index) => index + 2).filter((number) => held.every((take) => take.number !== number));
  const order = ({ number, storyId = '' }: Continuation): string => `${String(number).padStart(3, '0')} ${storyId}`;
  return [...held, ...gaps.map((number) => ({ number }))].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

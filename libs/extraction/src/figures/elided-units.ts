import type { Draft, Reading } from './draft.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isParticiple, isPeople, singularOf } from './words.js';

interface Told {
  readonly unit: string;
  readonly event?: string;
}

const PERSON: Told = { unit: 'person' };
const DEAD: Told = { unit: 'person', event: 'killed' };

const toldBy = (other: Draft | undefined): Told | undefined => (other?.unit === undefined ? undefined : { unit: other.unit });

/** Nearest figure before that counts something, in the same sentence or the one before; not the part that "including" tells. */
const antecedent = ({ pieces }: Reading, draft: Draft, earlier: readonly Draft[]): Draft | undefined => {
  const sentence = pieceAt(pieces, draft.core).sentence;
  const other = earlier.findLast(({ kind, unit, first }) => kind === 'count' && unit !== undefined && lowerAt(pieces, first - 1) !== 'including');
  return other === undefined || sentence - pieceAt(pieces, other.core).sentence > 1 ? undefined : other;
};

const NOUN_LOOK = 12;

/** "defense lawyers, two of whom": people named by a plural right before. */
const peopleBefore = ({ pieces }: Reading, { first }: Draft): Told | undefined => {
  for (let at = first - 1; at >= first - NOUN_LOOK && sameSentence(pieces, at, first); at -= 1) {
    const { kind, text, lower } = pieceAt(pieces, at);
    const unit = kind === 'word' ? singularOf(text, lower) : undefined;
    if (unit !== undefined && isPeople(unit)) return { unit };
  }
  return undefined;
};

const COUNTERS: ReadonlySet<string> = new Set(['number', 'total', 'tally', 'count', 'figure']);
const REFERRING: ReadonlySet<string> = new Set(['that', 'this', 'the', 'its', 'their']);
const DEATHS: ReadonlySet<string> = new Set(['fatality', 'death', 'casualty']);
const COUNTED_LOOK = 14;

/** "put that number at 22": the number of what was counted before. */
const counterTells = ({ pieces }: Reading, at: number, [unit, before]: readonly [string | undefined, Draft | undefined]): Told | undefined => {
  if (!COUNTERS.has(lowerAt(pieces, at))) return undefined;
  if (unit !== undefined) return DEATHS.has(unit) ? DEAD : { unit };
  const told = REFERRING.has(lowerAt(pieces, at - 1)) ? toldBy(before) : undefined;
  return told === undefined || before?.event === undefined ? told : { ...told, event: before.event };
};

const STANDS: ReadonlySet<string> = new Set(['stands', 'stood', 'stand']);

/** "the number of infections stands at 19", "the toll rose to 40". */
const countedBefore = (reading: Reading, { first }: Draft, before: Draft | undefined): Told | undefined => {
  const { pieces } = reading;
  let unit: string | undefined;
  let stands = false;
  for (let at = first - 1; at >= first - COUNTED_LOOK && sameSentence(pieces, at, first); at -= 1) {
    const { kind, text, lower } = pieceAt(pieces, at);
    if (lower === 'toll') return DEAD;
    stands ||= STANDS.has(lower);
    unit = (kind === 'word' && !STANDS.has(lower) ? singularOf(text, lower) : undefined) ?? unit;
    const told = counterTells(reading, at, [unit, before]);
    if (told) return told;
    if (stands && unit !== undefined) return { unit };
  }
  return undefined;
};

const POINTERS: ReadonlySet<string> = new Set(['them', 'those', 'us', 'you']);
const peopleOf = (other: Draft | undefined): Told | undefined => (other?.unit !== undefined && isPeople(other.unit) ? { unit: other.unit } : undefined);

/** What "of" behind the number points back to: "of whom" to people, "of them" and "of which" to what was counted. */
const pointedBack = (reading: Reading, draft: Draft, before: Draft | undefined): Told | undefined => {
  if (lowerAt(reading.pieces, draft.coreLast) !== 'of') return undefined;
  const word = lowerAt(reading.pieces, draft.coreLast + 1);
  if (word === 'whom') return peopleBefore(reading, draft) ?? peopleOf(before) ?? PERSON;
  if (word === 'which') return toldBy(before);
  return POINTERS.has(word) ? toldBy(before) ?? PERSON : undefined;
};

const MORE: ReadonlySet<string> = new Set(['more', 'others', 'other']);
const LARGEST_NAMED = 20;

/** "12 others", "including four", "The two met", "hijacked 42": the number goes on from the figure before. */
const goesOn = ({ pieces }: Reading, draft: Draft, before: Draft | undefined): Told | undefined => {
  const opening = lowerAt(pieces, draft.first - 1);
  if (MORE.has(lowerAt(pieces, draft.coreLast))) return toldBy(before) ?? PERSON;
  if (opening === 'including') return toldBy(before);
  if (opening === 'the' && (draft.value ?? LARGEST_NAMED) < LARGEST_NAMED) return toldBy(before) ?? PERSON;
  return isParticiple(opening) && before && sameSentence(pieces, before.core, draft.core) ? toldBy(before) : undefined;
};

/** Gives a number without a noun its unit from what stands around it; false when nothing tells what it counts. */
export const resolveUnit = (reading: Reading, draft: Draft, earlier: readonly Draft[]): boolean => {
  if (draft.kind !== 'count' || draft.unit !== undefined) return true;
  const before = antecedent(reading, draft, earlier);
  const told = pointedBack(reading, draft, before) ?? goesOn(reading, draft, before) ?? countedBefore(reading, draft, before);
  if (told) Object.assign(draft, told);
  return told !== undefined;
};

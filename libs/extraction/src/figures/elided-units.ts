import { EVENT_WORDS } from './data/events.js';
import type { Draft, Reading } from './draft.js';
import { countedNoun } from './noun-phrase.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isAuxiliary, isFunctionWord, isParticiple, isPeople, isVerb, singularOf } from './words.js';

interface Told {
  readonly unit: string;
  readonly event?: string;
}

const PERSON: Told = { unit: 'person' };
const DEAD: Told = { unit: 'person', event: 'killed' };

const toldBy = (other: Draft | undefined): Told | undefined => (other?.unit === undefined ? undefined : { unit: other.unit });

/** Figures further back are not looked at. */
const FIGURES_BACK = 20;

/** Nearest figure before that counts something, in the same sentence or the one before; not the part that "including" tells. */
const antecedent = ({ pieces }: Reading, draft: Draft, earlier: readonly Draft[]): Draft | undefined => {
  const sentence = pieceAt(pieces, draft.core).sentence;
  const other = earlier.slice(-FIGURES_BACK).findLast(({ kind, unit, first }) => kind === 'count' && unit !== undefined && lowerAt(pieces, first - 1) !== 'including');
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

const STATES: ReadonlyMap<string, string> = new Map([['dead', 'killed'], ['wounded', 'injured'], ['injured', 'injured'], ['missing', 'missing'], ['homeless', 'displaced']]);

/** "put the number of dead at 22": the number of what was counted before. */
const counterTells = ({ pieces }: Reading, at: number, [unit, before]: readonly [string | undefined, Draft | undefined]): Told | undefined => {
  if (!COUNTERS.has(lowerAt(pieces, at))) return undefined;
  if (unit !== undefined) return DEATHS.has(unit) ? DEAD : { unit };
  const state = STATES.get(lowerAt(pieces, lowerAt(pieces, at + 1) === 'of' ? at + 2 : at + 1));
  if (state !== undefined) return { unit: 'person', event: state };
  const told = REFERRING.has(lowerAt(pieces, at - 1)) ? toldBy(before) : undefined;
  return told === undefined || before?.event === undefined ? told : { ...told, event: before.event };
};

const STANDS: ReadonlySet<string> = new Set(['stands', 'stood', 'numbered', 'totaled', 'totalled']);

/** Singular of a plural noun here that is neither a verb of level nor a person's name. */
const pluralAt = ({ pieces, mentions }: Reading, at: number): string | undefined => {
  const { kind, text, lower } = pieceAt(pieces, at);
  return kind === 'word' && !STANDS.has(lower) && mentions[at]?.entity.type !== 'person' ? singularOf(text, lower) : undefined;
};

/** "the number of infections stands at 19", "the toll rose to 40". */
const countedBefore = (reading: Reading, { first }: Draft, before: Draft | undefined): Told | undefined => {
  const { pieces } = reading;
  let unit: string | undefined;
  let stands = false;
  for (let at = first - 1; at >= first - COUNTED_LOOK && sameSentence(pieces, at, first); at -= 1) {
    const { lower } = pieceAt(pieces, at);
    if (lower === 'toll') return DEAD;
    stands ||= STANDS.has(lower);
    unit = pluralAt(reading, at) ?? unit;
    const told = counterTells(reading, at, [unit, before]) ?? (stands && unit !== undefined ? { unit } : undefined);
    if (told) return told;
  }
  return undefined;
};

const COLLECTIVES: ReadonlySet<string> = new Set(['dead', 'accused', 'wounded', 'injured', 'missing', 'detained', 'arrested', 'killed', 'kidnapped', 'captured', 'condemned', 'homeless', 'sick']);
const POINTERS: ReadonlySet<string> = new Set(['them', 'those', 'us', 'you']);
const peopleOf = (other: Draft | undefined): Told | undefined => (other?.unit !== undefined && isPeople(other.unit) ? { unit: other.unit } : undefined);

/** What "of" behind the number points back to: "of whom" to people, "of them" and "of which" to what was counted. */
const pointedBack = (reading: Reading, draft: Draft, before: Draft | undefined): Told | undefined => {
  if (lowerAt(reading.pieces, draft.coreLast) !== 'of') return undefined;
  const word = lowerAt(reading.pieces, draft.coreLast + 1);
  if (word === 'whom') return peopleBefore(reading, draft) ?? peopleOf(before) ?? PERSON;
  if (word === 'which') return toldBy(before);
  if (word === 'the' && COLLECTIVES.has(lowerAt(reading.pieces, draft.coreLast + 2))) return PERSON;
  return POINTERS.has(word) ? peopleBefore(reading, draft) ?? toldBy(before) ?? PERSON : undefined;
};

const MORE: ReadonlySet<string> = new Set(['more', 'others', 'other']);
const NAMING: ReadonlySet<string> = new Set(['the', 'other', 'all']);
const LARGEST_NAMED = 20;
const namesFew = ({ value }: Draft): boolean => value !== undefined && value < LARGEST_NAMED && Number.isInteger(value);

/** "two are under arrest": the number is the subject. */
const isSubject = (pieces: Pieces, { coreLast }: Draft): boolean => isAuxiliary(lowerAt(pieces, coreLast));

const JOINTS: ReadonlySet<string> = new Set(['and', ',', 'with', 'but', 'or']);

/** "71 members for the change and eight against it". */
const isCoordinated = (pieces: Pieces, { first, coreLast, value }: Draft): boolean => {
  const next = pieceAt(pieces, coreLast);
  return JOINTS.has(lowerAt(pieces, first - 1)) && value !== 1 && (next.kind === 'punctuation' || STATES.has(next.lower) || isFunctionWord(next.lower) || isVerb(next.lower));
};

const COMPARED: ReadonlySet<string> = new Set(['up from', 'down from', 'compared with', 'compared to', 'instead of', 'rather than']);

/** "9,000 soldiers, up from 7,000". */
const isCompared = (pieces: Pieces, { first }: Draft): boolean => COMPARED.has(`${lowerAt(pieces, first - 2)} ${lowerAt(pieces, first - 1)}`);

/** "hijacked 42", "two are under arrest", "and eight against it"; "wounded 42" counts people, whatever was counted before. */
const isTiedTo = (pieces: Pieces, draft: Draft): boolean => {
  const opening = lowerAt(pieces, draft.first - 1);
  return (isParticiple(opening) && !EVENT_WORDS.has(opening)) || isCompared(pieces, draft) || isSubject(pieces, draft) || isCoordinated(pieces, draft);
};

/** "bringing to seven the number of people who have died". */
const countedBehind = (reading: Reading, { coreLast }: Draft): Told | undefined => {
  const { pieces } = reading;
  if (lowerAt(pieces, coreLast) !== 'the' || !COUNTERS.has(lowerAt(pieces, coreLast + 1)) || lowerAt(pieces, coreLast + 2) !== 'of') return undefined;
  const noun = countedNoun(reading, coreLast + 3, false);
  return noun === undefined ? undefined : { unit: noun.unit };
};

const BODIES: ReadonlySet<string> = new Set(['force', 'crowd', 'army', 'group', 'team', 'crew', 'contingent', 'delegation', 'mob', 'staff', 'workforce', 'population', 'audience', 'congregation', 'family', 'panel', 'gang']);

/** "a force of seven thousand". */
const bodyBefore = ({ pieces }: Reading, { first }: Draft): Told | undefined => (lowerAt(pieces, first - 1) === 'of' && BODIES.has(lowerAt(pieces, first - 2)) ? PERSON : undefined);

/** "12 others", "including four", "The two met", "hijacked 42": the number goes on from the figure before. */
const goesOn = ({ pieces }: Reading, draft: Draft, before: Draft | undefined): Told | undefined => {
  const opening = lowerAt(pieces, draft.first - 1);
  if (MORE.has(lowerAt(pieces, draft.coreLast))) return toldBy(before) ?? PERSON;
  if (opening === 'including') return toldBy(before);
  if (NAMING.has(opening) && namesFew(draft)) return toldBy(before) ?? PERSON;
  const near = before !== undefined && sameSentence(pieces, before.core, draft.core);
  return near && (isTiedTo(pieces, draft) || (opening === 'to' && before.last === draft.first - 1)) ? toldBy(before) : undefined;
};

/** "saved 32 sailors. The 32 were ...": people told of again by their number. */
const sameValue = ({ pieces }: Reading, draft: Draft, earlier: readonly Draft[]): Draft | undefined =>
  (lowerAt(pieces, draft.first - 1) === 'the' && draft.value !== undefined ? earlier.slice(-FIGURES_BACK).findLast(({ kind, unit, value }) => kind === 'count' && unit !== undefined && isPeople(unit) && value === draft.value) : undefined);

const PLURAL_VERBS: ReadonlySet<string> = new Set('are were have do lack live need face suffer remain depend work want earn lived worked lacked needed faced suffered survived'.split(' '));
const SUBJECT_OPENERS: ReadonlySet<string> = new Set(['that', 'and', 'while', ',', 'says', 'say', 'said', 'an']);
const SMALLEST_CROWD = 20;

/** "More than two billion lack clean water", "The 32 were in good health": a bare number whose verb is a plural one. */
const crowdSubject = ({ pieces }: Reading, { first, last, core, value, comparator }: Draft): Told | undefined => {
  const opens = !sameSentence(pieces, first, first - 1) || lowerAt(pieces, first - 1) === 'the' || comparator !== 'eq' || SUBJECT_OPENERS.has(lowerAt(pieces, first - 1));
  return opens && (value ?? 0) >= SMALLEST_CROWD && PLURAL_VERBS.has(lowerAt(pieces, last)) && sameSentence(pieces, last, core) ? PERSON : undefined;
};

/** "a toll of 90, with 200 injured": what is said right behind the number goes before what was counted. */
const hasOwnState = ({ pieces }: Reading, { last }: Draft): boolean => STATES.has(lowerAt(pieces, last));

type Teller = (reading: Reading, draft: Draft, known: { readonly before: Draft | undefined; readonly earlier: readonly Draft[] }) => Told | undefined;

/** What may tell the unit, the surest first. */
const TELLERS: readonly Teller[] = [
  (reading, draft, { earlier }) => toldBy(sameValue(reading, draft, earlier)),
  (reading, draft, { before }) => pointedBack(reading, draft, before),
  (reading, draft, { before }) => goesOn(reading, draft, before),
  countedBehind,
  (reading, draft, { before }) => countedBefore(reading, draft, before),
  bodyBefore,
  crowdSubject,
  (_, { vague }) => (vague === true ? PERSON : undefined),
];

/** Gives a number without a noun its unit from what stands around it; false when nothing tells what it counts. */
export const resolveUnit = (reading: Reading, draft: Draft, earlier: readonly Draft[]): boolean => {
  if (draft.kind !== 'count' || draft.unit !== undefined) return true;
  const known = { before: antecedent(reading, draft, earlier), earlier };
  for (const teller of TELLERS) {
    const told = teller(reading, draft, known);
    if (told === undefined) continue;
    Object.assign(draft, hasOwnState(reading, draft) ? { unit: told.unit } : told);
    return true;
  }
  return false;
};

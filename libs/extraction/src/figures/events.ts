import { EVENT_NOUNS, EVENT_PHRASES, EVENT_WORDS, UNIT_EVENTS, WEAK_EVENT_WORDS } from './data/events.js';
import type { Draft, Reading } from './draft.js';
import { OF_PEOPLE } from './patterns.js';
import { pieceAt } from './pieces.js';
import { isAdverb, isAuxiliary, isFunctionWord, isParticiple, isPeople } from './words.js';

/** A figure with the figures around it: `starts` are the first pieces of all figures of the text. */
export interface Setting {
  readonly reading: Reading;
  readonly starts: ReadonlySet<number>;
  readonly before: Draft | undefined;
}

const GAPS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'of', 'all', 'its', 'their', 'his', 'over', 'as', 'up', 'also', 'another', 'dead', 'those', 'by', 'out', 'them', 'other', 'to']);
const LIFE_VERBS: ReadonlySet<string> = new Set(['claimed', 'claiming', 'claim', 'claims', 'lost', 'lose', 'losing', 'cost', 'costing', 'costs', 'took', 'taken', 'taking']);
const LOOK_BACK = 6;
const PERFECT: ReadonlySet<string> = new Set(['have', 'has', 'had']);

const lowerAt = (reading: Reading, at: number): string => pieceAt(reading.pieces, at).lower;
const sentenceAt = (reading: Reading, at: number): number => pieceAt(reading.pieces, at).sentence;

/** "claimed the lives of 54 people", "claimed thousands of lives". */
const takesLives = (reading: Reading, draft: Draft): boolean => {
  const lives = draft.unit === 'life' || (lowerAt(reading, draft.first - 1) === 'of' && lowerAt(reading, draft.first - 2) === 'lives');
  if (!lives) return false;
  for (let at = draft.first - 1; at >= draft.first - LOOK_BACK && sentenceAt(reading, at) === sentenceAt(reading, draft.core); at -= 1) {
    if (LIFE_VERBS.has(lowerAt(reading, at))) return true;
  }
  return false;
};

/** What the word before says of the figure: verbs in any form, nouns only through "of" ("the killing of 140 people"). */
const governing = (reading: Reading, draft: Draft, at: number): string | undefined => {
  const word = lowerAt(reading, at);
  if (EVENT_NOUNS.has(word) && lowerAt(reading, at + 1) !== 'of' && at + 1 !== draft.first) return undefined;
  if (WEAK_EVENT_WORDS.has(word) && !(draft.unit !== undefined && isPeople(draft.unit))) return undefined;
  return EVENT_PHRASES.get(`${lowerAt(reading, at - 1)} ${word}`) ?? EVENT_WORDS.get(word);
};

/** "killing and mutilating thousands": small words, adverbs and a second participle do not part verb and figure. */
const isGap = (reading: Reading, at: number): boolean => {
  const word = lowerAt(reading, at);
  if (GAPS.has(word) || isAdverb(word)) return true;
  return (isParticiple(word) && lowerAt(reading, at - 1) === 'and') || (word === 'and' && isParticiple(lowerAt(reading, at + 1)));
};

/** The verb that governs the figure from before: "killing two", "wounded nearly 30 others". */
const eventBefore = (reading: Reading, draft: Draft): string | undefined => {
  const sentence = sentenceAt(reading, draft.core);
  for (let at = draft.first - 1; at >= draft.first - LOOK_BACK && sentenceAt(reading, at) === sentence; at -= 1) {
    const event = governing(reading, draft, at);
    if (event !== undefined) return event;
    if (!isGap(reading, at)) return undefined;
  }
  return undefined;
};

const STOPS: ReadonlySet<string> = new Set(['which', 'when', 'while', 'after', 'before', 'because', 'since', 'but', 'although', 'if', 'as', 'where', ';', 'suspected', 'accused']);
const LOOK_AHEAD = 20;

const OBJECTS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'his', 'their', 'its', 'several', 'many', 'them', 'him']);

/** A verb whose object follows does not speak of the figure before it: "two men killed five soldiers". */
const isActive = ({ reading, starts }: Setting, at: number): boolean => {
  const before = lowerAt(reading, at - 1);
  if (isAuxiliary(before) && !PERFECT.has(before)) return false;
  if (isAdverb(before)) return false;
  return starts.has(at + 1) || (starts.has(at + 2) && !isFunctionWord(lowerAt(reading, at + 1))) || OBJECTS.has(lowerAt(reading, at + 1));
};

/** Verbs whose subject is what the event befalls, whatever object they have. */
const INTRANSITIVE: ReadonlySet<string> = new Set(['died', 'die', 'dies', 'dying', 'perished', 'drowned', 'fled', 'flee', 'fleeing', 'contracted', 'contracting', 'disappeared', 'vanished', 'evacuated', 'suffocated', 'lost', 'tested', 'fell', 'dead', 'missing', 'homeless', 'unaccounted', 'captive']);
const SUBJECT_EVENTS: ReadonlySet<string> = new Set(['protesting', 'participating']);

const wordBehind = (reading: Reading, at: number): string | undefined => {
  const piece = reading.pieces[at];
  if (piece?.kind !== 'word' || EVENT_NOUNS.has(piece.lower)) return undefined;
  return EVENT_PHRASES.get(`${piece.lower} ${lowerAt(reading, at + 1)}`) ?? (WEAK_EVENT_WORDS.has(piece.lower) ? undefined : EVENT_WORDS.get(piece.lower));
};

/** ", 12 of whom", ", with 154 in": another figure behind a mark has a clause of its own. */
const opensOther = ({ reading, starts }: Setting, at: number): boolean => starts.has(at) && (lowerAt(reading, at - 1) === ',' || lowerAt(reading, at - 1) === 'with');

/** The verb behind the figure, across its own phrases: "53 people on board and one on the ground were killed". */
const eventBehind = (setting: Setting, draft: Draft): string | undefined => {
  const { reading } = setting;
  const sentence = sentenceAt(reading, draft.core);
  for (let at = draft.last; at < draft.last + LOOK_AHEAD && sentenceAt(reading, at) === sentence; at += 1) {
    if (opensOther(setting, at) || STOPS.has(lowerAt(reading, at))) return undefined;
    const event = wordBehind(reading, at);
    if (event !== undefined && lowerAt(reading, at - 1) === 'not') return undefined;
    if (event !== undefined) return isActive(setting, at) && !SUBJECT_EVENTS.has(event) && !INTRANSITIVE.has(lowerAt(reading, at)) ? undefined : event;
  }
  return undefined;
};

/** A word inside the counted phrase: "1.5 million homeless people", "three missing sailors". */
const eventInside = (reading: Reading, draft: Draft): string | undefined => {
  for (let at = draft.coreLast; at < (draft.head ?? draft.coreLast); at += 1) {
    const event = wordBehind(reading, at);
    if (event !== undefined) return event;
  }
  return undefined;
};

const SHARED_LOOK = 8;

/** The verb of a first object that is no figure: "detained a minister and two lawmakers". */
const verbOfFirst = (reading: Reading, draft: Draft): string | undefined => {
  for (let at = draft.first - 3; at >= draft.first - SHARED_LOOK && sentenceAt(reading, at) === sentenceAt(reading, draft.core); at -= 1) {
    const before = lowerAt(reading, at - 1);
    if (isAuxiliary(lowerAt(reading, at))) return undefined;
    const event = governing(reading, draft, at);
    if (event !== undefined) return isAuxiliary(before) && !PERFECT.has(before) ? undefined : event;
  }
  return undefined;
};

/** "killing 12 civilians and two soldiers", "killed five people, including two children": what befell the first befell the second. */
const eventShared = ({ reading, before }: Setting, draft: Draft): string | undefined => {
  const joint = lowerAt(reading, draft.first - 1);
  if (joint === 'including') return before?.event;
  if (joint !== 'and' && joint !== ',') return undefined;
  return before?.last === draft.first - 1 ? before.event : verbOfFirst(reading, draft);
};

const mayHappen = (draft: Draft): boolean => {
  if (draft.kind === 'ratio' || draft.kind === 'percent') return draft.of !== undefined && OF_PEOPLE.test(draft.of);
  return draft.kind === 'count' && (draft.unit === undefined || isPeople(draft.unit) || UNIT_EVENTS.has(draft.unit) || draft.unit === 'life');
};

/** "one-fourth of the three million voters had cast ballots": the verb speaks of the share. */
const isWhole = (draft: Draft, before: Draft | undefined): boolean => before !== undefined && (before.kind === 'ratio' || before.kind === 'percent') && before.of !== undefined && draft.first - before.last <= 2;

/** What happened to the counted people, if the sentence says so. */
export const readEvent = (setting: Setting, draft: Draft): string | undefined => {
  const { reading, before } = setting;
  if (!mayHappen(draft) || isWhole(draft, before)) return undefined;
  if (takesLives(reading, draft)) return 'killed';
  return eventBefore(reading, draft) ?? UNIT_EVENTS.get(draft.unit ?? '') ?? eventBehind(setting, draft) ?? eventInside(reading, draft) ?? eventShared(setting, draft);
};

import { EVENT_NOUNS, EVENT_PHRASES, EVENT_WORDS, UNIT_EVENTS, WEAK_EVENT_WORDS } from './data/events.js';
import type { Draft, Reading } from './draft.js';
import { OF_PEOPLE } from './patterns.js';
import { pieceAt } from './pieces.js';
import { isAdverb, isAuxiliary, isFunctionWord, isParticiple, isPeople, isVerb } from './words.js';

/** A figure with the figures around it: `starts` are the first pieces of all figures of the text. */
export interface Setting {
  readonly reading: Reading;
  readonly starts: ReadonlySet<number>;
  readonly before: Draft | undefined;
}

const GAPS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'of', 'all', 'its', 'their', 'his', 'over', 'as', 'up', 'also', 'another', 'dead', 'those', 'by', 'out', 'them', 'other', 'to', 'most', 'some', 'many']);
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

const BOTH: ReadonlySet<string> = new Set(['and', 'or']);

/** "killing and mutilating thousands", "kill or maim dozens": small words, adverbs and a second participle do not part verb and figure. */
const isGap = (reading: Reading, at: number): boolean => {
  const word = lowerAt(reading, at);
  if (GAPS.has(word) || isAdverb(word)) return true;
  if (BOTH.has(word)) return isParticiple(lowerAt(reading, at + 1)) || (word === 'or' && EVENT_WORDS.has(lowerAt(reading, at - 1)));
  return (isParticiple(word) && BOTH.has(lowerAt(reading, at - 1))) || (lowerAt(reading, at - 1) === 'or' && EVENT_WORDS.has(lowerAt(reading, at - 2)));
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
/** A number without a noun is held to a nearer verb. */
const LOOK_AHEAD_ELIDED = 8;

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

const LEAVING: ReadonlySet<string> = new Set('leave left leaving leaves abandon abandoned abandoning vacate vacated'.split(' '));
const FORCED: ReadonlySet<string> = new Set(['forced', 'driven', 'chased', 'expelled', 'evicted', 'removed']);
const HOMES: ReadonlySet<string> = new Set(['home', 'homes', 'house', 'houses', 'village', 'villages']);

/** "left their homes", "forced from villages", "driven 200 people from their homes". */
const leavesHome = (reading: Reading, at: number): boolean => {
  const word = lowerAt(reading, at);
  if (word === 'from' && lowerAt(reading, at + 1) === 'their') return HOMES.has(lowerAt(reading, at + 2));
  const from = LEAVING.has(word) ? at + 1 : FORCED.has(word) && lowerAt(reading, at + 1) === 'from' ? at + 2 : undefined;
  return from !== undefined && (HOMES.has(lowerAt(reading, from)) || HOMES.has(lowerAt(reading, from + 1)));
};

const wordBehind = (reading: Reading, at: number): string | undefined => {
  const piece = reading.pieces[at];
  if (leavesHome(reading, at)) return 'displaced';
  if (piece?.kind !== 'word' || EVENT_NOUNS.has(piece.lower)) return undefined;
  return EVENT_PHRASES.get(`${piece.lower} ${lowerAt(reading, at + 1)}`) ?? (WEAK_EVENT_WORDS.has(piece.lower) ? undefined : EVENT_WORDS.get(piece.lower));
};

const OPENS_OTHER: ReadonlySet<string> = new Set([',', 'with', '-', '--', '—', '–', ':']);

/** ", 12 of whom", ", with 154 in": another figure behind a mark has a clause of its own. */
const opensOther = ({ reading, starts }: Setting, at: number): boolean => starts.has(at) && OPENS_OTHER.has(lowerAt(reading, at - 1));

const SERIES_LOOK = 10;

/** "five guards, three clerks and a driver were killed": behind its comma the next figure belongs to the same series. */
const goesOnInSeries = ({ reading, starts }: Setting, from: number, { last }: Draft): boolean => {
  if (from !== last + 1 || lowerAt(reading, last) !== ',') return false;
  for (let at = from + 1; at < from + SERIES_LOOK; at += 1) {
    if (lowerAt(reading, at) === 'and') return starts.has(at + 1);
    if (isFunctionWord(lowerAt(reading, at)) || isVerb(lowerAt(reading, at))) return false;
  }
  return false;
};

/** The event at this word is the subject's own: a passive, an intransitive verb, or something that subjects do. */
const befalls = (setting: Setting, at: number, event: string): boolean => {
  if (lowerAt(setting.reading, at - 1) === 'not') return false;
  return SUBJECT_EVENTS.has(event) || leavesHome(setting.reading, at) || INTRANSITIVE.has(lowerAt(setting.reading, at)) || !isActive(setting, at);
};

/** Verbs that only lead to what happened: "were reported killed", "went missing". */
const LEADING: ReadonlySet<string> = new Set('went go goes gone remain remains remained reported believed feared confirmed presumed found declared listed known thought being held taken left made fell got said alleged suffered suffer sustained'.split(' '));

/** "are still searching for": the clause says something else of them than an event. */
const isMainVerb = (reading: Reading, at: number): boolean => {
  const word = lowerAt(reading, at);
  if (LEADING.has(word) || isAuxiliary(word)) return false;
  const before = isAdverb(lowerAt(reading, at - 1)) || lowerAt(reading, at - 1) === 'still' ? lowerAt(reading, at - 2) : lowerAt(reading, at - 1);
  return isVerb(word) || (isParticiple(word) && isAuxiliary(before));
};

const CLOSERS: ReadonlySet<string> = new Set([',', '--', '—', '–', ')']);

/** The next word; the words behind "including" are passed over up to their closing mark. */
const stepOver = (reading: Reading, from: number): number => {
  if (lowerAt(reading, from) !== 'including') return from + 1;
  let at = from + 1;
  while (at < from + LOOK_AHEAD && !CLOSERS.has(lowerAt(reading, at))) at += 1;
  return at + 1;
};

/** "holding 45 soldiers hostage". */
const HELD: ReadonlySet<string> = new Set(['hostage', 'captive', 'prisoner']);

/** The verb behind the figure, across its own phrases: "53 people on board and one on the ground were killed". */
const eventBehind = (setting: Setting, draft: Draft): string | undefined => {
  const { reading } = setting;
  const sentence = sentenceAt(reading, draft.core);
  const look = draft.unit === undefined && draft.kind === 'count' ? LOOK_AHEAD_ELIDED : LOOK_AHEAD;
  if (HELD.has(lowerAt(reading, draft.last))) return 'captured';
  for (let at = draft.last; at < draft.last + look && sentenceAt(reading, at) === sentence; at = stepOver(reading, at)) {
    if ((opensOther(setting, at) && !goesOnInSeries(setting, at, draft)) || STOPS.has(lowerAt(reading, at))) return undefined;
    const event = wordBehind(reading, at);
    if (event !== undefined) return befalls(setting, at, event) ? event : undefined;
    if (isMainVerb(reading, at)) return undefined;
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
  if (joint === 'including' || joint === 'with' || (joint === 'them' && lowerAt(reading, draft.first - 2) === 'among')) return before?.event;
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

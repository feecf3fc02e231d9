import { PEOPLE } from './data/nouns.js';
import type { Draft, Reading } from './draft.js';
import type { NounPhrase } from './noun-phrase.js';
import { countedNoun } from './noun-phrase.js';
import { readNumeral } from './numerals.js';
import type { Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { readUnit } from './units.js';
import { isFunctionWord, isParticiple, isVerb, singularOf } from './words.js';

const DETERMINERS: ReadonlySet<string> = new Set(['the', 'his', 'her', 'its', 'their', 'our', 'these', 'those', 'my', 'your', 'all']);

/** Words that make no unit when a number is joined to them: "two-way", "one-on-one". */
const NO_UNITS: ReadonlySet<string> = new Set(['way', 'sided', 'faced', 'fold', 'on', 'to', 'for', 'and', 'a', 'of', 'in', 'out', 'by', 'dimensional', 'tiered', 'pronged', 'headed', 'legged', 'handed', 'off', 'stop', 'time', 'something', 'wheel', 'plus', 'odd', 'ish', 'st', 'nd', 'rd', 'th']);
const SINGULAR_ATTRIBUTES: ReadonlySet<string> = new Set(['member', 'nation', 'country', 'page', 'seat', 'party', 'point', 'vehicle', 'bed', 'room']);
const SINGLE_UNITS: ReadonlySet<string> = new Set(['member', 'seat', 'page', 'vote', 'goal', 'run', 'point', 'shot', 'stroke', 'game', 'term']);

/** "27-member", "six-nation", "12-country": the joined noun is the unit; "one-party" and "two-way" are words of their own. */
const attributiveNoun = (pieces: Pieces, at: number, single: boolean): NounPhrase | undefined => {
  const { kind, text, lower } = pieceAt(pieces, at);
  if (kind !== 'word' || NO_UNITS.has(lower) || lower.endsWith('ed') || (single && !SINGLE_UNITS.has(lower))) return undefined;
  return { head: at, last: at + 1, unit: lower === 'strong' ? 'person' : singularOf(text, lower) ?? text };
};

const isPossessive = (pieces: Pieces, at: number): boolean => {
  const { text, lower, join } = pieceAt(pieces, at);
  return lower === "'s" || ((text === '’' || text === "'") && join === 'glued' && lowerAt(pieces, at - 1).endsWith('s'));
};

const LONGEST_POSSESSOR = 6;
const IN_POSSESSORS: ReadonlySet<string> = new Set(['of', 'the', 'and']);

/** "thousands of farmers marched through the city's streets": a verb or a preposition parts the possessor from the number. */
const endsPossessor = (lower: string): boolean => !IN_POSSESSORS.has(lower) && (isFunctionWord(lower) || isVerb(lower) || isParticiple(lower));

const skipPossessor = (pieces: Pieces, from: number): number => {
  for (let at = from; at < from + LONGEST_POSSESSOR && sameSentence(pieces, at, from); at += 1) {
    if (isPossessive(pieces, at)) return at + 1;
    if (pieceAt(pieces, at).kind !== 'word' || endsPossessor(lowerAt(pieces, at))) return from;
  }
  return from;
};

/** What "of" leads to: "two of the tribunal's top suspects", "thousands of lives". */
const nounBehindOf = (reading: Reading, of: number, vague: boolean): NounPhrase | undefined => {
  const { pieces } = reading;
  if (!sameSentence(pieces, of, of + 1)) return undefined;
  const from = DETERMINERS.has(lowerAt(pieces, of + 1)) ? of + 2 : of + 1;
  return countedNoun(reading, skipPossessor(pieces, from), false) ?? countedNoun(reading, from, false) ?? (vague ? countedNoun(reading, from, true) : undefined);
};

/** "the 11 member bloc": a word that is joined by a hyphen elsewhere. */
const attributiveSingular = ({ pieces }: Reading, { coreLast, core, value }: Draft): NounPhrase | undefined => {
  const { join, lower } = pieceAt(pieces, coreLast);
  if (join !== 'space' || value === 1 || !SINGULAR_ATTRIBUTES.has(lower) || !sameSentence(pieces, coreLast, core)) return undefined;
  return pieceAt(pieces, coreLast + 1).kind === 'word' ? { head: coreLast, last: coreLast + 1, unit: lower } : undefined;
};

const TALKS: ReadonlySet<string> = new Set(['talk', 'negotiation', 'meeting']);

/** "five policeman": wires slip, and a person's noun counts in the singular too. */
const singularPeople = (reading: Reading, { coreLast }: Draft): NounPhrase | undefined => {
  const noun = countedNoun(reading, coreLast, true);
  return noun !== undefined && PEOPLE.has(noun.unit) ? noun : undefined;
};

/** "six party talks" counts parties, "300 party supporters" supporters. */
const looseNoun = (reading: Reading, draft: Draft): NounPhrase | undefined => {
  const noun = countedNoun(reading, draft.coreLast, draft.value !== undefined && draft.value > 0 && draft.value <= 1);
  if (noun !== undefined) return TALKS.has(noun.unit) ? attributiveSingular(reading, draft) ?? noun : noun;
  return attributiveSingular(reading, draft) ?? singularPeople(reading, draft);
};

const WHOLE_LOOK = 9;

/** "27 of the 31 justices", "13 of West Bengal's 19 districts": the part counts what the whole counts. */
const unitOfWhole = (reading: Reading, of: number): string | undefined => {
  const { pieces } = reading;
  for (let at = of + 1; at < of + WHOLE_LOOK && sameSentence(pieces, at, of); at += 1) {
    const whole = readNumeral(pieces, at);
    if (whole) return readUnit(pieces, whole.last, whole)?.unit ?? countedNoun(reading, whole.last, false)?.unit;
    if (pieceAt(pieces, at).kind === 'punctuation' && !isPossessive(pieces, at)) return undefined;
  }
  return undefined;
};

const nounOf = (reading: Reading, draft: Draft): NounPhrase | undefined => {
  const next = pieceAt(reading.pieces, draft.coreLast);
  if (next.lower === 'of') return nounBehindOf(reading, draft.coreLast, draft.vague === true);
  return next.join === 'hyphen' ? attributiveNoun(reading.pieces, draft.coreLast, draft.value === 1) : looseNoun(reading, draft);
};

/** Fills in what a bare number counts: its noun, the noun of its whole, or nothing when it is left out. */
export const fillNoun = (reading: Reading, draft: Draft): void => {
  const noun = nounOf(reading, draft);
  if (noun === undefined) {
    const whole = lowerAt(reading.pieces, draft.coreLast) === 'of' ? unitOfWhole(reading, draft.coreLast) : undefined;
    if (whole !== undefined) draft.unit = whole;
    return;
  }
  draft.last = noun.last;
  if (noun.unit.toLowerCase() === 'other') return;
  draft.head = noun.head;
  draft.unit = noun.unit;
};

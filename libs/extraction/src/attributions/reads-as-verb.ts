import { isOpening } from './content.js';
import type { Cue } from './cue.js';
import { SHOWING, isOneOf } from './cue.js';
import type { View } from './view.js';
import { capitalised, isFinite, isWord, low, textAt, verbAt } from './view.js';
import { DETERMINERS, NOUN_PREPOSITIONS, PERSONALS } from './words.js';

const CLAIM_OPENERS: ReadonlySet<string> = new Set([...'four five six seven eight nine ten eleven twelve dozens hundreds thousands more at nearly about almost'.split(' '), 'that', 'it', ':', ',', 'responsibility', 'there', ...DETERMINERS, ...PERSONALS]);

const opensClaim = (view: View, i: number): boolean => CLAIM_OPENERS.has(low(view, i)) || capitalised(view, i) || view.tokens[i]?.kind === 'number' || isOpening(view, i);

/** A say-verb that is no noun. */
const isPlainVerb = (view: View, i: number): boolean => verbAt(view, i)?.verb.noun === false;

const ENDS_OF_SUBJECT: ReadonlySet<string> = new Set([',', ')']);

/** "the claims", "Iran's report", "face charges": a noun stands here. */
function isNounPlace(view: View, at: number): boolean {
  const before = low(view, at - 1);
  if (before === "'s" || NOUN_PREPOSITIONS.has(before) || isFinite(view, at - 1) || isPlainVerb(view, at - 1)) return true;
  return !isWord(view, at - 1) && !ENDS_OF_SUBJECT.has(textAt(view, at - 1));
}

const PLURALS: ReadonlySet<string> = new Set(['police', 'people', 'authorities', 'media', 'many', 'some', 'others', 'most', 'men', 'women', 'and']);
const readsAsPlural = (word: string): boolean => word.endsWith('s') || PLURALS.has(word);

/** They take a clause without "that". */
const BARE_CLAUSE: ReadonlySet<string> = new Set(['show', 'fear', 'suspect', 'promise', 'vow', 'believe']);

/** "claims falling", "suspect wanted", "reports say": a participle or verb after it belongs to the noun. */
function isNounByFollower({ view, last, verb }: Cue): boolean {
  const next = low(view, last);
  return next.endsWith('ed') || (next.endsWith('ing') && !SHOWING.has(verb.lemma)) || isPlainVerb(view, last);
}

function isNoun(cue: Cue): boolean {
  const { view, at, last, verb } = cue;
  const before = low(view, at - 1);
  if (isNounPlace(view, at) || isNounByFollower(cue)) return true;
  if (before === 'and') return !isOneOf(view, last, ['to', 'that']);
  return verb.form === 'base' && !readsAsPlural(before);
}

function takesClaim({ view, last, verb }: Cue): boolean {
  if (low(view, last) === 'that') return true;
  if (opensClaim(view, last)) return verb.form !== 'ing';
  return BARE_CLAUSE.has(verb.lemma) && isWord(view, last) && !isFinite(view, last);
}

/** "the promised reforms", "pace of promised reforms", "to smuggle alleged spies": the form belongs to a noun. */
const isAttribute = (view: View, first: number): boolean => DETERMINERS.has(low(view, first - 1)) || NOUN_PREPOSITIONS.has(low(view, first - 1)) || low(view, first - 2) === 'to';

/** A form that is a noun too counts as a verb only between a subject and what it claims. */
export function readsAsVerb(cue: Cue): boolean {
  const { view, at, verb, group } = cue;
  if (verb.form !== 'ing' && isAttribute(view, group.first)) return false;
  if (verb.form === 'base' && low(view, group.first - 1) === 'or') return false;
  if (!verb.noun || group.perfect || group.passive || PERSONALS.has(low(view, at - 1))) return true;
  return !isNoun(cue) && takesClaim(cue);
}

const LIVES: ReadonlySet<string> = new Set(['lives', 'life', 'dead', 'victims']);

/** "claimed the lives of 54 people", "added 200 jobs": nobody speaks. */
export function isEvent({ view, last, verb }: Cue): boolean {
  if (verb.lemma === 'add') return view.tokens[last]?.kind === 'number';
  if (verb.lemma !== 'claim') return false;
  for (let i = last; i < last + 7; i += 1) if (LIVES.has(low(view, i))) return true;
  return false;
}

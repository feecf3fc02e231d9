import type { Content } from './content.js';
import { contentFrom, contentStart, contentUpTo, isOpening, nothingFollows, readsAsClause } from './content.js';
import type { Cue } from './cue.js';
import { BAD_FOLLOWERS, SHOWING, isOneOf } from './cue.js';
import { afterHearer } from './hearer.js';
import type { Run } from './view.js';
import { firstOf, low, textAt } from './view.js';
import { PERSONALS } from './words.js';

/** Verbs of the "that" frame that may go without it. */
const BARE_FRAMES: ReadonlySet<string> = new Set(['show', 'fear', 'suspect', 'believe', 'think', 'suggest', 'indicate', 'conclude', 'speculate']);

const followedByTo = ({ view, last, verb }: Cue): boolean => low(view, last) === 'to' && (verb.frame === 'to' || verb.lemma === 'confess');

function opensThat({ view, last }: Cue): boolean {
  const next = low(view, last);
  return next === 'that' || isOpening(view, last) || (next === ',' && isOpening(view, last + 1)) || low(view, contentStart(view, last) - 1) === 'that';
}

/** Present tense, where a clause may follow without "that": past forms are participles too often. */
function takesBareClause({ view, last, verb, group }: Cue): boolean {
  if (verb.form === 'past' || verb.form === 'ing') return false;
  return SHOWING.has(verb.lemma) || (!group.perfect && BARE_FRAMES.has(verb.lemma) && readsAsClause(view, last));
}

/** What the frame asks of the words after the verb. */
function complementFits(cue: Cue): boolean {
  const { view, last, verb } = cue;
  if (BAD_FOLLOWERS.has(low(view, last)) && !followedByTo(cue)) return false;
  return verb.frame !== 'that' || opensThat(cue) || takesBareClause(cue);
}

/** "warned they would", "warned that": no hearer stands after the verb. */
function lacksHearer({ view, last, verb }: Cue, hearer: number): boolean {
  if (isOneOf(view, last, ['that', ',']) || isOpening(view, last)) return true;
  if (verb.lemma === 'tell' || low(view, hearer) === 'that') return false;
  return PERSONALS.has(low(view, last)) || readsAsClause(view, last);
}

/** The first token of the claim; undefined where the hearer is told to do something. */
function afterVerb(cue: Cue): number | undefined {
  const { view, last, verb } = cue;
  if (verb.lemma === 'confess' && low(view, last) === 'to') return last + 1;
  if (verb.frame !== 'hearer') return contentStart(view, last);
  const hearer = afterHearer(view, last);
  const start = contentStart(view, lacksHearer(cue, hearer) ? last : hearer);
  return low(view, start) === 'to' || isOneOf(view, hearer, ['to', 'not']) ? undefined : start;
}

export const SEPARATORS: ReadonlySet<string> = new Set([',', '"', '”', '»', "''", '?', '!', '-', '--', '–', '—']);

/** The claim stands before a source that stands before its verb: "C, X said." */
function contentBefore({ view, at }: Cue, source: Run): Content | undefined {
  const separator = textAt(view, source.first - 1);
  if (source.first <= firstOf(view, at) || !SEPARATORS.has(separator)) return undefined;
  return contentUpTo(view, separator === ',' ? source.first - 1 : source.first);
}

/** "C1, X said, C2": the first part, unless it is much the shorter. */
const MUCH_LONGER = 1.5;
const mainPart = (a: Content, b: Content | undefined): Content => (b && b.end - b.start > MUCH_LONGER * (a.end - a.start) ? b : a);

/** Chooses the words before the source where the verb ends what is said, or a quotation ends before the source. */
function chosenBefore({ view, last }: Cue, before: Content, at: { readonly source: Run; readonly told: number }): Content | undefined {
  if (nothingFollows(view, last) || nothingFollows(view, at.told)) return mainPart(before, textAt(view, last) === ',' ? contentFrom(view, last + 1) : undefined);
  return view.quoted[at.source.first - 1] === 1 && !isOpening(view, contentStart(view, at.told)) ? before : undefined;
}

/** What a source claims whose verb follows it. */
export function contentOfCue(cue: Cue, source: Run): Content | undefined {
  const { view, last, verb } = cue;
  if (verb.frame === 'to' && low(view, last) === 'to') return contentFrom(view, last);
  const told = verb.frame === 'hearer' ? afterHearer(view, last) : last;
  const before = contentBefore(cue, source);
  const chosen = before && chosenBefore(cue, before, { source, told });
  if (chosen) return chosen;
  const open = !nothingFollows(view, last) || isOpening(view, contentStart(view, last));
  const start = open && complementFits(cue) ? afterVerb(cue) : undefined;
  return start === undefined ? undefined : contentFrom(view, start);
}

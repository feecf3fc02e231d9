import type { Content } from './content.js';
import { contentFrom, contentStart, contentUpTo, isOpening, nothingFollows, readsAsClause } from './content.js';
import type { Cue } from './cue.js';
import { BAD_FOLLOWERS, SHOWING, holdsVerb, isOneOf, isParticiple } from './cue.js';
import { afterHearer } from './hearer.js';
import type { Run, View } from './view.js';
import { capitalised, firstOf, low, textAt, verbAt } from './view.js';
import { DETERMINERS, PERSONALS } from './words.js';

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

const ENDS: ReadonlySet<string> = new Set(['.', ';', ')', 'of', 'by']);
const AMOUNT_OPENERS: ReadonlySet<string> = new Set(['about', 'over', 'up', 'between', 'from']);

/** "says up to 30 people", "report over 200 cases": an amount may open a claim; after "say" nearly anything may. */
function isBadFollower({ view, last, verb }: Cue): boolean {
  const next = low(view, last);
  if (verb.lemma === 'say') return ENDS.has(next) || (next === 'to' && isOneOf(view, last + 1, ['be', 'have']));
  const amount = AMOUNT_OPENERS.has(next) && (view.tokens[last + 1]?.kind === 'number' || view.tokens[last + 2]?.kind === 'number');
  return BAD_FOLLOWERS.has(next) && !amount;
}

/** "carry out promised reforms": a bare noun follows. */
const isAdjective = ({ view, last, verb, group }: Cue): boolean => verb.frame === 'to' && verb.form === 'past' && !group.perfect && !opensNounOrClause(view, last);

const opensNounOrClause = (view: View, i: number): boolean => DETERMINERS.has(low(view, i)) || PERSONALS.has(low(view, i)) || low(view, i) === 'that' || low(view, i) === 'to' || capitalised(view, i) || isOpening(view, i);

/** What the frame asks of the words after the verb. */
function complementFits(cue: Cue): boolean {
  if ((isBadFollower(cue) && !followedByTo(cue)) || isAdjective(cue)) return false;
  return cue.verb.frame !== 'that' || opensThat(cue) || takesBareClause(cue);
}

/** "warned they would", "warned that": no hearer stands after the verb. */
function lacksHearer({ view, last, verb }: Cue, hearer: number): boolean {
  if (isOneOf(view, last, ['that', ',']) || isOpening(view, last)) return true;
  if (verb.lemma === 'tell' || low(view, hearer) === 'that') return false;
  return PERSONALS.has(low(view, last)) || readsAsClause(view, last);
}

/** "told them to leave", "warned him of a storm": no claim follows. */
const NO_CLAIMS: readonly string[] = ['to', 'of', 'about', 'against', 'for'];
const PLACES: readonly string[] = ['in', 'on', 'at', 'with', 'by'];
const NEEDS_THAT: ReadonlySet<string> = new Set(['inform', 'assure']);

/** The first token of the claim; undefined where the hearer is told to do something. */
function afterVerb(cue: Cue): number | undefined {
  const { view, last, verb } = cue;
  if (verb.lemma === 'confess' && low(view, last) === 'to') return last + 1;
  if (verb.frame !== 'hearer') return contentStart(view, last);
  const hearer = afterHearer(view, last);
  const start = contentStart(view, lacksHearer(cue, hearer) ? last : hearer);
  if (verbAt(view, start)?.verb.form === 'ing' || (NEEDS_THAT.has(verb.lemma) && low(view, start - 1) !== 'that')) return undefined;
  return isOneOf(view, start, [...NO_CLAIMS, ...PLACES]) || isOneOf(view, hearer, [...NO_CLAIMS, 'not']) ? undefined : start;
}

const SEPARATORS: ReadonlySet<string> = new Set([',', '"', '”', '»', "''", '?', '!', '-', '--', '–', '—']);

/** True when a claim may end with token `i`: at a mark, or where a quotation closes. */
export const separates = (view: View, i: number): boolean => SEPARATORS.has(textAt(view, i)) || view.quotationOf[i]?.last === i + 1;

/** "Meanwhile, X told ...": so few words without a verb are no claim. */
const FEWEST_WORDS = 4;
const isLead = (view: View, first: number, last: number): boolean => last - first < FEWEST_WORDS && view.quoted[last - 1] !== 1 && view.quoted[last] !== 1 && !holdsVerb(view, first, last);

/** The claim stands before a source that stands before its verb: "C, X said." */
function contentBefore({ view, at }: Cue, source: Run): Content | undefined {
  const separator = textAt(view, source.first - 1);
  if (source.first <= firstOf(view, at) || !separates(view, source.first - 1) || isLead(view, firstOf(view, at), source.first - 1)) return undefined;
  return contentUpTo(view, separator === ',' ? source.first - 1 : source.first);
}

/** "C1, X said, C2": the first part, unless it is a subordinate clause or much the shorter. */
const MUCH_LONGER = 1.5;
const CONDITIONS: readonly string[] = ['If ', 'When ', 'While ', 'Although ', 'Though ', 'Because ', 'As ', 'Once ', 'After ', 'Before ', 'Unless '];

function mainPart(view: View, a: Content, b: Content | undefined): Content {
  if (!b) return a;
  const subordinate = !a.direct && CONDITIONS.some((word) => view.doc.text.startsWith(word, a.start));
  return subordinate || b.end - b.start > MUCH_LONGER * (a.end - a.start) ? b : a;
}

/** What goes on after ", X said," or ", X said Friday,". */
function resumedAfter(view: View, last: number): Content | undefined {
  let comma = last;
  while (view.dated[comma] === 1) comma += 1;
  const participle = verbAt(view, comma + 1)?.verb.form === 'ing';
  return textAt(view, comma) === ',' && !participle ? contentFrom(view, comma + 1) : undefined;
}

/** Chooses the words before the source where the verb ends what is said, or a quotation ends before the source. */
function chosenBefore({ view, last }: Cue, before: Content, at: { readonly source: Run; readonly told: number }): Content | undefined {
  if (textAt(view, at.told) === ':' && isOpening(view, contentStart(view, at.told))) return undefined;
  if (nothingFollows(view, last) || nothingFollows(view, at.told)) return mainPart(view, before, resumedAfter(view, last));
  return view.quoted[at.source.first - 1] === 1 && !isOpening(view, contentStart(view, at.told)) ? before : undefined;
}

/** What a source claims whose verb follows it. */
export function contentOfCue(cue: Cue, source: Run): Content | undefined {
  const { view, last, verb } = cue;
  if (verb.frame === 'to' && low(view, last) === 'to') return contentFrom(view, last);
  const told = verb.frame === 'hearer' ? afterHearer(view, last) : last;
  const before = isParticiple(cue) ? undefined : contentBefore(cue, source);
  const chosen = before && chosenBefore(cue, before, { source, told });
  if (chosen) return chosen;
  const between = !before && textAt(view, source.first - 1) === ',' && textAt(view, last) === ',';
  return between ? resumedAfter(view, last) : contentAfter(cue);
}

/** What follows the verb, where the verb's frame fits it. */
function contentAfter(cue: Cue): Content | undefined {
  const { view, last } = cue;
  const opened = contentStart(view, last);
  const open = !nothingFollows(view, last) || isOpening(view, opened) || low(view, opened - 1) === 'that';
  const start = open && complementFits(cue) ? afterVerb(cue) : undefined;
  return start === undefined ? undefined : contentFrom(view, start);
}

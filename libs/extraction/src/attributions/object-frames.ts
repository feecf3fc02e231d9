import type { Claim, ClaimRule } from './claim.js';
import type { Content } from './content.js';
import { contentFrom, isOpening } from './content.js';
import { mainSubject } from './main-subject.js';
import type { Cue } from './cue.js';
import { cueAt, cueText, isParticiple, isUnsaid } from './cue.js';
import { subjectEndingAt } from './subject.js';
import type { Verb } from './verbs.js';
import type { View } from './view.js';
import { isFinite, isWord, lastOf, low, textAt } from './view.js';
import { COORDINATORS, DETERMINERS, NOUN_PREPOSITIONS, PERSONALS } from './words.js';

/** The object of such a verb is seldom longer. */
const LONGEST_OBJECT = 24;

/** The first of `words` after the verb, before another verb. */
function partAfter({ view, last }: Cue, words: readonly string[]): number | undefined {
  for (let i = last; i < Math.min(lastOf(view, last - 1), last + LONGEST_OBJECT); i += 1) {
    if (words.includes(low(view, i)) && i > last) return i;
  }
  return undefined;
}

/** "called Zacarias Moussaoui the 20th hijacker", "calling it a heinous act", `calls the man "a liar"`. */
function namesSomething({ view, last }: Cue): boolean {
  const next = low(view, last);
  if (NOT_NAMED.has(next) || !isWord(view, last)) return false;
  const pronoun = OBJECTS.has(next);
  for (let i = pronoun ? last + 1 : last + 2; i < Math.min(lastOf(view, last - 1), last + 20) && textAt(view, i) !== ',' && !COORDINATORS.has(low(view, i)); i += 1) {
    if (isOpening(view, i)) return true;
    if (opensSecondObject(view, i)) return i - last < LONGEST_NAMED;
  }
  return pronoun && isWord(view, last + 1) && !isFinite(view, last + 1);
}

/** What follows "call" where nothing is given a name: "call for", "call off". */
const NOT_NAMED: ReadonlySet<string> = new Set(['for', 'on', 'upon', 'off', 'to', 'in', 'up', 'out', 'itself', 'themselves', 'himself', 'herself', 'by', 'at', 'attention', 'an', 'a']);
const OBJECTS: ReadonlySet<string> = new Set([...PERSONALS, 'him', 'her', 'them']);
const INSIDE_OBJECT: ReadonlySet<string> = new Set(['of', 'in', 'to']);
const LONGEST_NAMED = 8;

const opensSecondObject = (view: View, i: number): boolean => DETERMINERS.has(low(view, i)) && isWord(view, i - 1) && !INSIDE_OBJECT.has(low(view, i - 1));

type Reader = (cue: Cue) => Content | undefined;

const whole: Reader = ({ view, last }) => contentFrom(view, last);

/** "killings blamed on the rebels": nobody speaks. */
const BLAMED: ReadonlySet<string> = new Set(['on', 'for', 'by']);

const FRAMES: Partial<Record<Verb['frame'], Reader>> = {
  of: (cue) => {
    if (low(cue.view, cue.last) === 'of') return cue.verb.form === 'ing' ? undefined : accusedOf(cue);
    const part = partAfter(cue, ['of']);
    return part === undefined ? undefined : whole(cue);
  },
  as: (cue) => (partAfter(cue, ['as']) === undefined ? undefined : whole(cue)),
  blame: (cue) => (isWord(cue.view, cue.last) && !BLAMED.has(low(cue.view, cue.last)) ? whole(cue) : undefined),
  at: (cue) => {
    const part = partAfter(cue, ['at']);
    return part === undefined || !countsAfter(cue, part) ? undefined : whole(cue);
  },
  name: (cue) => (namesSomething(cue) ? whole(cue) : undefined),
};

/** "which he accused of a campaign": the object stands before the source. */
function accusedOf({ view, at, last }: Cue): Content | undefined {
  return PERSONALS.has(low(view, at - 1)) ? contentFrom(view, last + 1) : undefined;
}

const COUNTS: ReadonlySet<string> = new Set(['about', 'around', 'some', 'nearly', 'more', 'at', 'over', 'between', 'almost', 'under', 'least', 'up', 'a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'twelve', 'dozens', 'hundreds', 'thousands', '$', '€', '£']);
const countsAfter = ({ view }: Cue, at: number): boolean => view.tokens[at + 1]?.kind === 'number' || COUNTS.has(low(view, at + 1));

/** "accused X of Y", "blamed X on Y", "called X Y", "described X as Y", "put X at Y". */
const isNoun = ({ view, at, verb }: Cue): boolean => verb.noun && (DETERMINERS.has(low(view, at - 1)) || low(view, at - 1) === "'s" || NOUN_PREPOSITIONS.has(low(view, at - 1)));

const VAGUE: ReadonlySet<string> = new Set(['some', 'others', 'many', 'most', 'few']);

export const objectFrames: ClaimRule = (view, i, before) => {
  const cue = cueAt(view, i);
  const read = cue && FRAMES[cue.verb.frame];
  if (!cue || !read || isUnsaid(cue) || isNoun(cue)) return [];
  const source = isParticiple(cue) ? mainSubject(view, i, before) : subjectEndingAt(view, cue.group.first);
  const content = source && read(cue);
  if (!source || !content || VAGUE.has(low(view, source.first))) return [];
  const claim: Claim = { cue: cueText(cue), at: i, source, content, via: [], rule: `say/${cue.verb.lemma}`, confidence: 0.75 };
  return [claim];
};

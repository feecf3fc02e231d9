import type { Content } from './content.js';
import { contentUpTo, nothingFollows } from './content.js';
import type { Cue } from './cue.js';
import { BAD_FOLLOWERS, holdsVerb, isOneOf } from './cue.js';
import { separates } from './complement.js';
import { sourceAfter, withApposition } from './source-after.js';
import type { Run, View } from './view.js';
import { firstOf, isFinite, lastOf, low, textAt } from './view.js';
import { isReducedVerb } from './subject.js';
import { PERSONALS, RELATIVES } from './words.js';

const mayInvert = ({ view, at, last, verb }: Cue): boolean =>
  separates(view, at - 1) && at - 1 > firstOf(view, at) && (verb.form === 'past' || verb.form === 'present') && !verb.weak && low(view, last) !== 'that' && !BAD_FOLLOWERS.has(low(view, last));

/** The noun phrase after the verb, unless a verb after it makes it the subject of a claim. */
function sourceBehind({ view, last }: Cue): Run | undefined {
  const found = sourceAfter(view, last);
  if (!found || isFinite(view, found.last)) return undefined;
  return PERSONALS.has(low(view, last)) && !nothingFollows(view, found.last) ? undefined : found;
}

/** "C, announced the mayor" is rare without marks; "the mayor, who won, announced his plan" is not. */
const PLAIN: ReadonlySet<string> = new Set(['say', 'add', 'report', 'write', 'note', 'explain', 'state']);

const LONGEST_SOURCE = 14;

/** A verb that is neither a participle in a noun phrase nor inside ", which ...,". */
function holdsMainVerb(view: View, first: number, last: number): boolean {
  let relative = false;
  for (let i = first; i < last; i += 1) {
    if (textAt(view, i) === ',') relative = RELATIVES.has(low(view, i + 1));
    else if (!relative && isFinite(view, i) && !isReducedVerb(view, i)) return true;
  }
  return false;
}

/** Without a quotation before it the sentence must be a clause, a comma, the verb, and its source. */
function closesClause({ view, at, last, verb }: Cue, source: Run): boolean {
  if (!PLAIN.has(verb.lemma) || !holdsMainVerb(view, firstOf(view, at), at) || source.last - source.first > LONGEST_SOURCE) return false;
  return !holdsVerb(view, source.last, lastOf(view, last - 1)) || isOneOf(view, source.last, [',', 'who']);
}

/** `"C," said X` and "C, said X.": source and claim of a verb that stands before its source. */
export function inverted(cue: Cue): { readonly source: Run; readonly content: Content } | undefined {
  const { view, at } = cue;
  const source = mayInvert(cue) ? sourceBehind(cue) : undefined;
  if (!source) return undefined;
  const comma = textAt(view, at - 1) === ',';
  if (comma && view.quoted[at - 2] !== 1 && !closesClause(cue, source)) return undefined;
  const content = contentUpTo(view, comma ? at - 1 : at);
  return content && { source: withApposition(view, source), content };
}

import type { Claim } from './claim.js';
import { contentOf } from './content.js';
import { auxiliariesOf } from './subject.js';
import { VERBS } from './verbs.js';
import type { View } from './view.js';
import { isFinite, isWord, low, startOf, textAt } from './view.js';
import { CLAUSE_HEADS, COORDINATORS, PERSONALS, RELATIVES } from './words.js';

/** The comma and conjunction before a later claim's source: "A said X, but B denies it". */
function joint(view: View, claim: Claim): number | undefined {
  const before = claim.source.first - 1;
  const comma = textAt(view, before - 1) === ',' ? before - 1 : undefined;
  return COORDINATORS.has(low(view, before)) || low(view, before) === 'while' ? comma : undefined;
}

const firstToken = (view: View, claim: Claim): number => {
  let i = claim.at;
  while (i < view.tokens.length && startOf(view, i) < claim.content.start) i += 1;
  return i;
};

function cutAt(view: View, claim: Claim, end: number): Claim {
  const content = contentOf(view, firstToken(view, claim), end);
  return content ? { ...claim, content } : claim;
}

/** "a group that says it has links to X has claimed": the relative clause ends at the main verb. */
function mainVerbAfter(view: View, claim: Claim): number | undefined {
  if (!RELATIVES.has(low(view, auxiliariesOf(view, claim.at).first - 1))) return undefined;
  const first = firstToken(view, claim);
  const finites: number[] = [];
  for (let i = first; i < view.tokens.length && startOf(view, i) < claim.content.end; i += 1) {
    if (textAt(view, i) === ',' && isFinite(view, i + 1)) return i;
    if (CLAUSE_HEADS.has(low(view, i)) || textAt(view, i) === ',') break;
    if (opensPredicate(view, i)) finites.push(i);
  }
  const main = finites[1];
  return main !== undefined && isWord(view, main - 1) && !PERSONALS.has(low(view, main - 1)) ? main : undefined;
}

/** The first word of a verb group. */
const opensPredicate = (view: View, i: number): boolean => isFinite(view, i) && !low(view, i).endsWith('ed') && !isFinite(view, i - 1);

/** A claim ends where the sentence turns to another source, or back to its main clause. */
export function bounded(view: View, claims: readonly Claim[]): readonly Claim[] {
  return claims.map((claim, i) => {
    const main = mainVerbAfter(view, claim);
    if (main !== undefined) return cutAt(view, claim, main);
    const later = claims.slice(i + 1, i + 1 + NEIGHBOURS);
    const next = later.find((other) => turnsTo(view, claim, other));
    if (next) return cutAt(view, claim, joint(view, next) ?? 0);
    const aside = later.find((other) => other.aside === true && other.content.start > claim.content.start + 1 && other.content.end < claim.content.end);
    return aside ? cutBeforeAside(view, claim, aside) : claim;
  });
}

/** No sentence turns to more sources than this. */
const NEIGHBOURS = 8;

/** The other claim's source stands after a comma and conjunction inside this claim. */
function turnsTo(view: View, claim: Claim, other: Claim): boolean {
  const comma = joint(view, other);
  return comma !== undefined && other.source.first > claim.at && startOf(view, comma) > claim.content.start && startOf(view, other.source.first) < claim.content.end;
}

const ASIDE_MARKS: ReadonlySet<string> = new Set([',', '-', '--', '–', '—']);

/** "X blamed the group, a charge denied by Y": the aside after the comma is another's. */
function cutBeforeAside(view: View, claim: Claim, aside: Claim): Claim {
  let first = claim.at;
  while (first < view.tokens.length && startOf(view, first) < aside.content.start) first += 1;
  while (first > claim.at && !ASIDE_MARKS.has(textAt(view, first - 1))) first -= 1;
  return first > claim.at + 1 ? cutAt(view, claim, first - 1) : claim;
}

/** Verbs of thought: "they believe" inside what they said is no claim of its own. */
const THOUGHTS: ReadonlySet<string> = new Set(['believe', 'think', 'fear', 'suspect']);

export function nested(view: View, claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((claim, i) => {
    const lemma = VERBS.get(low(view, claim.at))?.lemma ?? '';
    if (!THOUGHTS.has(lemma) || !PERSONALS.has(low(view, claim.source.first))) return true;
    const start = startOf(view, claim.at);
    return !claims.slice(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS).some((other) => other !== claim && other.content.start <= start && start < other.content.end);
  });
}

import type { Doc } from '../doc.js';
import { accordingTo } from './according-to.js';
import { carriedOver } from './carry-over.js';
import { charge } from './charge.js';
import type { Claim, ClaimRule } from './claim.js';
import { objectFrames } from './object-frames.js';
import { passive } from './passive.js';
import { QUOTES, quotedAs } from './quoted-as.js';
import { say } from './say.js';
import { bounded, nested } from './bounds.js';
import { throughCiting } from './citing.js';
import { speakersOf } from './antecedents.js';
import type { Speaker } from './speaker.js';
import { namedIn } from './speaker.js';
import { PHRASAL_HEADS, VERBS } from './verbs.js';
import type { View } from './view.js';
import { endOf, low, startOf, viewOf } from './view.js';

const RULES: readonly ClaimRule[] = [quotedAs, passive, charge, say, objectFrames];

/** A source is seldom longer. */
const LONGEST_SOURCE = 40;

/** Both have words: before the first word of a text there is neither. */
const isSpelt = ({ source, content }: Claim): boolean => source.first >= 0 && source.last > source.first && content.end > content.start;

/** The source stands outside the claim, and "as saying" belongs to "quoted". */
function stands(view: View, claim: Claim): boolean {
  const { source, content, at } = claim;
  if (!isSpelt(claim) || source.last - source.first > LONGEST_SOURCE) return false;
  if (low(view, at - 1) === 'as' && low(view, at) === 'saying') return false;
  return startOf(view, source.first) >= content.end || endOf(view, source.last - 1) <= content.start;
}

/** Which rules a word can begin. */
const CUES: ReadonlyMap<string, readonly ClaimRule[]> = new Map([
  ...[...VERBS.keys(), ...PHRASAL_HEADS, ...QUOTES].map((word): [string, readonly ClaimRule[]] => [word, RULES]),
  ['according', [accordingTo]],
]);

function collect(view: View): readonly Claim[] {
  const claims: Claim[] = [];
  for (let i = 0; i < view.tokens.length; i += 1) {
    const rules = CUES.get(low(view, i));
    if (rules === undefined) continue;
    for (const rule of rules) {
      const found = rule(view, i, claims).filter((claim) => stands(view, claim));
      claims.push(...found);
      if (found.length > 0) break;
    }
  }
  return nested(view, bounded(view, throughCiting(view, claims)));
}

export interface Claims {
  readonly view: View;
  /** One a claim, in the order of their cues. */
  readonly speakers: readonly Speaker[];
}

let last: { readonly tokens: Doc['tokens']; readonly entities: Doc['entities']; readonly claims: Claims } | undefined;

/** All claims of a doc, each with its speaker. Quotes and attributions read the same ones: the last doc's are kept; a WeakMap would hold every doc until a full collection. */
export function claimsOf(doc: Doc): Claims {
  if (last?.tokens === doc.tokens && last.entities === doc.entities) return last.claims;
  const view = viewOf(doc);
  const claims: Claims = { view, speakers: speakersOf(view, namedIn(doc.entities), carriedOver(view, collect(view))) };
  last = { tokens: doc.tokens, entities: doc.entities, claims };
  return claims;
}

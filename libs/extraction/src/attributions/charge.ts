import type { ClaimRule } from './claim.js';
import { nothingFollows } from './content.js';
import { cueAt, cueText, isUnsaid } from './cue.js';
import type { View } from './view.js';
import { endOf, firstOf, low, startOf, textAt } from './view.js';
import { DETERMINERS } from './words.js';

const CHARGES: ReadonlySet<string> = new Set(['charge', 'charges', 'allegation', 'allegations', 'accusation', 'accusations', 'claim', 'claims', 'report', 'reports', 'suggestion', 'suggestions']);
/** The speaker between the charge and the verb is seldom longer. */
const LONGEST_SPEAKER = 10;

/** The charge after the last comma before token `end`. */
function chargeBefore(view: View, end: number): number | undefined {
  for (let i = end - 2; i > Math.max(firstOf(view, end), end - LONGEST_SPEAKER); i -= 1) {
    const start = DETERMINERS.has(low(view, i - 1)) ? i - 1 : i;
    if (CHARGES.has(low(view, i))) return textAt(view, start - 1) === ',' ? i : undefined;
  }
  return undefined;
}

/** "..., allegations Tehran denies": the charge is what is denied, the speaker stands between. */
export const charge: ClaimRule = (view, i) => {
  const cue = cueAt(view, i);
  if (cue?.verb.lemma !== 'deny' || isUnsaid(cue) || !nothingFollows(view, cue.last)) return [];
  const noun = chargeBefore(view, cue.group.first);
  if (noun === undefined) return [];
  const first = DETERMINERS.has(low(view, noun - 1)) ? noun - 1 : noun;
  const content = { start: startOf(view, first), end: endOf(view, noun), direct: false };
  return [{ cue: cueText(cue), at: i, source: { first: noun + 1, last: cue.group.first }, content, via: [], aside: true, rule: 'charge', confidence: 0.75 }];
};

import type { View } from './view.js';
import { capitalised, endOf, isAdverbial, isFinite, isWord, lastOf, low, startOf } from './view.js';
import { DETERMINERS } from './words.js';

const HEARERS: ReadonlySet<string> = new Set([
  'him', 'her', 'them', 'us', 'me', 'you', 'reporters', 'journalists', 'lawmakers', 'parliament', 'court', 'radio', 'television', 'newspaper', 'agency', 'agencies', 'news', 'reporter', 'service', 'officials', 'supporters', 'crowd', 'audience', 'conference', 'congress', 'police', 'investigators', 'delegates', 'people', 'media', 'committee', 'council', 'assembly', 'forum',
  'magazine', 'network', 'station', 'correspondent', 'journalist', 'judge', 'jury', 'meeting', 'summit', 'troops', 'voters', 'workers', 'students', 'leaders', 'counterparts', 'counterpart', 'newspapers', 'website', 'briefing', 'gathering', 'rally', 'nation', 'program', 'daily', 'president', 'minister', 'wire',
]);

const isHearer = (view: View, i: number): boolean => isWord(view, i) && (capitalised(view, i) || HEARERS.has(low(view, i)) || (low(view, i) === 'of' && capitalised(view, i + 1)));

/** The token after a name that begins at `i`, or after `i` itself. */
function afterMention(view: View, i: number): number {
  const end = view.mentionEnds.get(startOf(view, i)) ?? 0;
  let last = i + 1;
  while (startOf(view, last) < end && last < view.tokens.length) last += 1;
  return last;
}

/** "reporters", or a whole name, ends the hearer unless a listening noun follows: "VOA reporter William Eagle", but "CNN Mr. Lee". */
function closesHearer(view: View, i: number, first: number): boolean {
  if (i < first) return false;
  if (HEARERS.has(low(view, i))) return low(view, i).endsWith('s') && low(view, i) !== 'news' && !capitalised(view, i);
  return view.mentionEnds.size > 0 && [...Array(i - first + 1).keys()].some((back) => view.mentionEnds.get(startOf(view, i - back)) === endOf(view, i)) && !HEARERS.has(low(view, i + 1)) && low(view, i + 1) !== 'of';
}

const goesOn = (view: View, i: number, first: number): boolean => isHearer(view, i) && !isAdverbial(view, i) && !closesHearer(view, i - 1, first);

/** "foreign minister", "state radio": up to the first noun that can listen, if it comes soon. */
function afterNoun(view: View, i: number): number {
  for (let at = i; at < i + 3 && isWord(view, at) && !DETERMINERS.has(low(view, at)) && !isFinite(view, at); at += 1) if (HEARERS.has(low(view, at))) return at + 1;
  return i;
}

/** "that" directly after a short hearer: "told African envoys that". */
function thatSoon(view: View, i: number): number | undefined {
  for (let at = i; at < i + 15 && view.tokens[at]?.kind !== 'punctuation' && at < view.tokens.length; at += 1) {
    if (low(view, at) === 'that' && at > i) return at;
    if (isFinite(view, at) || (at > i && DETERMINERS.has(low(view, at)))) return undefined;
  }
  return undefined;
}

/** The token after the hearer that begins at `i`: "reporters", "Israeli radio", "a news conference". */
export function afterHearer(view: View, i: number): number {
  const that = thatSoon(view, i);
  if (that !== undefined) return that;
  const bound = lastOf(view, i - 1);
  const first = DETERMINERS.has(low(view, i)) ? i + 1 : i;
  let at = first;
  while (at < bound && (at === first ? isHearer(view, at) : goesOn(view, at, first))) at = afterMention(view, at);
  if (at > first) return at;
  const noun = afterNoun(view, at);
  return first > i && noun === at && isWord(view, at) && !isFinite(view, at) ? at + 1 : noun;
}

import type { Embargo } from './item-draft.js';

/** How far into a text an embargo line may stand: it is a line of its own above the story. */
const LINES = 14;
const WIDTH = 240;
const CLOCK = String.raw`(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|midnight\b|noon\b|\d)`;
const WHEN = String.raw`(?:until|till|jusqu|hasta|fino|bis|tot|til|at[ée](?!\p{L})|(?:to|for)\s+${CLOCK}|${CLOCK})`;
/** What stands behind the verb and, behind the noun, begins a headline: `Embargo to hurt fishermen`. */
const EMBARGOED = String.raw`embargoed\s*[:,–—-]?\s*(?:to|for|not|against)\b`;
const UNDER = String.raw`(?:(?:strictly|strict|under|sous|bajo|con|sotto|sob|onder|unter)\s+)?`;
const DAYS = '(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|heute|morgen';

/**
 * Lines that say that a text must not be published yet. They begin the line (after brackets and stars), so that a story about an
 * embargo is not one. A time in words is never trusted as an end: it withholds until a person or a later version says otherwise.
 */
const FORMS: readonly (readonly [string, RegExp])[] = [
  ['embargoed-until', new RegExp(String.raw`^\W{0,6}${UNDER}embarg(?:o(?:ed)?|ad[oa]|ato|\u00e9e?)\s*[:,–—-]?\s*${WHEN}`, 'iu')],
  ['embargoed-until', new RegExp(String.raw`^\W{0,6}${UNDER}${EMBARGOED}`, 'i')],
  ['embargo', /^\W{0,6}(?:(?:STRICTLY|STRICT|UNDER|SOUS|BAJO)\s+)?EMBARG(?:O(?:ED)?|AD[OA]|ATO)\s*(?:[:!*–—-]|$)/],
  ['embargo', new RegExp(String.raw`^\W{0,6}${UNDER}embargo(?:ed)?\W{0,8}$`, 'i')],
  ['not-for-release', /^\W{0,6}not\s+(?:for|to\s+be)\s+(?:\w+\s+or\s+)?(?:release[d]?|publication|publish(?:ed)?|broadcast|use[d]?)\b.{0,60}?\b(?:before|until|till|prior)\b/i],
  // Without a word of when, only as a line of its own.
  ['not-for-release', /^\W{0,6}(?:not\s+(?:for|to\s+be)\s+(?:\w+\s+or\s+)?(?:released?|publication|published|broadcast)|hold\s+for\s+release)\W{0,8}$/i],
  ['for-release', /^\W{0,6}(?:hold\s+)?for\s+release\b(?!\W+immediate)\W{0,3}(?:at|on|after|in|before|until|upon|not|\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|with)/i],
  ['for-release', /^\W{0,6}(?:HOLD\s+)?FOR\s+RELEASE\s*:/],
  ['advance', /(?:^|[^\w$])\$adv\w{0,6}\b/i],
  ['sperrfrist', new RegExp(String.raw`^\W{0,6}(?:\S{1,30}\s+){0,3}?(?:sperrfrist|sperrvermerk)\b\s*(?:[:!,–—-]|\d|bis|${DAYS}|$)`, 'i')],
  ['sperrfrist', /^\W{0,6}gesperrt\s+bis\b/i],
];

/** Most lines have none of these, and are not looked at any closer. */
const HINT = /embarg|\bnot\b|release|\$adv|sperr/i;

function formOf(line: string): { rule: string; asWritten: string } | undefined {
  const head = line.slice(0, WIDTH);
  if (!HINT.test(head)) return undefined;
  const found = FORMS.find(([, pattern]) => pattern.test(head));
  return found === undefined ? undefined : { rule: `words:${found[0]}`, asWritten: head.trim() };
}

/** The first non-empty lines of some texts: notes, headline, and the head of the story. */
export function headLines(texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => (text ?? '').slice(0, LINES * WIDTH).split('\n').filter((line) => line.trim() !== '').slice(0, LINES));
}

/** The embargo that is only said in words, with no end. */
export function embargoInWords(texts: readonly (string | undefined)[]): Embargo | undefined {
  for (const line of headLines(texts)) {
    const form = formOf(line);
    if (form !== undefined) return form;
  }
  return undefined;
}

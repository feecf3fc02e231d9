import type { Signal } from '@wiredesk/contracts';

export interface HeadlineAct {
  readonly signal: Signal;
  /** The n of `UPDATE n`: it replaces update n-1, never the first story. */
  readonly update?: number;
  readonly rule: string;
}

/** Ends a tag: what agencies write between it and the headline. */
const END = '(?=\\s*(?:[-:–—!,.)*+]|$))';

/**
 * What agencies write before a headline, the gravest first. Capitals count: `KILL -` is an act, `Kill Bill` is a film, and a
 * name in capitals does not stand before a dash or colon alone.
 */
const TAGS: readonly (readonly [Signal, RegExp])[] = [
  ['withdraw', /^(?:(?:STORY|ITEM|HEADLINE|REPORT|ARTICLE)S? (?:IS |HAS BEEN )?WITHDRAWN\b|WITHDRAW(?:N|AL)(?=\s*[-:–—!,.)]|$)|(?:ZUR(?:Ü|UE)CKGEZOGEN|RETIR[ÉE]E?|RETIRAD[OA]|RITIRAT[OA])(?=\s*[-:–—!.)]|$))/],
  ['kill', new RegExp(`^(?:(?:BULLETIN|MANDATORY|URGENT|STORY|ATTENTION|EDITORS|AP|AFP|BC|EDS?)[\\s:,.-]+)*KILL(?:ED)?(?:\\s+KILL)*(?:${END}|\\s+(?:NOTICE|STORY|NOTE|THIS)\\b)`)],
  ['kill', /^(?:Kill|Mandatory kill|Story kill|Annulation|ANNULATION|ANNUL[ÉE]E?|ANULAD[OA])\s*[:!–—]/],
  ['hold', new RegExp(`^(?:HOLD\\s+HOLD\\b|HOLD${END})`)],
  ['correction', new RegExp(`^(?:CORRECT(?:ED|ION|IVE|S)|RECTIFICATI(?:F|ON)|CORRECCI[OÓ]N|CORREZIONE|ERRATA CORRIGE|BERICHTIGUNG|KORREKTUR|KORR|RETTELSE|R[ÄA]TTELSE|KORJAUS)${END}`)],
  ['correction', /^(?:Correct(?:ed|ion|ive)|Rectificati(?:f|on)|Correcci[oó]n|Correzione|Berichtigung|Korrektur|Rettelse|R[äa]ttelse|Korjaus)\s*[:–—]/],
  ['refile', new RegExp(`^(?:REFILE|RE-FILE|REFILING)${END}`)],
  ['repeat', new RegExp(`^(?:REPEAT(?:ING|S)?|RPT|WIEDERHOLUNG|RIPETIZIONE)${END}`)],
  ['advisory', /^(?:(?:MEDIA |SERVICE )?ADVISORY|EDITORS?['’]? NOTE|NOTE TO EDITORS|ATTENTION EDITORS)\s*[-:–—]/i],
  ['update', /^(?:UPDATE|WRAPUP|MISE À JOUR)\s*\d{1,3}(?=\s*[-:–—])/],
  ['update', /^(?:UPDATED?|ACTUALIZACI[OÓ]N|AKTUALISIERT|ACTUALIS[ÉE]E?|MISE À JOUR)\s*[-:–—]/i],
];

/** Which act counts when an item says several. */
const GRAVITY: readonly Signal[] = ['kill', 'withdraw', 'hold', 'correction', 'refile', 'repeat', 'release', 'advisory', 'update', 'create'];

/** The gravest of several acts; the number of an update is kept whichever of them carries it. */
export function gravestOf(acts: readonly (HeadlineAct | undefined)[]): HeadlineAct | undefined {
  const found = acts.filter((act) => act !== undefined);
  const gravest = found.toSorted((a, b) => GRAVITY.indexOf(a.signal) - GRAVITY.indexOf(b.signal))[0];
  const update = found.find((act) => act.update !== undefined)?.update;
  return gravest === undefined || update === undefined ? gravest : { ...gravest, update };
}

/** `REFILE-CORRECTED-UPDATE 2-...` carries three tags; the gravest is the act, the number is kept. */
function tagsOf(headline: string): { signal: Signal; tag: string }[] {
  const found: { signal: Signal; tag: string }[] = [];
  let rest = headline.slice(0, 200).replace(/^[\s*+"'([–—-]+/, '');
  while (found.length < 4) {
    const hit = TAGS.find(([, pattern]) => pattern.test(rest));
    const tag = hit?.[1].exec(rest)?.[0];
    if (hit === undefined || tag === undefined || tag === '') break;
    found.push({ signal: hit[0], tag });
    rest = rest.slice(tag.length).replace(/^[\s*+"'()[\]:,.!–—-]+/, '');
  }
  return found;
}

/** The act that a headline announces, or undefined when it only tells news. */
export function headlineActOf(headline: string | undefined): HeadlineAct | undefined {
  const tags = tagsOf(headline ?? '');
  const gravest = tags.toSorted((a, b) => GRAVITY.indexOf(a.signal) - GRAVITY.indexOf(b.signal))[0];
  if (gravest === undefined) return undefined;
  const number = tags.map(({ tag }) => /\d{1,3}$/.exec(tag)?.[0]).find((digits) => digits !== undefined);
  return { signal: gravest.signal, rule: `headline:${gravest.tag.trim()}`, ...(number === undefined ? {} : { update: Number(number) }) };
}

/** What a note to editors says that its item does. Every note advises, and many tell of an update; neither is an act. */
export function noteActsOf(note: string | undefined): HeadlineAct[] {
  const acts = (note ?? '').split('\n', 40).map(headlineActOf).filter((act) => act !== undefined);
  return acts.filter(({ signal }) => signal !== 'advisory' && signal !== 'update').map((act) => ({ ...act, rule: act.rule.replace('headline:', 'note:') }));
}

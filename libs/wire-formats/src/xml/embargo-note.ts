import type { Embargo } from '../item-draft.js';

/** Words of editors to editors: notes and messages, never the story itself, where an embargo may be what the news is about. */
const FORMS = [
  String.raw`\bembargoed (?:until|till|for|to|before|on|at|\d)`,
  String.raw`\bstrictly embargoed\b`,
  String.raw`\bembargo(?:ed)?\s*:`,
  String.raw`\bembargo (?:until|till|lifts|expires|ends|\d)`,
  String.raw`(?:^\W*|\b(?:story|text|item|report|is|sent|released|provided) )under (?:strict )?embargo\b`,
  String.raw`\bnot (?:for|to be) (?:public )?(?:release|released|publication|published|use|used) (?:until|before|prior)\b`,
  String.raw`\bhold for release\b`,
  String.raw`\bsperrfrist\b|\bgesperrt bis\b`,
  String.raw`\b(?:sous|bajo|con) embargo\b|\bembargo (?:jusqu|hasta|fino|bis|at[ée])`,
];
const EMBARGO = new RegExp(FORMS.join('|'), 'i');
const LIFTED = /\b(?:no embargo|embargo (?:has been |is |was )?(?:lifted|over|ended|removed|broken)|(?:sperrfrist|embargo) (?:ist )?(?:aufgehoben|abgelaufen)|embargo lev[ée]|keine sperrfrist)/i;
const SHOWN = 300;

/**
 * An embargo that only a note speaks of. Its end is never taken from prose, so it holds until a person or a later version
 * says otherwise.
 */
export function embargoInNotes(notes: string | undefined, rule: string): Embargo | undefined {
  if (notes === undefined || LIFTED.test(notes)) return undefined;
  const line = notes.split('\n').find((candidate) => EMBARGO.test(candidate));
  return line === undefined ? undefined : { asWritten: line.trim().slice(0, SHOWN), rule };
}

import type { Embargo } from '../item-draft.js';

/** Words of editors to editors: notes and messages, never the story itself, where an embargo may be what the news is about. */
const EMBARGO = /\b(?:(?:strictly |under )?embargo(?:ed)?(?: (?:until|till|for|to|before|lifts|on|expires|ends)\b|\s*:| (?=\d))|strictly embargoed|under (?:strict )?embargo|not (?:for|to be) (?:public )?(?:release|released|publication|published|use|used) (?:until|before|prior)|hold for release|sperrfrist|sous embargo|embargo(?: jusqu| hasta| fino| bis| ate| até)|con embargo|gesperrt bis)/i;
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

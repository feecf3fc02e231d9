import type { Draft, Reading } from './draft.js';
import type { Piece, Pieces } from './pieces.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { isAuxiliary } from './words.js';

const POSSIBLE: ReadonlySet<string> = new Set(['may', 'might', 'could', 'would', 'feared', 'fear', 'fears', 'fearing', 'planned', 'plans', 'plan', 'planning', 'expected', 'expects', 'expect', 'forecast', 'forecasts', 'pledged', 'pledge', 'pledges', 'promised', 'promises', 'proposed', 'possibly', 'potentially', 'likely', 'predicted', 'predicts', 'projected', 'threatened', 'aims', 'hopes', 'intends', 'proposes', 'scheduled', 'unless', 'if']);
const DENIED: ReadonlySet<string> = new Set(['not', "didn't", "don't", "doesn't", "wasn't", "weren't", "isn't", "aren't", "haven't", "hasn't", 'never', 'denied', 'denies', 'deny']);
const RELATIVES: ReadonlySet<string> = new Set(['that', 'who', 'which']);
const BREAKS: ReadonlySet<string> = new Set([';', ':', '--', '—', ',', 'but', 'because', 'although', 'while', 'after']);
const MODALS: ReadonlySet<string> = new Set(['may', 'might', 'could', 'would']);
const LOOK = 10;
const LOOK_DENIED = 5;
const LOOK_BEHIND = 4;

const isMonth = ({ text }: Piece): boolean => text === 'May';

const NOUNS: ReadonlySet<string> = new Set(['plan', 'plans', 'pledge', 'pledges', 'forecast', 'forecasts', 'fear', 'fears', 'hopes', 'promises']);
const DETERMINERS: ReadonlySet<string> = new Set(['the', 'a', 'this', 'that', 'its', 'their', 'his', 'her']);
const LEADS_ON: ReadonlySet<string> = new Set(['to', 'for', 'of', 'that', 'would', 'calls']);

/** "backed the plan in a 6-3 vote": the noun that does not lead to the figure tells nothing of it. */
const isBackedNoun = (pieces: Pieces, at: number): boolean => NOUNS.has(lowerAt(pieces, at)) && DETERMINERS.has(lowerAt(pieces, at - 1)) && !LEADS_ON.has(lowerAt(pieces, at + 1));

const scan = ({ pieces }: Reading, { first, core }: Draft, [words, look]: readonly [ReadonlySet<string>, number]): boolean => {
  for (let at = first - 1; at >= first - look && sameSentence(pieces, at, core); at -= 1) {
    const piece = pieceAt(pieces, at);
    if (BREAKS.has(piece.lower)) return false;
    if (words.has(piece.lower) && !isMonth(piece) && !isBackedNoun(pieces, at)) return true;
  }
  return false;
};

const opensPossible = (pieces: Pieces, at: number): boolean => {
  const piece = pieceAt(pieces, at);
  if (MODALS.has(piece.lower)) return !isMonth(piece);
  return POSSIBLE.has(piece.lower) && isAuxiliary(lowerAt(pieces, at - 1));
};

/** "100 people are feared dead", "two men could be freed": the verb right behind the figure. */
const behind = ({ pieces }: Reading, { last, core }: Draft): boolean => {
  for (let at = last; at < last + LOOK_BEHIND && sameSentence(pieces, at, core); at += 1) {
    const { kind, lower } = pieceAt(pieces, at);
    if (kind === 'punctuation' || RELATIVES.has(lower)) return false;
    if (opensPossible(pieces, at)) return true;
  }
  return false;
};

/** Whether the figure is denied or only possible; a number joined to its noun ("27-member") only describes, and "the two leaders" are there already. */
export const readPolarity = (reading: Reading, draft: Draft): 'denied' | 'possible' | undefined => {
  if (draft.head !== undefined && pieceAt(reading.pieces, draft.head).join === 'hyphen') return undefined;
  if (draft.head !== undefined && lowerAt(reading.pieces, draft.first - 1) === 'the') return undefined;
  if (scan(reading, draft, [DENIED, LOOK_DENIED])) return 'denied';
  return scan(reading, draft, [POSSIBLE, LOOK]) || behind(reading, draft) ? 'possible' : undefined;
};

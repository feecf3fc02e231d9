import type { Draft, Reading } from './draft.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const BEFORE = words('by no this that the every each any another which some other at on these those last next first second third new former good big number');
const AFTER = words("of another day time thing way hand case incident instance factor purpose on by who that such or can could must should would might may to 's side reason step evening morning night official source where which");
const SAYS = words('says said tells told say adds added');

/** "and one on the ground": a number again, because it goes on counting. */
const goesOn = ({ pieces }: Reading, { first, unit }: Draft): boolean => unit === undefined && (lowerAt(pieces, first - 1) === 'and' || lowerAt(pieces, first - 1) === ',');

/** "and one of them said"; "one of whom was killed" counts. */
const isOneOfThem = ({ pieces }: Reading, { coreLast }: Draft): boolean => lowerAt(pieces, coreLast) === 'of' && lowerAt(pieces, coreLast + 1) !== 'whom';

const mayBePronoun = ({ pieces }: Reading, draft: Draft): boolean =>
  lowerAt(pieces, draft.core) === 'one' && draft.coreLast === draft.core + 1 && !draft.range && draft.comparator === 'eq' && pieceAt(pieces, draft.coreLast).join !== 'hyphen';

/** "one" as a pronoun or an article ("one of them", "no one", "one official says"); a comparator before it makes it a number. */
export const isPronounOne = (reading: Reading, draft: Draft): boolean => {
  const { pieces } = reading;
  if (!mayBePronoun(reading, draft)) return false;
  if (BEFORE.has(lowerAt(pieces, draft.core - 1)) && sameSentence(pieces, draft.core, draft.core - 1)) return true;
  if (AFTER.has(lowerAt(pieces, draft.coreLast)) && (!goesOn(reading, draft) || isOneOfThem(reading, draft))) return true;
  return draft.kind === 'count' && SAYS.has(lowerAt(pieces, draft.last));
};

import type { Doc } from './doc.js';
import { entriesAt } from './entries-at.js';
import type { Mention } from './mention.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

// What states do and places do not, where the form of the word does not tell: the regular past does.
const ACTS = words(
  'accuses agrees aims announces began blames blocks calls claims condemns considers continues cut demands denies drew drawn favors favours gave given held hopes insists maintains made opposes plans rejects reports says said seeks sends sent set ' +
  'shares sought supports threatens told took urges views vows wants warns withdrew withdrawn won met fought refuses pays paid put quit sees tries'
);
/** Regular pasts of what happens to a place. */
const HAPPENS = words('suffered experienced remained received gained needed lacked located named used based dropped entered reached');
const HELPERS = words('has have had will would could may might did does do also later repeatedly reportedly recently strongly previously not already formally officially which who , never still itself again now long at times twice both each initially');

/** Who is accused, urged or asked is a government. */
const ADDRESSES = words('accused accuses accusing urged urges urging told tells asked asks asking blamed blames blaming warned warns warning pressed pressing allow allowed allows persuade persuaded convince criticized condemned invited called');
const AGENTS = words('occupied hosted backed proposed led sponsored imposed rejected supported threatened condemned offered brokered funded controlled accused');
const DEEDS = words('efforts effort denial annexation decision refusal demand demands support offer policy position response control invasion claim claims request proposal commitment insistence withdrawal stance failure intervention blockade');

const PLACING = words('southeast northeast northwest southwest east west north south downtown in at near from to into across around outside inside through over throughout within northern southern eastern western central with by on against between for than of about toward towards where');

const wordAt = (doc: Doc, at: number): string => doc.tokens[at]?.lower ?? '';

/** Only a country or its capital stands for a government. */
const isState = (doc: Doc, mention: Mention): boolean => mention.type === 'place' && entriesAt(doc, mention).some(({ list, isCapital }) => list === 'country' || isCapital === true);

const LONGEST_LIST = 8;

/** Past "and Kyiv": a list of places acts together. */
const pastList = (doc: Doc, mentions: readonly Mention[], index: number): number => {
  let next = mentions[index]?.last ?? 0;
  for (let other = index + 1; other <= index + LONGEST_LIST && wordAt(doc, next) === 'and' && [next + 1, next + 2].includes(mentions[other]?.first ?? -1); other += 1) next = mentions[other]?.last ?? next;
  return next;
};

const isAct = (word: string): boolean => ACTS.has(word) || (/^[a-z]{2,}ed$/.test(word) && !HAPPENS.has(word));

const acts = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  let next = pastList(doc, mentions, index);
  for (let skipped = 0; skipped < 4 && HELPERS.has(wordAt(doc, next)); skipped += 1) next += 1;
  return isAct(wordAt(doc, next)) && doc.tokens[next]?.sentence === doc.tokens[mentions[index]?.first ?? 0]?.sentence;
};

/** The word before the name, and before its article. */
const wordBefore = (doc: Doc, first: number): number => (wordAt(doc, first - 1) === 'the' ? first - 2 : first - 1);

const isAddressed = (doc: Doc, before: number): boolean => ADDRESSES.has(wordAt(doc, before)) || (wordAt(doc, before) === 'by' && AGENTS.has(wordAt(doc, before - 1)));

/** "Moscow and Kyiv conducted", "accused Iran of", "Eritrea's denial": the place stands for its government. */
export const isMetonym = (doc: Doc, mentions: readonly Mention[], index: number): boolean => {
  const mention = mentions[index];
  if (mention === undefined || !isState(doc, mention)) return false;
  const before = wordBefore(doc, mention.first);
  if (isAddressed(doc, before)) return true;
  if (wordAt(doc, mention.last).endsWith("'s") && DEEDS.has(wordAt(doc, mention.last + 1))) return true;
  return !PLACING.has(wordAt(doc, before)) && acts(doc, mentions, index);
};

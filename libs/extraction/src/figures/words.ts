import { ADJECTIVE_ENDINGS, AUXILIARIES, FUNCTION_WORDS, NOT_ADVERBS, NOT_PLURALS, NOT_VERBS, NOUN_LOOKALIKES, VERBS } from './data/word-classes.js';
import { COMPOUNDS, INVARIANT, IRREGULAR, NOT_MEN, NOT_PEOPLE_ENDINGS, PEOPLE, PEOPLE_ENDINGS } from './data/nouns.js';
import { ES_PLURAL, PEOPLE_UNIT, SINGULAR_S } from './patterns.js';

/** Classes of single words, told by lists and endings: there is no tagger for parts of speech. */
/** "US" is a name, "us" a pronoun. */
export const isFunctionPiece = ({ text, lower }: { readonly text: string; readonly lower: string }): boolean => FUNCTION_WORDS.has(lower) && (text.length < 2 || text !== text.toUpperCase());
export const isFunctionWord = (lower: string): boolean => FUNCTION_WORDS.has(lower);
export const isAuxiliary = (lower: string): boolean => AUXILIARIES.has(lower);
export const isVerb = (lower: string): boolean => VERBS.has(lower) && !IRREGULAR.has(lower);

/** Ends in -ed or -ing: an adjective before a noun, a verb behind one. */
export const isParticiple = (lower: string): boolean => lower.length > 4 && (lower.endsWith('ed') || lower.endsWith('ing')) && !NOT_VERBS.has(lower);
export const isAdverb = (lower: string): boolean => lower.length > 4 && lower.endsWith('ly') && !NOT_ADVERBS.has(lower);

const endsIn = (word: string, endings: readonly string[]): boolean => endings.some((ending) => word.length > ending.length + 2 && word.endsWith(ending));

export const looksAdjective = (lower: string): boolean => !NOUN_LOOKALIKES.has(lower) && !lower.endsWith('ment') && endsIn(lower, ADJECTIVE_ENDINGS);

const stem = (text: string): string => {
  const lower = text.toLowerCase();
  if (lower.endsWith('ies') && lower.length > 4) return `${text.slice(0, -3)}y`;
  return ES_PLURAL.test(lower) ? text.slice(0, -2) : text.slice(0, -1);
};

const isUpper = (text: string): boolean => text !== text.toLowerCase();

/** Ends like a plural; "NGOs" and "Iraqis" are, "gas" and "crisis" are not. */
const endsPlural = (text: string, lower: string): boolean => {
  if (!lower.endsWith('s') || NOT_PLURALS.has(lower)) return false;
  if (SINGULAR_S.test(lower)) return lower.endsWith('is') && isUpper(text);
  return lower.length > 3 || isUpper(text);
};

/** Singular of a plural noun, its capital kept ("Marines" is "Marine"); undefined when the word is no plural. */
export const singularOf = (text: string, lower: string): string | undefined => {
  const irregular = IRREGULAR.get(lower);
  if (irregular !== undefined) return irregular;
  if (INVARIANT.has(lower)) return lower;
  if (lower.endsWith('children')) return text.slice(0, -3);
  if (lower.length > 5 && lower.endsWith('men') && !NOT_MEN.has(lower)) return `${text.slice(0, -2)}an`;
  return endsPlural(text, lower) ? stem(text) : undefined;
};

export const isCompound = (before: string, head: string): boolean => COMPOUNDS.has(`${before}_${head}`);

/** Whether a unit counts human beings. */
export const isPeople = (unit: string): boolean => {
  const lower = unit.toLowerCase();
  const last = lower.slice(lower.lastIndexOf(' ') + 1);
  if (PEOPLE.has(lower.replace(' ', '_')) || PEOPLE.has(last)) return true;
  if (lower !== unit && PEOPLE_UNIT.test(lower)) return true;
  const head = last.slice(last.lastIndexOf('-') + 1);
  return endsIn(head, PEOPLE_ENDINGS) && !NOT_PEOPLE_ENDINGS.some((ending) => head.endsWith(ending));
};

/** What may hang on a name without belonging to it: "pro-Syrian". "post-Soviet" and "sub-Saharan" are names of their own. */
const PREFIXES: ReadonlySet<string> = new Set(['pro', 'anti', 'ex', 'non', 'un', 'then', 'mostly', 'ethnic', 'all', 'pre', 'mid', 'largely', 'predominantly', 'former', 'mainly', 'counter', 'half', 'part']);

const SUFFIXES: ReadonlySet<string> = new Set([
  'led', 'era', 'run', 'born', 'made', 'held', 'bound', 'like', 'wide', 'type', 'area', 'style', 'majority', 'minority', 'dominant', 'built', 'bred', 'only', 'owned', 'language', 'friendly',
  'immigration', 'international', 'coalition', 'speaking', 'wing', 'educated', 'affiliate', 'general', 'elect', 'designate', 'mandated', 'sized', 'free', 'related', 'wide', 'class', 'size', 'day',
]);

/** What is longer is no name with something hung on it, but a line of a table. */
const LONGEST_WORD = 64;

const looksLikeSuffix = (part: string): boolean => SUFFIXES.has(part) || /^[a-z]{3,}(?:ed|ing|ish)$/.test(part);
const startsUpper = (part: string): boolean => part !== '' && part[0] !== part[0]?.toLowerCase();
const startsLower = (part: string): boolean => part !== '' && part[0] !== part[0]?.toUpperCase();

/**
 * Offset of the hyphen at which a hyphenated word falls into two tokens around the hyphen, or -1 when it is one word.
 * A name must be reachable by token bounds ("U.S.-led" names the U.S.); a word without a name inside stays whole ("25-year-old").
 */
export const hyphenSplit = (word: string, isPeople: (part: string) => boolean): number => {
  for (let at = word.length > LONGEST_WORD ? -1 : word.indexOf('-'); at > 0; at = word.indexOf('-', at + 1)) {
    const left = word.slice(0, at);
    const right = word.slice(at + 1);
    if (startsUpper(right) && PREFIXES.has(left.toLowerCase())) return at;
    if (startsUpper(left) && startsLower(right) && looksLikeSuffix(right.slice(right.lastIndexOf('-') + 1))) return at;
    if (startsUpper(left) && startsUpper(right) && (isPeople(left) || isPeople(right))) return at;
  }
  return -1;
};

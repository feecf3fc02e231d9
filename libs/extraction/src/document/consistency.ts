import type { EntityType } from '@wiredesk/contracts';
import { isUpperAt } from '../characters.js';
import type { Doc } from '../doc.js';
import { entriesOf } from '../gazetteer.js';
import type { Mention } from '../mention.js';
import { foldedWords, keyOfTokens } from '../fold.js';

const size = ({ first, last }: Mention): number => last - first;
const wordAt = (doc: Doc, at: number): string => doc.tokens[at]?.lower ?? '';
const isCapital = (doc: Doc, at: number): boolean => isUpperAt(doc.tokens[at]?.text ?? '', 0);
const isAcronym = (text: string): boolean => /^[A-Z][A-Z.&-]{1,7}$/.test(text);

/** What the story itself teaches: a name's type by its folded words. */
type Learnt = Map<string, { readonly type: EntityType; readonly confidence: number; readonly rule: string }>;

const FIRM = 0.6;
const SURE = 0.9;

/** "Temporary Security Zone (TSZ)": an abbreviation is of the type of what it stands for. */
const learnAcronyms = (doc: Doc, mentions: readonly Mention[], learnt: Learnt): void => {
  for (const mention of mentions) {
    const short = doc.tokens[mention.last + 1];
    if (size(mention) < 2 || wordAt(doc, mention.last) !== '(' || wordAt(doc, mention.last + 2) !== ')' || short === undefined || !isAcronym(short.text)) continue;
    learnt.set(keyOfTokens(doc, { first: mention.last + 1, last: mention.last + 2 }), { type: mention.type, confidence: mention.confidence, rule: 'document:acronym' });
  }
};

/** The last word of a full name is how the story goes on to call the person. */
const learnSurnames = (doc: Doc, mentions: readonly Mention[], learnt: Learnt): void => {
  for (const mention of mentions) {
    if (mention.type !== 'person' || size(mention) < 2 || mention.confidence < FIRM) continue;
    const key = keyOfTokens(doc, { first: mention.last - 1, last: mention.last });
    if (entriesOf(key).some((entry) => !entry.ambiguous && entry.list !== 'city') || key.length < 3 || key.endsWith('.')) continue;
    learnt.set(key, { type: 'person', confidence: mention.confidence, rule: 'document:surname' });
  }
};

const STORM = 'document:storm';
const STORMS = new Set(['hurricane', 'typhoon', 'cyclone', 'storm']);

/** After "Hurricane Katrina" or "the storm, Ophelia," the bare name is the storm. */
const learnStorms = (doc: Doc, mentions: readonly Mention[], learnt: Learnt): void => {
  for (const mention of mentions) {
    const last = mention.last - 1;
    const full = size(mention) > 1 && STORMS.has(wordAt(doc, last - 1));
    const apposed = size(mention) === 1 && wordAt(doc, last - 1) === ',' && STORMS.has(wordAt(doc, last - 2));
    if (full || apposed) learnt.set(keyOfTokens(doc, { first: last, last: mention.last }), { type: 'event', confidence: SURE, rule: STORM });
  }
};

interface Vote {
  readonly type: EntityType;
  sum: number;
}

/** A name that is mostly of one type is of that type everywhere in the story. */
const learnMajorities = (doc: Doc, mentions: readonly Mention[], learnt: Learnt): void => {
  const votes = new Map<string, Vote[]>();
  for (const mention of mentions) {
    const key = keyOfTokens(doc, mention);
    const own = votes.get(key);
    const known = own?.find(({ type }) => type === mention.type);
    if (known !== undefined) known.sum += mention.confidence;
    else if (own !== undefined) own.push({ type: mention.type, sum: mention.confidence });
    else votes.set(key, [{ type: mention.type, sum: mention.confidence }]);
  }
  for (const [key, own] of votes) {
    const [best, second] = own.sort((a, b) => b.sum - a.sum);
    if (best === undefined || learnt.has(key)) continue;
    if (best.sum > 2 * (second?.sum ?? 0) && best.sum >= FIRM) learnt.set(key, { type: best.type, confidence: Math.min(0.99, best.sum), rule: 'document:majority' });
  }
};

const retype = (doc: Doc, mentions: readonly Mention[], learnt: Learnt): Mention[] =>
  mentions.map((mention) => {
    const known = learnt.get(keyOfTokens(doc, mention));
    if (known === undefined || known.type === mention.type || (mention.confidence >= SURE && known.rule !== STORM)) return mention;
    return { ...mention, type: known.type, rule: known.rule };
  });

/** Longest run of free capitalised tokens from `at` that the story knows as a name. */
const knownAt = (doc: Doc, taken: Uint8Array, [at, learnt, longest]: readonly [number, Learnt, number]): Mention | undefined => {
  for (let last = Math.min(at + longest, doc.tokens.length); last > at; last -= 1) {
    if (doc.tokens[last - 1]?.sentence !== doc.tokens[at]?.sentence || taken.subarray(at, last).includes(1)) continue;
    const known = learnt.get(keyOfTokens(doc, { first: at, last }));
    if (known !== undefined && (last - at > 1 || known.confidence >= FIRM)) return { first: at, last, type: known.type, confidence: known.confidence, rule: known.rule };
  }
  return undefined;
};

/** Words that the story also writes without a capital: they may be no names here either. */
const lowerWords = (doc: Doc): ReadonlySet<string> => {
  const words = new Set<string>();
  for (const token of doc.tokens) if (!isUpperAt(token.text, 0)) words.add(token.lower);
  return words;
};

const LONGEST_NAME = 8;

/** Finds the places where a name that the story knows stands without a tag. */
const addKnown = (doc: Doc, mentions: readonly Mention[], learnt: Learnt): Mention[] => {
  const taken = new Uint8Array(doc.tokens.length);
  for (const { first, last } of mentions) taken.fill(1, first, last);
  const openers = new Set([...learnt.keys()].map((key) => key.split(' ', 1)[0] ?? ''));
  const words = foldedWords(doc.tokens);
  const longest = mentions.reduce((most, mention) => Math.max(most, Math.min(size(mention), LONGEST_NAME)), 1);
  const found: Mention[] = [];
  let lower: ReadonlySet<string> | undefined;
  for (let at = 0; at < doc.tokens.length; at += 1) {
    if (taken[at] === 1 || !openers.has(words[at] as string) || !isCapital(doc, at)) continue;
    lower ??= lowerWords(doc);
    const mention = lower.has(wordAt(doc, at)) ? undefined : knownAt(doc, taken, [at, learnt, longest]);
    if (mention === undefined) continue;
    found.push(mention);
    at = mention.last - 1;
  }
  return found.length === 0 ? [...mentions] : [...mentions, ...found].sort((a, b) => a.first - b.first);
};

/** One story, one meaning: surnames, abbreviations and majority types are carried through it. */
export const makeConsistent = (doc: Doc, mentions: readonly Mention[]): Mention[] => {
  const learnt: Learnt = new Map();
  learnAcronyms(doc, mentions, learnt);
  learnSurnames(doc, mentions, learnt);
  learnStorms(doc, mentions, learnt);
  learnMajorities(doc, mentions, learnt);
  return addKnown(doc, retype(doc, mentions, learnt), learnt);
};

import { STARTERS } from '../abbreviations.js';
import { isUpperAt } from '../characters.js';
import people from '../data/people.json' with { type: 'json' };
import type { Doc } from '../doc.js';
import { entriesAt } from '../entries-at.js';
import type { Mention } from '../mention.js';
import { PLAIN_TITLES, TITLES } from './titles.js';

const firstNames = new Set(people.first);
const wordAt = (doc: Doc, at: number): string => doc.tokens[at]?.lower ?? '';
const glued = (doc: Doc, at: number): boolean => doc.tokens[at - 1]?.end === doc.tokens[at]?.start;
const isCapital = (doc: Doc, at: number): boolean => isUpperAt(doc.tokens[at]?.text ?? '', 0);

const LONG_TYPES = new Set(['event', 'organisation', 'other']);

/** "Russo-Japanese War": the tokens part at the hyphen, the name does not. */
const acrossHyphen = (doc: Doc, mention: Mention): Mention => {
  const { first, last, type } = mention;
  const joins = LONG_TYPES.has(type) && last - first > 1 && wordAt(doc, first - 1) === '-' && glued(doc, first) && glued(doc, first - 1) && isCapital(doc, first - 2);
  return joins ? { ...mention, first: first - 2, rule: `${mention.rule}+hyphen` } : mention;
};

const isListedPlace = (doc: Doc, first: number, last: number): boolean => entriesAt(doc, { first, last }).some(({ type }) => type === 'place' || type === 'group');

/** "Eastern Airlines Shanghai-bound": what the hyphen hangs on is a name of its own, as long as the lists know it; "New York-based" is one. */
const beforeSuffix = (doc: Doc, mention: Mention): Mention[] => {
  const { first, last } = mention;
  if (last - first < 2 || wordAt(doc, last) !== '-' || !glued(doc, last) || isCapital(doc, last + 1)) return [mention];
  let cut = first;
  while (cut < last && !isListedPlace(doc, cut, last)) cut += 1;
  if (cut === first || cut === last) return [mention];
  return [{ ...mention, last: cut }, { ...mention, first: cut, type: 'place', rule: 'split:suffix' }];
};

const isListedName = (doc: Doc, at: number): boolean => entriesAt(doc, { first: at, last: at + 1 }).some(({ ambiguous, list }) => !ambiguous || list === 'demonym' || list === 'country');

const isNation = (doc: Doc, { first, last }: Mention): boolean => entriesAt(doc, { first, last }).some(({ list, ambiguous, link }) => (list === 'demonym' || list === 'country') && !ambiguous && link !== undefined);

const CAPITALISED = /^\p{Lu}[\p{L}'’-]*\p{Ll}$/u;

/** A capitalised word inside a sentence that no title, list or other name claims. */
const isUnclaimed = (doc: Doc, at: number): boolean => {
  const token = doc.tokens[at];
  if (token === undefined || token.kind !== 'word' || !CAPITALISED.test(token.text) || token.sentence !== doc.tokens[at - 1]?.sentence) return false;
  return !TITLES.has(token.lower) && !STARTERS.has(token.lower) && !isListedName(doc, at);
};

/** "Chief Justice Iftikhar Mohammed Chaudhry": an unknown first word of a capitalised run belongs to the person. */
const withFirstWord = (doc: Doc, mentions: readonly Mention[], index: number): Mention => {
  const mention = mentions[index] as Mention;
  const at = mention.first - 1;
  if (mention.type !== 'person' || doc.tokens[at]?.sentence !== doc.tokens[mention.first]?.sentence || (mentions[index - 1]?.last ?? 0) > at) return mention;
  return isUnclaimed(doc, at) ? { ...mention, first: at, rule: `${mention.rule}+first` } : mention;
};

const PARTICLES = new Set(['von', 'van', 'der', 'den', 'de', 'del', 'della', 'di', 'da', 'dos', 'du', 'la', 'le', 'bin', 'ibn', 'al', 'el', 'ter', 'zu', 'y', 'e']);
const MOST_PARTICLES = 2;

/** "Ursula von der Leyen": small words inside a name carry it on to the next capital. */
const withParticles = (doc: Doc, mentions: readonly Mention[], index: number): Mention => {
  const mention = mentions[index] as Mention;
  let last = mention.last;
  while (last < mention.last + MOST_PARTICLES && PARTICLES.has(wordAt(doc, last)) && PARTICLES.has(doc.tokens[last]?.text ?? '')) last += 1;
  const goesOn = PARTICLES.has(wordAt(doc, last - 1)) && isUnclaimed(doc, last) && (mentions[index + 1]?.first ?? last + 1) > last;
  return mention.type === 'person' && goesOn ? { ...mention, last: last + 1, rule: `${mention.rule}+particle` } : mention;
};

const withoutTitle = (doc: Doc, mention: Mention): Mention => {
  let { first } = mention;
  while (mention.type === 'person' && first + 1 < mention.last && PLAIN_TITLES.has(wordAt(doc, first))) first += 1;
  return first === mention.first ? mention : { ...mention, first };
};


const BODY = new Set(['commission', 'committee', 'ministry', 'department', 'party', 'agency', 'council', 'organization', 'organisation', 'court', 'association', 'front', 'movement', 'bank', 'group', 'union', 'army', 'company', 'corporation', 'university', 'institute', 'center', 'centre']);

/** "National Electoral Commission Martinho Gusmao": a body, and the person who speaks for it. */
const beforePerson = (doc: Doc, mention: Mention): Mention[] => {
  if (mention.type !== 'organisation') return [mention];
  for (let at = mention.first + 1; at < mention.last - 1; at += 1) {
    if (!BODY.has(wordAt(doc, at)) || !firstNames.has(wordAt(doc, at + 1)) || mention.last - at > 4) continue;
    return [{ ...mention, last: at + 1 }, { ...mention, first: at + 1, type: 'person', rule: 'split:person' }];
  }
  return [mention];
};

const TREATIES: Readonly<Record<string, Mention['type']>> = { treaty: 'other', battle: 'event', siege: 'event', declaration: 'other', peace: 'other', convention: 'other' };

/** "Treaty of Paris", "Ministry of Defense of Russia": the longest name wins. */
const ofPlace = (doc: Doc, mentions: readonly Mention[], index: number): Mention | undefined => {
  const mention = mentions[index] as Mention;
  const next = mentions[index + 1];
  if (next?.type !== 'place' || next.first !== mention.last + 1 || wordAt(doc, mention.last) !== 'of') return undefined;
  const head = wordAt(doc, mention.last - 1);
  const type = mention.last - mention.first === 1 && isCapital(doc, mention.first) ? TREATIES[head] : undefined;
  if (type !== undefined) return { ...mention, last: next.last, type, rule: 'join:of' };
  return mention.type === 'organisation' && /^(?:ministry|bank|republic|parliament)$/.test(wordAt(doc, mention.first)) ? { ...mention, last: next.last, rule: 'join:of' } : undefined;
};

const joinOf = (doc: Doc, mentions: readonly Mention[]): Mention[] => {
  const out: Mention[] = [];
  for (let index = 0; index < mentions.length; index += 1) {
    const joined = ofPlace(doc, mentions, index);
    out.push(joined ?? (mentions[index] as Mention));
    if (joined !== undefined) index += 1;
  }
  return out;
};

const MARK = /^[\p{P}\p{S}]+$/u;
const isMark = (word: string): boolean => {
  const unit = word.charCodeAt(0);
  return !(unit >= 0x61 && unit <= 0x7a) && MARK.test(word);
};

/** A name neither begins nor ends with a mark. */
const trimmed = (doc: Doc, mention: Mention): Mention[] => {
  let { first, last } = mention;
  while (last > first && isMark(wordAt(doc, last - 1))) last -= 1;
  while (first < last && isMark(wordAt(doc, first))) first += 1;
  if (last === mention.last && first === mention.first) return [mention];
  return last > first ? [{ ...mention, first, last }] : [];
};

/** "prisoner of war (POW)": letters that stand for words without a capital name nothing. */
const isPlainAbbreviation = (doc: Doc, { first, last }: Mention): boolean => {
  if (last - first !== 1 || wordAt(doc, first - 1) !== '(' || wordAt(doc, last) !== ')') return false;
  const letters = wordAt(doc, first);
  return [...letters].every((letter, at) => {
    const spelt = doc.tokens[first - 1 - letters.length + at]?.text ?? '';
    return spelt.startsWith(letter);
  });
};

const ATTACKS = new Set(['attacks', 'attack', 'bombings', 'terrorist', 'terror']);

/** "September 11, 2001 terrorist attacks": the day that names an event takes its year and its attacks along. */
const datedEvent = (doc: Doc, mention: Mention): Mention => {
  if (mention.type !== 'event' || !/^\d{1,2}$/.test(wordAt(doc, mention.last - 1))) return mention;
  let last = mention.last;
  if (wordAt(doc, last) === ',' && /^\d{4}$/.test(wordAt(doc, last + 1))) last += wordAt(doc, last + 2) === ',' && ATTACKS.has(wordAt(doc, last + 3)) ? 3 : 2;
  while (ATTACKS.has(wordAt(doc, last))) last += 1;
  return { ...mention, last };
};

const NATIONAL = new Set(['representatives', 'ministry', 'department', 'army', 'navy', 'guard', 'guards', 'parliament', 'congress', 'senate', 'embassy', 'forces', 'government', 'court', 'cabinet', 'assembly', 'police', 'commission', 'federation', 'party', 'council', 'agency', 'corps']);

/** "Iranian Revolutionary Guards": the people that a state's body belongs to is part of its name. */
const joinNational = (doc: Doc, mentions: readonly Mention[]): Mention[] => {
  const out: Mention[] = [];
  for (const mention of mentions) {
    const before = out.at(-1);
    const joins = before !== undefined && before.last === mention.first && mention.type === 'organisation' && isNation(doc, before) && NATIONAL.has(wordAt(doc, mention.last - 1));
    if (joins) out[out.length - 1] = { ...mention, first: before.first, rule: 'join:people' };
    else out.push(mention);
  }
  return out;
};

/** Drops what a name that has grown now covers: its neighbours. */
const withoutCovered = (mentions: readonly Mention[]): Mention[] =>
  mentions.filter((one, at) => {
    const after = mentions[at + 1];
    const before = mentions[at - 1];
    return !(after !== undefined && after.first <= one.first) && !(before !== undefined && before.last >= one.last);
  });

/** Puts right what the tagger's tokens cannot say about where names begin and end. */
export const repairSpans = (doc: Doc, mentions: readonly Mention[]): Mention[] => {
  const named = mentions.filter((mention) => !isPlainAbbreviation(doc, mention));
  const split = named.flatMap((mention) => trimmed(doc, mention)).flatMap((mention) => beforeSuffix(doc, mention)).flatMap((mention) => beforePerson(doc, mention));
  const grown = split.map((mention) => datedEvent(doc, acrossHyphen(doc, mention)));
  const joined = joinNational(doc, joinOf(doc, withoutCovered(grown))).map((mention) => withoutTitle(doc, mention));
  const whole = joined.map((_, index) => withParticles(doc, joined, index));
  return whole.map((_, index) => withFirstWord(doc, whole, index));
};

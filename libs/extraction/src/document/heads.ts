import type { EntityType } from '@wiredesk/contracts';
import { isUpperAt } from '../characters.js';
import type { Doc } from '../doc.js';
import { entriesAt } from '../entries-at.js';
import type { Mention } from '../mention.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** The last word of a long name says what it names. */
const HEADS: readonly (readonly [EntityType, ReadonlySet<string>])[] = [
  ['organisation', words(
    'council ministry department party agency organization organisation court authority army commission association senate assembly congress fund committee committees brigade brigades forces league movement church front federation ' +
    'corporation corp. inc. co. ltd. corps alliance company bureau foundation administration university college airlines airways command institute union guard guards navy academy society consortium coalition parliament ministries newspaper networks films group radio news journal',
  )],
  ['event', words('attacks cup war olympics games championship championships festival marathon revolution')],
  ['other', words('treaty act agreement telescope initiative protocol accord accords convention conventions award prize')],
  ['place', words('strip islands river sea ocean airport square street stadium peninsula valley bay island cemetery mosque province zone lake mountains avenue bridge hotel desert')],
];
const headType = (word: string): EntityType | undefined => HEADS.find(([, list]) => list.has(word))?.[0];

const wordAt = (doc: Doc, at: number): string => doc.tokens[at]?.lower ?? '';
const isCapital = (doc: Doc, at: number): boolean => doc.tokens[at]?.kind === 'word' && isUpperAt(doc.tokens[at]?.text ?? '', 0);
const sameSentence = (doc: Doc, at: number, other: number): boolean => doc.tokens[at]?.sentence === doc.tokens[other]?.sentence;

const SURE = 0.985;

const byHead = (doc: Doc, mention: Mention): Mention => {
  const type = mention.last - mention.first > 1 && mention.confidence < SURE && !mention.rule.startsWith('list:') ? headType(wordAt(doc, mention.last - 1)) : undefined;
  return type === undefined || type === mention.type ? mention : { ...mention, type, rule: `head:${type}` };
};

const LONGEST_REST = 3;

/** "US Coast" + "Guard", "Africa" + "Partnership Initiative": the rest of a capitalised run belongs to the name when its last word heads one. */
const withRest = (doc: Doc, mention: Mention, next: number): Mention => {
  let last = mention.last;
  while (last < next && last - mention.last < LONGEST_REST && isCapital(doc, last) && sameSentence(doc, last, mention.first)) last += 1;
  const type = last > mention.last && mention.type !== 'person' && !isCapital(doc, last) ? headType(wordAt(doc, last - 1)) : undefined;
  return type === undefined ? mention : { ...mention, last, type, rule: `head:${type}` };
};

const FOLLOWERS = words('militants newspaper party militia fighters insurgents movement faction daily magazine network group bloc guerrillas gang newspapers weekly');
const LEADERS = words('group newspaper agency firm network gang militia company magazine');
const PERSONS = words('spokesman spokeswoman counterpart cleric journalist negotiator wife son daughter brother singer actor politician');
const BETWEEN = words(', ( called " “ named or');

const isListed = (doc: Doc, mention: Mention): boolean => entriesAt(doc, mention).some(({ minor }) => minor !== true);

const wordBefore = (doc: Doc, first: number): string => wordAt(doc, BETWEEN.has(wordAt(doc, first - 1)) ? first - 2 : first - 1);

/** "the Peace Now group", "spokesman Aso": an unlisted name is what the common noun beside it says. */
const byNeighbour = (doc: Doc, mention: Mention): Mention => {
  if (mention.confidence >= SURE || mention.type === 'group' || mention.type === 'event' || isListed(doc, mention)) return mention;
  const before = wordBefore(doc, mention.first);
  const type = FOLLOWERS.has(wordAt(doc, mention.last)) || LEADERS.has(before) ? 'organisation' : PERSONS.has(wordAt(doc, mention.first - 1)) ? 'person' : mention.type;
  return type === mention.type ? mention : { ...mention, type, rule: 'neighbour:noun' };
};

const GROUPS = words('group gang network militia');

/** "a Sunni Muslim group, Jundollah,": a bare capitalised run right behind such a noun is a name, though nobody knows it. */
const unnamedGroups = (doc: Doc, mentions: readonly Mention[]): Mention[] => {
  const taken = new Uint8Array(doc.tokens.length + 1);
  for (const { first, last } of mentions) taken.fill(1, first, last);
  const out: Mention[] = [];
  for (let at = 0; at < doc.tokens.length; at += 1) {
    if (!GROUPS.has(wordAt(doc, at))) continue;
    const first = BETWEEN.has(wordAt(doc, at + 1)) ? at + 2 : at + 1;
    let last = first;
    while (taken[last] !== 1 && isCapital(doc, last) && sameSentence(doc, at, last)) last += 1;
    if (last > first && taken[last] !== 1) out.push({ first, last, type: 'organisation', confidence: 0.6, rule: 'neighbour:group' });
  }
  return out;
};

const STORMS = words('hurricane typhoon cyclone');

const byFirstWord = (doc: Doc, mention: Mention): Mention =>
  mention.last - mention.first > 1 && mention.type !== 'event' && STORMS.has(wordAt(doc, mention.first)) ? { ...mention, type: 'event', rule: 'head:event' } : mention;

/** Types and ends of names by the nouns in them and beside them. */
export const readHeads = (doc: Doc, mentions: readonly Mention[]): Mention[] => {
  const grown = mentions.map((mention, index) => byNeighbour(doc, byFirstWord(doc, byHead(doc, withRest(doc, mention, mentions[index + 1]?.first ?? doc.tokens.length)))));
  const added = unnamedGroups(doc, grown);
  return added.length === 0 ? grown : [...grown, ...added].sort((a, b) => a.first - b.first);
};

import type { Entity, EntityMention, SourceKind } from '@wiredesk/contracts';
import { BODY_NOUNS, SOURCE_NOUNS, TITLE_NOUNS } from './source-words.js';
import type { Claim } from './claim.js';
import type { Run, View } from './view.js';
import { capitalised, endOf, isWord, low, startOf } from './view.js';
import { NOUN_PREPOSITIONS, PERSONALS } from './words.js';

/** A mention with the entity it names. */
export interface Named {
  readonly entity: Entity;
  readonly mention: EntityMention;
}

/** Who stands behind a source. */
export interface Speaker {
  readonly kind: SourceKind;
  readonly entity?: string | undefined;
  readonly plural: boolean;
  readonly claim: Claim;
}

/** All mentions in the order of the text. */
export const namedIn = (entities: readonly Entity[]): readonly Named[] =>
  entities.flatMap((entity) => entity.mentions.map((mention) => ({ entity, mention }))).toSorted((a, b) => a.mention.start - b.mention.start);

const RANK: readonly string[] = ['person', 'organisation'];
const rank = ({ entity }: Named): number => (RANK.includes(entity.type) ? RANK.indexOf(entity.type) : RANK.length);

/** "President Lee's office", "the NATO-led force": the name only leads to what speaks. */
const leadsOn = (view: View, { mention }: Named): boolean => view.doc.text.startsWith('-', mention.end) || followedByPossessive(view, { mention });

function within(view: View, names: readonly Named[], { first, last }: Run): readonly Named[] {
  const [start, end] = [startOf(view, first), endOf(view, last - 1)];
  return names.filter(({ mention }) => mention.start < end && start < mention.end);
}

/** The noun that a source is known by: the last one before a preposition, comma, bracket or participle. */
export function headOf(view: View, { first, last }: Run): number {
  let head = first;
  let known: number | undefined;
  for (let i = first; i < last && !(i > first && endsHead(view, i, head)); i += 1) {
    if (!isWord(view, i) || view.dated[i] === 1 || low(view, i) === "'s") continue;
    head = i;
    if (SOURCE_NOUNS.has(low(view, i))) known = i;
  }
  return known ?? head;
}

const HEAD_ENDS: ReadonlySet<string> = new Set([...NOUN_PREPOSITIONS, 'who', ',', '(', '"']);

/** Behind the head stand prepositions, marks, and participles ("officials overseeing relief", "a report released"). */
function endsHead(view: View, i: number, head: number): boolean {
  const word = low(view, i);
  if (HEAD_ENDS.has(word) || (word.endsWith('ing') && !capitalised(view, i))) return true;
  return word.endsWith('ed') && SOURCE_NOUNS.has(low(view, head));
}

const followedByPossessive = (view: View, { mention }: Pick<Named, 'mention'>): boolean => view.doc.text.startsWith("'s", mention.end) || view.doc.text.startsWith('’s', mention.end);

const OUTLETS: readonly string[] = ['news', 'times', 'radio', 'television', 'agency', 'tv', 'press', 'post', 'xinhua', 'reuters', 'interfax', 'afp', 'bbc', 'cnn', 'al-jazeera', 'voa', 'tass', 'herald', 'tribune', 'journal', 'guardian', 'daily', 'gazette'];

function kindOfEntity({ entity }: Named): SourceKind {
  if (entity.type === 'person') return 'person';
  if (entity.type === 'place') return 'official';
  if (entity.type !== 'organisation') return 'unnamed';
  const name = entity.name.toLowerCase();
  return OUTLETS.some((outlet) => name.split(' ').includes(outlet)) ? 'media' : 'organisation';
}

function kindOf(view: View, source: Run, inside: readonly Named[]): SourceKind {
  const head = headOf(view, source);
  const person = inside.find((named) => named.entity.type === 'person' && !followedByPossessive(view, named));
  if (person && !tiedByPreposition(view, source, person)) return 'person';
  const known = SOURCE_NOUNS.get(low(view, head));
  if (known !== undefined && !capitalised(view, head)) return known;
  const atHead = inside.find(({ mention }) => mention.start <= startOf(view, head) && startOf(view, head) < mention.end);
  if (atHead) return kindOfEntity(atHead);
  return known ?? (inside[0] ? kindOfEntity(inside[0]) : 'unnamed');
}

/** "a spokesman for President Lee": the person is not the one who speaks. */
function tiedByPreposition(view: View, source: Run, person: Named): boolean {
  if (startOf(view, headOf(view, source)) >= person.mention.start) return false;
  let i = source.last - 1;
  while (i > source.first && startOf(view, i) >= person.mention.start) i -= 1;
  let titles = 0;
  for (; i > source.first && (capitalised(view, i) || TITLE_NOUNS.has(low(view, i)) || TITLE_ADJECTIVES.has(low(view, i))); i -= 1) titles += 1;
  return TIES.has(low(view, i)) || (low(view, i) === 'the' && TIES.has(low(view, i - 1)) && titles < LONG_NAME);
}

/** Between a preposition and a name: "the wife of opposition leader Ada Obi". */
const TITLE_ADJECTIVES: ReadonlySet<string> = new Set(['opposition', 'former', 'late', 'ousted', 'jailed', 'slain', 'radical', 'exiled', 'ex']);

const TIES: ReadonlySet<string> = new Set(['for', 'to', 'of', 'from', 'with', 'by']);
/** "A spokesman for the National Electoral Commission Martinho Gusmao": so many capitals hold an office and then his name. */
const LONG_NAME = 3;

/** "The United States and the European Union": the first of those who speak together stands for them. */
function firstConjunct(view: View, source: Run, inside: readonly Named[]): readonly Named[] {
  for (let i = source.first + 1; i < source.last - 1; i += 1) {
    if (low(view, i) !== 'and') continue;
    const before = inside.filter(({ mention }) => mention.end <= startOf(view, i));
    const split = before.length > 0 && inside.some(({ mention }) => mention.start >= endOf(view, i)) && !inside.some(({ mention }) => mention.start < startOf(view, i) && startOf(view, i) < mention.end);
    if (split && before.some(({ mention }) => !view.doc.text.slice(mention.end, startOf(view, i)).includes(' in '))) return before;
  }
  return inside;
}

/** "Iraqi lawmakers loyal to cleric Moqtada al-Sadr": who is tied to them is another. */
const LOYAL: ReadonlySet<string> = new Set(['loyal', 'close', 'allied', 'opposed', 'linked', 'faithful']);

function weightIn(view: View, source: Run, named: Named): number {
  const head = headOf(view, source);
  const after = named.mention.start > startOf(view, head);
  const tied = named.entity.type === 'person' && tiedByPreposition(view, source, named);
  const loyal = after && LOYAL.has(low(view, head + 1)) ? 3 : 0;
  // "Police in the Indian state of Maharashtra"
  const demonym = after && named.entity.type === 'group' ? 0.5 : 0;
  return rank(named) + (leadsOn(view, named) ? 0.5 : 0) + (tied ? 0.25 : 0) + loyal + demonym;
}

/** Kind and entity of a source by its own words. */
export function speakerByWords(view: View, names: readonly Named[], claim: Claim): Speaker {
  const inside = within(view, names, claim.source);
  const at = headOf(view, claim.source);
  const head = low(view, at);
  const weight = (named: Named): number => weightIn(view, claim.source, named);
  const best = firstConjunct(view, claim.source, inside).toSorted((a, b) => weight(a) - weight(b))[0];
  const kind = kindOf(view, claim.source, inside);
  const plural = (head.endsWith('s') || head.endsWith('men') || head === 'people' || head === 'media') && kind !== 'person' && kind !== 'organisation' && !(best && best.mention.end >= endOf(view, claim.source.last - 1));
  return { kind, entity: best?.entity.id, plural: plural || head === 'they' || head === 'police' || head === 'authorities', claim };
}

export const isPronoun = (view: View, { first, last }: Run): boolean => last - first === 1 && PERSONALS.has(low(view, first));

/** "the admiral", "the group": a definite phrase without a name. */
export function isAnaphor(view: View, source: Run): 'title' | 'body' | undefined {
  const determiner = low(view, source.first);
  if (determiner !== 'the' && determiner !== 'this' && determiner !== 'that') return undefined;
  const head = low(view, headOf(view, source));
  if (TITLE_NOUNS.has(head)) return 'title';
  return BODY_NOUNS.has(head) ? 'body' : undefined;
}

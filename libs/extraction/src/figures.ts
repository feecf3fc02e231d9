import type { Figure } from '@wiredesk/contracts';
import type { Component, Doc } from './doc.js';
import { readAgeDecade } from './figures/age-decades.js';
import { readAnaphor } from './figures/anaphora.js';
import { readAge, readMagnitude, shareUnit, standsAlone } from './figures/bare-numbers.js';
import { buildFigure } from './figures/build.js';
import { readChange } from './figures/changes.js';
import type { Draft, Reading } from './figures/draft.js';
import { resolveUnit } from './figures/elided-units.js';
import type { Setting } from './figures/events.js';
import { readEvent } from './figures/events.js';
import { readExclusions } from './figures/exclusions.js';
import { isNestedMeasure } from './figures/noun-phrase.js';
import { lowerAt, pieceAt } from './figures/pieces.js';
import { readPolarity } from './figures/polarity.js';
import { isPronounOne } from './figures/pronoun-one.js';
import { readRank } from './figures/ranks.js';
import { readingOf } from './figures/reading.js';
import { lendUnits } from './figures/suspended.js';
import { readOf, readPer } from './figures/tails.js';
import { mayBegin } from './figures/triggers.js';

/** "three-way", "one-time": a number in a word of its own counts nothing. */
const isJoinedWord = ({ pieces }: Reading, { kind, unit, coreLast }: Draft): boolean => kind === 'count' && unit === undefined && pieceAt(pieces, coreLast).join === 'hyphen';

/** Whether a draft at this place may be a figure at all: no part of a name, no pronoun, no date. */
const isFigure = (reading: Reading, draft: Draft): boolean => {
  const mention = reading.mentions[draft.core];
  const named = mention !== undefined && (mention.first < draft.core || mention.last > draft.coreLast);
  return !named && !isJoinedWord(reading, draft) && lowerAt(reading.pieces, draft.last) !== 'ago' && !isPronounOne(reading, draft);
};

const draftAt = (reading: Reading, at: number, earlier: readonly Draft[]): Draft | undefined => {
  if (reading.dated[at] === 1 || !mayBegin(pieceAt(reading.pieces, at))) return undefined;
  const draft = readAnaphor(reading, at, earlier) ?? readRank(reading, at) ?? readAgeDecade(reading, at) ?? buildFigure(reading, at);
  return draft && isFigure(reading, draft) ? draft : undefined;
};

/** Where to read on: a measure inside the counted phrase ("two 500-pound bombs") is a figure of its own. */
const behind = ({ pieces }: Reading, { coreLast, head, last }: Draft): number => {
  for (let at = coreLast; at < (head ?? coreLast); at += 1) {
    if (isNestedMeasure(pieces, at)) return at;
  }
  return last;
};

/** Every number that may be a figure, in text order; none overlaps another. */
const draftsOf = (reading: Reading): Draft[] => {
  const drafts: Draft[] = [];
  for (let at = 0; at < reading.pieces.length;) {
    const draft = draftAt(reading, at, drafts);
    if (draft === undefined) {
      at += 1;
      continue;
    }
    readPer(reading, draft);
    readOf(reading, draft);
    readPer(reading, draft);
    drafts.push(draft);
    at = Math.max(at + 1, behind(reading, draft));
  }
  return drafts;
};

/** Fills in what the sentence tells of a draft; false when nothing explains the number. */
const explain = (setting: Setting, draft: Draft, kept: readonly Draft[]): boolean => {
  const { reading, before } = setting;
  const known = readAge(reading, draft) || readMagnitude(reading, draft) || resolveUnit(reading, draft, kept);
  const event = draft.event ?? readEvent(setting, draft);
  if (event !== undefined) draft.event = event;
  if (event !== undefined && draft.kind === 'count') draft.unit ??= 'person';
  readChange(reading, draft, before);
  return known || event !== undefined || shareUnit(reading, draft, before) || standsAlone(reading, draft);
};

const explained = (reading: Reading, drafts: readonly Draft[]): Draft[] => {
  const starts = new Set(drafts.map(({ first }) => first));
  const kept: Draft[] = [];
  lendUnits(reading, drafts);
  for (const draft of drafts) {
    if (explain({ reading, starts, before: kept.at(-1) }, draft, kept)) kept.push(draft);
  }
  return kept;
};

const spanOf = (reading: Reading, draft: Draft): { start: number; end: number; text: string } => {
  const start = pieceAt(reading.pieces, draft.first).start;
  const { end } = pieceAt(reading.pieces, draft.last - 1);
  return { start, end, text: reading.doc.text.slice(start, end) };
};

const figureOf = (reading: Reading, draft: Draft, [all, index]: readonly [readonly Draft[], ReadonlyMap<Draft, number>]): Figure => {
  const { first: _first, last: _last, core: _core, coreLast: _coreLast, head: _head, anaphor, ...fields } = draft;
  const polarity = readPolarity(reading, draft);
  const excludes = readExclusions(reading, draft, all[(index.get(draft) ?? 0) + 1]);
  return {
    ...spanOf(reading, draft), ...fields,
    ...(polarity === undefined ? {} : { polarity }),
    ...(excludes === undefined ? {} : { excludes }),
    ...(anaphor && index.has(anaphor) ? { anaphor: index.get(anaphor) } : {}),
  };
};

/** Every quantity of the text that a reader could put in a table. */
export const findFigures = (doc: Pick<Doc, 'text' | 'tokens' | 'entities' | 'dates'>): Figure[] => {
  const reading = readingOf(doc);
  const drafts = explained(reading, draftsOf(reading));
  const index = new Map(drafts.map((draft, at) => [draft, at]));
  return drafts.map((draft) => figureOf(reading, draft, [drafts, index]));
};

/** Quantities with comparator, unit and event; names and dates found before are not counted. */
export const figures: Component = { id: 'figures', requires: ['tokens', 'sentences', 'entities', 'dates'], assigns: ['figures'], run: (doc) => ({ figures: findFigures(doc) }) };

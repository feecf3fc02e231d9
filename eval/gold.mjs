// Scores annotations against gold stories: the measures of the annotation guideline, section 6.
import { newTallies, likeness, paired, shared } from './tally.mjs';

const TYPES = ['person', 'organisation', 'place', 'group', 'event', 'other'];
const SAME_CONTENT = 0.5;

const mentionsOf = ({ entities }) => entities.flatMap((entity) => entity.mentions.map(({ start, end }) => ({ start, end, type: entity.type })));
const keys = (mentions, key) => new Set(mentions.map(key));
const span = ({ start, end }) => `${start}-${end}`;
const typed = (mention) => `${span(mention)}-${mention.type}`;

function scoreEntities(gold, predicted, tallies) {
  const [g, p] = [mentionsOf(gold), mentionsOf(predicted)];
  tallies.addSets('entity span+type', keys(g, typed), keys(p, typed));
  tallies.addSets('entity span', keys(g, span), keys(p, span));
  for (const type of TYPES) tallies.addSets(`entity ${type}`, keys(g.filter((mention) => mention.type === type), typed), keys(p.filter((mention) => mention.type === type), typed));
  tallies.addSets('country set', countriesOf(gold), countriesOf(predicted));
}

function countriesOf({ entities }) {
  const links = entities.filter(({ type }) => type === 'place' || type === 'group').map(({ link }) => (link ?? '').slice(0, 2));
  return new Set(links.filter((link) => /^[A-Z]{2}$/.test(link)));
}

const numbersOf = ({ range, value }) => (range ? [...range] : [value]);
const close = (a, b) => Math.abs(a - b) <= 1e-9 + 1e-5 * Math.abs(b);
const unitOf = ({ unit }) => String(unit ?? '').toLowerCase().trim();

function sameValue(gold, predicted) {
  const [g, p] = [numbersOf(gold), numbersOf(predicted)];
  return g.length === p.length && g.every((number, i) => close(p[i], number));
}

function scoreFigures({ figures: gold }, { figures: predicted }, tallies) {
  const pairs = paired(gold, predicted, (g, p) => (shared(g, p) ? likeness(g, p) + (sameValue(g, p) ? 1 : 0) : 0));
  const count = (measure, right) => tallies.add(measure, pairs.filter(([g, p]) => right(g, p)).length, gold.length, predicted.length);
  const comparator = (g, p) => sameValue(g, p) && g.comparator === p.comparator;
  const unit = (g, p) => sameValue(g, p) && unitOf(g) === unitOf(p);
  count('figure found', () => true);
  count('figure value', sameValue);
  count('figure value+comparator', comparator);
  count('figure value+unit', unit);
  count('figure value+comparator+unit', (g, p) => comparator(g, p) && unit(g, p));
  const withEvent = (figures) => figures.filter(({ event }) => event).length;
  tallies.add('figure event', pairs.filter(([g, p]) => g.event && g.event === p.event && sameValue(g, p)).length, withEvent(gold), withEvent(predicted));
}

function scoreDates({ dates: gold }, { dates: predicted }, tallies) {
  const pairs = paired(gold, predicted, (g, p) => (shared(g, p) ? likeness(g, p) : 0));
  tallies.add('date found', pairs.length, gold.length, predicted.length);
  tallies.add('date value', pairs.filter(([g, p]) => g.value === p.value).length, gold.length, predicted.length);
}

const startsOf = ({ entities }, id) => new Set(entities.find((entity) => entity.id === id)?.mentions.map(({ start }) => start) ?? []);

function scoreAttributions(gold, predicted, tallies) {
  const meets = (g, p) => shared(g.source, p.source) > 0 && likeness(g.content, p.content) >= SAME_CONTENT;
  const pairs = paired(gold.attributions, predicted.attributions, (g, p) => (meets(g, p) ? likeness(g.content, p.content) : 0));
  tallies.add('attribution source+content', pairs.length, gold.attributions.length, predicted.attributions.length);
  const named = gold.attributions.filter(({ sourceEntity }) => sourceEntity).length;
  const right = pairs.filter(([g, p]) => {
    const starts = g.sourceEntity && p.sourceEntity ? startsOf(predicted, p.sourceEntity) : new Set();
    return g.sourceEntity && [...startsOf(gold, g.sourceEntity)].some((start) => starts.has(start));
  }).length;
  tallies.add('attribution speaker (recall of named)', right, named, named);
}

const complete = (story) => ({ ...story, entities: story?.entities ?? [], figures: story?.figures ?? [], dates: story?.dates ?? [], attributions: story?.attributions ?? [] });

/** @param pairs of gold story and prediction (absent: nothing was found), both in the gold format; F1 are micro over all stories. */
export function scoreGold(pairs) {
  const tallies = newTallies();
  for (const pair of pairs) {
    const [gold, predicted] = pair.map(complete);
    for (const score of [scoreEntities, scoreFigures, scoreDates, scoreAttributions]) score(gold, predicted, tallies);
  }
  return tallies.scores();
}

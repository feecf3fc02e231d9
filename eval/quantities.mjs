// Scores figures against NewsQuant and R-Text: value (or range), value with unit, value with change symbol, one to one.
import { newTallies, paired } from './tally.mjs';

const PUBLISHED = '2021-06-01T00:00:00Z';
const SYMBOLS = { eq: '=', approx: '~', gt: '>', gte: '>', lt: '<', lte: '<' };
const RANGE = /^(-?[\d.]+)\s*-\s*(-?[\d.]+)$/;

/** Their names for our units, where they differ. */
const UNITS = {
  percent: 'percentage', person: 'people', tonne: 'metric ton', pound: 'pound-mass', 'degree Celsius': 'celsius', 'degree Fahrenheit': 'fahrenheit', revolution: 'revolutions',
  'percentage point': 'point', 'foot pound-force': 'pound-foot', mmbtu: 'mega british thermal unit', 'part per billion': 'parts-per-billion', 'part per million': 'parts-per-million', 'milliampere hour': 'milliampere-hour',
};
const CURRENCIES = { USD: 'dollar', GBP: 'pound sterling', ILS: 'shekel', INR: 'rupee', EUR: 'euro', MXN: 'mexican peso', CRC: 'costa rican colón', LAK: 'lao kip' };
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });

const numbersOf = (figure) => (figure.range ? [...figure.range] : [figure.value]).toSorted((a, b) => a - b);

function goldNumbers(value) {
  const range = RANGE.exec(value);
  return (range ? [Number(range[1]), Number(range[2])] : [Number(value)]).toSorted((a, b) => a - b);
}

const sameNumbers = (a, b) => a.length === b.length && a.every((number, i) => Math.abs(number - b[i]) <= 1e-5 * Math.abs(number) + 1e-12);

const FROM = /\bfrom (?:the )?$/i;
const CONVERTS = /^\s*[(/]\s*$/;
const TO = /^[^,;.]{0,40}\bto (?:the )?$/i;

const ARTICLES = new Set(['the', 'a', 'an', 'of']);

/** "lightning strike" of "two lightning strikes": the words between the number and the noun, and the noun as its lemma. */
function nounPhrase({ text, unit }) {
  const words = text.split(/\s+/);
  const first = words.findLastIndex((word) => /\d/.test(word) || NUMBER_WORDS.has(word.toLowerCase())) + 1;
  const between = words.slice(first, -1).filter((word) => !ARTICLES.has(word.toLowerCase()));
  return [...between, unit].join(' ');
}

const NUMBER_WORDS = new Set('one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen hundreds thousands millions billions dozens half'.split(' '));

const isAge = ({ kind, rule, text, before, after }) => kind === 'duration' && (rule === 'figure/age' || /\bold\b|\baged\b|\bof age\b/.test(text) || /\bage[ds]? $/.test(before) || /^\s*(?:old|of age)\b/.test(after));

/** All names under which the unit may stand in their files. */
function unitNames(figure) {
  const { unit, kind, per } = figure;
  // Their fractions are "%" of what is divided, and their "three times" counts nothing.
  if (unit === undefined) return kind === 'ratio' ? ['-', 'count', '% -', `% ${figure.of}`] : ['-', 'count'];
  if (unit === 'time') return ['time', 'count'];
  const name = kind === 'money' ? (CURRENCIES[unit] ?? currencyNames.of(unit)?.toLowerCase() ?? unit) : (UNITS[unit] ?? unit);
  const full = isAge(figure) ? `${name} of age` : per === undefined ? name : `${name} per ${UNITS[per] ?? per}`;
  return kind === 'count' ? [full, unit, nounPhrase(figure)] : per === undefined && !isAge(figure) ? [full, unit] : [full];
}

/** They fold comparator and change into one symbol, where "rose to 5 percent" is "=", and take "as many as" for "=". */
const symbolOf = ({ comparator, change, delta, text }) => (comparator === 'eq' && delta ? change : /^as (?:many|much) as\b/i.test(text) ? '=' : SYMBOLS[comparator]);

const isCents = ({ kind, text }) => kind === 'money' && /\b(?:cents?|pence|pennies|sen)\b|\d ?p\b/.test(text);

/** They count cents, we count the currency that they are part of. */
const centNames = ({ per, text }) => {
  const name = /\bsen\b/.test(text) ? 'sen' : /\bcents?\b/.test(text) ? 'cent' : /\d ?p\b/.test(text) ? 'point' : 'penny';
  return [per === undefined ? name : `${name} per ${per}`];
};

const found = (annotate, text) => withTheirRanges(text, annotate({ text, published: PUBLISHED }).figures.filter(({ kind }) => kind !== 'ordinal')).map((figure) => {
  const full = { ...figure, before: text.slice(0, figure.start), after: text.slice(figure.end, figure.end + 8) };
  const cents = isCents(full);
  return { numbers: numbersOf(figure).map((number) => (cents ? number * 100 : number)), units: new Set((cents ? centNames(full) : unitNames(full)).map((name) => name.toLowerCase())), symbol: symbolOf(figure) };
});

/** They take "from 5 to 7" as one range whichever way it goes, and give a conversion in brackets the comparator and change of what it converts. */
function withTheirRanges(text, figures) {
  const out = [];
  for (const figure of figures) {
    const before = out.at(-1);
    const between = before === undefined ? '' : text.slice(before.end, figure.start);
    if (before && FROM.test(text.slice(0, before.start)) && TO.test(between) && before.range === undefined && figure.range === undefined) {
      out[out.length - 1] = { ...figure, start: before.start, range: [before.value, figure.value], comparator: 'eq', delta: false, text: text.slice(before.start, figure.end), unit: figure.unit ?? before.unit, kind: figure.unit === undefined ? before.kind : figure.kind, per: figure.per ?? before.per };
    } else out.push(before && CONVERTS.test(between) && figure.comparator === 'eq' ? { ...figure, comparator: before.comparator, change: before.change, delta: before.delta } : figure);
  }
  return out;
}

export function scoreQuantities(annotate, rows) {
  const tallies = newTallies();
  const withChange = rows.some(({ quantities }) => quantities.some(({ change }) => change !== undefined));
  for (const { text, quantities } of rows) {
    const gold = quantities.map((each) => ({ numbers: goldNumbers(each.value), unit: each.normalized_unit.toLowerCase(), symbol: each.change }));
    const predicted = found(annotate, text);
    const unit = (g, p) => p.units.has(g.unit);
    const pairs = paired(gold, predicted, (g, p) => (sameNumbers(g.numbers, p.numbers) ? 1 + (unit(g, p) ? 0.5 : 0) + (g.symbol === p.symbol ? 0.25 : 0) : 0));
    const count = (measure, right) => tallies.add(measure, pairs.filter(([g, p]) => right(g, p)).length, gold.length, predicted.length);
    count('value', () => true);
    count('value+unit', unit);
    if (withChange) count('value+change', (g, p) => g.symbol === p.symbol);
  }
  return tallies.scores();
}

import type { Figure } from '@wiredesk/contracts';
import { dates } from '../dates.js';
import type { Doc } from '../doc.js';
import { findFigures } from '../figures.js';
import { createDoc } from '../pipeline.js';
import { sentences } from '../sentences.js';
import { tokens } from '../tokens.js';

const docOf = (text: string): Doc => [tokens, sentences, dates].reduce<Doc>((doc, component) => ({ ...doc, ...component.run(doc) }), createDoc({ text, published: '2024-05-15T12:00:00Z' }));

const withGroups = (doc: Doc, names: readonly string[]): Doc => {
  const entities = names.map((name) => {
    const start = doc.text.indexOf(name);
    return { id: name.toLowerCase(), type: 'group' as const, name, mentions: [{ start, end: start + name.length, text: name, rule: 'test', confidence: 1 }] };
  });
  return { ...doc, entities };
};

const field = (text: string, name: keyof Figure): unknown[] => findFigures(docOf(text)).map((figure) => figure[name]);

describe('phrases of the wires', () => {
  it.each([
    ['The harbour needs a quarter of a million euros.', 'a quarter of a million euros', 250_000, 'EUR'],
    ['Sales fell by a third to $4.2 billion.', 'a third', 1 / 3, undefined],
    ['The bank cut its rate by a quarter of a percentage point.', 'a quarter of a percentage point', 0.25, 'percentage point'],
    ['Six of 10 voters stayed at home.', 'Six of 10', 0.6, undefined],
    ['The league pays dlrs 2 million for it.', 'dlrs 2 million', 2_000_000, 'USD'],
    ['Vaccines go to children under five.', 'under five', 5, 'year'],
    ['Profits rose by more than a quarter.', 'more than a quarter', 0.25, undefined],
    ['Its shares closed up 75 Canadian cents.', '75 Canadian cents', 0.75, 'CAD'],
    ['Owners get 0.82 share for each bond.', '0.82 share', 0.82, 'share'],
    ['Losses will go on over the next three quarters.', 'three quarters', 3, 'quarter'],
    ['The stock trades at 6.5 times earnings.', '6.5 times', 6.5, undefined],
  ])('reads the number of %j', (line, text, value, unit) => {
    const [figure] = findFigures(docOf(line));
    expect([figure?.text, figure?.value, figure?.unit]).toEqual([text, value, unit]);
  });

  it('makes no figure of a split of shares', () => {
    expect(field('The board declared a 2-for-1 stock split.', 'text')).toEqual([]);
  });

  it.each([
    ['The party has at least a 10-point lead.', 'gte'],
    ['Lenders want as much as a 95 percent cut.', 'lte'],
    ['There was nearly a 5 percent rise.', 'lt'],
    ['The town is about 40 miles away.', 'approx'],
    ['The film is about two brothers.', 'eq'],
  ])('reads the comparator of %j', (text, comparator) => {
    expect(field(text, 'comparator')).toEqual([comparator]);
  });

  it.each([
    ['More than two billion lack clean water.', 'person'],
    ['Forty-seven million do not have a doctor.', 'person'],
    ['An estimated 700,000 suffer from the fever.', 'person'],
    ['The ministry put the number of dead at 57.', 'person'],
    ['The victims numbered 213.', 'victim'],
    ['Tens of thousands of farmers marched through the capital’s streets.', 'farmer'],
    ['Any reading over 50 indicates growth.', undefined],
    ['Tens of thousands of North Koreans moved.', 'North Korean'],
  ])('names the unit of %j', (text, unit) => {
    expect(field(text, 'unit')).toEqual([unit]);
  });

  it.each([
    ['The coast guard saved 32 sailors. The 32 were in good health.', ['sailor', 'sailor']],
    ['It has 25,000 soldiers in the valley, up from 18,000 last year.', ['soldier', 'soldier']],
    ['The raid killed 10 guards and 11 wounded were flown out.', ['guard', 'guard']],
  ])('gives the second number of %j the unit of the first', (text, units) => {
    expect(field(text, 'unit')).toEqual(units);
  });

  it('shares one noun between two adjectives', () => {
    const doc = withGroups(docOf('The mine killed five American and one Afghan soldiers.'), ['American', 'Afghan']);
    expect(findFigures(doc).map(({ value, unit }) => [value, unit])).toEqual([[5, 'soldier'], [1, 'soldier']]);
  });

  it.each([
    ['Floods forced more than 3,000 people to leave their homes.', ['displaced']],
    ['The war has driven two million others from their homes.', ['displaced']],
    ['Some 300 Sikhs were killed in the riots.', ['killed']],
    ['At least one associate of the smuggler was arrested.', ['captured']],
    ['Mines still kill or maim hundreds of herders.', ['killed']],
    ['Five guards, three clerks and eight drivers were killed.', ['killed', 'killed', 'killed']],
    ['Ten other people -- including a nurse -- died.', ['killed']],
    ['The mayor called 10 soldiers - six of them stationed abroad.', [undefined, 'deployed']],
    ['The gang is holding 45 tourists hostage.', ['captured']],
    ['At least 10 were killed, among them three children.', ['killed', 'killed']],
    ['The toll has passed 5,000, with nearly 20,000 injured.', ['killed', 'injured']],
    ['One man suffered serious gunshot wounds.', ['injured']],
  ])('tells what happened to people in %j', (text, events) => {
    expect(field(text, 'event')).toEqual(events);
  });

  it.each([
    ['The index grew 5.8 points to 59.4.', [['up', true], ['up', undefined]]],
    ['Bonds lost 4 percent, stocks by 6 percent.', [['down', true], ['down', true]]],
    ['They won a 95 percent debt reduction.', [['down', true]]],
    ['The firm shed 12,000 jobs.', [[undefined, undefined]]],
  ])('tells how the figures of %j moved', (text, changes) => {
    expect(findFigures(docOf(text)).map(({ change, delta }) => [change, delta])).toEqual(changes);
  });

  it.each([
    ['The two sides could discuss 12 projects.', [undefined, 'possible']],
    ['The court backed the plan in a 6-3 vote.', [undefined]],
    ['They have a plan to build 12 plants.', ['possible']],
  ])('tells what is only possible in %j', (text, polarities) => {
    expect(field(text, 'polarity')).toEqual(polarities);
  });
});

import type { Figure } from '@wiredesk/contracts';
import { dates } from './dates.js';
import type { Doc } from './doc.js';
import { figures, findFigures } from './figures.js';
import { createDoc } from './pipeline.js';
import { sentences } from './sentences.js';
import { tokens } from './tokens.js';

const PUBLISHED = '2024-05-15T12:00:00Z';

const docOf = (text: string): Doc => [tokens, sentences, dates].reduce<Doc>((doc, component) => ({ ...doc, ...component.run(doc) }), createDoc({ text, published: PUBLISHED }));

const withPlace = (doc: Doc, name: string): Doc => {
  const start = doc.text.indexOf(name);
  const mention = { start, end: start + name.length, text: name, rule: 'test', confidence: 1 };
  return { ...doc, entities: [{ id: name.toLowerCase(), type: 'place', kind: 'country', name, mentions: [mention] }] };
};

/** One line a figure: span, value or range, comparator, unit, and what else was asked for. */
const told = (figure: Figure, fields: readonly (keyof Figure)[]): string => {
  const value = figure.range ? `${figure.range[0]}..${figure.range[1]}${figure.vague === true ? '~' : ''}` : String(figure.value);
  const extra = fields.map((field) => (figure[field] === undefined ? '-' : String(figure[field])));
  return [figure.text, value, figure.comparator, figure.unit ?? '-', ...extra].join(' | ');
};

const found = (text: string, ...fields: (keyof Figure)[]): string[] => findFigures(docOf(text)).map((figure) => told(figure, fields));

describe('figures', () => {
  it.each([
    ['More than 300 villagers left.', 'More than 300 villagers | 300 | gt | villager'],
    ['The council has at least nine seats.', 'at least nine seats | 9 | gte | seat'],
    ['Nearly 40 farms lie there.', 'Nearly 40 farms | 40 | lt | farm'],
    ['The hall holds up to 2,500 guests.', 'up to 2,500 guests | 2500 | lte | guest'],
    ['The port lost as many as 14 cranes.', 'as many as 14 cranes | 14 | lte | crane'],
    ['Some 16,000 homes have no water.', 'Some 16,000 homes | 16000 | approx | home'],
    ['The club has 200 or more boats.', '200 or more boats | 200 | gte | boat'],
    ['It took 20 trucks or so.', '20 trucks or so | 20 | approx | truck'],
    ['They work there for under six hours.', 'under six hours | 6 | lt | hour'],
    ['Ministers talked about two bridges.', 'two bridges | 2 | eq | bridge'],
  ])('reads the comparator of %j', (text, line) => {
    expect(found(text)).toEqual([line]);
  });

  it.each([
    ['Half a dozen ferries sank.', 'Half a dozen ferries | 6 | eq | ferry'],
    ['A hundred schools closed.', 'A hundred schools | 100 | eq | school'],
    ['They sold 3.5m tickets.', '3.5m tickets | 3500000 | eq | ticket'],
    ['The fund holds $3bn.', '$3bn | 3000000000 | eq | USD'],
    ['Two hundred and five lamps glow.', 'Two hundred and five lamps | 205 | eq | lamp'],
    ['About 2,00,000 farmers voted.', 'About 2,00,000 farmers | 200000 | approx | farmer'],
    ['He won by two and a half million votes.', 'two and a half million votes | 2500000 | eq | vote'],
    ['Dozens of shops burned.', 'Dozens of shops | 24..100~ | eq | shop'],
    ['Tens of thousands of trees fell.', 'Tens of thousands of trees | 10000..100000~ | eq | tree'],
    ['The roof cost several thousand euros.', 'several thousand euros | 1000..10000~ | eq | EUR'],
    ['Between 20 and 30 boats came.', 'Between 20 and 30 boats | 20..30 | eq | boat'],
    ['The plan needs $3 billion to $5 billion.', '$3 billion to $5 billion | 3000000000..5000000000 | eq | USD'],
    ['Growth of 4 to 6 percent is seen.', '4 to 6 percent | 4..6 | eq | percent'],
  ])('reads the value of %j', (text, line) => {
    expect(found(text)).toEqual([line]);
  });

  it.each([
    ['It has 11 independent farmers rights groups.', 'group'],
    ['Three masked men ran.', 'man'],
    ['Two of the harbour’s oldest cranes fell.', 'crane'],
    ['Five Japanese stayed.', 'Japanese'],
    ['The 27-member council met.', 'member'],
    ['Two 500-pound bombs lay there.', 'bomb'],
    ['They fined four police officers.', 'police officer'],
    ['The dam is 25 metres high.', 'metre'],
    ['A 12-hour drive lay ahead.', 'hour'],
    ['It costs 40 Canadian dollars.', 'CAD'],
    ['It costs 50 cents.', 'USD'],
    ['The lake is 90 square kilometers.', 'square kilometre'],
    ['It was 40 °C inside.', 'degree Celsius'],
  ])('names the unit of %j', (text, unit) => {
    expect(findFigures(docOf(text))[0]).toMatchObject({ unit });
  });

  it.each([
    'The treaty dates from 1998.', 'He left on March 14.', 'Doors open at 10:30.', 'Boarding begins at 7.00 a.m.', 'The CRJ-200 landed.', 'One of the topics was trade.',
    'No one was hurt.', 'The three-way meeting ended.', 'Lights went out from 8.30 to 9.30 p.m.', 'It dates from 256 B.C.', 'The A380 landed.', 'One official said so.', 'It was the first visit.', 'Turn to page 12.', 'They live at 12 Orchard Road.', 'It began three weeks ago.', 'Several people and a few dogs came.',
  ])('finds no figure in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['The blast killed two guards and wounded nearly 30 others.', ['killed', 'injured']],
    ['Five sailors are missing.', ['missing']],
    ['At least 30 rebels and six soldiers have been killed.', ['killed', 'killed']],
    ['Police detained a clerk and two drivers.', ['captured']],
    ['The army freed 20 prisoners.', ['released']],
    ['Floods displaced thousands.', ['displaced']],
    ['Hundreds of students marched.', ['protesting']],
    ['The quake claimed the lives of 54 miners.', ['killed']],
    ['Four editors wrote a letter.', [undefined]],
  ])('tells what happened to people in %j', (text, events) => {
    expect(findFigures(docOf(text)).map(({ event }) => event)).toEqual(events);
  });

  it('gives a number without a noun its unit from what stands around it', () => {
    expect(found('Police arrested eight smugglers, two of whom fled.')).toEqual(['eight smugglers | 8 | eq | smuggler', 'two | 2 | eq | smuggler']);
    expect(found('The fire killed seven and hurt 12 others.')).toEqual(['seven | 7 | eq | person', '12 others | 12 | eq | person']);
    expect(found('The death toll rose to 41.', 'event')).toEqual(['41 | 41 | eq | person | killed']);
    expect(found('They fired 27 of the 31 clerks.')).toEqual(['27 | 27 | eq | clerk', '31 clerks | 31 | eq | clerk']);
  });

  it.each([
    ['Sales rose 5 percent.', 'up', true],
    ['Sales rose to 5 percent.', 'up', undefined],
    ['The bank cut its rate by 2 percent.', 'down', true],
    ['The index made up 5 percent.', undefined, undefined],
  ])('tells a change from a level in %j', (text, change, delta) => {
    const [figure] = findFigures(docOf(text));
    expect([figure?.change, figure?.delta]).toEqual([change, delta]);
  });

  it('tells the level that a change led to', () => {
    const [step, level] = findFigures(docOf('Shares fell 4 percent to $12.'));
    expect([step?.change, step?.delta, level?.change, level?.delta]).toEqual(['down', true, 'down', undefined]);
  });

  it.each([
    ['A baker in his 20s won.', '20s | 20..30~ | eq | year'],
    ['The quake had a magnitude of 6.1.', '6.1 | 6.1 | eq | magnitude'],
    ['The vote was 60-to-36.', '60-to-36 | 60..36 | eq | -'],
    ['A flood brought to seven the number of bridges that fell.', 'seven | 7 | eq | bridge'],
    ['A force of seven thousand came.', 'seven thousand | 7000 | eq | person'],
    ['Nearly one in 10 Kenyans moved.', 'Nearly one in 10 | 0.1 | lt | -'],
    ['Guests may not bring more than $US5,500 in.', 'more than $US5,500 | 5500 | gt | USD'],
    ['It was minus 12 degrees Celsius.', 'minus 12 degrees Celsius | -12 | eq | degree Celsius'],
    ['Thousands of livestock died.', 'Thousands of livestock | 1000..10000~ | eq | livestock'],
    ['They kidnapped 19 oil and construction workers.', '19 oil and construction workers | 19 | eq | worker'],
  ])('reads %j', (text, line) => {
    expect(found(text)).toEqual([line]);
  });

  it('lends a hanging number the unit of the next one', () => {
    expect(found('They face two- and three-year terms.')).toEqual(['two | 2 | eq | year', 'three-year | 3 | eq | year']);
  });

  it('finds a measure inside a counted phrase', () => {
    expect(found('Two 500-pound bombs lay there.')).toEqual(['Two 500-pound bombs | 2 | eq | bomb', '500-pound | 500 | eq | pound']);
  });

  it('gives up on a number beyond all quantities', () => {
    expect(found(`It has ${'9'.repeat(400)} parts.`)).toEqual([]);
  });

  it('keeps two ends of a change apart', () => {
    expect(found('Inflation fell from 4.8 to 4.5 percent.')).toEqual(['4.8 | 4.8 | eq | percent', '4.5 percent | 4.5 | eq | percent']);
  });

  it.each([
    ['Oil sold at $64 a barrel.', 'per', 'barrel'],
    ['It pays $20 million annually.', 'per', 'year'],
    ['About 70 percent of the voters stayed away.', 'of', 'voters'],
    ['A convoy with 200 tons of relief goods came.', 'of', 'relief goods'],
    ['They may lose 300 jobs.', 'polarity', 'possible'],
    ['The navy did not lose 20 boats.', 'polarity', 'denied'],
    ['It is the third-largest lake.', 'kind', 'ordinal'],
    ['Two thirds of the trees died.', 'kind', 'ratio'],
    ['A 25-year-old baker won.', 'kind', 'duration'],
    ['The team won 5-4.', 'kind', 'score'],
  ] as const)('fills %s: %s', (text, field, value) => {
    expect(findFigures(docOf(text))[0]?.[field]).toBe(value);
  });

  it('takes the value of "as many" from the figure before', () => {
    const all = findFigures(docOf('The north returned 84 pilots, handing over as many pilots in turn.'));
    expect(all.map(({ text, value, anaphor, event }) => [text, value, anaphor, event])).toEqual([['84 pilots', 84, undefined, 'released'], ['as many pilots', 84, 0, 'released']]);
  });

  it('names the entities that a figure shuts out', () => {
    const doc = withPlace(docOf('Guests from 32 countries, excluding Norway, came.'), 'Norway');
    expect(findFigures(doc)[0]).toMatchObject({ text: '32 countries', excludes: ['norway'] });
  });

  it('leaves numbers inside names alone and counts names', () => {
    const doc = withPlace(docOf('The two Koreas met in District 9.'), 'District 9');
    expect(findFigures(doc).map(({ text, unit }) => [text, unit])).toEqual([['two Koreas', 'Korea']]);
  });

  it('slices every figure back to its own text', () => {
    const doc = docOf('Between 20 and 30 boats, worth $5 million, carried up to 2.5 tons of rice for three-quarters of the 1,200 islanders.');
    const all = figures.run(doc).figures ?? [];
    expect(all.length).toBe(5);
    for (const { start, end, text } of all) expect(doc.text.slice(start, end)).toBe(text);
  });
});

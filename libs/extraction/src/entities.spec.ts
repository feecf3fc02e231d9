import { annotate } from './pipeline.js';

const entitiesOf = (text: string) => annotate({ text, published: '2025-08-16T09:00:00Z' }).entities;
const entityOf = (text: string, name: string) => entitiesOf(text).find((entity) => entity.mentions.some((mention) => mention.text === name));

describe('entities', () => {
  it.each([
    ['Officials in Burkina Faso counted votes.', 'Burkina Faso', { type: 'place', kind: 'country', link: 'BF' }],
    ['The U.S. sent aid.', 'U.S.', { type: 'place', kind: 'country', link: 'US', id: 'united-states' }],
    ['A Ukrainian pilot landed.', 'Ukrainian', { type: 'group', link: 'UA' }],
    ['Two Palestinians were hurt.', 'Palestinians', { type: 'group', link: 'PS' }],
    ['A plane landed in Moscow Oblast.', 'Moscow Oblast', { type: 'place', kind: 'region', link: 'RU-MOS', country: 'RU' }],
    ['Shops in Nablus closed.', 'Nablus', { type: 'place', kind: 'city', country: 'PS', geonamesId: 282615 }],
    ['Fighting resumed in the Gaza Strip.', 'Gaza Strip', { type: 'place', kind: 'region', country: 'PS' }],
    ['The Ministry of Defense of Russia said nothing.', 'Ministry of Defense of Russia', { type: 'organisation', country: 'RU' }],
    ['The website ‘Страна.ua’ reported the exchange.', 'Страна.ua', { type: 'organisation', country: 'UA', id: 'strana-ua' }],
    ['The website Strana.ua reported the exchange.', 'Strana.ua', { type: 'organisation', country: 'UA', id: 'strana-ua' }],
    ['Россия вернула солдат.', 'Россия', { type: 'place', kind: 'country', link: 'RU', id: 'russia' }],
    ['أوكرانيا قالت ذلك.', 'أوكرانيا', { type: 'place', kind: 'country', link: 'UA', id: 'ukraine' }],
  ])('%s', (text, name, expected) => {
    expect(entityOf(text, name)).toMatchObject(expected);
  });

  it.each([
    ['People voted in Tbilisi, the capital of Georgia.', 'GE'],
    ['Voters in Atlanta and elsewhere in Georgia chose a senator for the U.S. Senate.', 'US-GA'],
  ])('reads an ambiguous name by the company it keeps: %s', (text, link) => {
    expect(entityOf(text, 'Georgia')).toMatchObject({ link });
  });

  it('leaves common words alone that are also names', () => {
    expect(entitiesOf('They told us who would reach the reading room for a turkey dinner in march.')).toEqual([]);
  });

  it.each(['excluding', 'except', 'other than', 'apart from', 'not including'])('marks what "%s" shuts out', (words) => {
    const entities = entitiesOf(`Delegates from 30 countries, ${words} Russia and Belarus, came to Kenya.`);
    const roles = Object.fromEntries(entities.map(({ name, mentions }) => [name, mentions[0]?.role]));
    expect(roles).toEqual({ Russia: 'excluded', Belarus: 'excluded', Kenya: undefined });
  });

  it('marks a city that acts as its government, and not one where things happen', () => {
    const entities = entitiesOf('Moscow and Kyiv conducted an exchange. Two trains collided in Warsaw.');
    expect(entities.map(({ name, mentions }) => [name, mentions[0]?.metonym])).toEqual([['Moscow', true], ['Kyiv', true], ['Warsaw', undefined]]);
  });

  it('gives all mentions of one thing one id', () => {
    const entities = entitiesOf('President Hugo Chavez spoke in the United States. Later Mr. Chavez left the U.S. for Caracas.');
    expect(entities.map(({ id, mentions }) => [id, mentions.length])).toEqual([['hugo-chavez', 2], ['united-states', 2], ['caracas', 1]]);
  });

  it('gives two things of one name two ids', () => {
    const ids = entitiesOf('Washington said it would help. In Washington, Denzel Washington met George Washington.').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('carries a rule and a confidence on every mention', () => {
    for (const { mentions } of entitiesOf('The United Nations asked Chile and Peru for troops, Reuters said.')) {
      for (const mention of mentions) expect(mention).toMatchObject({ rule: expect.stringMatching(/^\w+:/) as string, confidence: expect.any(Number) as number });
    }
  });
});

import { annotate } from './pipeline.js';

const entitiesOf = (text: string) => annotate({ text, published: '2025-01-01T00:00:00Z' }).entities;
const mentionsOf = (text: string): string[] => entitiesOf(text).map(({ mentions }) => mentions.map((mention) => mention.text).join(' = '));

describe('one thing, one entity', () => {
  it.each([
    ['Prime Minister Nouri al-Maliki spoke. Mr. Maliki then left.', 'Nouri al-Maliki = Maliki'],
    ['The International Atomic Energy Agency met in Vienna. The IAEA report is secret.', 'International Atomic Energy Agency = IAEA'],
    ['Burma freed them. Officials in Myanmar agreed.', 'Burma = Myanmar'],
    ['Two Kurds and a Kurdish leader spoke.', 'Kurds = Kurdish'],
    ['Hurricane Katrina hit the coast. Then Katrina weakened.', 'Hurricane Katrina = Katrina'],
  ])('%s', (text, expected) => {
    expect(mentionsOf(text)).toContain(expected);
  });

  it('keeps a country, its capital and its people apart', () => {
    expect(entitiesOf('China spoke. Beijing agreed. Chinese officials left.').map(({ id }) => id)).toEqual(['china', 'beijing', 'chinese']);
  });
});

describe('where places lie', () => {
  const placeOf = (text: string, name: string) => entitiesOf(text).find((entity) => entity.name === name);

  it.each([
    ['A fire broke out in Paris, Texas, on Monday.', 'Paris', { country: 'US' }],
    ['A fire broke out in Paris on Monday, officials in France said.', 'Paris', { country: 'FR', geonamesId: 2988507 }],
    ['Police in London, Ontario, said that people in Toronto and Ottawa helped.', 'London', { country: 'CA' }],
    ['Police in London said so.', 'London', { country: 'GB' }],
    ['Rebels took the town of Zorabad in northern Pakistan.', 'Zorabad', { kind: 'city', country: 'PK' }],
    ['Troops crossed Helmand Province.', 'Helmand Province', { kind: 'region', link: 'AF-HEL' }],
  ])('%s', (text, name, expected) => {
    expect(placeOf(text, name)).toMatchObject(expected);
  });

  it('lets the dateline vote', () => {
    const text = 'Shops in Birmingham closed early.';
    const countryWith = (place: string) => annotate({ text, published: '2025-01-01T00:00:00Z', dateline: { place } }).entities[0]?.country;
    expect(countryWith('MONTGOMERY, Ala.')).toBe('US');
    expect(countryWith('LONDON, England')).toBe('GB');
  });

  it('gives an organisation the country of its name', () => {
    expect(entitiesOf("The Burmese Ministry of Health and China's Agriculture Ministry agreed.").filter(({ type }) => type === 'organisation').map(({ country }) => country)).toEqual(['MM', 'CN']);
  });
});

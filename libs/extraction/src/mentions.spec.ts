import type { EntityType } from '@wiredesk/contracts';
import type { Candidate } from './doc.js';
import { mentionsOf } from './mentions.js';
import { runPipeline } from './pipeline.js';

type Tag = readonly [name: string, type: EntityType, confidence?: number];

/** The document pass over a text whose tags are given: each name is tagged where it first stands, or at its next place when it is given twice. */
const passOver = (text: string, tags: readonly Tag[]): string[] => {
  const doc = runPipeline({ text, published: '2025-01-01T00:00:00Z' }, 'lookups');
  let from = 0;
  const candidates = tags.map(([name, type, confidence = 0.8]): Candidate => {
    const start = text.indexOf(name, from);
    from = start + name.length;
    const first = doc.tokens.findIndex((token) => token.start === start);
    const last = doc.tokens.findIndex((token) => token.end === start + name.length) + 1;
    if (first < 0 || last === 0) throw new Error(`'${name}' is no run of tokens`);
    return { first, last, type, confidence, rule: 'model:test' };
  });
  return mentionsOf({ ...doc, tags: candidates }).map(({ first, last, type }) => `${text.slice(doc.tokens[first]?.start, doc.tokens[last - 1]?.end)}: ${type}`);
};

describe('the document pass', () => {
  it.each<[string, string, Tag[], string[]]>([
    ['carries a surname through the story', 'Lena Okafor won. Voters like Okafor.', [['Lena Okafor', 'person']], ['Lena Okafor: person', 'Okafor: person']],
    ['corrects a surname that was read as a place', 'Lena Okafor won. In Okafor they trust.', [['Lena Okafor', 'person', 0.9], ['Okafor', 'place', 0.5]], ['Lena Okafor: person', 'Okafor: person']],
    ['gives an abbreviation the type of what it stands for', 'The Northern Grain Board (NGB) met. The NGB voted.', [['Northern Grain Board', 'organisation']], ['Northern Grain Board: organisation', 'NGB: organisation', 'NGB: organisation']],
    ['names no abbreviation of common words', 'A prisoner of war (POW) fled.', [['POW', 'other']], []],
    ['takes the type that most places of a name have', 'Zorvia said. Zorvia grew. Zorvia fell.', [['Zorvia', 'place', 0.8], ['Zorvia', 'place', 0.8], ['Zorvia', 'person', 0.4]], ['Zorvia: place', 'Zorvia: place', 'Zorvia: place']],
    ['knows the storm by its bare name', 'Hurricane Otis turned north. Then Otis weakened.', [['Hurricane Otis', 'event'], ['Otis', 'person', 0.9]], ['Hurricane Otis: event', 'Otis: event']],
    ['joins a name across a hyphen', 'It ended the Franco-Prussian War.', [['Prussian War', 'event']], ['Franco-Prussian War: event']],
    ['cuts a name off the place before a suffix', 'The Oriole Air Nairobi-bound jet left.', [['Oriole Air Nairobi', 'organisation']], ['Oriole Air: organisation', 'Nairobi: place']],
    ['keeps a place of two words whole before a suffix', 'The New York-based firm left.', [['New York', 'place']], ['New York: place']],
    ['parts a body from the person who speaks for it', 'A spokesman for the State Electoral Commission Martin Gaspar spoke.', [['State Electoral Commission Martin Gaspar', 'organisation']], ['State Electoral Commission: organisation', 'Martin Gaspar: person']],
    ['joins a treaty and its place', 'They signed the Treaty of Vienna.', [['Treaty', 'other'], ['Vienna', 'place']], ['Treaty of Vienna: other']],
    ['joins a people and its body', 'He led the Iranian Border Guards.', [['Iranian', 'group'], ['Border Guards', 'organisation', 0.7]], ['Iranian Border Guards: organisation']],
    ['takes the year and the attacks into a dated event', 'After the September 11, 2001 terrorist attacks he left.', [['September 11', 'event']], ['September 11, 2001 terrorist attacks: event']],
    ['gives a person an unclaimed first word', 'They freed Chief Justice Ikrar Mahmud Shah.', [['Mahmud Shah', 'person']], ['Ikrar Mahmud Shah: person']],
    ['carries a person over small words', 'They met Greta von der Aue.', [['Greta', 'person']], ['Greta von der Aue: person']],
    ['takes no title into a person', 'They met Bishop Olav Berg.', [['Bishop Olav Berg', 'person']], ['Olav Berg: person']],
    ['types a name by its last word', 'The Alpine Free Trade Association met.', [['Alpine Free Trade Association', 'other']], ['Alpine Free Trade Association: organisation']],
    ['takes in the rest of a capitalised run', 'The Sahel Partnership Initiative began.', [['Sahel', 'place']], ['Sahel Partnership Initiative: other']],
    ['types a name by the noun beside it', 'Members of the Amber Dawn group fled.', [['Amber Dawn', 'person', 0.7]], ['Amber Dawn: organisation']],
    ['finds the group that a noun announces', 'A militant group, Jundafar, claimed it.', [], ['Jundafar: organisation']],
    ['lets no mark end a name', 'He came from Zorvia, he said.', [['Zorvia,', 'place']], ['Zorvia: place']],
    ['trusts the lists for countries and peoples', 'In Chile a Peruvian spoke.', [['Chile', 'person', 0.95]], ['Chile: place', 'Peruvian: group']],
    ['lets the longest listed name win', 'Troops left South Sudan.', [['Sudan', 'place', 0.99]], ['South Sudan: place']],
    ['calls a language no people', 'A French-speaking guide spoke.', [['French', 'group', 0.99]], []],
    ['reads an ambiguous region behind a place and a comma', 'He lives in Zorvia, Mo., with her.', [['Zorvia', 'place']], ['Zorvia: place', 'Mo.: place']],
  ])('%s', (_, text, tags, expected) => {
    expect(passOver(text, tags)).toEqual(expected);
  });

  it('gives mentions in order that do not overlap', () => {
    const doc = runPipeline({ text: 'U.S. Secretary of State John Adeyemi flew from Paris, France, to the Iraqi Ministry of Health (IMH).', published: '2025-01-01T00:00:00Z' }, 'tags');
    const mentions = mentionsOf(doc);
    expect(mentions.length).toBeGreaterThan(3);
    mentions.slice(1).forEach((mention, at) => expect(mention.first).toBeGreaterThanOrEqual(mentions[at]?.last ?? 0));
  });
});

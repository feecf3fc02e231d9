// Stories of about 3 KB to measure speed on: development gold joined end to end, or, where it is absent, texts made here.
import { join } from 'node:path';
import { isThere, stories } from './files.mjs';

const LENGTH = 3000;
const PUBLISHED = '2024-05-15T09:00:00Z';

const PEOPLE = ['Ada Obi', 'Jan Novak', 'Maria Lopes', 'Omar Haddad', 'Li Wei', 'Anna Berg'];
const PLACES = ['Lagos', 'Kyiv', 'Geneva', 'Nairobi', 'Manila', 'Bogota', 'Northern Ireland', 'Kenya', 'Peru'];
const BODIES = ['the Ministry of Transport', 'the World Health Organization', 'the Harbour Board', 'the European Commission', 'Reuters', 'the Red Cross'];
const PATTERNS = [
  (at) => `${pick(BODIES, at)} said Monday that at least ${at % 70 + 3} people were killed and more than ${at % 400 + 40} injured in ${pick(PLACES, at)}.`,
  (at) => `"We lost ${at % 30 + 2} boats on August ${at % 28 + 1}," said ${pick(PEOPLE, at)}, a spokesman for ${pick(BODIES, at + 1)}.`,
  (at) => `The company paid $${at % 90 + 1}.${at % 10} million for a ${at % 60 + 20} percent stake, according to ${pick(BODIES, at + 2)}.`,
  (at) => `${pick(PEOPLE, at + 1)} arrived in ${pick(PLACES, at + 3)} late Tuesday and will meet ${pick(PEOPLE, at + 2)} next week, officials say.`,
  (at) => `Prices rose ${at % 9 + 1}.${at % 8} percent in ${2003 + at % 20}, the fastest rise in ${at % 20 + 2} years, after thousands of workers left ${pick(PLACES, at + 4)}.`,
];
const pick = (list, at) => list[at % list.length];

const generated = (count) => Array.from({ length: count }, (_, story) => {
  const sentences = [];
  for (let at = story * 7; sentences.join('\n').length < LENGTH; at += 1) sentences.push(pick(PATTERNS, at)(at));
  return { text: sentences.join('\n'), published: PUBLISHED };
});

/** Each story begins one gold text later than the one before, so that no two are alike. */
const joined = (texts) => texts.map(({ published }, first) => {
  const parts = [];
  for (let at = first; parts.join('\n').length < LENGTH; at += 1) parts.push(texts[at % texts.length].text);
  return { text: parts.join('\n').slice(0, LENGTH), published };
});

/** @returns the stories and where they come from */
export function benchStories(data, count) {
  const folder = join(data, 'gold/dev');
  return isThere(folder) ? { stories: joined(stories(folder)), origin: 'development gold joined to stories of 3 KB' } : { stories: generated(count), origin: 'made by the script (the development gold is absent)' };
}

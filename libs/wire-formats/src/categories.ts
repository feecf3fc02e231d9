import type { JsonObject } from './json-source.js';

/** The seventeen top levels of IPTC subject codes; media topics kept their numbers (IPTC mapping of 2010). */
const TOP_LEVELS: Readonly<Record<string, string>> = {
  '01': 'arts, culture, entertainment and media', '02': 'crime, law and justice', '03': 'disaster, accident and emergency incident',
  '04': 'economy, business and finance', '05': 'education', '06': 'environment', '07': 'health', '08': 'human interest', '09': 'labour',
  '10': 'lifestyle and leisure', '11': 'politics', '12': 'religion', '13': 'science and technology', '14': 'society', '15': 'sport',
  '16': 'conflict, war and peace', '17': 'weather',
};

/** ANPA 1312 category letters with the top level they fall under, where they fall under one. */
const ANPA: Readonly<Record<string, readonly [name: string, top?: string]>> = {
  a: ['domestic, non-Washington general news'], b: ['special events'], d: ['food, diet', '10'], e: ['entertainment', '01'], f: ['business, finance', '04'],
  i: ['international'], k: ['commentary'], l: ['lifestyle', '10'], m: ['farm', '04'], n: ['state and regional'], p: ['national politics', '11'], q: ['sports results', '15'],
  r: ['races', '15'], s: ['sports', '15'], t: ['travel', '10'], v: ['advisories'], w: ['Washington', '11'],
};

/** The desks of dpa. */
const DPA: Readonly<Record<string, readonly [name: string, top?: string]>> = {
  pl: ['politics', '11'], wi: ['economy', '04'], ku: ['culture', '01'], sp: ['sport', '15'], vm: ['miscellany'], rs: ['editorial service'], i: ['international'],
};

const CONCEPT = 'http://cv.iptc.org/newscodes';

/** One top level in both code families; `derivedFrom` says which code of the publisher it was made from. */
function bothFamilies(top: string, derivedFrom: string): JsonObject[] {
  const [code, name] = [`${top}000000`, TOP_LEVELS[top]];
  return [
    { name, rel: 'derived', literal: code, uri: `${CONCEPT}/subjectcode/${code}`, derivedFrom },
    { name, rel: 'derived', literal: `medtop:${code}`, uri: `${CONCEPT}/mediatopic/${code}`, derivedFrom },
  ];
}

function category(letter: string, table: typeof ANPA, scheme: string): JsonObject[] {
  const known = Object.hasOwn(table, letter.toLowerCase()) ? table[letter.toLowerCase()] : undefined;
  const own = { name: known?.[0] ?? letter, rel: 'category', literal: letter, scheme };
  const top = known?.[1];
  return top === undefined ? [own] : [own, ...bothFamilies(top, `${scheme}:${letter}`)];
}

/** The category of an ANPA 1312 or IPTC 7901 header, and its top level in both families of IPTC codes. */
export const anpaCategory = (letter: string): JsonObject[] => category(letter, ANPA, 'anpa');

export const dpaDesk = (desk: string): JsonObject[] => category(desk, DPA, 'dpacat');

/** The top level, in the other family, of an eight-digit subject code or a media topic that is a top level itself. */
export function otherFamily(code: string): JsonObject[] {
  const subject = /^(?:subj:)?(\d{2})\d{6}$/.exec(code)?.[1];
  const topic = /^medtop:(\d{2})0{6}$/.exec(code)?.[1];
  const top = topic ?? (subject !== undefined && subject !== '20' ? subject : undefined);
  if (top === undefined || !Object.hasOwn(TOP_LEVELS, top)) return [];
  return bothFamilies(top, code).filter(({ literal }) => (topic === undefined) === String(literal).startsWith('medtop'));
}

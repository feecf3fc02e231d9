import { anpaCategory, otherFamily } from '../categories.js';
import { compact, unique } from '../xml/lists.js';
import { attributeOf, childrenOf, languageOf, lineOf, type XmlElement } from '../xml/tree.js';

/** A concept as ninjs 3.1 has it, with what NewsML-G2 says beyond. `literal` is the code as the publisher wrote it. */
export interface G2Concept {
  readonly name?: string;
  readonly rel?: string;
  readonly role?: string;
  readonly uri?: string;
  readonly literal?: string;
  readonly type?: string;
  readonly broader?: readonly G2Concept[];
  readonly sameAs?: readonly G2Concept[];
  readonly [further: string]: unknown;
}

/** Scheme aliases that mean the same with every provider. Source: the IPTC catalog of standards, version 38. */
const SCHEMES: ReadonlyMap<string, string> = new Map(Object.entries({
  medtop: 'http://cv.iptc.org/newscodes/mediatopic/',
  subj: 'http://cv.iptc.org/newscodes/subjectcode/',
  genre: 'http://cv.iptc.org/newscodes/genre/',
  scene: 'http://cv.iptc.org/newscodes/scene/',
}));

/** The part of a QCode behind the alias: `stat:usable` gives `usable`. */
export const localCode = (qcode: string | undefined): string | undefined => qcode?.slice(qcode.indexOf(':') + 1);

const codeOf = (element: XmlElement): string | undefined => attributeOf(element, 'qcode') ?? attributeOf(element, 'literal');

/** Aliases that a file declares for itself. NewsML-G2 2.34, 8.2. */
export function schemesIn(...parents: readonly (XmlElement | undefined)[]): Readonly<Record<string, string>> {
  const schemes = parents.flatMap((parent) => childrenOf(parent, 'catalog')).flatMap((catalog) => childrenOf(catalog, 'scheme'));
  return Object.fromEntries(schemes.slice(0, 500).map((scheme) => [attributeOf(scheme, 'alias') ?? '', attributeOf(scheme, 'uri') ?? '']));
}

function uriOf(element: XmlElement, declared: Readonly<Record<string, string>>): string | undefined {
  const qcode = attributeOf(element, 'qcode') ?? '';
  const alias = qcode.slice(0, qcode.indexOf(':'));
  const base = Object.hasOwn(declared, alias) ? declared[alias] : SCHEMES.get(alias);
  return attributeOf(element, 'uri') ?? (base === undefined ? undefined : base + (localCode(qcode) ?? ''));
}

/** The name in the language of the item, else the first one; a literal beside a QCode is a label as well. */
function nameOf(element: XmlElement, language: string | undefined): string | undefined {
  const names = childrenOf(element, 'name');
  const own = names.find((name) => language !== undefined && languageOf(name)?.split('-')[0] === language.split('-')[0]);
  return lineOf(own ?? names[0]) ?? attributeOf(element, 'literal') ?? attributeOf(element, 'name');
}

function positionOf(element: XmlElement): Record<string, unknown> {
  const position = childrenOf(element, 'geoAreaDetails').concat(childrenOf(element, 'POIDetails')).flatMap((details) => childrenOf(details, 'position'))[0];
  const [latitude, longitude] = ['latitude', 'longitude'].map((name) => Number(attributeOf(position, name) ?? Number.NaN));
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : {};
}

function relatives(element: XmlElement, name: string, options: ConceptOptions): G2Concept[] | undefined {
  const found = childrenOf(element, name).map((child) => conceptOf(child, { language: options.language, schemes: options.schemes }));
  return found.length === 0 ? undefined : found;
}

export interface ConceptOptions {
  readonly language: string | undefined;
  readonly rel?: string | undefined;
  /** Aliases of the file itself. */
  readonly schemes?: Readonly<Record<string, string>> | undefined;
}

/** One property that names a concept; undefined parts are left out. */
export function conceptOf(element: XmlElement, options: ConceptOptions): G2Concept {
  return compact({
    name: nameOf(element, options.language),
    rel: attributeOf(element, 'rel') ?? options.rel,
    role: attributeOf(element, 'role'),
    uri: uriOf(element, options.schemes ?? {}),
    literal: codeOf(element),
    type: attributeOf(element, 'type'),
    why: localCode(attributeOf(element, 'why')),
    rank: attributeOf(element, 'rank'),
    broader: relatives(element, 'broader', options),
    sameAs: relatives(element, 'sameAs', options),
    ...positionOf(element),
  });
}

/** Nothing but a type: an element that its publisher left empty. */
const isEmpty = (concept: G2Concept): boolean => concept.name === undefined && concept.uri === undefined && concept.literal === undefined;

type ConceptList = 'people' | 'organisations' | 'places' | 'events' | 'objects' | 'subjects';

const KINDS: readonly (readonly [ConceptList, RegExp])[] = [
  ['people', /^person$/i],
  ['organisations', /^(organi[sz]ation|company|org)$/i],
  ['places', /^(geoarea|poi|place|location|city|country|statprov|state|region|sublocation|worldregion|address)$/i],
  ['events', /^event$/i],
  ['objects', /^object$/i],
];

/** Reuters numbers its concept types: 5 is a place, as are things with a geographic facet. */
function listOf(element: XmlElement): ConceptList {
  const type = attributeOf(element, 'type') ?? '';
  const kind = KINDS.find(([, pattern]) => pattern.test(localCode(type) ?? ''))?.[0];
  if (kind !== undefined) return kind;
  const isPlace = type === 'cptType:5' || childrenOf(element, 'facet').some((facet) => attributeOf(facet, 'qcode')?.startsWith('geoProp:'));
  return isPlace ? 'places' : 'subjects';
}

/** What `assert` elements add to concepts that are named elsewhere: names, broader terms, positions. */
function assertionsOf(item: XmlElement, options: ConceptOptions): ReadonlyMap<string, G2Concept> {
  return new Map(childrenOf(item, 'assert').map((element) => [codeOf(element) ?? '', conceptOf(element, options)]));
}

/** The category letters of ANPA 1312, as Reuters and AP alias them, and IPTC codes, in the families that they are not in. */
function derivedFrom(qcode: string): G2Concept[] {
  const letter = /^(?:A1312|apcategorycode):([a-z])$/i.exec(qcode)?.[1];
  const found = letter === undefined ? otherFamily(qcode) : anpaCategory(letter).filter(({ rel }) => rel === 'derived');
  return found.map((concept) => ({ ...concept, derivedFrom: letter === undefined ? 'subject' : qcode }));
}

/** What is asserted of a place that nothing else names. */
const isPlaceAlone = (concept: G2Concept): boolean => (concept.broader ?? []).some(({ type }) => /geoarea$/i.test(type ?? ''));

/** All concept lists of an item, places with the one that the content is located in first. */
export function conceptsOf(item: XmlElement, contentMeta: XmlElement | undefined, options: ConceptOptions): Record<string, G2Concept[]> {
  const asserted = assertionsOf(item, options);
  const lists: Record<string, G2Concept[]> = {};
  const add = (list: string, element: XmlElement, rel?: string): void => {
    const own = conceptOf(element, { ...options, rel });
    const concept = { ...asserted.get(codeOf(element) ?? '-'), ...own };
    if (!isEmpty(concept)) (lists[list] ??= []).push(concept);
  };
  for (const element of childrenOf(contentMeta, 'located')) add('places', element, 'located');
  const subjects = childrenOf(contentMeta, 'subject');
  for (const element of subjects) add(listOf(element), element);
  const derived = subjects.flatMap((element) => derivedFrom(attributeOf(element, 'qcode') ?? ''));
  if (derived.length > 0) lists['subjects'] = [...lists['subjects'] ?? [], ...unique(derived)];
  for (const element of childrenOf(contentMeta, 'genre')) add('genres', element);
  for (const element of childrenOf(contentMeta, 'infoSource')) add('infoSources', element);
  for (const name of ['creator', 'contributor']) {
    for (const element of childrenOf(contentMeta, name)) add('creators', element, name);
  }
  const named = new Set(childrenOf(contentMeta).map(codeOf));
  const alone = [...asserted].filter(([code, concept]) => !named.has(code) && isPlaceAlone(concept));
  if (alone.length > 0) lists['places'] = [...lists['places'] ?? [], ...alone.map(([, concept]) => ({ ...concept, rel: 'asserted' }))];
  return lists;
}

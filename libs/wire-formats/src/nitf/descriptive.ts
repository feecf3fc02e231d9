import { anpaCategory, otherFamily } from '../categories.js';
import { compact, joined, present, unique } from '../xml/lists.js';
import { attributeOf, childAt, childrenOf, descendantsOf, lineOf, type XmlElement } from '../xml/tree.js';
import type { NitfBody } from '../xml/nitf-body.js';

type Concept = Readonly<Record<string, unknown>>;

const SUBJECT_CODES = 'http://cv.iptc.org/newscodes/subjectcode/';
const MOST_META = 100;

/** An attribute with something in it. */
const said = (element: XmlElement | undefined, name: string): string | undefined => attributeOf(element, name)?.trim() || undefined;

/** IPTC subject codes; the narrowest of type, matter and detail is the name, the wider ones are kept above it. */
function subjectOf(element: XmlElement): Concept {
  const at = (part: string): string | undefined => said(element, `tobject.subject.${part}`);
  const code = at('refnum') ?? at('code');
  const names = [at('detail'), at('matter'), at('type')].filter((name) => name !== undefined);
  return compact({
    name: names[0],
    literal: code,
    uri: /^\d{8}$/.test(code ?? '') ? SUBJECT_CODES + (code ?? '') : undefined,
    broader: present(names.slice(1).map((name) => ({ name }))),
  });
}

/** Subjects by code, each in both families, the category letter of an ANPA header, and what the document classifies. */
function subjectsOf({ head, docdata }: NitfParts): Concept[] {
  const subjects = descendantsOf(head, 'tobject.subject').map(subjectOf);
  const derived = subjects.flatMap((subject) => otherFamily(String(subject['literal'] ?? ''))).map((concept) => ({ ...concept, derivedFrom: 'subjectcode' }));
  const letter = metaOf(head)['anpa-category'];
  const category = letter === undefined ? [] : anpaCategory(letter);
  return unique([...subjects, ...derived, ...category, ...identified(docdata, 'classifier', 'object.title')].filter((subject) => Object.keys(subject).length > 0));
}

function identified(docdata: XmlElement | undefined, ...names: string[]): Concept[] {
  const content = childAt(docdata, 'identified-content');
  return names.flatMap((name) => childrenOf(content, name)).map((element) => compact({
    name: lineOf(element) ?? said(element, 'value') ?? said(element, 'location-code'),
    literal: said(element, 'value') ?? said(element, 'location-code'),
    scheme: said(element, 'idsrc') ?? said(element, 'code-source'),
    type: said(element, 'type'),
  })).filter((concept) => concept['name'] !== undefined);
}

/** Where the event happened: NITF 3.x, evloc. */
const eventPlaces = (docdata: XmlElement | undefined): Concept[] => childrenOf(docdata, 'evloc').map((element) => compact({
  rel: 'event',
  name: said(element, 'city') ?? said(element, 'county-dist') ?? said(element, 'state-prov') ?? lineOf(element) ?? said(element, 'iso-cc'),
  city: said(element, 'city'),
  region: said(element, 'state-prov'),
  district: said(element, 'county-dist'),
  country: said(element, 'iso-cc'),
})).filter((place) => place['name'] !== undefined);

/** The place of the dateline by its parts, where they are marked. */
function datelinePlaces(head: XmlElement | undefined): Concept[] {
  return descendantsOf(childAt(head, 'dateline'), 'location').flatMap((element) => {
    const part = (name: string): string | undefined => lineOf(childAt(element, name));
    const name = part('city') ?? part('sublocation') ?? lineOf(element);
    return name === undefined ? [] : [compact({ rel: 'located', name, region: part('state') ?? part('region'), country: part('country'), literal: said(element, 'location-code') })];
  });
}

/** `<meta name content>` of the head: what an agency had no other place for. */
export function metaOf(head: XmlElement | undefined): Readonly<Record<string, string>> {
  const pairs = childrenOf(head, 'meta').slice(0, MOST_META).map((element) => [said(element, 'name') ?? '', said(element, 'content') ?? ''] as const);
  return Object.fromEntries(pairs.filter(([name, content]) => name !== '' && content !== ''));
}

function sourcesOf(docdata: XmlElement | undefined, body: NitfBody): Concept[] {
  const sources = descendantsOf(childAt(docdata, 'del-list'), 'from-src').map((element) => said(element, 'src-name'));
  const regsrc = said(childAt(docdata, 'doc-id'), 'regsrc');
  const agent = said(childAt(docdata, 'doc.rights'), 'agent');
  return [
    ...sources.filter((name) => name !== undefined).map((name) => ({ name, role: 'from-src' })),
    ...(regsrc === undefined ? [] : [{ name: regsrc, role: 'regsrc' }]),
    ...(agent === undefined ? [] : [{ name: agent, role: 'rights-agent' }]),
    ...(body.distributor === undefined ? [] : [{ name: body.distributor, role: 'distributor' }]),
  ];
}

function rightsOf(docdata: XmlElement | undefined): Record<string, unknown> {
  const copyright = childAt(docdata, 'doc.copyright');
  const rights = childAt(docdata, 'doc.rights');
  const [holder, year] = [said(copyright, 'holder'), said(copyright, 'year')];
  const terms = ['type', 'geography', 'limitations'].map((name) => said(rights, name)).filter((term) => term !== undefined);
  return {
    copyrightHolder: holder ?? said(rights, 'owner'),
    copyrightNotice: lineOf(copyright) ?? (holder === undefined || year === undefined ? undefined : `Copyright ${year} ${holder}`),
    usageTerms: lineOf(rights) ?? joined(terms),
  };
}

/** Messages and notes of editors; none of them is for the public. */
function notesOf(docdata: XmlElement | undefined, body: NitfBody): string | undefined {
  const messages = childrenOf(docdata, 'ed-msg').map((element) => said(element, 'info') ?? lineOf(element));
  const corrections = childrenOf(docdata, 'correction').map((element) => said(element, 'info'));
  return joined([...messages, ...corrections, body.note]);
}

function seriesOf(docdata: XmlElement | undefined): Concept | undefined {
  const element = childAt(docdata, 'series');
  const series = compact({ name: said(element, 'series.name'), part: said(element, 'series.part'), total: said(element, 'series.totalpart') });
  return Object.keys(series).length === 0 ? undefined : series;
}

/** A part of a story that is sent in pieces: `du-key@part`, or AAP's take key. The only part of one is no take. */
function takeOf(docdata: XmlElement | undefined, meta: Readonly<Record<string, string>>): { key: string; number: number } | undefined {
  const duKey = childAt(docdata, 'du-key');
  const number = Number(/^\d{1,2}/.exec(said(duKey, 'part') ?? meta['anpa-takekey'] ?? '')?.[0] ?? '1');
  return number > 1 ? { key: said(duKey, 'key') ?? meta['anpa-keyword'] ?? '', number } : undefined;
}

function altIdsOf(docdata: XmlElement | undefined, meta: Readonly<Record<string, string>>): { role: string; value: string }[] {
  const ids = [
    ['du-key', said(childAt(docdata, 'du-key'), 'key')],
    ['anpa-sequence', meta['anpa-sequence']],
    ...childrenOf(docdata, 'doc-id').slice(1).map((element) => [said(element, 'regsrc') ?? 'doc-id', said(element, 'id-string')] as const),
  ] as const;
  return ids.flatMap(([role, value]) => (role === undefined || value === undefined ? [] : [{ role, value }]));
}

export interface NitfParts {
  readonly nitf: XmlElement;
  readonly head: XmlElement | undefined;
  readonly docdata: XmlElement | undefined;
  readonly body: NitfBody;
}

export interface NitfDescriptive extends Readonly<Record<string, unknown>> {
  readonly headlines: readonly { readonly role: string; readonly value: string }[];
  readonly title: string | undefined;
  readonly descriptions: readonly { readonly role: string; readonly value: string }[] | undefined;
  readonly slugline: string | undefined;
  readonly take: { readonly key: string; readonly number: number } | undefined;
  readonly edNote: string | undefined;
}

/** What a NITF document says of itself in words: fields of the item, undefined where it says nothing. */
export function descriptiveOf({ nitf, head, docdata, body }: NitfParts): NitfDescriptive {
  const title = lineOf(childAt(head, 'title'));
  const headlines = body.headlines.length > 0 || title === undefined ? [...body.headlines] : [{ role: 'main', value: title }];
  const meta = metaOf(head);
  const keys = childrenOf(childAt(docdata, 'key-list'), 'keyword').map((element) => said(element, 'key')).filter((key) => key !== undefined);
  const located = datelinePlaces(childAt(childAt(nitf, 'body'), 'body.head'));
  return {
    headlines,
    type: 'text',
    title: headlines[0]?.value ?? title,
    descriptions: body.abstract === undefined ? undefined : [{ role: 'abstract', value: body.abstract }],
    by: body.byline,
    slugline: meta['anpa-keyword'] ?? meta['slugline'] ?? meta['slug'] ?? keys[0],
    keywords: present(keys),
    scopes: present(childrenOf(docdata, 'doc-scope').map((element) => said(element, 'scope')).filter((scope) => scope !== undefined)),
    desk: said(childAt(head, 'tobject'), 'tobject.type'),
    fixture: said(childAt(docdata, 'fixture'), 'fix-id'),
    located: located[0]?.['name'],
    edNote: notesOf(docdata, body),
    subjects: present(subjectsOf({ nitf, head, docdata, body })),
    genres: present(descendantsOf(head, 'tobject.property').map((element) => said(element, 'tobject.property.type')).filter((name) => name !== undefined).map((name) => ({ name }))),
    people: present(identified(docdata, 'person')),
    organisations: present(identified(docdata, 'org')),
    places: present([...located, ...eventPlaces(docdata), ...identified(docdata, 'location')]),
    infoSources: present(sourcesOf(docdata, body)),
    altIds: present(altIdsOf(docdata, meta)),
    series: seriesOf(docdata),
    take: takeOf(docdata, meta),
    meta: Object.keys(meta).length === 0 ? undefined : meta,
    ...rightsOf(docdata),
  };
}

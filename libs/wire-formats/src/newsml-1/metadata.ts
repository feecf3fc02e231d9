import { otherFamily } from '../categories.js';
import { compact, joined, present, unique } from '../xml/lists.js';
import { attributeOf, childAt, childrenOf, descendantsOf, lineOf, type XmlElement } from '../xml/tree.js';
import { formalName } from './management.js';

type Concept = Readonly<Record<string, unknown>>;

const SUBJECT_CODES = 'http://cv.iptc.org/newscodes/subjectcode/';

/** Elements of the innermost component that has any. */
function nearest(chain: readonly XmlElement[], group: string, name: string): XmlElement[] {
  for (const component of chain.toReversed()) {
    const found = childrenOf(childAt(component, group), name);
    if (found.length > 0) return found;
  }
  return [];
}

/** Elements of all components, outermost first. */
const all = (chain: readonly XmlElement[], group: string, name: string): XmlElement[] =>
  chain.flatMap((component) => childrenOf(component, group)).flatMap((element) => childrenOf(element, name));

const property = (element: XmlElement, name: string): string | undefined =>
  attributeOf(childrenOf(element, 'Property').find((candidate) => attributeOf(candidate, 'FormalName') === name), 'Value')?.trim() || undefined;

/** Codes of every depth, each under its own name; the two-letter or three-letter category beside them once. */
function subjectsOf(chain: readonly XmlElement[]): Concept[] {
  const codes = all(chain, 'DescriptiveMetadata', 'SubjectCode').flatMap((element) => childrenOf(element));
  const subjects = codes.map((element) => {
    const code = attributeOf(element, 'FormalName')?.trim();
    return compact({ literal: code, uri: /^\d{8}$/.test(code ?? '') ? SUBJECT_CODES + (code ?? '') : undefined, name: lineOf(childAt(element, 'Description')) });
  }).filter((concept) => concept['literal'] !== undefined);
  const categories = codes.map((element) => attributeOf(element, 'cat')?.trim() ?? '').filter((cat) => cat !== '').map((literal) => ({ literal, scheme: 'iptc-category' }));
  const derived = subjects.flatMap((subject) => otherFamily(String(subject['literal'])));
  return unique([...subjects, ...categories, ...derived.map((concept) => compact({ ...concept, derivedFrom: 'subjectcode' }))]);
}

/** Narrowest part first: the city of a place is its name, the rest says where that is. */
function placesOf(chain: readonly XmlElement[]): Concept[] {
  return all(chain, 'DescriptiveMetadata', 'Location').map((element) => {
    const [city, region, country] = ['City', 'CountryArea', 'Country'].map((name) => property(element, name));
    const area = region ?? property(element, 'Region') ?? property(element, 'State');
    return compact({
      rel: attributeOf(element, 'HowPresent')?.toLowerCase(),
      name: city ?? property(element, 'SubLocation') ?? area ?? property(element, 'CountryName') ?? country ?? formalName(element),
      region: area,
      country,
    });
  }).filter((place) => place['name'] !== undefined);
}

const LISTS: Readonly<Record<string, string>> = { person: 'people', organisation: 'organisations', organization: 'organisations', company: 'organisations', location: 'places', place: 'places', geography: 'places' };

/** Topics that the item defines for itself and then says it is about. NewsML 1.2, section 5.6. */
function topicsOf(item: XmlElement, chain: readonly XmlElement[]): Record<string, Concept[]> {
  const topics = new Map(descendantsOf(item, 'Topic').map((topic) => [`#${attributeOf(topic, 'Duid') ?? ''}`, topic]));
  const lists: Record<string, Concept[]> = {};
  for (const occurrence of all(chain, 'DescriptiveMetadata', 'TopicOccurrence')) {
    const topic = topics.get(attributeOf(occurrence, 'Topic') ?? '');
    const name = lineOf(childAt(topic, 'Description')) ?? lineOf(childAt(topic, 'FormalName'));
    const type = (formalName(childAt(topic, 'TopicType')) ?? '').toLowerCase();
    if (name !== undefined) (lists[LISTS[type] ?? 'subjects'] ??= []).push(compact({ name, literal: lineOf(childAt(topic, 'FormalName')), rel: attributeOf(occurrence, 'HowPresent')?.toLowerCase() }));
  }
  return lists;
}

function partiesOf(chain: readonly XmlElement[], group: string): Concept[] {
  return all(chain, 'AdministrativeMetadata', group).flatMap((element) => childrenOf(element, 'Party')).flatMap((party) => {
    const name = formalName(party);
    return name === undefined ? [] : [{ name, role: group.toLowerCase() }];
  });
}

function rightsOf(chain: readonly XmlElement[]): Record<string, unknown> {
  const [copyright] = all(chain, 'RightsMetadata', 'Copyright');
  const usage = all(chain, 'RightsMetadata', 'UsageRights').flatMap((element) => ['UsageType', 'Geography', 'Limitations'].map((name) => lineOf(childAt(element, name))));
  const lines = nearest(chain, 'NewsLines', 'RightsLine').map(lineOf);
  return {
    copyrightHolder: lineOf(childAt(copyright, 'CopyrightHolder')) ?? formalName(childAt(childAt(copyright, 'CopyrightHolder'), 'Party')),
    copyrightNotice: lineOf(nearest(chain, 'NewsLines', 'CopyrightLine')[0]),
    usageTerms: joined([...lines, ...usage]),
  };
}

/** News lines of other types: those for editors are notes, and notes are not public. */
function notesOf(chain: readonly XmlElement[], management: XmlElement | undefined): string | undefined {
  const lines = all(chain, 'NewsLines', 'NewsLine').filter((line) => /advis|edit|note|instruction|memo|warning/i.test(formalName(childAt(line, 'NewsLineType')) ?? ''));
  const notes = [...lines.flatMap((line) => childrenOf(line, 'NewsLineText')), ...childrenOf(management, 'Instruction').flatMap((element) => childrenOf(element, 'Comment'))];
  return joined(notes.map(lineOf));
}

export interface NewsMl1Metadata extends Readonly<Record<string, unknown>> {
  readonly headlines: readonly { role: string; value: string }[];
  readonly edNote: string | undefined;
  readonly slugline: string | undefined;
  readonly by: string | undefined;
}

const bylineOf = (names: readonly string[], titles: readonly string[]): string | undefined => (names.length === 0 ? undefined : [names.join('; '), ...titles].join(', '));

/** Everything that the components of an item say of it; the innermost component is nearest to the text, so it is asked first. */
export function metadataOf(item: XmlElement, chain: readonly XmlElement[]): NewsMl1Metadata {
  const lines = (name: string): string[] => nearest(chain, 'NewsLines', name).map(lineOf).filter((line) => line !== undefined);
  const headlines = [...lines('HeadLine').map((value, index) => ({ role: index === 0 ? 'main' : 'secondary', value })), ...lines('SubHeadLine').map((value) => ({ role: 'subheadline', value }))];
  const nameLabel = lineOf(childAt(item, 'Identification', 'NameLabel'));
  const keywords = [...nearest(chain, 'DescriptiveMetadata', 'Property').filter((element) => attributeOf(element, 'FormalName') === 'Keyword').map((element) => attributeOf(element, 'Value')?.trim() ?? ''), ...lines('KeywordLine')].filter((word) => word !== '');
  const { subjects, people, organisations, places } = topicsOf(item, chain);
  const located = placesOf(chain);
  return {
    headlines,
    title: headlines[0]?.value,
    by: bylineOf(lines('ByLine'), lines('ByLineTitle')),
    slugline: lines('SlugLine')[0] ?? nameLabel,
    creditline: lines('CreditLine')[0],
    seriesLine: lines('SeriesLine')[0],
    keywords: present(keywords),
    located: located.find((place) => place['rel'] === 'origin')?.['name'] ?? located[0]?.['name'],
    places: present(unique([...located, ...places ?? []])),
    subjects: present(unique([...subjectsOf(chain), ...subjects ?? []])),
    people: present(people),
    organisations: present(organisations),
    genres: present(unique(all(chain, 'DescriptiveMetadata', 'Genre').map((element) => compact({ name: formalName(element) })))),
    audiences: present(all(chain, 'DescriptiveMetadata', 'OfInterestTo').map(formalName).filter((name) => name !== undefined)),
    infoSources: present(unique([...partiesOf(chain, 'Provider'), ...partiesOf(chain, 'Source')])),
    creators: present([...partiesOf(chain, 'Creator'), ...partiesOf(chain, 'Contributor')]),
    edNote: notesOf(chain, childAt(item, 'NewsManagement')),
    ...rightsOf(chain),
  };
}

/** What the components say of their language and of the day of the dateline. */
export const languageIn = (chain: readonly XmlElement[]): string | undefined => formalName(nearest(chain, 'DescriptiveMetadata', 'Language')[0]);
export const datelineIn = (chain: readonly XmlElement[]): { text: string | undefined; date: string | undefined } => ({
  text: lineOf(nearest(chain, 'NewsLines', 'DateLine')[0]),
  date: lineOf(nearest(chain, 'DescriptiveMetadata', 'DateLineDate')[0]),
});

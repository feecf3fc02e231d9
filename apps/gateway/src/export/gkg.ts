import type { Entity, PublicStory } from '@wiredesk/contracts';

/** The columns of GDELT's Global Knowledge Graph 2.1, in its order; what we do not measure stays empty. */
export const GKG_COLUMNS = [
  'GKGRECORDID', 'V2.1DATE', 'V2SOURCECOLLECTIONIDENTIFIER', 'V2SOURCECOMMONNAME', 'V2DOCUMENTIDENTIFIER', 'V1COUNTS', 'V2.1COUNTS', 'V1THEMES', 'V2ENHANCEDTHEMES',
  'V1LOCATIONS', 'V2ENHANCEDLOCATIONS', 'V1PERSONS', 'V2ENHANCEDPERSONS', 'V1ORGANIZATIONS', 'V2ENHANCEDORGANIZATIONS', 'V1.5TONE', 'V2.1ENHANCEDDATES', 'V2GCAM',
  'V2.1SHARINGIMAGE', 'V2.1RELATEDIMAGES', 'V2.1SOCIALIMAGEEMBEDS', 'V2.1SOCIALVIDEOEMBEDS', 'V2.1QUOTATIONS', 'V2.1ALLNAMES', 'V2.1AMOUNTS', 'V2.1TRANSLATIONINFO', 'V2EXTRASXML',
] as const;

/** GDELT's codes of how exact a place is. */
const LOCATION_TYPES: Readonly<Record<string, number>> = { country: 1, region: 5, city: 4 };

/** Nothing in a field may look like the end of it. */
const clean = (text: string): string => text.replaceAll(/[\t\r\n;#|]+/g, ' ').trim();
const list = (entries: readonly string[]): string => entries.map((entry) => `${entry};`).join('');
const unique = (entries: readonly string[]): string => list([...new Set(entries)]);

/** One story as one tab separated row. Offsets are UTF-16 units into the text, as everywhere here; GDELT counts others. */
export function gkgRow(story: PublicStory, id: string): string {
  const { entities } = story.annotations;
  const of = (type: Entity['type']): Entity[] => entities.filter((entity) => entity.type === type);
  const places = entities.filter(({ type, link }) => type === 'place' || (type === 'group' && link !== undefined));
  const fields: Partial<Record<(typeof GKG_COLUMNS)[number], string>> = {
    'GKGRECORDID': clean(id),
    'V2.1DATE': story.versionCreated.replaceAll(/\D/g, '').slice(0, 14),
    'V2SOURCECOLLECTIONIDENTIFIER': '2',
    'V2SOURCECOMMONNAME': clean(story.feed),
    'V2DOCUMENTIDENTIFIER': clean(story.uri),
    'V2.1COUNTS': list(story.annotations.figures.filter(({ event, value, kind }) => kind === 'count' && event !== undefined && value !== undefined)
      .map(({ event, value, unit, start }) => `${clean(event ?? '').toUpperCase()}#${value}#${clean(unit ?? '')}#######${start}`)),
    'V1LOCATIONS': unique(places.map(location)),
    'V2ENHANCEDLOCATIONS': list(places.flatMap((place) => place.mentions.map(({ start }) => `${location(place)}#${start}`))),
    'V1PERSONS': unique(of('person').map(({ name }) => clean(name))),
    'V2ENHANCEDPERSONS': enhanced(of('person')),
    'V1ORGANIZATIONS': unique(of('organisation').map(({ name }) => clean(name))),
    'V2ENHANCEDORGANIZATIONS': enhanced(of('organisation')),
    'V2.1ENHANCEDDATES': list(story.annotations.dates.flatMap(({ value, start }) => dateEntry(value, start))),
    'V2.1QUOTATIONS': story.annotations.quotes.map(({ start, text, speaker }) => `${start}|${text.length}|${clean(speaker?.text ?? '')}|${clean(text)}`).join('#'),
    'V2.1ALLNAMES': enhanced(entities),
    'V2.1AMOUNTS': list(story.annotations.figures.flatMap(({ value, unit, start }) => (value === undefined ? [] : [`${value},${clean(unit ?? '').replaceAll(',', ' ')},${start}`]))),
  };
  return `${GKG_COLUMNS.map((column) => fields[column] ?? '').join('\t')}\n`;
}

const enhanced = (entities: readonly Entity[]): string => list(entities.flatMap(({ name, mentions }) => mentions.map(({ start }) => `${clean(name).replaceAll(',', ' ')},${start}`)));

/** Type, name, country, region, latitude, longitude, id: where we have no coordinates they stay empty. */
const location = ({ kind, name, link, country, geonamesId }: Entity): string =>
  [LOCATION_TYPES[kind ?? 'country'] ?? 4, clean(name), country ?? link?.slice(0, 2) ?? '', link?.includes('-') === true ? link : '', '', '', geonamesId ?? link ?? ''].join('#');

/** Resolution (1 year, 2 month and year, 3 full date), month, day, year, offset. */
function dateEntry(value: string, start: number): string[] {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value);
  if (match === null) return [];
  const [, year = '', month, day] = match;
  return [`${day === undefined ? (month === undefined ? 1 : 2) : 3}#${Number(month ?? 0)}#${Number(day ?? 0)}#${year}#${start}`];
}

/** Messages as agencies write them, each format as its fixtures in wire-formats have it; a scenario says only what matters. All are of 2 March 2026. */

interface Dpa {
  readonly service?: string;
  readonly number: number;
  readonly head: string;
  readonly text: string;
  /** HHMM, UTC. */
  readonly at: string;
  readonly day?: string;
}

/** IPTC 7901 with dpa's head lines; service and agency each give a number, here the same one unless `service` has its own. */
export function dpa({ service, number, head, text, at, day = '02' }: Dpa): string {
  const digits = String(number).padStart(4, '0');
  return `\u0001${service ?? `eca${digits}`} 3 i 60  dpa ${digits}\r\n\r\nNorland/harbours/\r\n\u0002${head} =\r\n\r\n${text}\r\n\r\n\u0003${day}${at} GMT Mar 26\r\n\u007f\u0004`;
}

interface Anpa {
  readonly number: number;
  /** Behind the slug: `1st Add`, `1st Ld-Writethru`, `KILL`. */
  readonly stage?: string;
  readonly headline?: string;
  readonly notes?: string;
  readonly text: string;
  readonly at: string;
  readonly category?: string;
}

/** ANPA 1312 with AP's caret lines. The slug repeats on every lead. */
export function anpa({ number, stage, headline, notes, text, at, category = 'i' }: Anpa): string {
  const slug = `BC-Norland-Harbour${stage === undefined ? '' : `, ${stage}`}`;
  const lines = [`^${slug},100<`, ...(headline === undefined ? [] : [`^${headline}<`]), ...(notes === undefined ? [] : [`^${notes}<`])];
  return `\u0016\u0016\u0001W${number}\u001f_-----\r\nr ${category}\u0013\u0011 BC-Norland-Harbour   03-02 0100\r\n\u0002${lines.join('\r\n')}\r\n\t   ${text} \r\n\t   \u0003AP-WF-03-02-26 ${at}GMT<\r\n\r\n\u000c\r\n\u0004`;
}

interface G2 {
  readonly guid: string;
  readonly version?: number;
  /** Without it the item has no time of its own. */
  readonly at?: string;
  readonly headline?: string;
  readonly text?: string;
  readonly slugline?: string;
  /** Elements of itemMeta: status, signal, embargo, notes, links. */
  readonly meta?: string;
}

/** NewsML-G2, one item. */
export function g2({ guid, version = 1, at, headline = 'Harbour opens', text, slugline, meta = '' }: G2): string {
  const body = text === undefined ? '' : `<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>${text}</p></body></html></inlineXML></contentSet>`;
  return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" xml:lang="en"><itemMeta><itemClass qcode="icls:text"/><provider literal="wire.example"/>`
    + `${at === undefined ? '' : `<versionCreated>2026-03-02T${at}:00Z</versionCreated>`}${meta}</itemMeta><contentMeta>${slugline === undefined ? '' : `<slugline>${slugline}</slugline>`}<headline>${headline}</headline></contentMeta>${body}</newsItem>`;
}

interface NewsMl1 {
  readonly id: string;
  readonly revision?: number;
  readonly at: string;
  readonly headline?: string;
  readonly text: string;
  readonly slugline?: string;
  readonly management?: string;
}

/** NewsML 1.2 with AFP's public identifier, which carries the revision. */
export function newsMl1({ id, revision = 1, at, headline = 'Harbour opens', text, slugline, management = '' }: NewsMl1): string {
  return `<NewsML><NewsEnvelope><DateAndTime>20260302T${at.replace(':', '')}00Z</DateAndTime></NewsEnvelope><NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>afp.example</ProviderId>`
    + `<DateId>20260302T080000Z</DateId><NewsItemId>${id}</NewsItemId><RevisionId PreviousRevision="${revision - 1}" Update="N">${revision}</RevisionId>`
    + `<PublicIdentifier>urn:newsml:afp.example:20260302T080000Z:${id}:${revision}</PublicIdentifier></NewsIdentifier></Identification>`
    + `<NewsManagement><NewsItemType FormalName="News"/><ThisRevisionCreated>20260302T${at.replace(':', '')}00Z</ThisRevisionCreated>${management}</NewsManagement>`
    + `<NewsComponent><NewsLines><HeadLine>${headline}</HeadLine>${slugline === undefined ? '' : `<SlugLine>${slugline}</SlugLine>`}</NewsLines>`
    + `<NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><Format FormalName="NITF3.1"/><DataContent><nitf><body><body.content><p>${text}</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent>`
    + '</NewsComponent></NewsItem></NewsML>';
}

interface Nitf {
  readonly id: string;
  readonly version?: number;
  readonly at: string;
  readonly headline?: string;
  readonly text: string;
  /** Attributes of docdata. */
  readonly status?: string;
  /** Elements of docdata. */
  readonly docdata?: string;
}

/** NITF 3.x with PA's management attributes. */
export function nitf({ id, version = 1, at, headline = 'Harbour opens', text, status = '', docdata = '' }: Nitf): string {
  return `<nitf><head><docdata ${status}><doc-id regsrc="PA" id-string="${id}"/><urgency ed-urg="4"/><date.issue norm="20260302T${at.replace(':', '')}00+0000"/>${docdata}`
    + `<du-key key="PA-${id}" version="${version}"/></docdata></head><body><body.head><hedline><hl1>${headline}</hl1></hedline></body.head><body.content><p>${text}</p></body.content></body></nitf>`;
}

/** ninjs 3.1. */
export const ninjs = (uri: string, version: string, fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ standard: { name: 'ninjs', version: '3.1' }, uri, version, type: 'text', pubStatus: 'usable', headlines: [{ value: 'Harbour opens' }], ...fields });

export const bodyOf = (value: string): Record<string, unknown> => ({ bodies: [{ contentType: 'text/plain', value }] });

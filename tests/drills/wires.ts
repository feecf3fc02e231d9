import { capital } from './canaries.js';

/** What a publisher wants to say, before it is written in a wire format. */
export interface Said {
  readonly id: string;
  readonly version: number;
  /** The publisher's time of this version, ISO 8601. */
  readonly at: string;
  readonly headline: string;
  readonly text: string;
  /** The value of the format's embargo field, as written; in ninjs anything that JSON can hold. */
  readonly embargo?: unknown;
  readonly status?: 'usable' | 'withheld' | 'canceled';
  readonly edNote?: string | undefined;
  readonly slugline?: string | undefined;
  /** The person of the byline. */
  readonly by?: string | undefined;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const paragraphs = (text: string): string => text.split('\n').map((line) => `<p>${escaped(line)}</p>`).join('');
const element = (name: string, value: string | undefined): string => (value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`);
const basicStamp = (written: string): string => (/^\d{4}-\d\d-\d\dT/.test(written) ? written.replace(/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?/, '$1$2$3T$4$5$6').replace(/Z$/, '+0000') : written);

const ninjs3 = (said: Said): string => JSON.stringify({
  uri: `urn:drill:${said.id}`, type: 'text', version: String(said.version), versionCreated: said.at, language: 'en', pubStatus: said.status, embargoedUntil: said.embargo,
  headlines: [{ role: 'main', value: said.headline }], bodies: [{ contentType: 'text/plain', value: said.text }], edNote: said.edNote, slugline: said.slugline, by: said.by,
});
const ninjs2 = (said: Said): string => JSON.stringify({
  uri: `urn:drill:${said.id}`, type: 'text', version: String(said.version), versioncreated: said.at, language: 'en', pubstatus: said.status, embargoed: said.embargo,
  headlines: [{ value: said.headline }], bodies: [{ contenttype: 'text/plain', value: said.text }], ednote: said.edNote, slugline: said.slugline, by: said.by,
});
const ninjs1 = (said: Said): string => JSON.stringify({
  uri: `urn:drill:${said.id}`, type: 'text', version: String(said.version), versioncreated: said.at, language: 'en', pubstatus: said.status, embargoed: said.embargo,
  headline: said.headline, body_text: said.text, ednote: said.edNote, slugline: said.slugline, byline: said.by,
});

/** One `newsItem`; several make a message. */
export const newsItem = (said: Said): string => `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:drill:${said.id}" version="${said.version}" standard="NewsML-G2" standardversion="2.29" conformance="power">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="drill"/><versionCreated>${said.at}</versionCreated>${said.embargo === undefined ? '' : `<embargoed>${escaped(String(said.embargo))}</embargoed>`}${said.status === undefined ? '' : `<pubStatus qcode="stat:${said.status}"/>`}${element('edNote', said.edNote)}</itemMeta>
<contentMeta>${element('headline', said.headline)}${element('slugline', said.slugline)}${element('by', said.by)}<language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${paragraphs(said.text)}</body></html></inlineXML></contentSet></newsItem>`;
const newsmlG2 = (said: Said): string => `<?xml version="1.0" encoding="UTF-8"?>\n${newsItem(said)}`;
export const newsMessage = (items: readonly Said[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>${items[0]?.at ?? ''}</sent></header><itemSet>${items.map(newsItem).join('')}</itemSet></newsMessage>`;

const nitf = (said: Said): string => {
  const status = said.embargo === undefined ? said.status : 'embargoed';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<nitf><head><title>${escaped(said.headline)}</title><docdata${status === undefined ? '' : ` management-status="${status}"`}>
<doc-id regsrc="DRILL" id-string="${said.id}"/><date.issue norm="${basicStamp(said.at)}"/>${said.embargo === undefined ? '' : `<date.release norm="${escaped(basicStamp(String(said.embargo)))}"/>`}${said.edNote === undefined ? '' : `<ed-msg info="${escaped(said.edNote)}"/>`}<du-key key="DRILL-${said.id}" version="${said.version}"/></docdata></head>
<body><body.head><hedline><hl1>${escaped(said.headline)}</hl1></hedline>${element('byline', said.by)}</body.head><body.content><block>${paragraphs(said.text)}</block></body.content></body></nitf>`;
};

const newsml1 = (said: Said): string => `<?xml version="1.0" encoding="UTF-8"?>\n<NewsML Version="1.2"><NewsEnvelope><DateAndTime>${basicStamp(said.at)}</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><ProviderId>drill.example</ProviderId><DateId>20260901</DateId><NewsItemId>${said.id}</NewsItemId><RevisionId PreviousRevision="${said.version - 1}" Update="N">${said.version}</RevisionId><PublicIdentifier>urn:newsml:drill.example:20260901:${said.id}:${said.version}</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>${basicStamp(said.at)}</FirstCreated><ThisRevisionCreated>${basicStamp(said.at)}</ThisRevisionCreated><Status FormalName="${said.embargo === undefined ? capital(said.status ?? 'usable') : 'Embargoed'}"/>${said.embargo === undefined ? '' : `<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>${escaped(String(said.embargo))}</DateAndTime></StatusWillChange>`}</NewsManagement>
<NewsComponent><NewsLines>${element('HeadLine', said.headline)}${element('ByLine', said.by)}${element('SlugLine', said.slugline)}${said.edNote === undefined ? '' : `<NewsLine><NewsLineType FormalName="EditorialNote"/><NewsLineText>${escaped(said.edNote)}</NewsLineText></NewsLine>`}</NewsLines>
<ContentItem><MediaType FormalName="Text"/><DataContent>${paragraphs(said.text)}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`;

/** Wire formats that have a field for an embargo. */
export const FIELD_WIRES = { ninjs3, ninjs2, ninjs1, newsmlG2, nitf, newsml1 } satisfies Record<string, (said: Said) => string>;
export type FieldWire = keyof typeof FIELD_WIRES;

const numberOf = (id: string): number => Number(/\d+$/.exec(id)?.[0] ?? 0);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** Service letters make room for more than the 9,999 numbers of one: `dra0001`, `drb0001` ... */
export const iptcSequence = (id: string): { service: string; number: string } => {
  const n = numberOf(id);
  const letters = Math.floor(n / 9_000);
  return { service: `d${String.fromCharCode(97 + Math.floor(letters / 26) % 26, 97 + letters % 26)}`, number: String(1 + n % 9_000).padStart(4, '0') };
};

const iptc7901 = ({ id, at, headline, text, edNote }: Said): string => {
  const date = new Date(at);
  const { service, number } = iptcSequence(id);
  return [
    `\u0001${service}${number} 4 i 60  xyz ${number}`, '', 'Norland/drill/', '', `\u0002${edNote === undefined ? '' : `(${edNote})\r\n`}${headline} =`, '', ...text.split('\n'), '',
    `\u0003${two(date.getUTCDate())}${two(date.getUTCHours())}${two(date.getUTCMinutes())} GMT ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCFullYear() % 100)}\u007f\u0004`,
  ].join('\r\n');
};

const anpa1312 = ({ id, at, headline, text, edNote }: Said): string => {
  const [, year = '', month = '', day = '', hour = '', minute = ''] = /^\d\d(\d\d)-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(at) ?? [];
  const slug = `BC-Drill-${id.replaceAll(/\W/g, '')}`;
  return [
    `\u0016\u0016\u0001W${String(1 + numberOf(id) % 9_000).padStart(4, '0')}\u001f-----`, `r i\u0013\u0011 ${slug}   ${month}-${day} 0100`, `\u0002^${slug},100<`, ...(edNote === undefined ? [] : [`^${edNote}<`]), `^${headline}<`,
    ...text.split('\n').map((line) => `\t${line} `), `\t   \u0003AP-WF-${month}-${day}-${year} ${hour}${minute}GMT<`, '\f\u0004',
  ].join('\r\n');
};

const plainText = ({ headline, text, edNote }: Said): string => [...(edNote === undefined ? [] : [edNote]), headline, '', text].join('\n');
const email = ({ id, at, headline, text, edNote }: Said): string => [
  'From: Desk <desk@drill.example>', `Subject: ${headline}`, `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`, `Message-ID: <${id}@drill.example>`, 'Content-Type: text/plain; charset=utf-8', '', ...(edNote === undefined ? [] : [edNote, '']), text,
].join('\r\n');
const html = ({ id, headline, text, edNote }: Said): string =>
  `<!DOCTYPE html><html lang="en"><head><title>${escaped(headline)}</title><link rel="canonical" href="https://drill.example/${id}"/></head><body><article><h1>${escaped(headline)}</h1>${edNote === undefined ? '' : `<p>${escaped(edNote)}</p>`}${paragraphs(text)}</article></body></html>`;
const rss = ({ id, at, headline, text, edNote }: Said): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Drill</title><link>https://drill.example/</link><item><guid isPermaLink="false">drill-${id}</guid><title>${escaped(headline)}</title><pubDate>${new Date(at).toUTCString()}</pubDate><description>${escaped(`${edNote === undefined ? '' : `<p>${edNote}</p>`}${paragraphs(text)}`)}</description></item></channel></rss>`;

/** Wire formats in which an embargo can only be said in words. */
export const WORD_WIRES = { iptc7901, anpa1312, plainText, email, html, rss } satisfies Record<string, (said: Said) => string>;
export type WordWire = keyof typeof WORD_WIRES;

export const WIRES = { ...FIELD_WIRES, ...WORD_WIRES };
export type Wire = keyof typeof WIRES;

const CONTENT_TYPES: Partial<Record<Wire, string>> = { ninjs1: 'application/json', ninjs2: 'application/json', ninjs3: 'application/json', email: 'message/rfc822', html: 'text/html; charset=utf-8', plainText: 'text/plain; charset=utf-8', iptc7901: 'text/plain; charset=utf-8', anpa1312: 'text/plain; charset=utf-8' };
export const contentTypeOf = (wire: Wire): string => CONTENT_TYPES[wire] ?? 'application/xml';

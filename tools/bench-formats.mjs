#!/usr/bin/env node
// Items and megabytes a second of every wire format, beside feedsmith where it reads the same, and fast-xml-parser (for XML) or
// JSON.parse (for JSON) as the floor: parsing alone, with nothing made of it. One process, one thread, the built library.
// Usage: npm run bench:formats [-- --runs 7 --seconds 0.5]
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const library = join(root, 'libs/wire-formats/dist/index.js');
const require = createRequire(join(root, 'libs/wire-formats/package.json'));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!(value > 0)) {
    console.error(`bench-formats: --${name} wants a number above 0`);
    process.exit(2);
  }
  return value;
};
const runs = option('runs', 7);
const seconds = option('seconds', 0.5);
if (!existsSync(library)) {
  console.error('bench-formats: the library is not built; run npm run build first');
  process.exit(2);
}
const { parseWire } = await import(pathToFileURL(library).href);
const { parseRssFeed, parseAtomFeed, parseJsonFeed } = require('feedsmith');
const { XMLParser } = require('fast-xml-parser');
const xml = new XMLParser({ ignoreAttributes: false, processEntities: false, parseTagValue: false });

const PARAGRAPH = 'The harbour of Norland reopened on Tuesday after a storm that had closed it for nine days, the ministry of transport said, and about 300 people came to see the first ship.';
const TEXT = Array.from({ length: 16 }, (_, i) => `${PARAGRAPH} (${i + 1})`);
const html = TEXT.map((line) => `<p>${line}</p>`).join('');
const escaped = html.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const wrapped = TEXT.map((line) => line.replace(/(.{50,66}) /g, '$1\r\n')).join('\r\n\r\n');
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i + 1)).join('');
const FEED = 50;

const g2 = (i) => `<newsItem guid="urn:newsml:example.com:20261124:${i}" version="2" standard="NewsML-G2" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="Wire"/><versionCreated>2026-11-24T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>4</urgency><located><name>Marlow</name></located><headline>Harbour reopens ${i}</headline><slugline>NORLAND-HARBOUR</slugline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${html}</body></html></inlineXML></contentSet></newsItem>`;

const INPUTS = {
  'newsml-g2': { items: FEED, text: `<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${many(FEED, g2)}</itemSet></newsMessage>`, floor: (text) => xml.parse(text) },
  'newsml-1': { items: 1, text: `<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>example.com</ProviderId><DateId>20261124</DateId><NewsItemId>1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId><PublicIdentifier>urn:newsml:example.com:20261124:1:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20261124T100000Z</FirstCreated><ThisRevisionCreated>20261124T100000Z</ThisRevisionCreated><Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Harbour reopens</HeadLine></NewsLines><ContentItem><DataContent>${html}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`, floor: (text) => xml.parse(text) },
  nitf: { items: 1, text: `<?xml version="1.0"?><nitf><head><docdata management-status="usable"><doc-id id-string="n-1"/><urgency ed-urg="4"/><date.issue norm="20261124T100000+0000"/></docdata></head><body><body.head><hedline><hl1>Harbour reopens</hl1></hedline></body.head><body.content><block>${html}</block></body.content></body></nitf>`, floor: (text) => xml.parse(text) },
  rss: { items: FEED, text: `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>${many(FEED, (i) => `<item><title>Harbour reopens ${i}</title><link>https://wire.example.org/a/${i}</link><guid isPermaLink="false">w-${i}</guid><pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate><description>In short.</description><content:encoded><![CDATA[${html}]]></content:encoded></item>`)}</channel></rss>`, floor: (text) => xml.parse(text), other: (text) => parseRssFeed(text) },
  atom: { items: FEED, text: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed</id><title>Wire</title><updated>2026-11-24T10:00:00Z</updated>${many(FEED, (i) => `<entry><id>urn:wire:${i}</id><title>Harbour reopens ${i}</title><updated>2026-11-24T10:00:00Z</updated><link href="https://wire.example.org/a/${i}"/><content type="html">${escaped}</content></entry>`)}</feed>`, floor: (text) => xml.parse(text), other: (text) => parseAtomFeed(text) },
  'news-sitemap': { items: 500, text: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${many(500, (i) => `<url><loc>https://wire.example.org/a/${i}</loc><news:news><news:publication><news:name>Wire</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-11-24T10:00:00Z</news:publication_date><news:title>Harbour reopens ${i}</news:title></news:news></url>`)}</urlset>`, floor: (text) => xml.parse(text) },
  'json-feed': { items: FEED, text: JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Wire', items: Array.from({ length: FEED }, (_, i) => ({ id: `w-${i}`, url: `https://wire.example.org/a/${i}`, title: `Harbour reopens ${i}`, content_html: html, date_published: '2026-11-24T10:00:00Z' })) }), floor: (text) => JSON.parse(text), other: (text) => parseJsonFeed(text) },
  ninjs: { items: FEED, text: JSON.stringify(Array.from({ length: FEED }, (_, i) => ({ uri: `urn:wire:${i}`, version: '2', versionCreated: '2026-11-24T10:00:00Z', headlines: [{ value: `Harbour reopens ${i}` }], bodies: [{ role: 'html', contentType: 'text/html', value: html }], subjects: [{ name: 'Transport', literal: '04015000' }] }))), floor: (text) => JSON.parse(text) },
  'dpa-digitalwires': { items: 1, text: JSON.stringify({ format: 'digitalwires@0.9.1', urn: 'urn:newsml:dpa.com:20090101:261124-930-1', version: 1, version_created: '2026-11-24T11:00:00+01:00', pubstatus: 'usable', language: 'de', urgency: 4, headline: 'Hafen offen', dateline: 'Marlow (dpa) - ', article_html: `<section class="main">${html}</section>`, categories: [{ type: 'dnltype:desk', name: 'wi', qcode: 'dpacat:wi' }] }), floor: (text) => JSON.parse(text) },
  iptc7901: { items: FEED, text: many(FEED, (i) => `\u0001abc${String(i).padStart(4, '0')} 4 i 300  xyz ${String(i).padStart(4, '0')}\r\n\r\nNorland/harbours/\r\n\u0002Harbour reopens ${i} =\r\n\r\nMarlow (xyz) - ${wrapped}\r\n\r\n\u0003241000 GMT Nov 26\r\n\u0004`) },
  anpa1312: { items: FEED, text: many(FEED, (i) => `\u0016\u0016\u0001W${String(1000 + i)}\u001f-----\r\nr i\u0013\u0011 BC-Harbour${i} 11-24 0300\r\n\u0002^BC-Harbour${i},300<\r\n^Harbour reopens ${i}<\r\n${TEXT.map((line) => `\t   ${line} \r\n`).join('')}\u0003AP-WF-11-24-26 1000GMT<\r\n\f\r\n\u0004`) },
  email: { items: 1, text: `From: Wire <wire@example.org>\r\nSubject: Harbour reopens\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${wrapped}` },
  html: { items: 1, text: `<!DOCTYPE html><html lang="en"><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1>${html}</article></body></html>` },
  'plain-text': { items: 1, text: `Harbour reopens\n\nMARLOW, Nov 24 (Wire) - ${TEXT.join('\n\n')}` },
};

/** Calls a second over several runs: the median, and the lowest and highest. */
function measure(work) {
  for (const until = performance.now() + 300; performance.now() < until;) work();
  const rates = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < seconds * 1000) {
      work();
      calls++;
    }
    rates.push((calls * 1000) / (performance.now() - start));
  }
  rates.sort((a, b) => a - b);
  return { median: rates[Math.floor(rates.length / 2)], low: rates[0], high: rates[rates.length - 1] };
}

const number = (value) => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(1));
const context = { feed: 'bench', receivedAt: '2026-11-25T12:00:00.000Z' };

console.log(`method   one process, one thread, built library; 0.3 s to warm up, then ${runs} runs of ${seconds} s each; median [lowest to highest]; texts of ${TEXT.join(' ').length} characters`);
console.log(`machine  ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; Node ${process.version}`);
console.log('what     ours: bytes to checked items (charset, identity, embargo, text). feedsmith and the floor get decoded text and make no items.\n');
console.log(`${'format'.padEnd(17)}${'items/s, ours'.padEnd(34)}${'MB/s'.padEnd(9)}${'feedsmith items/s'.padEnd(34)}floor items/s (fast-xml-parser or JSON.parse)`);
for (const [format, { items, text, other, floor }] of Object.entries(INPUTS)) {
  const bytes = Buffer.from(text);
  const parsed = parseWire(bytes, context);
  if (parsed.format !== format || parsed.items.length !== items) throw new Error(`${format}: read as ${parsed.format} with ${parsed.items.length} of ${items} items: ${JSON.stringify(parsed.rejects[0])}`);
  const shown = (rate) => `${number(rate.median * items)} [${number(rate.low * items)} to ${number(rate.high * items)}]`;
  const ours = measure(() => parseWire(bytes, context));
  const row = [format.padEnd(17), shown(ours).padEnd(34), number((ours.median * bytes.length) / 1e6).padEnd(9)];
  row.push((other === undefined ? '-' : shown(measure(() => other(text)))).padEnd(34), floor === undefined ? '-' : shown(measure(() => floor(text))));
  console.log(row.join(''));
}

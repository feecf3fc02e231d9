import type { WireItem } from '@wiredesk/contracts';
import { htmlToText } from '../html-text.js';
import { canonicalUrl, storyNameOf, urnOf, wordsName } from '../identity.js';
import { readStamp } from '../instants.js';
import { itemOf } from '../item-draft.js';
import { markupText, type ReadText } from '../markup-text.js';
import { canonicalText, oneLine } from '../text.js';
import type { WireContext } from '../wire-format.js';

/** One entry of a feed, whatever the syntax. Times are as written. */
export interface FeedEntry {
  readonly format: string;
  readonly id?: string | undefined;
  /** The identifier is random or counts polls, as far as one can see. */
  readonly idIsVolatile?: boolean | undefined;
  readonly link?: string | undefined;
  readonly title?: string | undefined;
  readonly html?: string | undefined;
  readonly plain?: string | undefined;
  readonly summary?: string | undefined;
  readonly published?: string | undefined;
  readonly updated?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly language?: string | undefined;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** Random or timed identifiers, which feeds make anew on every poll. */
export const looksVolatile = (id: string): boolean =>
  /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i.test(id) || /^[0-9a-f]{24,}$/i.test(id) || /(?<!\d)1[5-9]\d{8}(?:\d{3})?(?!\d)/.test(id);

/** Some feeds escape an identifier twice; both spellings name one story. */
const unescaped = (id: string): string => id.replace(/&(?:amp;)+/g, '&').trim();

/** Identifier, else canonical address, else words: the first that is there and can be trusted to stay. */
function namesOf(entry: FeedEntry, words: string, context: WireContext): { uri: string; storyName: string; flags: string[] } {
  const link = entry.link === undefined ? undefined : canonicalUrl(unescaped(entry.link));
  const id = entry.id === undefined ? undefined : unescaped(entry.id);
  if (id !== undefined && id !== '' && !(entry.idIsVolatile === true && link !== undefined)) {
    const url = canonicalUrl(id);
    return { uri: url ?? id, storyName: url ?? storyNameOf(id, context.feed), flags: [] };
  }
  if (link !== undefined) return { uri: link, storyName: link, flags: [id === undefined ? 'missing:guid' : 'volatile:guid'] };
  const name = wordsName(context.feed, words);
  return { uri: urnOf(entry.format, name), storyName: name, flags: ['missing:guid'] };
}

/** A bare day is the beginning of that day, and said so: feeds are allowed to be that coarse. */
function timeOf(written: string | undefined): { time: string | undefined; flags: string[] } {
  const day = /^\d{4}-\d{2}-\d{2}$/.exec(written?.trim() ?? '')?.[0];
  return day === undefined ? { time: written, flags: [] } : { time: `${day}T00:00:00Z`, flags: ['day-only:versionCreated'] };
}

function textOf({ html, plain, summary, title }: FeedEntry): ReadText {
  const body = html === undefined ? { text: canonicalText(plain ?? ''), flags: [] } : markupText(html);
  if (body.text.trim() !== '') return body;
  const short = markupText(summary ?? '');
  if (short.text !== '') return { text: short.text, flags: [...short.flags, 'text-from:descriptions'] };
  return { text: oneLine(title ?? ''), flags: title === undefined ? [] : ['text-from:title'] };
}

function partsOf(entry: FeedEntry): Record<string, unknown> {
  const { title, html, plain, summary } = entry;
  const bodies = [
    ...(plain === undefined ? [] : [{ role: 'text', contentType: 'text/plain', value: plain }]),
    ...(html === undefined ? [] : [{ role: 'html', contentType: 'text/html', value: html }]),
  ];
  return {
    title,
    headlines: title === undefined ? [] : [{ role: 'main', value: title }],
    descriptions: summary === undefined ? undefined : [{ role: 'summary', contentType: 'text/plain', value: htmlToText(summary) }],
    bodies,
  };
}

function furtherFields(entry: FeedEntry, uri: string): Record<string, unknown> {
  const { authors = [], id, link, language } = entry;
  const published = readStamp(timeOf(entry.published).time ?? '')?.instant;
  return {
    by: authors.length === 0 ? undefined : authors.join(', '),
    ...(language === undefined ? {} : { language }),
    link,
    firstCreated: published,
    altIds: id === undefined || id === uri ? undefined : [{ role: 'guid', value: id }],
  };
}

/** The item of an entry; undefined when the entry has neither words nor an address. */
export function itemOfEntry(entry: FeedEntry, context: WireContext): WireItem | undefined {
  const { text, flags } = textOf(entry);
  if (text === '' && entry.link === undefined) return undefined;
  const names = namesOf(entry, `${entry.title ?? ''}\n${text}`, context);
  const { time, flags: timeFlags } = timeOf(entry.updated ?? entry.published);
  return itemOf({
    uri: names.uri,
    storyName: names.storyName,
    text,
    versionCreated: time,
    flags: [...names.flags, ...flags, ...timeFlags],
    fields: { type: 'text', ...partsOf(entry), ...furtherFields(entry, names.uri), ...entry.fields },
  }, context);
}

import { monthNumber } from '../xml/calendar-words.js';
import { berlinInstant } from '../berlin-time.js';

/** One IPTC 7901 message taken apart, before anything is made of its lines. */
export interface Message {
  readonly service: string;
  readonly serviceSequence: string;
  readonly priority: string;
  readonly category: string;
  readonly wordCount: string;
  readonly agency: string;
  readonly agencySequence: string;
  readonly keywords: string;
  readonly content: string;
  readonly trailer: string;
}

/** Agencies that write the time of Berlin, Vienna and Zurich where they write no zone. */
const CENTRAL_EUROPEAN = new Set(['dpa', 'kna', 'epd', 'sid', 'dapd', 'ddp', 'apa', 'sda']);
const SOH = '\u0001';
const STX = '\u0002';
const ETX = '\u0003';
const EOT = '\u0004';

/** `<service><seq> <prio> <category> <words> [opt] <agency> <agencyseq> [opt]`, IPTC 7901 section 4. */
export const HEADER = /^\s*([A-Za-z]{1,6})\s?(\d{3,5})\s+(\d)\s+([A-Za-z]{1,4})\s+(\d{1,5})\s+(?:([^\s\d]\S{0,11})\s+)?([A-Za-z][\w/-]{1,11})\s+(\d[\d#-]{0,30})(?:\s+(\S.*?))?\s*$/;
const TRAILER = /(?<![\d\p{L}])(\d{2})(\d{2})(\d{2})\s*(GMT|UTC|Z|MEZ|MESZ|CET|CEST)?\s+(\p{L}{3,10})\.?\s+(\d{2}|\d{4})\b/u;

/** The messages of a file: each begins with SOH; EOT or the next SOH ends it. */
export function messagesIn(text: string): string[] {
  if (!text.includes(SOH)) return [text];
  return text.split(SOH).slice(1).map((message) => message.split(EOT, 1)[0] ?? '').filter((message) => message.trim() !== '');
}

/** Where the content ends when the ETX was lost on the way: the line with the date is the last one. */
function cutTrailer(rest: string): { content: string; trailer: string } {
  const at = rest.indexOf(ETX);
  if (at >= 0) return { content: rest.slice(0, at), trailer: rest.slice(at + 1) };
  const lines = rest.trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  return last.length < 80 && TRAILER.test(last) ? { content: lines.slice(0, -1).join('\n'), trailer: last } : { content: rest, trailer: '' };
}

/** Keywords end with STX; without it, with the last of the first lines that ends in a slash. */
function cutKeywords(rest: string): { keywords: string; content: string } {
  const at = rest.indexOf(STX);
  if (at >= 0) return { keywords: rest.slice(0, at), content: rest.slice(at + 1) };
  const lines = rest.split('\n');
  const last = lines.slice(0, 8).findLastIndex((line) => line.trimEnd().endsWith('/'));
  return { keywords: lines.slice(0, last + 1).join('\n'), content: lines.slice(last + 1).join('\n') };
}

/** Takes a message apart; undefined when its first line is no header. */
export function readMessage(raw: string): Message | undefined {
  const lines = raw.replace(/\r\n?/g, '\n').replace(/^\s+/, '');
  const end = lines.search(/[^\P{Cc}\t]/u);
  const header = HEADER.exec((end < 0 ? lines : lines.slice(0, end)).slice(0, 200));
  if (header === null) return undefined;
  const [, service = '', serviceSequence = '', priority = '', category = '', wordCount = '', , agency = '', agencySequence = ''] = header;
  const { keywords, content: rest } = cutKeywords(end < 0 ? '' : lines.slice(end));
  const { content, trailer } = cutTrailer(rest);
  return { service: service.toLowerCase(), serviceSequence, priority, category, wordCount, agency: agency.toLowerCase(), agencySequence, keywords, content, trailer };
}

/** The time of a message and how sure it is. */
export interface MessageTime {
  readonly instant: string;
  readonly day: string;
  readonly zoneAssumed: boolean;
}

function zoned(local: string, zone: string | undefined, agency: string): { instant: string | undefined; zoneAssumed: boolean } {
  const utc = zone === 'GMT' || zone === 'UTC' || zone === 'Z';
  if (zone !== undefined ? !utc : CENTRAL_EUROPEAN.has(agency)) return { instant: berlinInstant(local), zoneAssumed: false };
  const wall = Date.parse(`${local}:00Z`);
  const valid = !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(local);
  return { instant: valid ? new Date(wall).toISOString() : undefined, zoneAssumed: !utc };
}

/** `DDHHMM [zone] Mon YY` behind the ETX. Undefined when it cannot be read. */
export function messageTime({ trailer, agency }: Pick<Message, 'trailer' | 'agency'>): MessageTime | undefined {
  const match = TRAILER.exec(trailer.slice(0, 200));
  const month = match === null ? undefined : monthNumber(match[5] ?? '');
  if (match === null || month === undefined) return undefined;
  const [, day, hour, minute, zone, , year = ''] = match;
  const date = `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}-${day}`;
  const { instant, zoneAssumed } = zoned(`${date}T${hour}:${minute}`, zone, agency);
  return instant === undefined ? undefined : { instant, day: date, zoneAssumed };
}

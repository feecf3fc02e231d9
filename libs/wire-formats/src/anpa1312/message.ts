import { zoneOf } from '../instants.js';

/** One ANPA 1312 message taken apart, before anything is made of its lines. */
export interface AnpaMessage {
  readonly service: string;
  readonly number: string;
  readonly selector: string;
  readonly priority: string;
  readonly category: string;
  /** The slug of the second line, cut by the sender to its length, with version words behind it. */
  readonly slug: string;
  /** `MM-DD` of the cycle. */
  readonly cycleDay?: string;
  readonly content: string;
  readonly trailer: string;
}

const SOH = '\u0001';
const STX = '\u0002';
const ETX = '\u0003';

/** Service letter and number, then a unit separator and the selector. */
export const FIRST_LINE = /^([A-Za-z?]{1,2})\s?(\d{3,4})[\p{Cc} ]?(\P{Cc}{0,60})$/u;
/** Priority and category, device controls, then slug, month and day, number of words. */
export const SECOND_LINE = /^([a-z])\s?([a-z+])[\p{Cc} ]{1,6}(\S.*?)\s+(\d{2}-\d{2})\s+(\d{1,5})\s*$/iu;
const LOOSE_SECOND_LINE = /^([a-z])\s?([a-z+])\p{Cc}{1,4}\s*(\S.*?)\s*$/iu;

const TRAILER = /(?:\b[A-Z]{2,4}-[A-Z]{2}-)?(\d{2})-(\d{2})-(\d{2,4})\s+(\d{2})(\d{2})\s?([A-Z]{3})\b/;

/** The messages of a file; the synchronisation characters before SOH belong to none. */
export function messagesIn(text: string): string[] {
  if (!text.includes(SOH)) return [text];
  return text.split(SOH).slice(1).map((message) => (message.split('\u0004', 1)[0] ?? '').replaceAll('\u0016', '')).filter((message) => message.trim() !== '');
}

/** Between STX and ETX; where they were lost, below the two header lines and above the trailer. */
function cutContent(text: string): { content: string; trailer: string } {
  const start = text.indexOf(STX);
  const body = start >= 0 ? text.slice(start + 1) : text.split('\n').slice(2).join('\n');
  const end = body.indexOf(ETX);
  if (end >= 0) return { content: body.slice(0, end), trailer: body.slice(end + 1) };
  const shown = body.replace(/\f/g, '').trimEnd();
  const last = shown.slice(shown.lastIndexOf('\n') + 1);
  return last.length < 80 && TRAILER.test(last) ? { content: shown.slice(0, -last.length), trailer: last } : { content: body, trailer: '' };
}

type FirstLine = Pick<AnpaMessage, 'service' | 'number' | 'selector'>;
type SecondLine = Pick<AnpaMessage, 'priority' | 'category' | 'slug' | 'cycleDay'>;

function readFirst(line: string): FirstLine | undefined {
  const match = FIRST_LINE.exec(line.trimEnd());
  if (match === null) return undefined;
  const [, service = '', number = '', selector = ''] = match;
  return { service, number, selector: selector.trim() };
}

function readSecond(line: string): SecondLine | undefined {
  const match = SECOND_LINE.exec(line) ?? LOOSE_SECOND_LINE.exec(line);
  if (match === null) return undefined;
  const [, priority = '', category = '', slug = '', cycleDay] = match;
  return { priority: priority.toLowerCase(), category: category.toLowerCase(), slug, ...(cycleDay === undefined ? {} : { cycleDay }) };
}

/** Takes a message apart; undefined when it has not the two header lines. */
export function readMessage(raw: string): AnpaMessage | undefined {
  const text = raw.replace(/\r\n?/g, '\n').replace(/^\s+/, '');
  const [firstLine = '', nextLine = ''] = text.slice(0, 600).split('\n', 2);
  const first = readFirst(firstLine);
  const second = readSecond(nextLine.split(STX, 1)[0] ?? '');
  return first === undefined || second === undefined ? undefined : { ...first, ...second, ...cutContent(text) };
}

/** `SVC-XX-MM-DD-YY HHMMGMT` at the end of a message, as an ISO stamp; undefined when it is not there or in a zone that nobody knows. */
export function trailerStamp(trailer: string): string | undefined {
  const match = TRAILER.exec(trailer.slice(0, 200));
  const zone = zoneOf(match?.[6] ?? '');
  if (match === null || zone === undefined) return undefined;
  const [, month, day, year = '', hour, minute] = match;
  return `${year.length === 2 ? `20${year}` : year}-${month}-${day}T${hour}:${minute}:00${zone}`;
}

/** The two header lines without any control characters, and caret lines below: what is left after a careless transport. */
export function looksBare(text: string): boolean {
  const [first = '', second = '', third = ''] = text.trimStart().slice(0, 600).split(/\r?\n/, 3);
  return FIRST_LINE.test(first.trimEnd()) && SECOND_LINE.test(second) && /^\^.*<\s*$/.test(third);
}

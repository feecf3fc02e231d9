import type { Signal, WireItem } from '@wiredesk/contracts';
import { FIRST_LINE, looksBare, messagesIn, readMessage, trailerStamp, type AnpaMessage } from './anpa1312/message.js';
import { paragraphsOf, readHead, typeset, type AnpaHead } from './anpa1312/head-lines.js';
import { anpaCategory } from './categories.js';
import { embargoInWords } from './embargo-words.js';
import { readEntries } from './entries.js';
import { textDigest } from './identity.js';
import { itemOf } from './item-draft.js';
import { readStamp } from './instants.js';
import { referencesIn, sequenceName } from './sequence-references.js';
import { headlineActOf } from './xml/headline-acts.js';
import type { WireContext, WireFormat, WireResult, WireSource } from './wire-format.js';

/** Flash, bulletin, urgent, regular, deferred; advances for weekdays and Sundays are the least urgent. */
const URGENCY: Readonly<Record<string, number>> = { f: 1, b: 2, u: 3, r: 4, d: 5, a: 7, s: 7, w: 7 };
/** Synchronisation, unit and record separator. */
const SEPARATORS = ['\u0016', '\u001f', '\u001e'];
const CYCLE = /^(?:bc|am|pm)-/i;

interface Parts {
  readonly message: AnpaMessage;
  readonly head: AnpaHead;
  readonly text: string;
  readonly stamp: string | undefined;
  readonly day: string;
}

/** Of a message without a trailer the year is not known; its words tell one year's message from another's. */
function dayOf(message: AnpaMessage, sent: string | undefined, text: string): string {
  if (sent === undefined) return `${message.cycleDay ?? 'undated'}:${textDigest(text).slice(0, 16)}`;
  return message.cycleDay === undefined ? sent.slice(0, 10) : dayOfCycle(message.cycleDay, sent);
}

function partsOf(raw: string): Parts | undefined {
  const message = readMessage(raw);
  if (message === undefined) return undefined;
  const head = readHead(message.content);
  const stamp = trailerStamp(message.trailer);
  const text = paragraphsOf(head.body);
  const sent = stamp === undefined ? undefined : readStamp(stamp)?.instant;
  return { message, head, stamp, text, day: dayOf(message, sent, text) };
}

/** A cycle of 31 December may be sent on 1 January. */
function dayOfCycle(cycleDay: string, sent: string): string {
  const year = Number(sent.slice(0, 4));
  const isLastYear = cycleDay.startsWith('12-') && sent.slice(5, 7) === '01';
  const isNextYear = cycleDay.startsWith('01-') && sent.slice(5, 7) === '12';
  return `${year - Number(isLastYear) + Number(isNextYear)}-${cycleDay}`;
}

/** The slug repeats exactly on every lead of a cycle's day; whether it is for morning or evening papers does not count. */
const storySlug = ({ head, message }: Parts): string => (head.keyword || message.slug).replace(CYCLE, '').replace(/\s+/g, ' ').trim().toLowerCase();

const WORDS_OF_ACTS: readonly (readonly [Signal, RegExp])[] = [
  ['kill', /\b(?:mandatory kill|kill (?:the|this|mandatory)|story kill(?:ed)?|kill\W*$)/i],
  ['withdraw', /\b(?:story|item) (?:is |has been )?withdrawn\b/i],
  ['hold', /^\W*(?:hold\b(?! for release)|please hold|withhold)/i],
  ['correction', /\b(?:correct(?:s|ion|ive)|to correct)\b/i],
];

const ON_OTHERS = new Set<Signal | undefined>(['kill', 'withdraw', 'hold']);

/** Kills and corrections stand in the notes, the headline or the first words; a later lead is an update. */
function signalOf({ message, head, text }: Parts): Signal | undefined {
  const lines = [head.headline, ...head.notes, head.keyword, head.stage, message.slug];
  const said = WORDS_OF_ACTS.find(([, pattern]) => lines.some((line) => pattern.test(line)))?.[0] ?? headlineActOf(head.headline)?.signal ?? headlineActOf(text.slice(0, 80))?.signal;
  if (said !== undefined) return said;
  if (message.category === 'v') return 'advisory';
  return head.stage === '' ? undefined : 'update';
}

/** `1st Add` is the second take of its slug. */
function takeOf(parts: Parts): { key: string; number: number } | undefined {
  const match = /(\d{1,2})(?:st|nd|rd|th)\s+add\b/i.exec(parts.head.stage);
  return match === null ? undefined : { key: storySlug(parts), number: Number(match[1]) + 1 };
}

function fieldsOf(parts: Parts): Record<string, unknown> {
  const { message, head, day, text } = parts;
  const headline = typeset(head.headline);
  const notes = [...head.notes, ...head.photos];
  return {
    type: 'text',
    urgency: URGENCY[message.priority],
    urgencyFrom: { code: message.priority, rule: 'anpa1312:priority' },
    title: headline || undefined,
    headlines: headline === '' ? [] : [{ role: 'main', value: headline }],
    descriptions: head.summaries.length === 0 ? undefined : head.summaries.map((value) => ({ role: 'summary', contentType: 'text/plain', value: typeset(value) })),
    bodies: [{ role: 'text', contentType: 'text/plain', value: text }],
    by: head.byline?.replace(/^by /i, ''),
    byTitle: head.bylineTitle,
    slugline: head.keyword || message.slug,
    stage: head.stage || undefined,
    subjects: anpaCategory(message.category),
    edNote: notes.length === 0 ? undefined : notes.join('\n'),
    photos: head.photos.length === 0 ? undefined : head.photos,
    take: takeOf(parts),
    altIds: [{ role: 'serviceSequence', value: sequenceName({ agency: message.service, number: message.number, day }) }],
  };
}

function read(raw: string, context: WireContext): WireItem | undefined {
  const parts = partsOf(raw);
  if (parts === undefined) return undefined;
  const { message, head, day, text, stamp } = parts;
  const name = `anpa1312:${storySlug(parts)}:${day}`;
  const signal = signalOf(parts);
  const refersTo = ON_OTHERS.has(signal) ? referencesIn(`${head.notes.join('\n')}\n${text}`, [{ agency: message.service, number: message.number, day }]) : [];
  return itemOf({
    uri: `urn:wiredesk:${encodeURI(name)}`,
    storyName: name,
    text,
    versionCreated: stamp,
    signal,
    embargo: embargoInWords([message.slug, head.keyword, head.stage, ...head.notes, head.headline]),
    flags: stamp === undefined ? ['unreadable:versionCreated'] : [],
    fields: { ...fieldsOf(parts), refersTo: refersTo.length === 0 ? undefined : refersTo },
  }, context);
}

const NO_HEADER = { code: 'malformed', message: 'the first lines are no ANPA 1312 header', rule: 'anpa1312', hint: 'expected: service and number, then priority, category, slug, month-day, words' } as const;

function parse(source: WireSource): WireResult {
  return readEntries(messagesIn(source.text), {
    read: (raw) => {
      const item = read(raw, source.context);
      return item === undefined ? { rejection: NO_HEADER } : { item };
    },
    bytes: (raw) => new TextEncoder().encode(`\u0016\u0016\u0001${raw}\u0004`),
  });
}

function recognise({ text }: WireSource): string | undefined {
  const at = text.slice(0, 2000).indexOf('\u0001');
  if (at < 0) return looksBare(text) ? 'two ANPA 1312 header lines and a caret line' : undefined;
  const line = text.slice(at + 1, at + 100).split(/[\r\n]/, 1)[0] ?? '';
  const separated = SEPARATORS.some((control) => text.slice(0, at + 100).includes(control));
  return separated && FIRST_LINE.test(line.trimEnd()) ? 'SOH and an ANPA 1312 service line' : undefined;
}

/** ANPA 1312, with the dialect of AP: caret lines, cycles, leads and adds, advances. */
export const anpa1312: WireFormat = { id: 'anpa1312', recognise, parse };

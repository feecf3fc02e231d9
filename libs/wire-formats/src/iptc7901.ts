import type { Signal, WireItem } from '@wiredesk/contracts';
import { anpaCategory, dpaDesk } from './categories.js';
import { dpaDayOf, dpaStoryName } from './dpa-story.js';
import { embargoInWords } from './embargo-words.js';
import { textDigest, urnOf, wordsName } from './identity.js';
import { readEntries } from './entries.js';
import { itemOf } from './item-draft.js';
import { readHead, type HeadLines } from './iptc7901/head-lines.js';
import { HEADER, messagesIn, messageTime, readMessage, type Message, type MessageTime } from './iptc7901/message.js';
import { cutNotes, type BodyAndNotes } from './iptc7901/notebook.js';
import { signalIn } from './iptc7901/signals.js';
import { referencesIn, sequenceName, type Sequence } from './sequence-references.js';
import { oneLine } from './text.js';
import { datelineInText, readDateline } from './xml/dateline.js';
import { unwrapLines } from './xml/unwrap-lines.js';
import type { WireContext, WireFormat, WireResult, WireSource } from './wire-format.js';

/** Day, service and number, and behind `#` the version: how KNA names a story. */
const OWN_ID = /^(\d{6}-\d{1,4}-\d{1,8})(?:#(\d{1,4}))?$/;
const ACTS_ON_OTHERS: ReadonlySet<Signal> = new Set(['kill', 'withdraw', 'hold', 'correction', 'release']);

interface Parts {
  readonly message: Message;
  readonly head: HeadLines;
  readonly notes: BodyAndNotes;
  readonly time: MessageTime | undefined;
  readonly day: string;
  readonly sequences: readonly Sequence[];
}

const isNumbered = ({ number }: Sequence): boolean => Number(number) > 0;

/** The urn that a dpa correction carries in its notebook names the story it corrects, and so itself. */
const ownUrn = ({ notebook = '' }: BodyAndNotes, signal: Signal | undefined): string | undefined =>
  (signal === 'correction' ? /urn:newsml:dpa\.com:\d{8}:[\w-]+/.exec(notebook)?.[0] : undefined);

/**
 * Service, sequence and day name a message, where the agency has no better identifier of its own (`170123-89-00065#2`). dpa's zero numbers name nothing: there the urn, or what all its formats share, does.
 */
function nameOf({ message, head, notes, day, sequences }: Parts, signal: Signal | undefined, context: WireContext): { uri: string; storyName: string; version?: string } {
  const [service] = sequences;
  const [, id, revision] = OWN_ID.exec(message.agencySequence) ?? [];
  if (id !== undefined) {
    const name = `iptc7901:${message.agency}:${id}`;
    return { uri: `urn:wiredesk:${name}`, storyName: name, ...(revision === undefined ? {} : { version: revision }) };
  }
  if (service !== undefined && isNumbered(service)) {
    const name = `iptc7901:${message.agency}:${message.service}:${Number(message.serviceSequence)}:${day}`;
    return { uri: `urn:wiredesk:${name}`, storyName: name };
  }
  const urn = ownUrn(notes, signal);
  const shared = dpaStoryName({ day: (urn === undefined ? undefined : dpaDayOf(urn)) ?? day, headline: head.headline });
  const storyName = shared ?? wordsName(context.feed, notes.body);
  return { uri: urn ?? urnOf('iptc7901', storyName), storyName };
}

function partsOf(raw: string): Parts | undefined {
  const message = readMessage(raw);
  if (message === undefined) return undefined;
  const head = readHead(message.content);
  const time = messageTime(message);
  const notes = cutNotes(head.rest, message.agency);
  // Without a date the words tell one day's message from another's: the day of receipt would change with every delivery.
  const day = time?.day ?? datelineInText(unwrapLines(notes.body))?.date ?? textDigest(notes.body).slice(0, 16);
  const sequences = [{ agency: message.service, number: message.serviceSequence, day }, { agency: message.agency, number: message.agencySequence, day }];
  return { message, head, time, day, sequences, notes };
}

function languageOf({ message, notes }: Parts): string | undefined {
  if (/notizblock|redaktionelle hinweise/i.test(notes.notebook ?? '')) return 'de';
  if (/notebook/i.test(notes.notebook ?? '')) return 'en';
  return message.agency === 'dpa' ? { b: 'de', l: 'de', e: 'en' }[message.service.slice(0, 1)] : undefined;
}

/** Some agencies put no dash behind the bracket with their name. */
function datelineOf(text: string, { message, day }: Parts): WireItem['dateline'] {
  const head = /^[^()\n]{2,60}\(([^()\n]{2,20})\)/.exec(text);
  if (head?.[1]?.toLowerCase() !== message.agency) return undefined;
  const found = datelineInText(text, day) ?? readDateline(head[0], day);
  return found === undefined ? undefined : { ...found };
}

function fieldsOf(parts: Parts, text: string): Record<string, unknown> {
  const { message, head, notes, sequences } = parts;
  const keywords = message.keywords.split(/[/\n]/).map(oneLine).filter((word) => word !== '');
  const urgency = Number(message.priority);
  const numbered = sequences.filter(isNumbered);
  const edNote = [...head.notes, ...head.tags, notes.notebook, notes.initials].filter((note) => note !== undefined).join('\n');
  const desk = message.category.length > 1 || message.agency === 'dpa' ? dpaDesk(message.category) : anpaCategory(message.category);
  return {
    type: 'text',
    urgency: urgency >= 1 && urgency <= 9 ? urgency : undefined,
    urgencyFrom: { code: message.priority, rule: 'iptc7901:priority' },
    title: head.headline || undefined,
    headlines: head.headline === '' ? [] : [{ role: 'main', value: head.headline }],
    bodies: [{ role: 'text', contentType: 'text/plain', value: text }],
    by: head.byline,
    slugline: keywords.length === 0 ? undefined : keywords.join('/'),
    subjects: [...keywords.map((name) => ({ name, rel: 'keyword' })), ...desk],
    infoSources: [{ name: message.agency, role: 'agency' }],
    edNote: edNote === '' ? undefined : edNote,
    dateline: datelineOf(text, parts),
    language: languageOf(parts),
    altIds: numbered.length === 0 ? undefined : numbered.map((sequence, i) => ({ role: numbered.length === 2 && i === 0 ? 'serviceSequence' : 'agencySequence', value: sequenceName(sequence) })),
  };
}

function read(raw: string, context: WireContext): WireItem | undefined {
  const parts = partsOf(raw);
  if (parts === undefined) return undefined;
  const { head, notes, time } = parts;
  const text = unwrapLines(notes.body);
  const signal = signalIn(head, notes.body);
  const name = nameOf(parts, signal, context);
  const named = signal !== undefined && ACTS_ON_OTHERS.has(signal) ? referencesIn(`${head.headline}\n${notes.body}\n${notes.notebook ?? ''}`, parts.sequences) : [];
  const refersTo = named.filter(({ id }) => id !== name.uri);
  return itemOf({
    ...name,
    text,
    versionCreated: time?.instant,
    signal,
    embargo: embargoInWords([...head.notes, ...head.tags]),
    flags: time === undefined ? ['unreadable:versionCreated'] : time.zoneAssumed ? ['zone-assumed:versionCreated'] : [],
    fields: { ...fieldsOf(parts, text), refersTo: refersTo.length === 0 ? undefined : refersTo },
  }, context);
}

const NO_HEADER = { code: 'malformed', message: 'the first line is no IPTC 7901 header', rule: 'iptc7901', hint: 'expected: service+number, priority, category, words, agency, number' } as const;

function parse(source: WireSource): WireResult {
  return readEntries(messagesIn(source.text), {
    read: (raw) => {
      const item = read(raw, source.context);
      return item === undefined ? { rejection: NO_HEADER } : { item };
    },
    bytes: (raw) => new TextEncoder().encode(`\u0001${raw}\u0004`),
  });
}

function recognise({ text }: WireSource): string | undefined {
  const start = text.indexOf('\u0001');
  const at = start >= 0 && text.slice(0, start).trim() === '' ? start + 1 : 0;
  const line = /^\s*(\P{Cc}{10,200})/u.exec(text.slice(at, at + 400))?.[1] ?? '';
  if (!HEADER.test(line)) return undefined;
  if (at > 0) return 'SOH and an IPTC 7901 header line';
  return text.includes('\u0002') || /\/\s*$/m.test(text.slice(0, 600)) ? 'an IPTC 7901 header line and keywords' : undefined;
}

/** IPTC 7901, with the dialect of dpa: head lines ended by ` =`, a notebook that is not public, numbers that may be zero. */
export const iptc7901: WireFormat = { id: 'iptc7901', recognise, parse };

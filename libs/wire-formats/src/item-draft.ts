import { storyIdOf, toInstant, type Signal, type WireItem } from '@wiredesk/contracts';
import { dpaStoryNameOf } from './dpa-story.js';
import { readStamp } from './instants.js';
import { decimalVersion } from './identity.js';
import { embargoInWords, headLines } from './embargo-words.js';
import { referencesIn } from './sequence-references.js';
import { canonicalText, tidy } from './text.js';
import { datelineInText } from './xml/dateline.js';
import { embargoInNotes } from './xml/embargo-note.js';
import { headlineActOf } from './xml/headline-acts.js';
import type { WireContext } from './wire-format.js';

/** What a publisher said of an embargo. Without `until` it never ends by itself. */
export interface Embargo {
  readonly until?: string | undefined;
  readonly asWritten: string;
  readonly rule: string;
}

/** What a wire format read, before the rules that hold for all formats are applied. Times are as the publisher wrote them. */
export interface ItemDraft {
  readonly uri: string;
  /** The publisher's own name of the story, without any revision. */
  readonly storyName: string;
  readonly text: string;
  readonly version?: unknown;
  readonly versionCreated?: string | undefined;
  readonly signal?: Signal | undefined;
  readonly pubStatus?: WireItem['pubStatus'] | undefined;
  readonly embargo?: Embargo | undefined;
  /** What had to be assumed, repaired or left out: `<what>:<field>`. */
  readonly flags?: readonly string[] | undefined;
  /** Every further field of an item; undefined ones are left out. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** Clocks of publishers may run ahead by this much before their time is no longer believed. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;

const ON_OTHERS: ReadonlySet<Signal> = new Set(['kill', 'withdraw', 'hold', 'release']);

interface Times {
  readonly versionCreated: string;
  readonly from: WireItem['versionCreatedFrom'];
  readonly flags: readonly string[];
}

/** A time in the future is clamped to the time of receipt and flagged: it would otherwise win over every later version. */
function timesOf(written: string | undefined, receivedAt: string): Times {
  const receipt = toInstant(receivedAt) ?? receivedAt;
  if (written === undefined) return { versionCreated: receipt, from: 'receipt', flags: [] };
  const stamp = readStamp(written);
  if (stamp === undefined) return { versionCreated: receipt, from: 'receipt', flags: ['unreadable:versionCreated'] };
  const assumed = stamp.zoneAssumed ? ['zone-assumed:versionCreated'] : [];
  if (Date.parse(stamp.instant) > Date.parse(receipt) + CLOCK_SKEW_MS) {
    return { versionCreated: receipt, from: 'receipt', flags: [...assumed, 'future:versionCreated'] };
  }
  return { versionCreated: stamp.instant, from: 'publisher', flags: assumed };
}

/** The publisher's number or instant; else the publisher's time of this version; else the first version. */
function versionOf(draft: ItemDraft, times: Times): string {
  const number = decimalVersion(draft.version);
  if (number !== undefined) return number;
  const instant = typeof draft.version === 'string' ? readStamp(draft.version)?.instant : undefined;
  if (instant !== undefined) return instant;
  return times.from === 'publisher' ? times.versionCreated : '1';
}

const titleOf = ({ fields, text }: ItemDraft): string | undefined => {
  const title = fields?.['title'];
  return typeof title === 'string' ? title : headLines([text])[0];
};

/** The publisher's act; else the status; else what the headline announces; else what the version number says. */
function signalOf(draft: ItemDraft, version: string): Signal {
  if (draft.signal !== undefined) return draft.signal;
  if (draft.pubStatus === 'canceled') return 'kill';
  const said = headlineActOf(titleOf(draft))?.signal;
  if (said !== undefined) return said;
  return /^\d+$/.test(version) && version !== '0' && version !== '1' ? 'update' : 'create';
}

/** A kill or hold in words that names its victim by urn. */
function namedVictims(draft: ItemDraft, signal: Signal, text: string): unknown {
  const given = draft.fields?.['refersTo'];
  if (given !== undefined || !ON_OTHERS.has(signal)) return given;
  const named = referencesIn(text, []).filter(({ id }) => id !== draft.uri);
  return named.length === 0 ? undefined : named;
}

/** An embargo that stands only in words above the text or in the note for editors. */
function spokenEmbargo({ fields, text }: ItemDraft): Embargo | undefined {
  const [title, slugline, edNote] = ['title', 'slugline', 'edNote'].map((name) => (typeof fields?.[name] === 'string' ? fields[name] : undefined));
  return embargoInWords([title, slugline, edNote, text]) ?? embargoInNotes(edNote, 'words:note');
}

/** An embargo whose end is unknown withholds, whatever the status says. */
function statusOf(draft: ItemDraft, { signal, embargo }: { signal: Signal; embargo: Embargo | undefined }): WireItem['pubStatus'] {
  if (draft.pubStatus === 'canceled' || signal === 'kill' || signal === 'withdraw') return 'canceled';
  if (signal === 'hold' || (embargo !== undefined && embargo.until === undefined)) return 'withheld';
  return draft.pubStatus ?? 'usable';
}

const DAYS_APART = 3 * 86_400_000;

/** A weekday needs the publisher's day: counted from the day of receipt, the same text would be another item a week later. */
function datelineOf(text: string, { versionCreated, from }: Times): unknown {
  const found = datelineInText(text, versionCreated.slice(0, 10));
  if (from === 'publisher' || found?.date === undefined) return found;
  const earlier = datelineInText(text, new Date(Date.parse(versionCreated) - DAYS_APART).toISOString().slice(0, 10));
  return earlier?.date === found.date ? found : datelineInText(text);
}

/** Makes an item of a draft: identity, order, status and embargo by the rules of all formats. */
export function itemOf(draft: ItemDraft, context: WireContext): WireItem {
  const times = timesOf(draft.versionCreated, context.receivedAt);
  const version = versionOf(draft, times);
  const text = canonicalText(draft.text);
  const signal = signalOf(draft, version);
  const embargo = draft.embargo ?? spokenEmbargo(draft);
  const flags = [...(draft.flags ?? []), ...times.flags];
  const item = {
    headlines: [],
    bodies: [],
    language: context.given?.language,
    ...draft.fields,
    dateline: draft.fields?.['dateline'] ?? datelineOf(text, times),
    refersTo: namedVictims(draft, signal, text),
    storyId: storyIdOf(dpaStoryNameOf(draft.uri, draft.fields?.['title']) ?? draft.storyName),
    uri: draft.uri,
    version,
    pubStatus: statusOf(draft, { signal, embargo }),
    signal,
    versionCreated: times.versionCreated,
    versionCreatedFrom: times.from,
    embargo,
    embargoedUntil: embargo?.until,
    flags: flags.length === 0 ? undefined : flags,
    text,
  };
  return tidy(item) as WireItem;
}

import type { Rejection } from '@wiredesk/contracts';
import type { WireEntry, WireReject, WireResult, WireSource } from '../wire-format.js';
import { envelopeOf, MOST_ITEMS, type Envelope } from './envelope.js';
import { readXml, type XmlDocument } from './read-xml.js';
import type { Slice } from './split-elements.js';
import { descendantsOf, type XmlElement } from './tree.js';
import { rejectionsFor, type XmlFault } from './xml-fault.js';

/** One item of a file: its element, the root it hangs from, and the text that offsets of the tree point into. */
export interface XmlItem {
  readonly element: XmlElement;
  readonly root: XmlElement;
  readonly text: string;
  readonly source: WireSource;
  readonly repairs: readonly string[];
}

export type Outcome = { readonly item: WireEntry['item'] } | { readonly rejection: Rejection };

/** How a format finds its items and reads one of them. */
export interface XmlItemReader {
  /** Of the format; what a reject names. */
  readonly rule: string;
  /** Local names of the elements that are items. */
  readonly names: readonly string[];
  /** An item, or why it is none. Must not throw. */
  readonly read: (item: XmlItem) => Outcome;
}

const encoder = new TextEncoder();

interface Reading {
  readonly outcome: Outcome;
  readonly bytes?: Uint8Array | undefined;
}

function collect(readings: readonly Reading[]): WireResult {
  const items: WireEntry[] = [];
  const rejects: WireReject[] = [];
  readings.forEach(({ outcome, bytes }, index) => {
    const own = bytes === undefined ? {} : { bytes };
    if ('rejection' in outcome) rejects.push({ ...outcome.rejection, entry: index + 1, ...own });
    else items.push({ entry: index + 1, item: outcome.item, ...own });
  });
  return { items, rejects };
}

/** The items of a root: the root itself, or what it holds. */
const itemsIn = (root: XmlElement, names: readonly string[]): XmlElement[] =>
  (names.includes(root.name) ? [root] : descendantsOf(root, ...names));

interface File {
  readonly source: WireSource;
  readonly reader: XmlItemReader;
  readonly envelope: Envelope;
  readonly rejectionOf: (fault: XmlFault) => Rejection;
}

/** A bug in reading one item is loud, and costs only that item. */
function guarded(reader: XmlItemReader, item: XmlItem): Outcome {
  try {
    return reader.read(item);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { rejection: { code: 'bug', message: `${reader.rule}: ${message.slice(0, 300)}`, rule: reader.rule, hint: 'report this input' } };
  }
}

function readSlice({ source, reader, envelope, rejectionOf }: File, slice: Slice): Reading {
  const text = envelope.document(slice);
  const bytes = envelope.slices.length > 1 ? encoder.encode(text) : undefined;
  const reading = readXml(text);
  if ('fault' in reading) {
    const inSlice = Math.max(0, reading.fault.at - (text.length - (slice.end - slice.start)));
    return { outcome: { rejection: rejectionOf({ ...reading.fault, at: Math.min(slice.start + inSlice, slice.end) }) }, bytes };
  }
  const { root, repairs } = reading.document;
  const [element] = itemsIn(root, reader.names);
  if (element === undefined) return { outcome: { rejection: rejectionOf({ code: 'malformed', message: 'the item cannot be told from its neighbours', at: slice.start }) }, bytes };
  return { outcome: guarded(reader, { element, root, text, source, repairs }), bytes };
}

const tooMany = (at: number): XmlFault => ({ code: 'too-large', message: `more than ${MOST_ITEMS} items`, at, hint: 'send the rest in another file' });

/**
 * Every item is cut out and read alone, so that a broken one costs only itself. A fault of the file that no item shows is
 * a reject of its own: it may have been an item.
 */
function readSlices(file: File, fault: XmlFault | undefined): WireResult {
  const slices = file.envelope.slices.slice(0, MOST_ITEMS);
  const readings = slices.map((slice) => readSlice(file, slice));
  const beyond = file.envelope.slices[MOST_ITEMS];
  const isShown = fault === undefined || fault.code === 'too-large' || readings.some(({ outcome }) => 'rejection' in outcome);
  const faults = [...isShown ? [] : [fault], ...beyond === undefined ? [] : [tooMany(beyond.start)]];
  return collect([...readings, ...faults.map((found) => ({ outcome: { rejection: file.rejectionOf(found) } }))]);
}

/** Everything behind the first root element: further documents that were written into the same file. */
const hasMore = (rest: string): boolean => /<[A-Za-z_]/.test(rest.slice(0, 4_000));

/** A look that costs nothing, before a file is cut up tag by tag: are there two places where an item may begin? */
function mayHoldSeveral(text: string, names: readonly string[]): boolean {
  const starts = names.flatMap((name) => [`<${name}`, `:${name}`]).flatMap((start) => {
    const first = text.indexOf(start);
    return first < 0 ? [] : [first, text.indexOf(start, first + 1)];
  });
  return starts.filter((at) => at >= 0).length > 1;
}

function readTree(file: Omit<File, 'envelope'>, { root, repairs }: XmlDocument): WireResult {
  const { source, reader, rejectionOf } = file;
  const elements = itemsIn(root, reader.names);
  if (elements.length === 0) {
    const rejection: Rejection = { code: 'invalid-item', message: 'there is no item in it', rule: reader.rule, hint: `expected ${reader.names.join(' or ')}` };
    return collect([{ outcome: { rejection } }]);
  }
  const envelope = elements.length === 1 ? undefined : envelopeOf(source.text, reader.names);
  const readings = elements.slice(0, MOST_ITEMS).map((element) => ({
    outcome: guarded(reader, { element, root, text: source.text, source, repairs }),
    bytes: envelope === undefined ? undefined : encoder.encode(envelope.document(element)),
  }));
  const beyond = elements[MOST_ITEMS];
  return collect(beyond === undefined ? readings : [...readings, { outcome: { rejection: rejectionOf(tooMany(beyond.start)) } }]);
}

/**
 * Reads the items of an XML file. A well-formed file is parsed once; a file that is not, that is too long for one parse or that
 * holds several documents one behind the other is cut into its items first. Each item of several carries its own bytes: a
 * file of that one item.
 */
export function readItems(source: WireSource, reader: XmlItemReader): WireResult {
  const { text } = source;
  const reading = readXml(text);
  const rejectionOf = rejectionsFor(text, reader.rule);
  if ('fault' in reading && reading.fault.final === true) return collect([{ outcome: { rejection: rejectionOf(reading.fault) } }]);
  const file = { source, reader, rejectionOf };
  if ('document' in reading && !hasMore(text.slice(reading.document.end))) return readTree(file, reading.document);
  const envelope = mayHoldSeveral(text, reader.names) ? envelopeOf(text, reader.names) : undefined;
  if (envelope !== undefined && envelope.slices.length > 1) return readSlices({ ...file, envelope }, 'fault' in reading ? reading.fault : undefined);
  return 'document' in reading ? readTree(file, reading.document) : collect([{ outcome: { rejection: rejectionOf(reading.fault) } }]);
}

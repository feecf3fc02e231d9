import { wireItemSchema, type Rejection } from '@wiredesk/contracts';
import { binaryReason } from './binary.js';
import { decodeWire } from './charset.js';
import { wireFormats } from './formats.js';
import { emptyBody, rejected } from './rejects.js';
import type { WireContext, WireEntry, WireFormat, WireReject, WireResult, WireSource } from './wire-format.js';

/** What became of some bytes: their items and rejects, the wire format, and the rule that decided on it. */
export interface ParsedWire extends WireResult {
  readonly format: string;
  readonly rule: string;
}

function detect(source: WireSource): { format: WireFormat; rule: string } | undefined {
  for (const format of wireFormats) {
    const rule = format.recognise(source);
    if (rule !== undefined) return { format, rule };
  }
  return undefined;
}

/** A parser that throws has a bug; its input is still only one reject, and it is a loud one. */
function guarded(format: WireFormat, source: WireSource): WireResult {
  try {
    return format.parse(source);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return rejected({ code: 'bug', message: `${format.id}: ${message.slice(0, 300)}`, rule: format.id, hint: 'report this input' });
  }
}

/** Names are keys further down the line, and keys have limits. */
const MOST_URI = 2_000;

function faultOf(item: WireEntry['item']): Rejection | undefined {
  const fault = wireItemSchema.safeParse(item).error?.issues[0];
  if (fault !== undefined) return { code: 'invalid-item', message: fault.message, pointer: `/${fault.path.map(String).join('/')}`, hint: 'correct the field that is named' };
  return item.uri.length > MOST_URI ? { code: 'invalid-item', message: `longer than ${MOST_URI} characters`, pointer: '/uri', hint: 'name the item by a shorter uri' } : undefined;
}

/** No item leaves that the contract refuses, whatever a publisher wrote into a field. */
function checked(result: WireResult): WireResult {
  const items: WireEntry[] = [];
  const rejects: WireReject[] = [...result.rejects];
  for (const entry of result.items) {
    const rejection = faultOf(entry.item);
    if (rejection === undefined) items.push(entry);
    else {
      rejects.push({ ...rejection, entry: entry.entry, ...(entry.bytes === undefined ? {} : { bytes: entry.bytes }) });
    }
  }
  return { items, rejects: rejects.sort((a, b) => a.entry - b.entry) };
}

/**
 * Reads bytes of any wire format. Never throws: what cannot be read is a reject with a code of the table, a pointer or an offset
 * and a hint, and its neighbours are items. The same bytes in the same context give the same result.
 */
export function parseWire(bytes: Uint8Array, context: WireContext): ParsedWire {
  if (bytes.length === 0) return { ...rejected(emptyBody('send the bytes of an item')), format: 'none', rule: 'no bytes' };
  const { text, charset } = decodeWire(bytes, context.contentType);
  const reason = binaryReason(bytes, text);
  if (reason !== undefined) {
    const rejection: Rejection = { code: 'unsupported-format', message: `not a wire format: ${reason}`, hint: 'send text, XML, JSON or HTML' };
    return { ...rejected(rejection), charset, format: 'none', rule: reason };
  }
  const source: WireSource = { bytes, text, charset, context };
  const found = detect(source);
  if (found === undefined) return { ...rejected({ code: 'unsupported-format', message: 'markup of no known wire format', hint: 'send NewsML-G2, NewsML 1, NITF, RSS, Atom, a news sitemap or HTML' }), charset, format: 'none', rule: 'nothing fits' };
  return { ...checked(guarded(found.format, source)), charset, format: found.format.id, rule: found.rule };
}

import type { CharsetUse } from './wire-format.js';
import { repairMojibake } from './mojibake.js';

export interface Decoded {
  readonly text: string;
  readonly charset: CharsetUse;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const HEAD = 1024;

/** The label of the WHATWG encoding standard, or undefined when it names no encoding. */
function knownLabel(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function labelIn(pattern: RegExp, text: string): string | undefined {
  return pattern.exec(text)?.[1]?.toLowerCase();
}

/** What the transport says; else what the document says of itself: XML declaration or HTML meta, in its first kilobyte. */
function declaredIn(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  const transport = labelIn(/charset\s*=\s*["']?([\w:.-]+)/i, contentType ?? '');
  if (transport !== undefined) return transport;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1');
  if (!/encoding|charset/i.test(head)) return undefined;
  return labelIn(/^[^<]{0,64}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)["']/, head) ?? labelIn(/<meta[^>]{0,200}?charset\s*=\s*["']?([\w:.-]+)/i, head);
}

/** Zero bytes at even and at odd places of the first kilobyte. */
function zerosIn(bytes: Uint8Array, end: number): { even: number; odd: number } {
  const count = { even: 0, odd: 0 };
  for (let i = 0; i < end; i++) if (bytes[i] === 0) count[(i & 1) === 0 ? 'even' : 'odd']++;
  return count;
}

/** UTF-16 shows by its byte order mark, or by the zero bytes that Latin text has at every other place. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const end = Math.min(bytes.length, HEAD) & ~1;
  const { even, odd } = zerosIn(bytes, end);
  if (end < 8 || Math.max(even, odd) < end * 0.3) return undefined;
  if (even === 0) return 'utf-16le';
  return odd === 0 ? 'utf-16be' : undefined;
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Length of the UTF-8 sequence at `i`, 0 when there is none. */
function sequenceAt(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] ?? 0;
  if (lead < 0x80) return 1;
  let length = 0;
  if (lead >= 0xc2 && lead < 0xe0) length = 2;
  else if (lead >= 0xe0 && lead < 0xf0) length = 3;
  else if (lead >= 0xf0 && lead < 0xf5) length = 4;
  for (let at = 1; at < length; at++) if (((bytes[i + at] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/**
 * UTF-8 with stray bytes of another charset in it, as wires that are stitched together have: the stray bytes are read as
 * windows-1252. Undefined when stray bytes are not the exception.
 */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  let sequences = 0;
  let strays = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceAt(bytes, i);
    if (length > 1) sequences++;
    if (length === 0) strays++;
    i += Math.max(1, length);
  }
  if (sequences === 0 || strays > sequences) return undefined;
  return new TextDecoder('utf-8').decode(withoutStrays(bytes, strays));
}

/** The same bytes with every stray one written as the UTF-8 of its windows-1252 character. */
function withoutStrays(bytes: Uint8Array, strays: number): Uint8Array {
  const out = new Uint8Array(bytes.length + 2 * strays);
  let to = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceAt(bytes, i);
    const written = length === 0 ? STRAYS[(bytes[i] ?? 0x80) - 0x80] ?? [] : bytes.subarray(i, i + length);
    out.set(written, to);
    to += written.length;
    i += Math.max(1, length);
  }
  return out.subarray(0, to);
}

/** UTF-8 of the upper half of windows-1252. */
const STRAYS: readonly Uint8Array[] = Array.from({ length: 128 }, (_, i) => new TextEncoder().encode(new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + i))));

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** Bytes that are no UTF-8, under the charset that was declared when it can be, else the best guess. */
function decodeOther(bytes: Uint8Array, declared: string | undefined): { text: string; used: string } {
  const label = declared === undefined ? undefined : knownLabel(declared);
  if (label !== undefined && label !== 'utf-8' && !label.startsWith('utf-16')) {
    return { text: new TextDecoder(label).decode(bytes), used: label };
  }
  const mixed = mostlyUtf8(bytes);
  if (mixed !== undefined) return { text: mixed, used: 'utf-8' };
  return { text: new TextDecoder('windows-1252').decode(bytes), used: 'windows-1252' };
}

function choose(bytes: Uint8Array, declared: string | undefined): { text: string; used: string; stray: boolean } {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), used: wide, stray: false };
  const label = declared === undefined ? undefined : knownLabel(declared);
  const text = asUtf8(bytes);
  // A multi-byte charset of East Asia can look like UTF-8 by accident, a single-byte one cannot for long; ISO-2022 is plain ASCII bytes.
  const asian = label !== undefined && /^(gb|big5|euc|shift|iso-2022)/.test(label);
  if (text !== undefined && (!asian || (isAscii(bytes) && label !== 'iso-2022-jp'))) return { text, used: 'utf-8', stray: false };
  return { ...decodeOther(bytes, declared), stray: text === undefined };
}

const sameCharset = (declared: string, used: string, ascii: boolean): boolean => {
  const label = knownLabel(declared);
  if (label === used || (label === 'utf-16le' && used === 'utf-16be')) return true;
  return ascii && label !== undefined && !label.startsWith('utf-16');
};

/**
 * Bytes to text without NUL and without a byte order mark. Never throws. `repaired` is set when what was declared (or UTF-8,
 * when nothing was) does not hold, or when text that had been decoded wrongly upstream was put right.
 */
export function decodeWire(bytes: Uint8Array, contentType?: string): Decoded {
  const declared = declaredIn(bytes, contentType);
  const { text, used, stray } = choose(bytes, declared);
  const wrong = declared === undefined ? stray && used === 'utf-8' : !sameCharset(declared, used, isAscii(bytes)) || (stray && used === 'utf-8');
  const { text: repaired, mojibake } = repairMojibake(text);
  const charset = { ...(declared === undefined ? {} : { declared }), used, repaired: wrong || mojibake === 'repaired', ...(mojibake === undefined ? {} : { mojibake }) };
  const clean = repaired.includes('\0') ? repaired.replaceAll('\0', '') : repaired;
  return { text: (clean.startsWith('\uFEFF') ? clean.slice(1) : clean).toWellFormed(), charset };
}

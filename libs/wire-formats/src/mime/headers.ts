import { decodeWire } from '../charset.js';

/** Header fields of one entity by lower-case name, decoded, in their order. */
export type Headers = ReadonlyMap<string, readonly string[]>;

const MOST_HEADERS = 65_536;
/** `Received` repeats, but not for ever. */
const MOST_REPEATED = 100;
const MOST_PARAMETERS = 2_000;
const FIELD = /^([!-9;-~]{1,76}):[ \t]*(.*)$/s;

export const bytesOfBinary = (binary: string): Uint8Array => Uint8Array.from(Buffer.from(binary, 'latin1'));

/** Bytes in a named charset; what is wrong about the name is repaired as for any wire. */
export const decodeCharset = (bytes: Uint8Array, charset: string | undefined): string =>
  decodeWire(bytes, charset === undefined ? undefined : `text/plain; charset=${charset}`).text;

/** Quoted-printable to bytes, as one unit a byte. Broken escapes stay as they are. */
export const fromQuoted = (text: string): string =>
  text.replace(/=[ \t]*\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function decodeWord(word: string): string {
  const [, charset = '', encoding = '', data = ''] = word.split('?');
  const binary = encoding.toLowerCase() === 'b' ? Buffer.from(data, 'base64').toString('latin1') : fromQuoted(data.replaceAll('_', ' '));
  return decodeCharset(bytesOfBinary(binary), charset.split('*', 1)[0]);
}

/** Encoded words of RFC 2047; the white space between two of them is not part of the text. Raw bytes are UTF-8 or what they can be. */
export function decodeHeader(value: string): string {
  const joined = value.slice(0, MOST_HEADERS).replace(/\r?\n[ \t]+/g, ' ').replace(/(=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]{1,40}\?[bq]\?)/gi, '$1');
  const raw = /[\u0080-\u00ff]/.test(joined) ? decodeCharset(bytesOfBinary(joined), undefined) : joined;
  return raw.replace(/=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=/gi, decodeWord).trim();
}

/** Splits an entity at its first empty line. Lines that are no fields are left out. */
export function readEntity(binary: string): { headers: Headers; body: string } {
  const empty = /^\r?\n/.exec(binary)?.[0];
  if (empty !== undefined) return { headers: new Map(), body: binary.slice(empty.length) };
  const end = /\r?\n\r?\n/.exec(binary.slice(0, MOST_HEADERS));
  const head = end === null ? binary.slice(0, MOST_HEADERS) : binary.slice(0, end.index);
  const body = end === null ? '' : binary.slice(end.index + end[0].length);
  const headers = new Map<string, string[]>();
  for (const line of head.split(/\r?\n(?![ \t])/)) {
    const field = FIELD.exec(line);
    if (field === null) continue;
    const name = (field[1] ?? '').toLowerCase();
    const values = headers.get(name) ?? [];
    if (values.length < MOST_REPEATED) values.push(decodeHeader(field[2] ?? ''));
    headers.set(name, values);
  }
  return { headers, body };
}

export const headerOf = (headers: Headers, name: string): string | undefined => headers.get(name)?.[0];

/** The value of a structured field and its parameters: `text/plain; charset=UTF-8`. */
export function parameters(value: string | undefined): { value: string; parameters: Readonly<Record<string, string>> } {
  const [first = '', ...rest] = (value ?? '').slice(0, MOST_PARAMETERS).split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).slice(0, 30);
  const pairs = rest.flatMap((part) => {
    const match = /^\s*([\w*.-]{1,40})\s*=\s*(?:"([^"]*)"|(\S*))/.exec(part);
    return match === null ? [] : [[(match[1] ?? '').toLowerCase().replace(/\*\d*\*?$/, ''), match[2] ?? match[3] ?? ''] as const];
  });
  return { value: first.trim().toLowerCase(), parameters: Object.fromEntries(pairs) };
}

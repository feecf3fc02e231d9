import { bytesOfBinary, decodeCharset, fromQuoted, headerOf, parameters, readEntity, type Headers } from './headers.js';

/** What a message shows and what hangs on it. */
export interface MessageBody {
  readonly plain: readonly string[];
  readonly html: readonly string[];
  readonly attachments: readonly { name?: string; contentType: string; bytes: number }[];
}

const DEPTH = 12;
const MOST_PARTS = 200;

interface Budget {
  parts: number;
}

/** The entities between the boundaries of a multipart body; none when the boundary never comes. A last one that is missing does not matter. */
function entitiesOf(body: string, boundary: string): string[] {
  const mark = `--${boundary}`;
  const entities: string[] = [];
  let at = body.startsWith(mark) ? 0 : body.indexOf(`\n${mark}`) + 1;
  if (at === 0 && !body.startsWith(mark)) return [];
  while (entities.length < MOST_PARTS) {
    const after = at + mark.length;
    if (body.startsWith('--', after)) break;
    const start = body.indexOf('\n', after) + 1;
    if (start === 0) break;
    const next = body.startsWith(mark, start) ? start - 1 : body.indexOf(`\n${mark}`, start);
    entities.push(body.slice(start, next < 0 ? undefined : Math.max(start, next)).replace(/\r$/, ''));
    if (next < 0) break;
    at = next + 1;
  }
  return entities;
}

/** Soft line breaks of RFC 3676; with `delsp` the blank before one is not part of the text. */
function unflow(text: string, deleteSpace: boolean): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.replace(/^ (?=[ >]|From )/, ''));
  const out: string[] = [];
  let open = false;
  for (const line of lines) {
    const soft = line.endsWith(' ') && line !== '-- ';
    const words = soft && deleteSpace ? line.slice(0, -1) : line;
    if (open) out.push(`${out.pop() ?? ''}${words}`);
    else out.push(words);
    open = soft;
  }
  return out.join('\n');
}

function contentOf(body: string, headers: Headers): string {
  const encoding = headerOf(headers, 'content-transfer-encoding')?.trim().toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  return encoding === 'quoted-printable' ? fromQuoted(body) : body;
}

const none = (): MessageBody => ({ plain: [], html: [], attachments: [] });

const joined = (bodies: readonly MessageBody[]): MessageBody => ({
  plain: bodies.flatMap(({ plain }) => plain), html: bodies.flatMap(({ html }) => html), attachments: bodies.flatMap(({ attachments }) => attachments),
});

function leaf(body: string, headers: Headers): MessageBody {
  const type = parameters(headerOf(headers, 'content-type') ?? 'text/plain');
  const disposition = parameters(headerOf(headers, 'content-disposition'));
  const name = disposition.parameters['filename'] ?? type.parameters['name'];
  const content = contentOf(body, headers);
  if (disposition.value === 'attachment' || !/^text\/(?:plain|html)$/.test(type.value)) {
    return { ...none(), attachments: [{ ...(name === undefined ? {} : { name }), contentType: type.value, bytes: content.length }] };
  }
  const text = decodeCharset(bytesOfBinary(content), type.parameters['charset']);
  if (type.value === 'text/html') return { ...none(), html: [text] };
  const flowed = type.parameters['format']?.toLowerCase() === 'flowed';
  return { ...none(), plain: [flowed ? unflow(text, type.parameters['delsp']?.toLowerCase() === 'yes') : text] };
}

/** Reads an entity of a message, given as one unit a byte, to a bounded depth and number of parts. */
export function readBody(entity: { headers: Headers; body: string }, depth = 0, budget: Budget = { parts: 0 }): MessageBody {
  const { headers, body } = entity;
  budget.parts++;
  if (depth > DEPTH || budget.parts > MOST_PARTS) return none();
  const type = parameters(headerOf(headers, 'content-type') ?? 'text/plain');
  const boundary = type.parameters['boundary'];
  if (type.value === 'message/rfc822') return readBody(readEntity(contentOf(body, headers)), depth + 1, budget);
  if (!type.value.startsWith('multipart/')) return leaf(body, headers);
  const entities = boundary === undefined || boundary === '' ? [] : entitiesOf(body, boundary);
  if (entities.length === 0) return leaf(body, new Map());
  return joined(entities.map((part) => readBody(readEntity(part), depth + 1, budget)));
}

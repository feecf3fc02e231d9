import { htmlToText } from './html-text.js';
import { wordsName, urnOf } from './identity.js';
import { itemOf } from './item-draft.js';
import { headerOf, readEntity, type Headers } from './mime/headers.js';
import { readBody, type MessageBody } from './mime/parts.js';
import { emptyBody, rejected } from './rejects.js';
import { canonicalText, oneLine } from './text.js';
import { unwrapLines } from './xml/unwrap-lines.js';
import type { WireFormat, WireResult, WireSource } from './wire-format.js';

const KNOWN = /^(?:from|to|subject|date|message-id|mime-version|received|return-path|delivered-to|reply-to|content-type|content-transfer-encoding|dkim-signature|x-[\w-]+|cc|sender)$/;
/** Longer ones are no headlines and no dates. */
const MOST_SUBJECT = 1_000;
const MOST_DATE = 200;
const REPLY = /^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw)\s*(?:\[\d+\])?\s*:\s*)+/i;

/** A message may be given with an mbox line or empty lines before it. */
const binaryOf = ({ bytes }: WireSource): string => Buffer.from(bytes).toString('latin1').replace(/^(?:\u00ef\u00bb\u00bf)?\s*(?:From \S+ [^\n]{0,100}\n)?/, '');

/** The plain parts as they were written, without a signature; else what the HTML parts show. */
function textOf({ plain, html }: MessageBody): { text: string; signature?: string } {
  const written = canonicalText(plain.map(canonicalText).join('\n\n'));
  if (written.trim() === '') return { text: html.map(htmlToText).filter((text) => text !== '').join('\n') };
  const [body = '', ...signature] = `\n${written}\n`.split(/\n-- ?\n/);
  const rest = signature.join('\n').trim();
  return { text: unwrapLines(body), ...(rest === '' ? {} : { signature: rest }) };
}

/** `"Ada Writer" <ada@example.org>` names Ada Writer; the address is nobody's business. */
function senderOf(headers: Headers): string | undefined {
  const from = (headerOf(headers, 'from') ?? '').slice(0, MOST_SUBJECT);
  const name = oneLine(from.replace(/<[^<>]*>/g, '').replace(/^\s*"(.*)"\s*$/, '$1').replace(/\\(.)/g, '$1'));
  return name === '' || name.includes('@') ? undefined : name;
}

const messageId = (written: string | undefined): string | undefined => /<([^<>\s]{1,500})>/.exec(written ?? '')?.[1] ?? (/^\S+@\S+$/.exec(written ?? '')?.[0]);

function fieldsOf(headers: Headers, body: MessageBody, text: string): Record<string, unknown> {
  const subject = oneLine(oneLine(headerOf(headers, 'subject') ?? '').slice(0, MOST_SUBJECT).replace(REPLY, ''));
  const sender = senderOf(headers);
  const answered = messageId(headerOf(headers, 'in-reply-to'));
  return {
    type: 'text',
    title: subject || undefined,
    headlines: subject === '' ? [] : [{ role: 'main', value: subject }],
    bodies: [
      { role: 'text', contentType: 'text/plain', value: text },
      ...body.html.map((value) => ({ role: 'html', contentType: 'text/html', value })),
    ],
    by: sender,
    infoSources: sender === undefined ? undefined : [{ name: sender, role: 'sender' }],
    language: headerOf(headers, 'content-language'),
    refersTo: answered === undefined ? undefined : [{ rel: 'inReplyTo', id: `mid:${answered}` }],
    attachments: body.attachments.length === 0 ? undefined : body.attachments,
  };
}

function parse(source: WireSource): WireResult {
  const entity = readEntity(binaryOf(source));
  const body = readBody(entity);
  const { text, signature } = textOf(body);
  const subject = headerOf(entity.headers, 'subject') ?? '';
  if (text === '' && subject.trim() === '') return rejected(emptyBody('the message has neither a subject nor a text part'));
  const id = messageId(headerOf(entity.headers, 'message-id'));
  const storyName = id === undefined ? wordsName(source.context.feed, `${subject}\n${text}`) : `mid:${id}`;
  const written = headerOf(entity.headers, 'date')?.slice(0, MOST_DATE).replace(/\s*\([^()]*\)\s*$/, '');
  const fields = fieldsOf(entity.headers, body, text);
  const item = itemOf({
    uri: id === undefined ? urnOf('email', storyName) : `mid:${id}`,
    storyName,
    text: text === '' ? oneLine(subject) : text,
    versionCreated: written,
    flags: [...(id === undefined ? ['missing:message-id'] : []), ...(text === '' ? ['text-from:title'] : [])],
    fields: { ...fields, edNote: signature },
  }, source.context);
  return { items: [{ entry: 1, item }], rejects: [] };
}

/** At least two fields of mail at the top, one of which only mail has. */
function recognise(source: WireSource): string | undefined {
  if (!/^(?:From \S+ [^\n]*\n)?\s*[!-9;-~]{2,76}:/.test(source.text.slice(0, 1000))) return undefined;
  const { headers } = readEntity(Buffer.from(source.bytes.subarray(0, 20_000)).toString('latin1').replace(/^(?:\u00ef\u00bb\u00bf)?\s*(?:From \S+ [^\n]{0,100}\n)?/, ''));
  const known = [...headers.keys()].filter((name) => KNOWN.test(name));
  const telling = ['message-id', 'mime-version', 'received', 'return-path', 'delivered-to'].find((name) => headers.has(name)) ?? (headers.has('from') && headers.has('subject') && headers.has('date') ? 'from, subject and date' : undefined);
  return known.length >= 3 && telling !== undefined ? `mail header fields (${telling})` : undefined;
}

/** A mail message, RFC 5322 and MIME. */
export const email: WireFormat = { id: 'email', recognise, parse };

import { objectsOf, stringOf, wordsOf, type JsonObject } from '../json-source.js';
import { markupText, type ReadText } from '../markup-text.js';
import { canonicalText } from '../text.js';

/** A headline, description or body: ninjs 3 spelling. */
export interface TextPart {
  readonly role?: string;
  readonly contentType?: string;
  readonly value: string;
  readonly [further: string]: unknown;
}

const MARKUP_ROLES = /^(x?html5?|xhtml\+xml)$/i;
const TYPES: Readonly<Record<string, string>> = { text: 'text/plain', html: 'text/html', xhtml: 'application/xhtml+xml', html5: 'text/html' };

function partsIn(value: unknown): TextPart[] {
  const given = typeof value === 'string' ? [{ value }] : Array.isArray(value) ? value.map((entry) => (typeof entry === 'string' ? { value: entry } : (entry as unknown))) : value;
  return objectsOf(given).flatMap((part) => {
    const text = stringOf(part['value']);
    if (text === undefined) return [];
    const { role, contentType, ...rest } = part;
    return [{ ...rest, ...(wordsOf(role) === undefined ? {} : { role: wordsOf(role) ?? '' }), ...(wordsOf(contentType) === undefined ? {} : { contentType: wordsOf(contentType) ?? '' }), value: text }];
  });
}

/** ninjs 1.x puts the role into the property name: `body_text`, `description_html`, `headline_extra`. */
function suffixed(item: JsonObject, prefix: string): TextPart[] {
  return Object.entries(item).flatMap(([key, value]) => {
    const text = key.toLowerCase().startsWith(`${prefix}_`) ? stringOf(value) : undefined;
    if (text === undefined) return [];
    const role = key.slice(prefix.length + 1).toLowerCase();
    const contentType = TYPES[role];
    return [contentType === undefined ? { role, value: text } : { role, contentType, value: text }];
  });
}

export function headlinesOf(item: JsonObject): TextPart[] {
  const main = wordsOf(item['headline']);
  return [...partsIn(item['headlines']), ...(main === undefined ? [] : [{ role: 'main', value: main }]), ...suffixed(item, 'headline')];
}

export const descriptionsOf = (item: JsonObject): TextPart[] => [...partsIn(item['descriptions']), ...partsIn(item['description']), ...suffixed(item, 'description')];

export const bodiesOf = (item: JsonObject): TextPart[] => [...partsIn(item['bodies']), ...partsIn(item['body']), ...suffixed(item, 'body')];

const isMarkup = (part: TextPart): boolean => MARKUP_ROLES.test(part.role ?? '') || /html|xml/i.test(part.contentType ?? '');
const isPlain = (part: TextPart): boolean => !isMarkup(part) && /^(text\/plain.*)?$/i.test(part.contentType ?? '');

/** The visible text of one part. */
export const partText = (part: TextPart): string => readPart(part).text;

const readPart = (part: TextPart): ReadText => (isMarkup(part) ? markupText(part.value) : { text: canonicalText(part.value), flags: [] });

/**
 * The text of an item from its bodies. The plain one is what the publisher means as text; but when it has lost the paragraphs
 * that the HTML one still has, the HTML one is read.
 */
export function textOf(bodies: readonly TextPart[]): ReadText {
  const filled = bodies.filter((part) => part.value.trim() !== '');
  const plain = filled.find((part) => isPlain(part));
  const markup = filled.find((part) => MARKUP_ROLES.test(part.role ?? '') || /html/i.test(part.contentType ?? '')) ?? filled.find(isMarkup);
  const plainRead = plain === undefined ? { text: '', flags: [] } : readPart(plain);
  if (plainRead.text.includes('\n') || markup === undefined) return plainRead;
  const markupRead = readPart(markup);
  return plainRead.text === '' || markupRead.text.includes('\n') ? markupRead : plainRead;
}

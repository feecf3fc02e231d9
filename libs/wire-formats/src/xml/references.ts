import { Parser } from 'htmlparser2';

/** Stands for an ampersand that begins no reference, so that `AT&T` costs nobody the item; as long as what it replaces. */
const BARE_AMPERSAND = '\uE0F0';
/** Stands for a character that XML forbids (control characters other than tab and line ends). */
const FORBIDDEN_CHARACTER = '\uE0F1';

const DISTINCT_NAMES = 500;

/** The characters of an HTML entity name, or undefined. The NITF and NewsML DTDs declare these names, and no DTD is fetched. */
function decodeName(name: string): string | undefined {
  let decoded = '';
  const parser = new Parser({ ontext: (text) => { decoded += text; } }, { decodeEntities: true });
  parser.end(`&${name};`);
  return decoded === `&${name};` || decoded.endsWith(';') ? undefined : decoded;
}

function isXmlCharacter(code: number): boolean {
  if (code < 32) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function isCharacterReference(body: string): boolean {
  if (/^#\d{1,7}$/.test(body)) return isXmlCharacter(Number(body.slice(1)));
  return /^#x[0-9a-f]{1,6}$/i.test(body) && isXmlCharacter(Number.parseInt(body.slice(2), 16));
}

/** Whether a text has more ampersands than it may have; it stops looking at the first one too many. */
function hasMoreThan(text: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

export interface ReferenceReport {
  /** As long as the text that was given: what is replaced is replaced one for one. */
  readonly text: string;
  readonly entities: Readonly<Record<string, string>>;
  readonly bareAmpersands: number;
  readonly forbiddenCharacters: number;
}

/**
 * Looks at every reference before the parser does: known names are resolved, an ampersand without a readable reference and
 * forbidden characters are replaced by a placeholder of the same length. Undefined when there are more than `most` references.
 */
export function readReferences(given: string, most: number): ReferenceReport | undefined {
  if (hasMoreThan(given, most)) return undefined;
  const entities: Record<string, string> = Object.create(null) as Record<string, string>;
  const unknown = new Set<string>();
  let names = 0;
  const counts = { bare: 0, forbidden: 0 };
  const isKnown = (name: string): boolean => {
    if (entities[name] !== undefined) return true;
    if (unknown.has(name) || names >= DISTINCT_NAMES) return false;
    names += 1;
    const decoded = decodeName(name);
    if (decoded === undefined) unknown.add(name);
    else entities[name] = decoded;
    return decoded !== undefined;
  };
  // eslint-disable-next-line no-control-regex -- the control characters are what is looked for
  const text = given.replace(/&(?:(#?\w{1,32});)?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (found, body?: string) => {
    if (found[0] !== '&') {
      counts.forbidden += 1;
      return FORBIDDEN_CHARACTER;
    }
    if (body !== undefined && (body.startsWith('#') ? isCharacterReference(body) : isKnown(body))) return found;
    counts.bare += 1;
    return BARE_AMPERSAND + found.slice(1);
  });
  return { text, entities, bareAmpersands: counts.bare, forbiddenCharacters: counts.forbidden };
}

/** Character data with the placeholders undone: ampersands return, forbidden characters are gone. */
export const restoreCharacters = (data: string): string =>
  (data.includes(BARE_AMPERSAND) || data.includes(FORBIDDEN_CHARACTER)
    ? data.replaceAll(BARE_AMPERSAND, '&').replaceAll(FORBIDDEN_CHARACTER, '')
    : data);

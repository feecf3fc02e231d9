/** Offsets of one element in a text, found without a parser. An element that does not end ends with the text. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

const OPAQUE = [['<![CDATA[', ']]>'], ['<!--', '-->'], ['<?', '?>']] as const;

/** Where a CDATA section, comment or instruction that begins at `at` ends; undefined when none begins there. */
function opaqueEnd(text: string, at: number): number | undefined {
  const found = OPAQUE.find(([open]) => text.startsWith(open, at));
  if (found === undefined) return undefined;
  const end = text.indexOf(found[1], at + found[0].length);
  return end < 0 ? text.length : end + found[1].length;
}

/** The local name of the tag at `at`, `/` in front for an end tag. */
function tagName(text: string, at: number): string {
  const match = /^<(\/?)(?:[\w.-]{1,64}:)?([\w.-]{1,64})/.exec(text.slice(at, at + 140));
  return match === null ? '' : `${match[1]}${match[2]}`;
}

interface Tag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function tagAt(text: string, start: number): Tag {
  const close = text.indexOf('>', start);
  return { name: tagName(text, start), start, end: close < 0 ? text.length : close + 1 };
}

/** How much deeper a tag leads within elements of this name: 1, 0 or -1. */
function stepOf(text: string, tag: Tag, name: string): number {
  if (tag.name === `/${name}`) return -1;
  return tag.name === name && text[tag.end - 2] !== '/' ? 1 : 0;
}

/** Every tag of a text, what lies in CDATA sections, comments and instructions left out. */
function* tagsOf(text: string): Generator<Tag> {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const beyond = opaqueEnd(text, at);
    const tag = beyond === undefined ? tagAt(text, at) : undefined;
    if (tag !== undefined) yield tag;
    at = beyond ?? tag?.end ?? text.length;
  }
}

/**
 * Finds the outermost elements with one of these local names in a text that need not be well formed: where one item of fifty
 * is broken, its neighbours are cut out by this and read alone. Linear, and blind inside CDATA sections and comments.
 * @param most how many slices to give at most
 */
export function splitElements(text: string, names: readonly string[], most: number): Slice[] {
  const slices: Slice[] = [];
  let open: { start: number; name: string; depth: number } | undefined;
  for (const tag of tagsOf(text)) {
    if (slices.length >= most) return slices;
    if (open === undefined && names.includes(tag.name)) open = { start: tag.start, name: tag.name, depth: 0 };
    if (open === undefined) continue;
    open.depth += stepOf(text, tag, open.name);
    if (open.depth > 0) continue;
    slices.push({ start: open.start, end: tag.end });
    open = undefined;
  }
  if (open !== undefined) slices.push({ start: open.start, end: text.length });
  return slices;
}

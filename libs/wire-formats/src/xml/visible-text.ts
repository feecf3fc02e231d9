import { textWriter, type TextWriter } from './text-writer.js';
import { displayOf } from './elements.js';
import { isElement, type XmlElement, type XmlNode } from './tree.js';

/** An element whose place in the text is wanted: `[start, end)` in UTF-16 code units into the text. */
export interface MarkedElement {
  readonly element: XmlElement;
  readonly start: number;
  readonly end: number;
}

export interface VisibleText {
  readonly text: string;
  readonly marks: readonly MarkedElement[];
}

export interface VisibleTextOptions {
  /** Elements to leave out with all that they hold; the caller answers for what is not shown. */
  readonly without?: ReadonlySet<XmlElement> | undefined;
  /** Tells which inline elements are wanted with their place. */
  readonly mark?: ((element: XmlElement) => boolean) | undefined;
  /** Line ends of the markup are line ends of the text: for wire text that was merely wrapped in an element. */
  readonly keepLines?: boolean | undefined;
}

interface Walk {
  readonly writer: TextWriter;
  readonly options: VisibleTextOptions;
  readonly marks: MarkedElement[];
}

function marked(walk: Walk, element: XmlElement): void {
  if (walk.options.mark?.(element) !== true) return walkChildren(walk, element);
  const mark = walk.writer.mark();
  walkChildren(walk, element);
  const end = walk.writer.length();
  // What shows nothing has no place.
  if (mark.start() < end) walk.marks.push({ element, start: mark.start(), end });
}

function walkChildren(walk: Walk, element: XmlElement): void {
  for (const child of element.children) walkNode(walk, child);
}

/** NITF writes a half as two numbers: without a stroke between them it would read as twelve, without a blank before it as eleven halves. */
function fraction(walk: Walk, element: XmlElement): void {
  walk.writer.text(' ');
  const hasStroke = element.children.some((child) => isElement(child) && child.name === 'frac-sep');
  for (const child of element.children) {
    if (!hasStroke && isElement(child) && child.name === 'frac-den') walk.writer.text('/');
    walkNode(walk, child);
  }
}

/** What is done around the children of an element, by the way it is shown. */
const SHOWN: Readonly<Record<'block' | 'row' | 'cell', readonly ['block' | 'openRow' | 'openCell', 'block' | 'closeRow' | 'closeCell']>> = {
  block: ['block', 'block'], row: ['openRow', 'closeRow'], cell: ['openCell', 'closeCell'],
};

function walkElement(walk: Walk, element: XmlElement): void {
  const display = displayOf(element.name);
  if (display === 'hidden') return undefined;
  if (display === 'break') {
    walk.writer.lineBreak();
    // XML lets a break have content, and some files do.
    return walkChildren(walk, element);
  }
  if (display === 'inline') return element.name === 'frac' ? fraction(walk, element) : marked(walk, element);
  const [open, close] = SHOWN[display === 'kept' ? 'block' : display];
  walk.writer[open]();
  walkChildren(display === 'kept' ? { ...walk, options: { ...walk.options, keepLines: true } } : walk, element);
  return walk.writer[close]();
}

function walkNode(walk: Walk, node: XmlNode): void {
  const { writer, options } = walk;
  if (!isElement(node)) return options.keepLines === true ? writer.lines(node) : writer.text(node);
  return options.without?.has(node) === true ? undefined : walkElement(walk, node);
}

/**
 * The canonical text of a tree: one line for a block (paragraph, heading, list item, table row), cells separated by a tab,
 * inline markup gone with its text and tail kept, white space collapsed. No-break spaces stay, they are the publisher's.
 */
export function visibleTextOf(root: XmlElement | readonly XmlElement[], options: VisibleTextOptions = {}): VisibleText {
  const walk: Walk = { writer: textWriter(), options, marks: [] };
  for (const element of Array.isArray(root) ? root as readonly XmlElement[] : [root as XmlElement]) {
    walk.writer.block();
    walkNode(walk, element);
    walk.writer.block();
  }
  return { text: walk.writer.result(), marks: walk.marks };
}

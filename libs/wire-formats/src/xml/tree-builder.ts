import { restoreCharacters } from './references.js';
import type { XmlAttribute, XmlElement, XmlNode } from './tree.js';

interface OpenElement {
  readonly name: string;
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlNode[];
  readonly start: number;
  end: number;
}

/** Receives what a parser sees, in order, and holds the tree. */
export interface TreeBuilder {
  readonly open: (element: { name: string; uri: string; attributes: readonly XmlAttribute[]; start: number }) => void;
  readonly text: (data: string) => void;
  /** Closes the innermost element; tells whether that was the root. */
  readonly close: (end: number) => boolean;
  readonly depth: () => number;
  readonly count: () => number;
  readonly root: () => XmlElement | undefined;
}

export function buildTree(): TreeBuilder {
  const stack: OpenElement[] = [];
  let root: OpenElement | undefined;
  let count = 0;
  return {
    open: ({ name, uri, attributes, start }) => {
      const element: OpenElement = { name, uri, attributes, start, end: start, children: [] };
      const parent = stack.at(-1);
      if (parent === undefined) root ??= element;
      else parent.children.push(element);
      stack.push(element);
      count += 1;
    },
    text: (data) => {
      const parent = stack.at(-1);
      if (parent === undefined || data === '') return;
      const last = parent.children.at(-1);
      const restored = restoreCharacters(data);
      if (typeof last === 'string') parent.children[parent.children.length - 1] = last + restored;
      else parent.children.push(restored);
    },
    close: (end) => {
      const element = stack.pop();
      if (element !== undefined) element.end = end;
      return stack.length === 0;
    },
    depth: () => stack.length,
    count: () => count,
    root: () => root,
  };
}


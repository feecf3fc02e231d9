import type { XmlElement, XmlNode } from './tree.js';

const NEVER_SHOWN = /^(script|style|template|noscript|head|iframe|object|nitf-table-metadata|media-metadata)$/i;

/** Text without its white space: what two texts must share to show the same. */
export const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');

/**
 * The characters that a tree shows, without white space, by a walk of its own that shares nothing with the one that writes
 * the text: the two are compared for every item, so that neither can lose or invent anything unseen.
 */
export function visibleCharacters(root: XmlElement | readonly XmlElement[], without?: ReadonlySet<XmlElement>): string {
  const pending: XmlNode[] = Array.isArray(root) ? [...root as readonly XmlElement[]].reverse() : [root as XmlElement];
  const shown: string[] = [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node === 'string') {
      shown.push(node);
    } else if (!NEVER_SHOWN.test(node.name) && without?.has(node) !== true) {
      const parts = node.name === 'frac' && !node.children.some((child) => typeof child !== 'string' && child.name === 'frac-sep')
        ? node.children.flatMap((child) => (typeof child !== 'string' && child.name === 'frac-den' ? ['/', child] : [child]))
        : node.children;
      for (let index = parts.length - 1; index >= 0; index -= 1) pending.push(parts[index] as XmlNode);
    }
  }
  return withoutBlanks(shown.join(''));
}

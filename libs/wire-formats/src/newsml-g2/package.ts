import { compactStrings } from '../xml/lists.js';
import { attributeOf, childAt, childrenOf, descendantsOf, lineOf, type XmlElement } from '../xml/tree.js';
import { localCode } from './concepts.js';

/** One member of a package: its uri and version, the group it stands in, and what the package says of it. */
export type Association = Readonly<Record<string, string>>;

function memberOf(element: XmlElement, group: string | undefined): Association {
  const itemClass = childAt(element, 'itemClass');
  return compactStrings({
    uri: attributeOf(element, 'residref') ?? attributeOf(element, 'href'),
    version: attributeOf(element, 'version'),
    contentType: attributeOf(element, 'contenttype'),
    role: group,
    type: localCode(attributeOf(itemClass, 'qcode')),
    pubStatus: localCode(attributeOf(childAt(element, 'pubStatus'), 'qcode')),
    slugline: lineOf(childAt(element, 'slugline')),
    title: lineOf(childAt(element, 'headline')) ?? lineOf(childAt(element, 'title')),
  });
}

/** The members of a package in the order of its groups. NewsML-G2 2.34, chapter 10. */
export function membersOf(item: XmlElement): Association[] {
  const groups = descendantsOf(childAt(item, 'groupSet'), 'group');
  const grouped = groups.flatMap((group) => {
    const role = localCode(attributeOf(group, 'role')) ?? attributeOf(group, 'id');
    return childrenOf(group, 'itemRef').map((element) => memberOf(element, role));
  });
  return [...grouped, ...childrenOf(item, 'itemRef').map((element) => memberOf(element, undefined))];
}

/** Who had the item before it came to us, in order. NewsML-G2 2.34, 7.7. */
export function hopsOf(item: XmlElement): Readonly<Record<string, string>>[] {
  return childrenOf(childAt(item, 'hopHistory'), 'hop').map((hop) => {
    const [party, action] = [childAt(hop, 'party'), childAt(hop, 'action')];
    return compactStrings({
      seq: attributeOf(hop, 'seq'),
      timestamp: attributeOf(hop, 'timestamp') ?? attributeOf(action, 'timestamp'),
      party: lineOf(childAt(party, 'name')) ?? attributeOf(party, 'literal') ?? attributeOf(party, 'qcode'),
      action: attributeOf(action, 'qcode'),
    });
  });
}

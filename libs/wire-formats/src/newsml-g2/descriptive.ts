import { joined, present } from '../xml/lists.js';
import { attributeOf, childAt, childrenOf, lineOf, rawTextOf, type XmlElement } from '../xml/tree.js';
import { visibleTextOf } from '../xml/visible-text.js';
import { localCode } from './concepts.js';
import type { G2Parts } from './management.js';

interface Part {
  readonly role?: string;
  readonly value: string;
  readonly [further: string]: unknown;
}

/** The first headline without a role is the main one; a later one, or one of lower rank, is not. */
function headlinesOf(contentMeta: XmlElement | undefined): Part[] {
  return childrenOf(contentMeta, 'headline').flatMap((element, index) => {
    const value = lineOf(element);
    if (value === undefined) return [];
    const rank = attributeOf(element, 'rank');
    const role = localCode(attributeOf(element, 'role')) ?? (index === 0 || rank === '1' ? 'main' : 'secondary');
    return [{ role, value, ...(rank === undefined ? {} : { rank }) }];
  });
}

function descriptionsOf(contentMeta: XmlElement | undefined): Part[] {
  return childrenOf(contentMeta, 'description').flatMap((element) => {
    const value = visibleTextOf(element).text;
    const role = localCode(attributeOf(element, 'role'));
    return value === '' ? [] : [{ value, ...(role === undefined ? {} : { role }) }];
  });
}

/** Notes for editors, each behind its role, none of them public. */
function editorialNotes(itemMeta: XmlElement | undefined): string | undefined {
  const notes = childrenOf(itemMeta, 'edNote').flatMap((element) => {
    const value = visibleTextOf(element).text;
    const role = localCode(attributeOf(element, 'role'));
    return value === '' ? [] : [role === undefined ? value : `${role}: ${value}`];
  });
  return joined(notes);
}

const linesOf = (parent: XmlElement | undefined, name: string): string | undefined =>
  joined(childrenOf(parent, name).map(lineOf));

function rightsOf(item: XmlElement): Record<string, unknown> {
  const rights = childrenOf(item, 'rightsInfo');
  const holder = rights.flatMap((info) => childrenOf(info, 'copyrightHolder'))[0];
  const said = (name: string): string | undefined => joined(rights.map((info) => linesOf(info, name)));
  return {
    copyrightHolder: lineOf(childAt(holder, 'name')) ?? attributeOf(holder, 'literal') ?? attributeOf(holder, 'uri') ?? attributeOf(holder, 'qcode'),
    copyrightNotice: said('copyrightNotice'),
    usageTerms: said('usageTerms'),
  };
}

function altIdsOf({ itemMeta, contentMeta }: G2Parts): { role: string; value: string }[] {
  const versioned = attributeOf(childAt(itemMeta, 'versionedId'), 'guid');
  const own = versioned === undefined ? [] : [{ role: 'versionedId', value: versioned }];
  const others = [...childrenOf(itemMeta, 'altId'), ...childrenOf(contentMeta, 'altId')].flatMap((element) => {
    const value = lineOf(element);
    return value === undefined ? [] : [{ role: localCode(attributeOf(element, 'type')) ?? 'altId', value }];
  });
  return [...own, ...others];
}

function slugOf(contentMeta: XmlElement | undefined): string | undefined {
  return childrenOf(contentMeta, 'slugline').map(lineOf).find((line) => line !== undefined);
}

const nameOf = (element: XmlElement | undefined): string | undefined =>
  lineOf(childAt(element, 'name')) ?? attributeOf(element, 'literal') ?? localCode(attributeOf(element, 'qcode')) ?? attributeOf(element, 'uri');

const KINDS: Readonly<Record<string, string>> = { composite: 'composite', picture: 'picture', graphic: 'graphic', video: 'video', audio: 'audio', text: 'text' };

/** `type` as ninjs has it; what its vocabulary does not know is kept as it is. */
const typeOf = (parts: G2Parts): string | undefined => {
  const code = localCode(attributeOf(childAt(parts.itemMeta, 'itemClass'), 'qcode'));
  return parts.item.name === 'packageItem' ? 'composite' : (code === undefined ? undefined : KINDS[code] ?? code);
};

export interface G2Descriptive extends Readonly<Record<string, unknown>> {
  readonly headlines: readonly Part[];
  readonly descriptions: readonly Part[] | undefined;
  readonly title: string | undefined;
  readonly by: string | undefined;
  readonly slugline: string | undefined;
  readonly provider: string | undefined;
  readonly altIds: readonly { readonly role: string; readonly value: string }[] | undefined;
  readonly edNote: string | undefined;
}

/** What the item says of itself in words: fields of the item, undefined where it says nothing. */
export function descriptiveOf(parts: G2Parts): G2Descriptive {
  const { item, itemMeta, contentMeta } = parts;
  const headlines = headlinesOf(contentMeta);
  const located = childAt(contentMeta, 'located');
  return {
    headlines,
    descriptions: present(descriptionsOf(contentMeta)),
    type: typeOf(parts),
    profile: lineOf(childAt(itemMeta, 'profile')),
    title: (headlines.find(({ role }) => role === 'main') ?? headlines[0])?.value ?? lineOf(childAt(itemMeta, 'title')),
    by: linesOf(contentMeta, 'by'),
    creditline: lineOf(childAt(contentMeta, 'creditline')),
    slugline: slugOf(contentMeta),
    keywords: present(childrenOf(contentMeta, 'keyword').map(lineOf).filter((line) => line !== undefined)),
    located: nameOf(located),
    provider: nameOf(childAt(itemMeta, 'provider')),
    services: present(childrenOf(itemMeta, 'service').map(nameOf).filter((name) => name !== undefined)),
    edNote: editorialNotes(itemMeta),
    altIds: present(altIdsOf(parts)),
    ...rightsOf(item),
  };
}

/** Everything that the item says of itself, each without its white space: what a header in the text may merely repeat. */
export function ownWords({ itemMeta, contentMeta }: G2Parts): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (element: XmlElement): void => {
    const line = rawTextOf(element).replace(/\s+/g, '');
    if (line !== '') words.add(line);
  };
  for (const meta of [itemMeta, contentMeta]) {
    for (const element of childrenOf(meta)) {
      add(element);
      for (const name of childrenOf(element, 'name')) add(name);
    }
  }
  return words;
}

import type { Signal, WireItem } from '@wiredesk/contracts';
import type { Embargo } from '../item-draft.js';
import { embargoOf, instantOf, pubStatusOf, urgencyOf, type Flagged } from '../ninjs/publication.js';
import { gravestOf, headlineActOf, noteActsOf, type HeadlineAct } from '../xml/headline-acts.js';
import { slugActOf } from '../xml/slug-marks.js';
import { attributeOf, childAt, childrenOf, lineOf, rawTextOf, type XmlElement } from '../xml/tree.js';
import { localCode } from './concepts.js';

/** Where the parts of an item and of the message around it are. */
export interface G2Parts {
  readonly item: XmlElement;
  readonly itemMeta: XmlElement | undefined;
  readonly contentMeta: XmlElement | undefined;
  readonly header: XmlElement | undefined;
}

export function partsOf(item: XmlElement, root: XmlElement): G2Parts {
  const isFragment = item.name === 'contentMeta';
  return {
    item,
    itemMeta: childAt(item, 'itemMeta'),
    contentMeta: isFragment ? item : childAt(item, 'contentMeta'),
    header: root === item ? undefined : childAt(root, 'header'),
  };
}

/** NewsML-G2 2.34, 7.3: `usable` when nothing is said. A status that nobody knows withholds. */
export const statusOf = ({ itemMeta }: G2Parts): Flagged<WireItem['pubStatus']> => {
  const element = childAt(itemMeta, 'pubStatus');
  if (element === undefined) return { flags: [] };
  const written = attributeOf(element, 'qcode') ?? attributeOf(element, 'uri')?.replace(/^.*\//, '') ?? attributeOf(element, 'literal') ?? lineOf(element);
  return pubStatusOf(localCode(written) ?? 'unreadable');
};

/** Present and empty: embargoed, end unknown (NewsML-G2 2.34, 7.2). So is every end that is no instant with a zone. */
export function embargoIn({ itemMeta }: G2Parts): Embargo | undefined {
  const element = childAt(itemMeta, 'embargoed');
  return element === undefined ? undefined : embargoOf(rawTextOf(element).trim(), 'newsml-g2:embargoed');
}

/** Local codes of signals of the IPTC, and Reuters' editorial status. */
const SIGNALS: readonly (readonly [Signal, RegExp])[] = [
  ['kill', /^(sig:)?(kill|killed|cancel|canceled|cancelled|delete|deleted)$|^edstat:d$/i],
  ['withdraw', /^(sig:)?(withdraw|withdrawn|withdrawal|retract|retracted|takedown)$|^edstat:w$/i],
  ['hold', /^(sig:)?(hold|withhold)$/i],
  ['correction', /^(sig:)?(corr|correct|correction|corrected|corrective|rectificatif)$|^edstat:c$/i],
  ['refile', /^(sig:)?refile$/i],
  ['repeat', /^(sig:)?(repeat|resend)$/i],
  ['release', /^(sig:)?(release|released)$/i],
  ['advisory', /^(sig:)?(advisory)$/i],
  ['update', /^(sig:)?(update|updated)$|^edstat:u$/i],
];

/** A code of any provider counts by its local part, except where the house means something of its own by a letter. */
const signalOfCode = (qcode: string): Signal | undefined =>
  SIGNALS.find(([, pattern]) => pattern.test(qcode) || pattern.test(`sig:${localCode(qcode) ?? ''}`))?.[0];

/** What the item does: the gravest of its signals, of the roles of its notes, and of the tags before headlines, title and notes. */
export function actOf({ itemMeta, contentMeta }: G2Parts): HeadlineAct | undefined {
  const codes = childrenOf(itemMeta, 'signal').map((element) => attributeOf(element, 'qcode') ?? attributeOf(element, 'literal') ?? '');
  const coded = codes.flatMap((code) => {
    const signal = signalOfCode(code);
    return signal === undefined ? [] : [{ signal, rule: `signal:${code}` }];
  });
  const notes = childrenOf(itemMeta, 'edNote');
  const byRole = notes.map((note): HeadlineAct | undefined => {
    const role = localCode(attributeOf(note, 'role')) ?? '';
    const signal = signalOfCode(`sig:${role}`);
    return signal === undefined ? undefined : { signal, rule: `edNote:${role}` };
  });
  const headlines = [...childrenOf(contentMeta, 'headline'), ...childrenOf(itemMeta, 'title')].map(lineOf);
  return gravestOf([...byRole, ...notes.flatMap((note) => noteActsOf(lineOf(note))), ...coded, ...headlines.map(headlineActOf), slugActOf(lineOf(childAt(contentMeta, 'slugline')))]);
}

/** Links to other items, with the relation as it is written; a link to an earlier version of this item says so. */
export function refersToOf({ item, itemMeta, contentMeta }: G2Parts): { rel: string; id: string }[] {
  const elements = [...childrenOf(itemMeta, 'link'), ...childrenOf(item, 'link'), ...childrenOf(itemMeta, 'deliverableOf'), ...childrenOf(contentMeta, 'derivedFrom')];
  return elements.flatMap((element) => {
    const id = ['residref', 'guidref', 'qcode', 'uri', 'literal', 'href'].map((name) => attributeOf(element, name)).find((value) => value !== undefined && value !== '');
    if (id === undefined) return [];
    const own = id === attributeOf(item, 'guid') ? 'previousVersion' : 'related';
    return [{ rel: attributeOf(element, 'rel') ?? (element.name === 'link' ? own : element.name), id }];
  });
}

/** Urgency of the content, else the priority of the message, with the code as written and where it stood. */
export function urgencyIn({ contentMeta, header }: G2Parts): { urgency?: number; urgencyFrom?: { code: string; rule: string }; flags: readonly string[] } {
  const places = [['newsml-g2:urgency', childAt(contentMeta, 'urgency')], ['newsml-g2:header/priority', childAt(header, 'priority')]] as const;
  const found = places.find(([, element]) => lineOf(element) !== undefined);
  const code = lineOf(found?.[1]);
  if (found === undefined || code === undefined) return { flags: [] };
  const { value, flags } = urgencyOf(code);
  return { urgencyFrom: { code, rule: found[0] }, flags, ...(value === undefined ? {} : { urgency: value }) };
}

/** Times that inform, in UTC, and what was wrong with them. */
export function timesOf({ itemMeta, contentMeta }: G2Parts): { fields: Record<string, unknown>; flags: string[] } {
  const places = [
    ['firstCreated', childAt(itemMeta, 'firstCreated')],
    ['contentCreated', childAt(contentMeta, 'contentCreated')], ['contentModified', childAt(contentMeta, 'contentModified')],
  ] as const;
  const read = places.map(([name, element]) => ({ name, ...instantOf(lineOf(element), name) }));
  return { fields: Object.fromEntries(read.map(({ name, value }) => [name, value])), flags: read.flatMap(({ flags }) => flags) };
}

/** When this version was made: what the item says, else its content, else the message that it came in. */
export const versionCreatedOf = ({ itemMeta, contentMeta, header }: G2Parts): string | undefined =>
  lineOf(childAt(itemMeta, 'versionCreated')) ?? lineOf(childAt(contentMeta, 'contentModified'))
  ?? lineOf(childAt(contentMeta, 'contentCreated')) ?? lineOf(childAt(header, 'sent'));

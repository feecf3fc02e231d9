import type { Signal, WireItem } from '@wiredesk/contracts';
import { readZoned } from '../instants.js';
import type { Embargo } from '../item-draft.js';
import { storyNameOf } from '../identity.js';
import { pubStatusOf, urgencyOf, type Flagged } from '../ninjs/publication.js';
import { gravestOf, type HeadlineAct } from '../xml/headline-acts.js';
import { attributeOf, childAt, childrenOf, lineOf, type XmlElement } from '../xml/tree.js';

/** A formal name, or the text that some put in its place. NewsML 1.2, section 5.4. */
export const formalName = (element: XmlElement | undefined): string | undefined =>
  attributeOf(element, 'FormalName')?.trim() || lineOf(element);

export const statusOf = (management: XmlElement | undefined): Flagged<WireItem['pubStatus']> => pubStatusOf(formalName(childAt(management, 'Status')));

interface StatusChange {
  readonly future: string;
  readonly at: string;
}

const changeOf = (management: XmlElement | undefined): StatusChange | undefined => {
  const element = childAt(management, 'StatusWillChange');
  return element === undefined ? undefined : {
    future: (formalName(childAt(element, 'FutureStatus')) ?? '').toLowerCase(),
    at: lineOf(childAt(element, 'DateAndTime')) ?? '',
  };
};

/** A status that keeps the text away ends when it is said to become usable; said without an instant, it does not end. */
export function embargoIn(management: XmlElement | undefined): Embargo | undefined {
  const status = (formalName(childAt(management, 'Status')) ?? '').toLowerCase();
  const change = changeOf(management);
  const becomesUsable = change?.future === 'usable';
  if (status === 'embargoed') {
    return becomesUsable
      ? { until: readZoned(change.at), asWritten: change.at, rule: 'newsml-1:StatusWillChange' }
      : { asWritten: 'Embargoed', rule: 'newsml-1:Status' };
  }
  return status === 'withheld' && becomesUsable ? { until: readZoned(change.at), asWritten: change.at, rule: 'newsml-1:StatusWillChange' } : undefined;
}

/** A usable text that will not be usable any more expires then. */
export function expiryIn(management: XmlElement | undefined): string | undefined {
  const change = changeOf(management);
  return change !== undefined && /^(canceled|cancelled|withheld|expired|killed)$/.test(change.future) ? change.at : undefined;
}

/** Priorities that agencies write as words. */
const WORDS: Readonly<Record<string, number>> = { flash: 1, alert: 1, bulletin: 2, snap: 2, urgent: 3, routine: 5, deferred: 7, advance: 8 };

function urgencyFrom(element: XmlElement | undefined, rule: string): { urgency?: number; urgencyFrom: { code: string; rule: string }; flags: readonly string[] } | undefined {
  const code = formalName(element);
  if (code === undefined) return undefined;
  const word = WORDS[code.toLowerCase()];
  if (word !== undefined) return { urgency: word, urgencyFrom: { code, rule: `${rule}:word` }, flags: [] };
  const { value, flags } = urgencyOf(code);
  return { ...(value === undefined ? {} : { urgency: value }), urgencyFrom: { code, rule }, flags };
}

/** Urgency of the item, else priority of the envelope. */
export const urgencyIn = (management: XmlElement | undefined, envelope: XmlElement | undefined): { urgency?: number; urgencyFrom?: { code: string; rule: string }; flags: readonly string[] } =>
  urgencyFrom(childAt(management, 'Urgency'), 'newsml-1:Urgency') ?? urgencyFrom(childAt(envelope, 'Priority'), 'newsml-1:NewsEnvelope/Priority') ?? { flags: [] };

const SIGNALS: readonly (readonly [Signal, RegExp])[] = [
  ['kill', /^(kill|killed|cancel|cancell?ed|cancellation|delete|annul(ation|é)?)\b/i],
  ['withdraw', /^(withdraw(n|al)?|retract(ed|ion)?)\b/i],
  ['hold', /^(hold|withhold)\b/i],
  ['correction', /^(correct(ed|ion|ive)?|corrective|rectificatif)\b/i],
  ['refile', /^refile\b/i],
  ['repeat', /^(repeat|resend)\b/i],
  ['release', /^(release|releas(ed|ing))\b/i],
  ['advisory', /^(advisory|advis)/i],
  ['update', /^(update[ds]?|writethru|lead)\b/i],
];

/** The gravest act among instructions and the type of the item. */
export function actOf(management: XmlElement | undefined): HeadlineAct | undefined {
  const elements = [...childrenOf(management, 'Instruction'), ...childrenOf(management, 'NewsItemType')];
  return gravestOf(elements.map((element): HeadlineAct | undefined => {
    const name = formalName(element) ?? '';
    const signal = SIGNALS.find(([, pattern]) => pattern.test(name))?.[0];
    return signal === undefined ? undefined : { signal, rule: `newsml-1:${element.name}:${name.slice(0, 60)}` };
  }));
}

/** Other items, by name without revision: the name that those items go by. */
export function refersToOf(management: XmlElement | undefined, feed: string): { rel: string; id: string }[] {
  const nameOf = (id: string): string => (id.startsWith('urn:') ? storyNameOf(id, feed) : id);
  return ['DerivedFrom', 'AssociatedWith'].flatMap((name) => childrenOf(management, name)).flatMap((element) => {
    const id = attributeOf(element, 'NewsItem')?.trim() ?? '';
    const rel = element.name === 'DerivedFrom' ? 'derivedFrom' : attributeOf(element, 'FormalName')?.trim() || 'associatedWith';
    return id === '' ? [] : [{ rel, id: nameOf(id) }];
  });
}

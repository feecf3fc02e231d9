import type { Signal, WireItem } from '@wiredesk/contracts';
import { readStamp, readZoned } from '../instants.js';
import type { Embargo } from '../item-draft.js';
import { embargoOf, pubStatusOf, urgencyOf, type Flagged } from '../ninjs/publication.js';
import { attributeOf, childAt, childrenOf, lineOf, type XmlElement } from '../xml/tree.js';

/** `norm` of a date element, else its text. Undefined when the element is absent, '' when it says nothing. */
export function normOf(docdata: XmlElement | undefined, name: string): string | undefined {
  const element = childAt(docdata, name);
  return element === undefined ? undefined : (attributeOf(element, 'norm') ?? lineOf(element) ?? '').trim();
}

const status = (docdata: XmlElement | undefined): string => (attributeOf(docdata, 'management-status') ?? '').trim().toLowerCase();

/** NITF 3.x, docdata: management-status. One that nobody knows withholds. */
export const statusOf = (docdata: XmlElement | undefined): Flagged<WireItem['pubStatus']> =>
  (status(docdata) === '' ? { flags: [] } : pubStatusOf(status(docdata)));

const DAY = /^(\d{4})-?(\d{2})-?(\d{2})$/;
const HALF_DAY_MS = 12 * 3_600_000;

/** A release that had come when the item was issued is history, not an embargo. */
function isPast(release: string, issue: string | undefined): boolean {
  const issued = readStamp(issue ?? '');
  const day = DAY.exec(release);
  if (issued === undefined) return false;
  if (day !== null) return `${day[1]}${day[2]}${day[3]}` <= (issue ?? '').replaceAll('-', '').slice(0, 8);
  const released = readStamp(release);
  if (released === undefined) return false;
  // Two times without a zone are in the same one; a single one may be half a day later than it reads.
  const slack = released.zoneAssumed && !issued.zoneAssumed ? HALF_DAY_MS : 0;
  return Date.parse(released.instant) + slack <= Date.parse(issued.instant);
}

/**
 * An embargo by management-status, or by a date.release after date.issue. The end counts only as an instant with a zone.
 */
export function embargoIn(docdata: XmlElement | undefined): Embargo | undefined {
  const release = normOf(docdata, 'date.release');
  if (status(docdata) === 'embargoed') {
    return release === undefined || release === ''
      ? { asWritten: 'embargoed', rule: 'nitf:management-status' }
      : { until: readZoned(release), asWritten: release, rule: 'nitf:management-status+date.release' };
  }
  if (release === undefined || release === '' || isPast(release, normOf(docdata, 'date.issue'))) return undefined;
  return embargoOf(release, 'nitf:date.release');
}

/** 1 most, 5 normal, 8 least. */
export function urgencyIn(docdata: XmlElement | undefined): { urgency?: number; urgencyFrom?: { code: string; rule: string }; flags: readonly string[] } {
  const code = attributeOf(childAt(docdata, 'urgency'), 'ed-urg')?.trim() ?? '';
  if (code === '') return { flags: [] };
  const { value, flags } = urgencyOf(code);
  return { urgencyFrom: { code, rule: 'nitf:ed-urg' }, flags, ...(value === undefined ? {} : { urgency: value }) };
}

/** What becomes of the document that another one names. */
const IDREF_RELS: Readonly<Record<string, string>> = { canceled: 'cancels', cancelled: 'cancels', killed: 'kills', withheld: 'withholds', embargoed: 'withholds', usable: 'releases' };

export interface Reference {
  readonly rel: string;
  readonly id: string;
}

export function refersToOf(docdata: XmlElement | undefined): Reference[] {
  const idref = attributeOf(docdata, 'management-doc-idref')?.trim() ?? '';
  const idrefStatus = attributeOf(docdata, 'management-idref-status')?.trim().toLowerCase() ?? '';
  const managed = idref === '' ? [] : [{ rel: IDREF_RELS[idrefStatus] ?? 'refersTo', id: idref }];
  const corrected = childrenOf(docdata, 'correction').map((element) => attributeOf(element, 'id-string')?.trim() ?? '');
  return [...managed, ...corrected.filter((id) => id !== '').map((id) => ({ rel: 'corrects', id }))];
}

const MESSAGE_SIGNALS: readonly (readonly [Signal, RegExp])[] = [
  ['kill', /^(kill|killed|cancel|canceled|cancelled|delete)$/i],
  ['withdraw', /^(withdraw|withdrawn|withdrawal)$/i],
  ['hold', /^(hold|withhold)$/i],
  ['correction', /^(correct|correction|corrective)$/i],
  ['refile', /^refile$/i],
  ['repeat', /^(repeat|resend)$/i],
  ['advisory', /^(advisory|note)$/i],
  ['update', /^(update|updated|lead|writethru|sub)$/i],
];

/** The act by elements of the document: a correction that it carries, or the type of its editorial message. */
export function actInDocdata(docdata: XmlElement | undefined): { signal: Signal; rule: string } | undefined {
  const type = attributeOf(childAt(docdata, 'ed-msg'), 'msg-type')?.trim() ?? '';
  const told = MESSAGE_SIGNALS.find(([, pattern]) => pattern.test(type));
  if (told !== undefined) return { signal: told[0], rule: `nitf:ed-msg:${type}` };
  const corrects = childrenOf(docdata, 'correction').some((element) => element.attributes.some(({ value }) => value.trim() !== ''));
  return corrects ? { signal: 'correction', rule: 'nitf:correction' } : undefined;
}

import type { WireItem } from '@wiredesk/contracts';
import { embargoInWords } from '../embargo-words.js';
import { itemOf, type Embargo } from '../item-draft.js';
import { referencesIn } from '../sequence-references.js';
import type { Flagged } from '../ninjs/publication.js';
import { advisoryActsOf, advisoryLinesIn } from './advisory-lines.js';
import type { BodyText } from './body-text.js';
import { embargoInNotes } from './embargo-note.js';
import { readExpiry } from './expiry.js';
import { gravestOf, type HeadlineAct } from './headline-acts.js';
import { compact, present } from './lists.js';
import type { Outcome, XmlItem } from './read-items.js';

export interface XmlNames {
  readonly uri: string;
  readonly storyName: string;
  readonly version?: string | undefined;
  readonly flags: readonly string[];
}

export interface XmlUrgency {
  readonly urgency?: number;
  /** The code as it was written, and the rule that made a number of it. */
  readonly urgencyFrom?: { readonly code: string; readonly rule: string };
  readonly flags: readonly string[];
}

/** What one XML format read of one item; the rules that all of them share are applied to it here. */
export interface XmlDraft {
  readonly rule: string;
  readonly names: XmlNames;
  readonly body: BodyText;
  readonly versionCreated: string | undefined;
  readonly act: HeadlineAct | undefined;
  readonly status: Flagged<WireItem['pubStatus']>;
  /** As written; undefined when nothing is said. */
  readonly expires: string | undefined;
  readonly embargo: Embargo | undefined;
  readonly urgency: XmlUrgency;
  readonly flags?: readonly string[];
  readonly fields: Readonly<Record<string, unknown>> & {
    readonly headlines: readonly { readonly value: string }[];
    readonly edNote: string | undefined;
    readonly slugline: string | undefined;
    readonly refersTo?: readonly { readonly rel: string; readonly id: string }[] | undefined;
  };
}

/** An item without a body is told by its description, an alert by its headline; either is said. */
export function described(body: BodyText, descriptions: readonly { readonly value: string }[] | undefined, title?: string): BodyText {
  if (body.text !== '') return body;
  const text = (descriptions ?? []).map(({ value }) => value).join('\n');
  if (text !== '') return { ...body, text, flags: [...body.flags, 'text-from:descriptions'] };
  return title === undefined ? body : { ...body, text: title, flags: [...body.flags, 'text-from:title'] };
}

/** An embargo of the item's own elements, else one that its notes or the lines above its story speak of. */
function embargoOf({ embargo, rule, fields, body }: XmlDraft): Embargo | undefined {
  return embargo ?? embargoInNotes(fields.edNote, `${rule}:note`) ?? embargoInWords([fields.edNote, fields.slugline, ...fields.headlines.map(({ value }) => value), body.text]);
}

const ACTS_ON_OTHERS = new Set<string>(['kill', 'withdraw', 'hold']);

/** A kill or a hold often names its victim in its words only. */
function refersToOf({ fields, body, names }: XmlDraft, act: HeadlineAct | undefined): readonly { rel: string; id: string }[] {
  const stated = fields.refersTo ?? [];
  if (act === undefined || !ACTS_ON_OTHERS.has(act.signal)) return stated;
  const told = referencesIn([fields.edNote, body.text].filter((text) => text !== undefined).join('\n'), []);
  return [...stated, ...told.filter(({ id }) => id !== names.uri && !stated.some((reference) => reference.id === id))];
}

/** Makes an item of a draft. An expiry that cannot be read withholds, unless the item is canceled anyway. */
export function assemble(draft: XmlDraft, { source, repairs }: XmlItem): Outcome {
  const { names, body, status, urgency } = draft;
  const advisories = advisoryLinesIn(body.text);
  const act = gravestOf([draft.act, ...advisoryActsOf(advisories)]);
  const expiry = readExpiry(draft.expires);
  const repaired = repairs.map((repair) => `repaired:${repair}`);
  return { item: itemOf({
    uri: names.uri,
    storyName: names.storyName,
    version: names.version,
    text: body.text,
    versionCreated: draft.versionCreated,
    signal: act?.signal,
    pubStatus: expiry.withhold && status.value !== 'canceled' ? 'withheld' : status.value,
    embargo: embargoOf(draft),
    flags: [names.flags, body.flags, status.flags, expiry.flags, urgency.flags, draft.flags ?? [], repaired].flat(),
    // What the item does not say must not hide what the transport was given.
    fields: compact({
      ...draft.fields,
      expires: expiry.expires,
      urgency: urgency.urgency,
      urgencyFrom: urgency.urgencyFrom,
      signalFrom: act?.rule,
      update: act?.update,
      inlineTags: present(body.inlineTags),
      advisories: present(advisories),
      refersTo: present(refersToOf(draft, act)),
    }),
  }, source.context) };
}

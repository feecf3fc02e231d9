import type { WireItem } from '@wiredesk/contracts';
import { embargoInWords } from '../embargo-words.js';
import { itemOf, type Embargo } from '../item-draft.js';
import type { Flagged } from '../ninjs/publication.js';
import type { BodyText } from './body-text.js';
import { embargoInNotes } from './embargo-note.js';
import { readExpiry } from './expiry.js';
import type { HeadlineAct } from './headline-acts.js';
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
  };
}

/** An embargo of the item's own elements, else one that its notes or the lines above its story speak of. */
function embargoOf({ embargo, rule, fields, body }: XmlDraft): Embargo | undefined {
  return embargo ?? embargoInNotes(fields.edNote, `${rule}:note`) ?? embargoInWords([fields.edNote, ...fields.headlines.map(({ value }) => value), body.text]);
}

/** Makes an item of a draft. An expiry that cannot be read withholds, unless the item is canceled anyway. */
export function assemble(draft: XmlDraft, { source, repairs }: XmlItem): Outcome {
  const { names, body, act, status, urgency } = draft;
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
    }),
  }, source.context) };
}

import { instantOf } from './ninjs/publication.js';
import { descriptiveOf, metaOf, type NitfDescriptive, type NitfParts } from './nitf/descriptive.js';
import { actInDocdata, embargoIn, normOf, refersToOf, statusOf, urgencyIn } from './nitf/docdata.js';
import { namesOf } from './nitf/names.js';
import type { WireFormat } from './wire-format.js';
import { assemble, described } from './xml/assemble.js';
import { textOfBody } from './xml/body-text.js';
import { datelineOf } from './xml/dateline.js';
import { gravestOf, headlineActOf, noteActsOf, type HeadlineAct } from './xml/headline-acts.js';
import { present } from './xml/lists.js';
import { mediaOf, nitfBodyOf, storyMarkup } from './xml/nitf-body.js';
import { readItems, type Outcome, type XmlItem } from './xml/read-items.js';
import { rootNameOf } from './xml/root-name.js';
import { continues, slugActOf } from './xml/slug-marks.js';
import { attributeOf, childAt, languageOf, type XmlElement } from './xml/tree.js';

const RULE = 'nitf';

function partsOf(nitf: XmlElement): NitfParts {
  const head = childAt(nitf, 'head');
  return { nitf, head, docdata: childAt(head, 'docdata') ?? childAt(nitf, 'docdata'), body: nitfBodyOf(nitf) };
}

/** The gravest of what the document says by its elements, its headlines and its messages to editors. */
function actOf({ docdata }: NitfParts, { headlines, slugline, edNote }: NitfDescriptive): HeadlineAct | undefined {
  const told = headlines.map(({ value }) => headlineActOf(value));
  return gravestOf([actInDocdata(docdata), ...told, ...noteActsOf(edNote), slugActOf(slugline)]);
}

function issuedOf({ head, docdata }: NitfParts): string | undefined {
  return [normOf(docdata, 'date.issue'), attributeOf(childAt(head, 'pubdata'), 'date.publication')].find((written) => written !== undefined && written !== '');
}

function languageIn({ nitf, head }: NitfParts): string | undefined {
  return languageOf(nitf) ?? attributeOf(nitf, 'baselang') ?? languageOf(childAt(nitf, 'body')) ?? metaOf(head)['language'];
}

function bodiesOf(content: readonly XmlElement[], file: string): readonly Record<string, string>[] {
  const value = storyMarkup(content, file);
  return value === '' ? [] : [{ role: 'main', contentType: 'application/nitf+xml', value }];
}

/** A document that nothing names and that says nothing. */
const isBlank = ({ docdata }: NitfParts, headlines: readonly unknown[], text: string): boolean =>
  text === '' && headlines.length === 0 && (attributeOf(childAt(docdata, 'doc-id'), 'id-string') ?? '') === '';

function read(found: XmlItem): Outcome {
  const { element: nitf, text: file, source } = found;
  const parts = partsOf(nitf);
  const { docdata } = parts;
  const descriptive = descriptiveOf(parts);
  const body = described(textOfBody(parts.body.content), descriptive.descriptions, descriptive.title);
  if (isBlank(parts, descriptive.headlines, body.text)) {
    return { rejection: { code: 'invalid-item', message: 'a document without id, headline and text', pointer: '/nitf/head/docdata/doc-id', rule: RULE, hint: 'give the document a doc-id' } };
  }
  const issued = issuedOf(parts);
  const dateline = datelineOf(parts.body.dateline, body.text, issued);
  const released = instantOf(normOf(docdata, 'date.release'), 'date.release');
  return assemble({
    rule: RULE,
    names: namesOf(docdata, body.text === '' ? descriptive.title ?? '' : body.text, source.context.feed),
    body,
    versionCreated: issued,
    act: actOf(parts, descriptive),
    status: statusOf(docdata),
    expires: normOf(docdata, 'date.expire'),
    embargo: embargoIn(docdata),
    urgency: urgencyIn(docdata),
    fields: {
      ...descriptive,
      language: languageIn(parts),
      releasedAt: released.value,
      refersTo: present([...refersToOf(docdata), ...continues(descriptive.take)]),
      dateline: dateline === undefined ? undefined : { ...dateline, ...parts.body.datelineParts },
      bodies: bodiesOf(parts.body.content, file),
      associations: present(mediaOf(nitf)),
    },
  }, found);
}

/** NITF 3.x, with or without its DOCTYPE. */
export const nitf: WireFormat = {
  id: RULE,
  recognise: ({ text }) => (rootNameOf(text)?.name === 'nitf' ? 'root element nitf' : undefined),
  parse: (source) => readItems(source, { rule: RULE, names: ['nitf'], read }),
};

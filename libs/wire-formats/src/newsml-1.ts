import { contentOf, type NewsMl1Content } from './newsml-1/content.js';
import { actOf, embargoIn, expiryIn, refersToOf, statusOf, urgencyIn } from './newsml-1/management.js';
import { datelineIn, languageIn, metadataOf, type NewsMl1Metadata } from './newsml-1/metadata.js';
import { altIdsOf, namesOf } from './newsml-1/names.js';
import { instantOf } from './ninjs/publication.js';
import type { WireFormat } from './wire-format.js';
import { assemble, described } from './xml/assemble.js';
import { datelineOf, type Dateline } from './xml/dateline.js';
import { gravestOf, headlineActOf, noteActsOf } from './xml/headline-acts.js';
import { joined, present } from './xml/lists.js';
import { readItems, type Outcome, type XmlItem } from './xml/read-items.js';
import { rootNameOf } from './xml/root-name.js';
import { continues, slugActOf, takeOf } from './xml/slug-marks.js';
import { attributeOf, childAt, childrenOf, languageOf, lineOf, type XmlElement } from './xml/tree.js';

const RULE = 'newsml-1';

/** The dateline with the day that the metadata gives beside it. */
function completeDateline(content: NewsMl1Content, created: string | undefined): Dateline | undefined {
  const own = datelineIn(content.chain);
  const line = datelineOf(own.text ?? content.dateline, content.text, created);
  const day = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(own.date ?? '');
  return line === undefined || line.date !== undefined || day === null ? line : { ...line, date: `${day[1]}-${day[2]}-${day[3]}` };
}

function headlinesOf(metadata: NewsMl1Metadata, content: NewsMl1Content): NewsMl1Metadata['headlines'] {
  return metadata.headlines.length > 0 || content.headline === undefined ? metadata.headlines : [{ role: 'main', value: content.headline }];
}

/** When this revision was made, else the item, else the transmission. */
const createdOf = (management: XmlElement | undefined, envelope: XmlElement | undefined): string | undefined =>
  lineOf(childAt(management, 'ThisRevisionCreated')) ?? lineOf(childAt(management, 'FirstCreated')) ?? lineOf(childAt(envelope, 'DateAndTime'));

const servicesOf = (envelope: XmlElement | undefined): string[] =>
  [...childrenOf(envelope, 'NewsService'), ...childrenOf(envelope, 'NewsProduct')].map((service) => attributeOf(service, 'FormalName') ?? '').filter((name) => name !== '');

function read(found: XmlItem): Outcome {
  const { element: item, root, text: file, source } = found;
  const management = childAt(item, 'NewsManagement');
  const envelope = childAt(root, 'NewsEnvelope');
  if (childAt(item, 'NewsComponent') === undefined && childAt(item, 'Update') !== undefined) {
    return { rejection: { code: 'invalid-item', message: 'an Update names parts of a revision that this file does not hold', pointer: '/NewsItem/Update', rule: RULE, hint: 'send the whole item' } };
  }
  const content = contentOf(item, file);
  const metadata = metadataOf(item, content.chain);
  const headlines = headlinesOf(metadata, content);
  const title = headlines[0]?.value;
  const names = namesOf(item, content.text === '' ? title ?? '' : content.text, source.context.feed);
  if (names.flags.includes('missing:NewsIdentifier') && content.text === '' && title === undefined) {
    return { rejection: { code: 'invalid-item', message: 'an item without identifier, headline and text', pointer: '/NewsItem/Identification/NewsIdentifier', rule: RULE, hint: 'give the item a NewsIdentifier' } };
  }
  const created = createdOf(management, envelope);
  const take = takeOf(metadata.slugline);
  const first = instantOf(lineOf(childAt(management, 'FirstCreated')), 'firstCreated');
  return assemble({
    rule: RULE,
    names,
    body: described(content, undefined, title),
    versionCreated: created,
    act: gravestOf([actOf(management), ...headlines.map(({ value }) => headlineActOf(value)), ...noteActsOf(metadata.edNote), slugActOf(metadata.slugline)]),
    status: statusOf(management),
    expires: expiryIn(management),
    embargo: embargoIn(management),
    urgency: urgencyIn(management, envelope),
    flags: first.flags,
    fields: {
      ...metadata,
      headlines,
      title,
      type: 'text',
      edNote: joined([metadata.edNote, content.notes]),
      by: metadata.by ?? content.byline,
      language: languageIn(content.chain) ?? languageOf(item),
      firstCreated: first.value,
      take,
      services: present(servicesOf(envelope)),
      refersTo: present([...refersToOf(management, source.context.feed), ...continues(take)]),
      altIds: present(altIdsOf(item)),
      dateline: completeDateline(content, created),
      bodies: content.bodies,
      associations: present(content.associations),
    },
  }, found);
}

/** NewsML 1.x: one or more news items in an envelope. */
export const newsml1: WireFormat = {
  id: RULE,
  recognise: ({ text }) => {
    const name = rootNameOf(text)?.name;
    return name === 'NewsML' || name === 'NewsItem' ? `root element ${name}` : undefined;
  },
  parse: (source) => readItems(source, { rule: RULE, names: ['NewsItem'], read }),
};

import { conceptsOf, schemesIn, type G2Concept } from './newsml-g2/concepts.js';
import { contentOf } from './newsml-g2/content.js';
import { descriptiveOf, ownWords } from './newsml-g2/descriptive.js';
import { actOf, embargoIn, partsOf, refersToOf, statusOf, timesOf, urgencyIn, versionCreatedOf, type G2Parts } from './newsml-g2/management.js';
import { namesOf } from './newsml-g2/names.js';
import { hopsOf, membersOf } from './newsml-g2/package.js';
import { isNewStory, updateIds, updateReferences, type NumberedUpdate } from './newsml-g2/updates.js';
import type { WireFormat } from './wire-format.js';
import { assemble, described } from './xml/assemble.js';
import { datelineOf } from './xml/dateline.js';
import { joined, present } from './xml/lists.js';
import { readItems, type Outcome, type XmlItem } from './xml/read-items.js';
import { rootNameOf } from './xml/root-name.js';
import { continues, takeOf } from './xml/slug-marks.js';
import { attributeOf, childAt, languageOf, lineOf, rawTextOf, type XmlElement } from './xml/tree.js';

const RULE = 'newsml-g2';
const NEWS = ['newsItem', 'packageItem'];
/** They carry vocabularies and plans, not news; whoever sends them is told. */
const OTHER_ITEMS = ['conceptItem', 'knowledgeItem', 'planningItem', 'catalogItem'];
const ROOTS = new Set(['newsMessage', 'contentMeta', ...NEWS, ...OTHER_ITEMS]);

/** Why an element of a message is no item of news. */
function refusalOf(element: XmlElement, { itemMeta, contentMeta }: G2Parts): Outcome | undefined {
  if (OTHER_ITEMS.includes(element.name)) {
    return { rejection: { code: 'unsupported-format', message: `a ${element.name} is no news`, rule: RULE, hint: 'send newsItem or packageItem' } };
  }
  if (itemMeta !== undefined || contentMeta !== undefined || (attributeOf(element, 'guid') ?? '') !== '') return undefined;
  return { rejection: { code: 'invalid-item', message: `a ${element.name} without guid and without metadata`, pointer: `/${element.name}/@guid`, rule: RULE, hint: 'give the item a guid' } };
}

function withProvider(sources: readonly G2Concept[] | undefined, provider: string | undefined): readonly G2Concept[] | undefined {
  if (provider === undefined || sources?.some(({ name, literal }) => name === provider || literal === provider) === true) return sources;
  return [...sources ?? [], { name: provider, role: 'provider' }];
}

/** An update that is a story of its own, by the number before its headline. */
function numberedUpdate(parts: G2Parts, slugline: string | undefined): NumberedUpdate | undefined {
  const number = actOf(parts)?.update;
  if (number === undefined || slugline === undefined || !isNewStory(attributeOf(parts.item, 'version'))) return undefined;
  return { number, slugline, versionCreated: versionCreatedOf(parts) };
}

function read(found: XmlItem): Outcome {
  const { element, root, text: file, source } = found;
  const parts = partsOf(element, root);
  const refusal = refusalOf(element, parts);
  if (refusal !== undefined) return refusal;
  const { itemMeta, contentMeta } = parts;
  const descriptive = descriptiveOf(parts);
  const content = contentOf(element, file, ownWords(parts));
  const body = described(content, descriptive.descriptions, element.name === 'newsItem' ? descriptive.title : undefined);
  const language = attributeOf(childAt(contentMeta, 'language'), 'tag') ?? languageOf(element);
  const times = timesOf(parts);
  const concepts = conceptsOf(element, contentMeta, { language, schemes: schemesIn(element, parts.header) });
  const versionCreated = versionCreatedOf(parts);
  const slugline = descriptive.slugline ?? content.slugline;
  const update = numberedUpdate(parts, slugline);
  const take = takeOf(slugline);
  const expires = childAt(itemMeta, 'expires');
  return assemble({
    rule: RULE,
    names: { ...namesOf(parts, body.text, source.context.feed), version: attributeOf(element, 'version') },
    body,
    versionCreated,
    act: actOf(parts),
    status: statusOf(parts),
    expires: expires === undefined ? undefined : rawTextOf(expires),
    embargo: embargoIn(parts),
    urgency: urgencyIn(parts),
    flags: times.flags,
    fields: {
      ...times.fields,
      ...descriptive,
      ...concepts,
      language,
      slugline,
      edNote: joined([descriptive.edNote, content.notes]),
      by: descriptive.by ?? content.byline,
      infoSources: withProvider(concepts['infoSources'], descriptive.provider),
      take,
      altIds: present([...descriptive.altIds ?? [], ...update === undefined ? [] : updateIds(update)]),
      refersTo: present([...refersToOf(parts), ...update === undefined ? [] : updateReferences(update), ...continues(take)]),
      dateline: datelineOf(lineOf(childAt(contentMeta, 'dateline')) ?? content.dateline, body.text, versionCreated),
      bodies: content.bodies,
      renditions: present(content.renditions),
      associations: present(membersOf(element)),
      hopHistory: present(hopsOf(element)),
    },
  }, found);
}

/** NewsML-G2: an item, a package, or a message with many of them; also a `contentMeta` that was cut out of one. */
export const newsmlG2: WireFormat = {
  id: RULE,
  recognise: ({ text }) => {
    const root = rootNameOf(text);
    return root !== undefined && ROOTS.has(root.name) ? `root element ${root.name}` : undefined;
  },
  parse: (source) => readItems(source, { rule: RULE, names: rootNameOf(source.text)?.name === 'contentMeta' ? ['contentMeta'] : [...NEWS, ...OTHER_ITEMS], read }),
};

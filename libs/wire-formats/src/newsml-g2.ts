import { conceptsOf, type G2Concept } from './newsml-g2/concepts.js';
import { contentOf, type G2Content } from './newsml-g2/content.js';
import { descriptiveOf, ownWords, type G2Descriptive } from './newsml-g2/descriptive.js';
import { actOf, embargoIn, partsOf, refersToOf, statusOf, timesOf, urgencyIn, versionCreatedOf, type G2Parts } from './newsml-g2/management.js';
import { namesOf } from './newsml-g2/names.js';
import { membersOf } from './newsml-g2/package.js';
import type { WireFormat } from './wire-format.js';
import { assemble } from './xml/assemble.js';
import type { BodyText } from './xml/body-text.js';
import { datelineOf } from './xml/dateline.js';
import { present } from './xml/lists.js';
import { readItems, type Outcome, type XmlItem } from './xml/read-items.js';
import { rootNameOf } from './xml/root-name.js';
import { takeOf } from './xml/slug-marks.js';
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

/** An item without a body is told by its description. */
function bodyOf(content: G2Content, { descriptions }: G2Descriptive): BodyText {
  if (content.text !== '' || descriptions === undefined) return content;
  return { ...content, text: descriptions.map(({ value }) => value).join('\n'), flags: [...content.flags, 'text-from:descriptions'] };
}

function withProvider(sources: readonly G2Concept[] | undefined, provider: string | undefined): readonly G2Concept[] | undefined {
  if (provider === undefined || sources?.some(({ name, literal }) => name === provider || literal === provider) === true) return sources;
  return [...sources ?? [], { name: provider, role: 'provider' }];
}

/** Reuters numbers its updates: update n has the slug of the stories before it, and replaces none but n-1. */
function referencesOf(parts: G2Parts, slugline: string | undefined): { rel: string; id: string }[] {
  const updates = slugline !== undefined && actOf(parts)?.update !== undefined ? [{ rel: 'updates', id: slugline }] : [];
  return [...refersToOf(parts), ...updates];
}

function read(found: XmlItem): Outcome {
  const { element, root, text: file, source } = found;
  const parts = partsOf(element, root);
  const refusal = refusalOf(element, parts);
  if (refusal !== undefined) return refusal;
  const { itemMeta, contentMeta } = parts;
  const descriptive = descriptiveOf(parts);
  const content = contentOf(element, file, ownWords(parts));
  const body = bodyOf(content, descriptive);
  const language = attributeOf(childAt(contentMeta, 'language'), 'tag') ?? languageOf(element);
  const times = timesOf(parts);
  const concepts = conceptsOf(element, contentMeta, language);
  const versionCreated = versionCreatedOf(parts);
  const slugline = descriptive.slugline ?? content.slugline;
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
      by: descriptive.by ?? content.byline,
      infoSources: withProvider(concepts['infoSources'], descriptive.provider),
      take: takeOf(slugline),
      refersTo: present(referencesOf(parts, slugline)),
      dateline: datelineOf(lineOf(childAt(contentMeta, 'dateline')) ?? content.dateline, body.text, versionCreated),
      bodies: content.bodies,
      renditions: present(content.renditions),
      associations: present(membersOf(element)),
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

import type { WireItem } from '@wiredesk/contracts';
import { readEntries, type Outcome } from './entries.js';
import { storyNameOf } from './identity.js';
import { itemOf } from './item-draft.js';
import { bytesOf, entriesOf, isObject, jsonOf, looksLikeJson, stringOf, wordsOf, type JsonObject } from './json-source.js';
import { jsonLines, lineValue } from './json-lines.js';
import { altIdsOf, CONCEPT_LISTS, conceptsOf } from './ninjs/concepts.js';
import { namedList, respell } from './ninjs/names.js';
import { subjectsOf, superdeskFields } from './ninjs/further-fields.js';
import { embargoOf, instantOf, pubStatusOf, urgencyOf } from './ninjs/publication.js';
import { bodiesOf, descriptionsOf, headlinesOf, partText, textOf } from './ninjs/text-parts.js';
import type { ReadText } from './markup-text.js';
import { invalidField, rejected } from './rejects.js';
import { oneLine } from './text.js';
import { readExpiry } from './xml/expiry.js';
import { takeOf } from './xml/slug-marks.js';
import type { WireContext, WireFormat, WireResult, WireSource } from './wire-format.js';

const STRINGS = ['type', 'profile', 'language', 'title', 'by', 'slugline', 'located', 'edNote', 'copyrightHolder', 'copyrightNotice', 'usageTerms', 'representationType', 'source'];

/** A news item has a few dozen. */
const MOST_PROPERTIES = 2_000;

const isItem = (object: JsonObject): boolean => ['uri', 'guid', 'headline', 'headlines', 'bodies', 'body_text', 'body_html', 'body_xhtml'].some((name) => name in object);

function strings(given: JsonObject): Record<string, unknown> {
  return Object.fromEntries(STRINGS.map((name) => [name, wordsOf(given[name])]));
}

function concepts(given: JsonObject): Record<string, unknown> {
  return Object.fromEntries(CONCEPT_LISTS.map((name) => [name, conceptsOf(given[name])]));
}

/** Text that stands in when an item has no body: what describes it, and that it was so. */
function bodyText(given: JsonObject): ReadText {
  const body = textOf(bodiesOf(given));
  if (body.text !== '') return body;
  const described = textOf(descriptionsOf(given));
  return described.text === '' ? body : { text: described.text, flags: [...described.flags, 'text-from:descriptions'] };
}

/** An item from one ninjs object of any version; the wire format's own fields are those of ninjs 3.1. */
function read(object: JsonObject, uri: string, context: WireContext): WireItem {
  const given = respell(object) as JsonObject;
  const headlines = headlinesOf(given);
  const descriptions = descriptionsOf(given);
  const { text, flags } = bodyText(given);
  const status = pubStatusOf(given['pubStatus']);
  const urgency = urgencyOf(given['urgency']);
  const times = ['firstCreated', 'contentCreated', 'contentModified'].map((name) => ({ name, ...instantOf(given[name], name) }));
  const expiry = readExpiry(stringOf(given['expires']));
  const [first] = headlines;
  return itemOf({
    uri,
    storyName: storyNameOf(uri, context.feed),
    text,
    version: given['version'],
    versionCreated: wordsOf(given['versionCreated']),
    pubStatus: expiry.withhold && status.value !== 'canceled' ? 'withheld' : status.value,
    embargo: embargoOf(given['embargoedUntil'], 'ninjs:embargoedUntil'),
    flags: [...flags, ...status.flags, ...urgency.flags, ...expiry.flags, ...times.flatMap((time) => time.flags)],
    fields: {
      ...strings(given),
      ...concepts(given),
      ...Object.fromEntries(times.map((time) => [time.name, time.value])),
      ...superdeskFields(given),
      subjects: subjectsOf(given),
      expires: expiry.expires,
      take: takeOf(wordsOf(given['slugline'])),
      urgency: urgency.value,
      urgencyFrom: urgency.value === undefined ? undefined : { code: String(given['urgency']), rule: 'ninjs:urgency' },
      title: wordsOf(given['title']) ?? (first === undefined ? undefined : oneLine(partText(first)) || undefined),
      headlines,
      descriptions: descriptions.length === 0 ? undefined : descriptions,
      bodies: bodiesOf(given),
      altIds: altIdsOf(given['altIds']),
      renditions: namedList(given['renditions']),
      associations: namedList(given['associations']),
    },
  }, context);
}

function readEntry(entry: unknown, pointer: string, context: WireContext): Outcome {
  if (!isObject(entry)) return { rejection: invalidField(pointer, 'an item is an object', 'send one JSON object for each item') };
  const uri = wordsOf(entry['uri']) ?? wordsOf(entry['guid']) ?? (pointer === '' ? wordsOf(context.given?.uri) : undefined);
  if (uri === undefined) return { rejection: invalidField(`${pointer}/uri`, 'the item has no uri', 'give every item a `uri` that stays the same for all its versions') };
  if (Object.keys(entry).length > MOST_PROPERTIES) return { rejection: { code: 'too-large', message: `more than ${MOST_PROPERTIES} properties`, pointer } };
  return { item: read(entry, uri, context) };
}

function readLine(line: string, context: WireContext): Outcome {
  const json = lineValue(line);
  return 'value' in json ? readEntry(json.value, '', context) : json;
}

const bytesOfLine = (line: string): Uint8Array => new TextEncoder().encode(line);

function parse(source: WireSource): WireResult {
  const json = jsonOf(source);
  const lines = json.ok ? undefined : jsonLines(source.text);
  if (lines !== undefined) return readEntries(lines, { read: (line) => readLine(line, source.context), bytes: bytesOfLine });
  if (!json.ok) return rejected(json.rejection);
  const entries = entriesOf(json.value, isItem);
  if (entries.length === 0) return rejected(invalidField('', 'there is no item in it', 'send at least one ninjs object'));
  return readEntries(entries, { read: ({ pointer, entry }) => readEntry(entry, pointer, source.context), bytes: ({ entry }) => bytesOf(entry) });
}

/** ninjs 1.x, 2.x and 3.x: one object, an array of them, a wrapper with a list of them, or one on each line. */
export const ninjs: WireFormat = { id: 'ninjs', recognise: looksLikeJson, parse };

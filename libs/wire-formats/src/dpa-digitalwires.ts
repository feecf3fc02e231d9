import type { Signal, WireItem } from '@wiredesk/contracts';
import { otherFamily, dpaDesk } from './categories.js';
import { readEntries, type Outcome } from './entries.js';
import { htmlToText } from './html-text.js';
import { storyNameOf } from './identity.js';
import { itemOf } from './item-draft.js';
import { bytesOf, entriesOf, isObject, jsonOf, looksLikeJson, objectsOf, wordsOf, type JsonObject } from './json-source.js';
import { markupText, type ReadText } from './markup-text.js';
import { embargoOf, instantOf, pubStatusOf, urgencyOf } from './ninjs/publication.js';
import { invalidField, rejected } from './rejects.js';
import { readDateline } from './xml/dateline.js';
import type { WireContext, WireFormat, WireResult, WireSource } from './wire-format.js';

const SIGNALS: Readonly<Record<string, Signal>> = { correction: 'correction', update: 'update', kill: 'kill', withdraw: 'withdraw', hold: 'hold' };

const isItem = (object: JsonObject): boolean => (wordsOf(object['format']) ?? '').startsWith('digitalwires') || ('urn' in object && ('article_html' in object || 'version_created' in object));

const categoriesOf = (given: JsonObject, type: string): JsonObject[] => objectsOf(given['categories']).filter((entry) => entry['type'] === `dnltype:${type}`);

const html = (value: unknown): string => (typeof value === 'string' ? htmlToText(value) : '');

/** Teaser, then the story behind its dateline, then the box: the order in which dpa sets them in its other formats. */
function textOf(given: JsonObject): ReadText {
  const dateline = typeof given['dateline'] === 'string' ? given['dateline'].trimEnd() : '';
  const [article, box] = [given['article_html'], given['infobox_html']].map((part) => markupText(typeof part === 'string' ? part : ''));
  const story = `${dateline} ${article?.text ?? ''}`.trim();
  const text = [wordsOf(given['teaser']), story, box?.text].filter((part) => part !== undefined && part !== '').join('\n');
  return { text, flags: [...new Set([...article?.flags ?? [], ...box?.flags ?? []])] };
}

/** Every note for editors, the non-public ones among them: none of it is for readers. */
function notesOf(given: JsonObject): string | undefined {
  const notepad = isObject(given['notepad']) ? given['notepad'] : {};
  const notes = [...objectsOf(given['ednotes']).map((note) => wordsOf(note['ednote'])), html(notepad['nonpublic_html']) || undefined].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : [...new Set(notes)].join('\n');
}

const concept = (entry: JsonObject, rel: string): JsonObject => ({ name: wordsOf(entry['name']), rel, literal: wordsOf(entry['qcode']), rank: entry['rank'] ?? undefined });

function subjectsOf(given: JsonObject): JsonObject[] {
  const subjects = categoriesOf(given, 'dpasubject');
  const codes = subjects.flatMap((entry) => otherFamily(wordsOf(entry['qcode']) ?? ''));
  const desks = categoriesOf(given, 'desk').flatMap((entry) => dpaDesk(wordsOf(entry['name']) ?? ''));
  return [...subjects.map((entry) => concept(entry, 'about')), ...categoriesOf(given, 'keyword').map((entry) => concept(entry, 'keyword')), ...codes, ...desks];
}

function placesOf(given: JsonObject): JsonObject[] {
  const pois = categoriesOf(given, 'poi').map((entry) => ({ ...concept(entry, 'mentions'), geoJSON: entry['geojson'] }));
  return [...categoriesOf(given, 'geosubject').map((entry) => concept(entry, 'about')), ...pois];
}

const slugOf = (given: JsonObject): string | undefined =>
  ['dpasubject', 'geosubject', 'keyword'].flatMap((type) => categoriesOf(given, type).map((entry) => wordsOf(entry['name']))).filter(Boolean).join('/') || undefined;

const filled = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

function fieldsOf(given: JsonObject, text: string): Record<string, unknown> {
  const headline = wordsOf(given['headline']);
  const kicker = wordsOf(given['kicker']);
  const subhead = wordsOf(given['subhead']);
  const teaser = wordsOf(given['teaser']);
  const written = wordsOf(given['dateline']);
  const article = wordsOf(given['article_html']);
  return {
    type: 'text',
    language: wordsOf(given['language']),
    title: headline,
    headlines: [{ role: 'main', value: headline }, { role: 'kicker', value: kicker }, { role: 'subhead', value: subhead }].filter(({ value }) => value !== undefined),
    descriptions: teaser === undefined ? undefined : [{ role: 'teaser', contentType: 'text/plain', value: teaser }],
    bodies: [{ role: 'text', contentType: 'text/plain', value: text }, ...(article === undefined ? [] : [{ role: 'html', contentType: 'text/html', value: article }])],
    by: wordsOf(given['byline']),
    dateline: written === undefined ? undefined : readDateline(written, wordsOf(given['version_created'])?.slice(0, 10)),
    slugline: slugOf(given),
    subjects: filled(subjectsOf(given)),
    places: filled(placesOf(given)),
    genres: filled(categoriesOf(given, 'genre').map((entry) => ({ name: wordsOf(entry['name']), literal: wordsOf(entry['qcode']) }))),
    infoSources: filled(categoriesOf(given, 'provider').map((entry) => ({ name: wordsOf(entry['name']), role: 'provider', literal: wordsOf(entry['qcode']) }))),
    services: filled(categoriesOf(given, 'wire').map((entry) => wordsOf(entry['name']))),
    edNote: notesOf(given),
    creditline: wordsOf(given['creditline']),
    copyrightHolder: wordsOf(given['creditline']),
    copyrightNotice: wordsOf(given['copyrightnotice']),
    usageTerms: wordsOf(given['usageterms']),
    altIds: filled([{ role: 'entryId', value: wordsOf(given['entry_id']) }].filter(({ value }) => value !== undefined)),
  };
}

function read(given: JsonObject, urn: string, context: WireContext): WireItem {
  const status = pubStatusOf(given['pubstatus']);
  const urgency = urgencyOf(given['urgency']);
  const created = instantOf(given['content_created'], 'contentCreated');
  const { text, flags } = textOf(given);
  return itemOf({
    uri: urn,
    storyName: storyNameOf(urn, context.feed),
    text,
    version: given['version'],
    versionCreated: wordsOf(given['version_created']) ?? wordsOf(given['updated']),
    signal: SIGNALS[wordsOf(given['signal'])?.replace(/^sig:/, '') ?? ''],
    pubStatus: status.value,
    embargo: embargoOf(given['embargoed'], 'digitalwires:embargoed'),
    flags: [...flags, ...status.flags, ...urgency.flags, ...created.flags],
    fields: {
      ...fieldsOf(given, text),
      urgency: urgency.value,
      urgencyFrom: urgency.value === undefined ? undefined : { code: String(given['urgency']), rule: 'digitalwires:urgency' },
      contentCreated: created.value,
    },
  }, context);
}

function readEntry(entry: unknown, pointer: string, context: WireContext): Outcome {
  const urn = isObject(entry) ? wordsOf(entry['urn']) : undefined;
  if (isObject(entry) && urn !== undefined) return { item: read(entry, urn, context) };
  return { rejection: invalidField(`${pointer}/urn`, 'the entry has no urn', 'dpa digitalwires name every entry by `urn`') };
}

function parse(source: WireSource): WireResult {
  const json = jsonOf(source);
  if (!json.ok) return rejected(json.rejection);
  return readEntries(entriesOf(json.value, isItem), { read: ({ pointer, entry }) => readEntry(entry, pointer, source.context), bytes: ({ entry }) => bytesOf(entry) });
}

function recognise(source: WireSource): string | undefined {
  if (looksLikeJson(source) === undefined || !/"(?:digitalwires@|article_html|version_created)/.test(source.text)) return undefined;
  const json = jsonOf(source);
  const first = json.ok ? entriesOf(json.value, isItem)[0]?.entry : undefined;
  return isObject(first) && isItem(first) ? 'JSON of dpa digitalwires' : undefined;
}

/** dpa digitalwires: JSON with HTML parts and everything that dpa knows of a story. */
export const dpaDigitalwires: WireFormat = { id: 'dpa-digitalwires', recognise, parse };

import { storyNameOf, urnOf, wordsName } from './identity.js';
import { readStamp } from './instants.js';
import { itemOf } from './item-draft.js';
import { emptyBody, invalidField, rejected } from './rejects.js';
import { canonicalText, firstLine } from './text.js';
import { rootNameOf } from './xml/root-name.js';
import type { WireFormat, WireResult, WireSource } from './wire-format.js';

/** The item of a text that carries nothing but itself; what the transport was given names and orders it. */
function parse(source: WireSource): WireResult {
  const text = canonicalText(source.text);
  if (text.trim() === '') return rejected(emptyBody('send the text of a story'));
  const { given = {}, feed } = source.context;
  const version = given.versionCreated;
  if (version !== undefined && readStamp(version) === undefined) {
    return rejected(invalidField('/versionCreated', `not an instant: ${version.slice(0, 60)}`, 'write it as 2026-01-31T12:00:00Z'));
  }
  const name = given.uri === undefined ? wordsName(feed, text) : storyNameOf(given.uri, feed);
  const title = given.title ?? firstLine(text);
  const item = itemOf({
    uri: given.uri ?? urnOf('text', name),
    storyName: name,
    text,
    version: given.version,
    versionCreated: version,
    fields: {
      type: 'text',
      title,
      headlines: title === undefined ? [] : [{ role: 'main', value: title }],
      bodies: [{ role: 'text', contentType: 'text/plain', value: text }],
    },
  }, source.context);
  return { items: [{ entry: 1, item }], rejects: [] };
}

/** XML that no format knows is not a story; prose may still begin with a bracket. */
function isMarkup(text: string): boolean {
  if (/^\s*<(?:\?xml|!doctype)\b/i.test(text.slice(0, 1000))) return true;
  return rootNameOf(text) !== undefined && text.slice(-1000).trimEnd().endsWith('>');
}

/** Text without markup: what remains when no other format recognises it. */
export const plainText: WireFormat = {
  id: 'plain-text',
  recognise: ({ text }) => (isMarkup(text) ? undefined : 'text that no other format claims'),
  parse,
};

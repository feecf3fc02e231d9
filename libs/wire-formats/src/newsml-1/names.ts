import { storyNameOf, urnOf, wordsName } from '../identity.js';
import type { XmlNames } from '../xml/assemble.js';
import { childAt, lineOf, type XmlElement } from '../xml/tree.js';

/** Provider, day and item name the story; the revision orders it and is never part of the name. NewsML 1.2, section 4.4. */
export function namesOf(item: XmlElement, text: string, feed: string): XmlNames {
  const identifier = childAt(item, 'Identification', 'NewsIdentifier');
  const [provider, day, id, publicId] = ['ProviderId', 'DateId', 'NewsItemId', 'PublicIdentifier'].map((name) => lineOf(childAt(identifier, name)));
  const version = lineOf(childAt(identifier, 'RevisionId'));
  if (provider !== undefined && id !== undefined) {
    const uri = `urn:newsml:${provider}:${day ?? ''}:${id}`;
    return { uri, storyName: storyNameOf(uri, feed), version, flags: [] };
  }
  if (publicId !== undefined) {
    const name = storyNameOf(publicId, feed);
    return { uri: publicId.startsWith('urn:') ? name : publicId, storyName: name, version, flags: ['missing:NewsItemId'] };
  }
  const name = wordsName(feed, text);
  return { uri: urnOf('newsml-1', name), storyName: name, version, flags: ['missing:NewsIdentifier'] };
}

/** The further names of an item; the public identifier carries the revision. */
export function altIdsOf(item: XmlElement): { role: string; value: string }[] {
  const [publicId, label] = [childAt(item, 'Identification', 'NewsIdentifier', 'PublicIdentifier'), childAt(item, 'Identification', 'NameLabel')].map(lineOf);
  return [...publicId === undefined ? [] : [{ role: 'publicIdentifier', value: publicId }], ...label === undefined ? [] : [{ role: 'nameLabel', value: label }]];
}

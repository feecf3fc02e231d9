import { storyNameOf, urnOf, wordsName } from '../identity.js';
import { attributeOf, childAt, rawTextOf } from '../xml/tree.js';
import type { G2Parts } from './management.js';

export interface G2Names {
  readonly uri: string;
  readonly storyName: string;
  readonly flags: readonly string[];
}

/** Reuters puts the version behind the name of an item, and writes the name with underscores where a URI is not allowed. */
function reutersName(guid: string, version: string | undefined): string {
  const tag = /^tag_([\w.-]+)_(\d{4})_(newsml_\w+)$/.exec(guid);
  const name = tag === null ? guid : `tag:${tag[1]},${tag[2]}:${tag[3]}`;
  const revision = `:${version ?? ''}`;
  return name.startsWith('tag:reuters.com,') && version !== undefined && name.endsWith(revision) ? name.slice(0, -revision.length) : name;
}

/** A guid that is no URI is unique with its provider, by whatever feed it comes; where none is named, within the feed. */
function withinProvider(guid: string, { itemMeta }: G2Parts): string {
  const provider = childAt(itemMeta, 'provider');
  const name = attributeOf(provider, 'qcode') ?? attributeOf(provider, 'literal') ?? attributeOf(provider, 'uri');
  return name === undefined || /^[a-z][a-z0-9+.-]+:/i.test(guid) ? guid : `newsml-g2:${name.trim().toLowerCase()}:${guid}`.replace(/\s/g, '_');
}

/** The guid names the story (dpa's rule is applied where every item is made); without one its words do. */
export function namesOf(parts: G2Parts, text: string, feed: string): G2Names {
  const guid = attributeOf(parts.item, 'guid')?.trim() ?? '';
  if (guid !== '') {
    const storyName = storyNameOf(withinProvider(reutersName(guid, attributeOf(parts.item, 'version')), parts), feed);
    return { uri: guid, storyName, flags: [] };
  }
  const name = wordsName(feed, text === '' ? rawTextOf(parts.contentMeta) : text);
  return { uri: urnOf('newsml-g2', name), storyName: name, flags: ['missing:guid'] };
}

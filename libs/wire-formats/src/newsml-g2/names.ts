import { storyNameOf, urnOf, wordsName } from '../identity.js';
import { attributeOf, rawTextOf } from '../xml/tree.js';
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

/** The guid names the story (dpa's rule is applied where every item is made); without one its words do. */
export function namesOf(parts: G2Parts, text: string, feed: string): G2Names {
  const guid = attributeOf(parts.item, 'guid')?.trim() ?? '';
  if (guid !== '') {
    const storyName = storyNameOf(reutersName(guid, attributeOf(parts.item, 'version')), feed);
    return { uri: guid, storyName, flags: [] };
  }
  const name = wordsName(feed, text === '' ? rawTextOf(parts.contentMeta) : text);
  return { uri: urnOf('newsml-g2', name), storyName: name, flags: ['missing:guid'] };
}

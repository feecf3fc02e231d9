import { storyNameOf, urnOf, wordsName } from '../identity.js';
import type { XmlNames } from '../xml/assemble.js';
import { attributeOf, childAt, type XmlElement } from '../xml/tree.js';
import { normOf } from './docdata.js';

/** NTB numbers the versions of a document at the end of its id. */
const VERSIONED_IDS: Readonly<Record<string, RegExp>> = { NTB: /^(.+)_(\d{2})$/ };

const said = (element: XmlElement | undefined, name: string): string => attributeOf(element, name)?.trim() ?? '';

const RULE = 'nitf';

/** A dynamic use key comes back with the next day's story, so the day belongs to the name. */
function nameByKey(docdata: XmlElement | undefined, key: string, feed: string): string {
  const day = (normOf(docdata, 'date.issue') ?? '').replaceAll('-', '').slice(0, 8);
  return storyNameOf(`${key}/${day}`, feed);
}

/** The document id names the story; without one the dynamic use key and the day; without either the words. */
export function namesOf(docdata: XmlElement | undefined, text: string, feed: string): XmlNames {
  const [docId, duKey] = [childAt(docdata, 'doc-id'), childAt(docdata, 'du-key')];
  const [id, key, version] = [said(docId, 'id-string'), said(duKey, 'key'), attributeOf(duKey, 'version')];
  if (id === '') {
    const name = key === '' ? wordsName(feed, text) : nameByKey(docdata, key, feed);
    return { uri: urnOf(RULE, name), storyName: name, version, flags: ['missing:doc-id'] };
  }
  const versioned = VERSIONED_IDS[said(docId, 'regsrc')]?.exec(id);
  return { uri: id, storyName: storyNameOf(versioned?.[1] ?? id, feed), version: version ?? versioned?.[2], flags: [] };
}

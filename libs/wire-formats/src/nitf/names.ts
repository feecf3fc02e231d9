import { storyNameOf, urnOf, wordsName } from '../identity.js';
import type { XmlNames } from '../xml/assemble.js';
import { attributeOf, childAt, descendantsOf, type XmlElement } from '../xml/tree.js';
import { normOf } from './docdata.js';

/** NTB numbers the versions of a document at the end of its id. */
const VERSIONED_IDS: ReadonlyMap<string, RegExp> = new Map([['NTB', /^(.+)_(\d{2})$/]]);

const said = (element: XmlElement | undefined, name: string): string => attributeOf(element, name)?.trim() ?? '';

const RULE = 'nitf';

/** Who gave the id: the same agency by whatever feed the document comes. Undefined when the document does not say. */
function registrarOf(docdata: XmlElement | undefined): string | undefined {
  const source = descendantsOf(childAt(docdata, 'del-list'), 'from-src')[0];
  const rights = childAt(docdata, 'doc.rights');
  const names = [said(childAt(docdata, 'doc-id'), 'regsrc'), said(source, 'src-name'), said(rights, 'owner'), said(rights, 'agent')];
  return names.find((name) => name !== '')?.toLowerCase().replace(/\s+/g, '-');
}

/** A dynamic use key comes back with the next day's story, so the day belongs to the name. */
const keyAndDay = (docdata: XmlElement | undefined, key: string): string => `${key}/${(normOf(docdata, 'date.issue') ?? '').replaceAll('-', '').slice(0, 8)}`;

/**
 * The document id names the story, within its registrar where one is named and within the feed where none is; without an id
 * the dynamic use key and the day do; without either the words.
 */
export function namesOf(docdata: XmlElement | undefined, text: string, feed: string): XmlNames {
  const [docId, duKey] = [childAt(docdata, 'doc-id'), childAt(docdata, 'du-key')];
  const [id, key, version] = [said(docId, 'id-string'), said(duKey, 'key'), attributeOf(duKey, 'version')];
  const registrar = registrarOf(docdata);
  const within = (name: string): string => storyNameOf(registrar === undefined || /^urn:|:\/\//.test(name) ? name : `nitf:${registrar}:${name.replace(/\s/g, '_')}`, feed);
  if (id === '') {
    const name = key === '' ? wordsName(registrar ?? feed, text) : within(keyAndDay(docdata, key));
    return { uri: urnOf(RULE, name), storyName: name, version, flags: ['missing:doc-id'] };
  }
  const versioned = VERSIONED_IDS.get(said(docId, 'regsrc'))?.exec(id);
  return { uri: id, storyName: within(versioned?.[1] ?? id), version: version ?? versioned?.[2], flags: [] };
}

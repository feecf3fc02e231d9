import { contentHashOf, decodeJson, encodeJson, storyIdOf, type RawItem } from '@wiredesk/contracts';
import type { Ledger } from './ledger.js';
import type { ReadItem } from './read-delivery.js';

/**
 * A uri names one story for ever. Some agencies' stories can only be named by day and headline, because one of their formats carries
 * nothing else; when such a headline changes, the uri still tells where the item belongs. The first story that had the uri keeps it.
 * Rejects as the ledger does; then each item keeps the story that its bytes say.
 */
export async function underOneStory(items: readonly ReadItem[], ledger: Ledger): Promise<readonly ReadItem[]> {
  const named = items.filter(({ uri, storyId }) => storyIdOf(uri) !== storyId);
  if (named.length === 0) return items;
  const known = new Map(await ledger.storiesOf([...new Set(named.map(({ uri }) => uri))]));
  return items.map((item) => {
    if (storyIdOf(item.uri) === item.storyId) return item;
    const storyId = known.get(item.uri) ?? item.storyId;
    known.set(item.uri, storyId);
    return storyId === item.storyId ? item : renamed(item, storyId);
  });
}

/** The same item in another story: its record, key and content hash say so too. */
function renamed(item: ReadItem, storyId: string): ReadItem {
  const decoded = decodeJson(item.record.value ?? Buffer.alloc(0));
  if (!decoded.ok) throw new Error(`our own record cannot be read: ${decoded.message}`);
  const raw = { ...(decoded.value as RawItem), storyId };
  const contentHash = contentHashOf(raw);
  const record = { ...item.record, key: storyId, value: encodeJson({ ...raw, contentHash }), headers: { ...item.record.headers, ce_subject: storyId } };
  return { ...item, storyId, contentHash, record };
}

import { LRUCache } from 'lru-cache';
import { versionKey, type EnrichedItem } from '@wiredesk/contracts';
import { comparedOf, type Compared } from '@wiredesk/stories';
import type { Sql, StoryItemKey } from './story-desk.js';

/** Characters of the texts that are kept; what is kept of a text takes five to ten bytes a character. */
const MOST_CHARACTERS = 4_000_000;

/** A text and what it says in another form is worked out once for all the stories that it is compared with: texts of today are compared with each other. */
export interface ComparedTexts {
  of(item: EnrichedItem): Compared;
  /** Those of stored items, by name; only texts that are not at hand are read. */
  among(sql: Sql, keys: readonly StoryItemKey[]): Promise<ReadonlyMap<string, Compared>>;
  nameOf(key: StoryItemKey): string;
}

interface TextRow {
  readonly story_id: string;
  readonly version: string;
  readonly content_hash: string;
  readonly text: string;
  readonly fingerprint: string | null;
}
const TEXTS = `
  select story_id, asked.version, content_hash, doc->>'text' as text, doc->'annotations'->>'fingerprint' as fingerprint
  from item join unnest($1::text[], $2::text[], $3::text[], $4::text[]) as asked(story_id, version_key, content_hash, version) using (story_id, version_key, content_hash)`;

const nameOf = ({ storyId, version, contentHash }: StoryItemKey): string => `${storyId} ${version} ${contentHash}`;

/** At most some forty megabytes, whatever comes. */
export function createComparedTexts(mostCharacters = MOST_CHARACTERS): ComparedTexts {
  const kept = new LRUCache<string, Compared>({ maxSize: mostCharacters });
  const keep = (name: string, item: Parameters<typeof comparedOf>[0]): Compared => {
    const compared = comparedOf(item);
    kept.set(name, compared, { size: item.text.length + 1 });
    return compared;
  };
  return {
    nameOf,
    of: (item) => kept.get(nameOf(item)) ?? keep(nameOf(item), item),
    among: async (sql, keys) => {
      const found = new Map<string, Compared>();
      const missing = new Map<string, StoryItemKey>();
      for (const key of keys) {
        const known = kept.get(nameOf(key));
        if (known === undefined) missing.set(nameOf(key), key);
        else found.set(nameOf(key), known);
      }
      const wanted = [...missing.values()];
      const rows = wanted.length === 0 ? [] : await sql.query<TextRow[]>(TEXTS, [
        wanted.map(({ storyId }) => storyId), wanted.map(({ version }) => versionKey(version)), wanted.map(({ contentHash }) => contentHash), wanted.map(({ version }) => version)]);
      for (const { story_id: storyId, version, content_hash: contentHash, text, fingerprint } of rows) {
        const name = nameOf({ storyId, version, contentHash });
        found.set(name, keep(name, { text, annotations: { fingerprint: fingerprint ?? undefined } }));
      }
      return found;
    },
  };
}

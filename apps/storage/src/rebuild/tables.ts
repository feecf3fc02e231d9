/**
 * What follows from the items: a rebuild makes these tables anew. Of each, which rows belong to the stories `$1`, so that a story of which
 * items are gone everywhere can be carried over as it stands. A table that stands in neither list stops the command.
 */
export const DERIVED: Readonly<Record<string, string>> = {
  item: 'story_id = any($1)',
  figure: 'story_id = any($1)',
  entity: 'story_id = any($1)',
  story: 'id = any($1)',
  story_name: 'story_id = any($1)',
  story_act: "act->'from'->>'storyId' = any($1)",
  story_act_name: "act_id in (select id from SCHEMA.story_act where act->'from'->>'storyId' = any($1))",
  copy_key: 'story_id = any($1)',
  copy_link: 'original_id = any($1) or copy_id = any($1)',
  known_name: "name in (select string_to_table(names, ' | ') from SCHEMA.story where id = any($1))",
};

/** Derived, but of more than the items of today: it also has what a story showed once. A rebuild may leave less of it, never less than stories show. */
export const GROWN: readonly string[] = ['known_name'];

/** What was received, told, asked for or learnt, and cannot be had again from the items: a rebuild leaves these tables where they are. */
export const KEPT: readonly string[] = [
  'receipt', 'idempotency_key', 'dead_letter', 'saved_search', 'feed_hour', 'outbox', 'counter', 'sink_progress', 'schema_migration', 'history_horizon',
];

/** Names of tables of which nobody has said whether they follow from the items. */
export const unknownTables = (names: readonly string[]): string[] => names.filter((name) => !Object.hasOwn(DERIVED, name) && !KEPT.includes(name));

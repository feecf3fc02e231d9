/** Of advisory locks: one migration or rebuild at a time, whoever starts it. */
export const MIGRATION_LOCK = 7_071_001;

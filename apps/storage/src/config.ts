import { z } from 'zod';
import { databaseShape, kafkaShape, parseConfig, serviceShape } from '@wiredesk/runtime';

/** The database refuses to drop anything younger than 30 days, whatever stands here. */
const keptDays = z.coerce.number().int().min(31).max(36_500).optional();

const shape = {
  ...serviceShape,
  ...kafkaShape,
  ...databaseShape,
  HTTP_PORT: serviceShape.HTTP_PORT.default(7073),
  CONSUMER_GROUP: z.string().min(1).default('wiredesk-storage'),
  /** Connections to Postgres of this replica. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(32).default(6),
  /** How many days of what readers were told are kept at least, in whole months; unset: for ever. What a story is now is always kept. */
  HISTORY_DAYS: keptDays,
  /** The same of receipts. */
  RECEIPT_DAYS: keptDays,
};

export type StorageConfig = ReturnType<typeof readConfig>;

export const readConfig = () => parseConfig(shape, process.env);

/** What the migration command reads: the URL of the role that owns the schema. */
export const readMigrationConfig = () => parseConfig(databaseShape, process.env);

const password = z.string().min(8, 'at least eight characters expected');

/** What the command that makes the roles reads: the URL of a user who may make roles, and their passwords. */
export const readRolesConfig = () => parseConfig({ ...databaseShape, OWNER_PASSWORD: password, WRITER_PASSWORD: password, READER_PASSWORD: password }, process.env);

/** What the rebuild command reads: the log, and the URL of the role that owns the schema. */
export const readRebuildConfig = () => parseConfig({ ...kafkaShape, ...databaseShape, LOG_LEVEL: serviceShape.LOG_LEVEL.default('warn') }, process.env);

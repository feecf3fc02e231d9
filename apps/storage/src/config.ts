import { z } from 'zod';
import { databaseShape, kafkaShape, parseConfig, serviceShape } from '@wiredesk/runtime';

const shape = {
  ...serviceShape,
  ...kafkaShape,
  ...databaseShape,
  HTTP_PORT: serviceShape.HTTP_PORT.default(7073),
  CONSUMER_GROUP: z.string().min(1).default('wiredesk-storage'),
  /** Connections to Postgres of this replica. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(32).default(6),
};

export type StorageConfig = ReturnType<typeof readConfig>;

export const readConfig = () => parseConfig(shape, process.env);

/** What the migration command reads: the URL of the role that owns the schema. */
export const readMigrationConfig = () => parseConfig(databaseShape, process.env);

import { z } from 'zod';
import { apiKeysSchema, databaseShape, parseConfig, serviceShape } from '@wiredesk/runtime';
import { SCOPES } from './guard-reading.js';

const shape = {
  ...serviceShape,
  ...databaseShape,
  HTTP_PORT: serviceShape.HTTP_PORT.default(7070),
  /** Connections to Postgres of this replica for questions; streams and saved searches have two each beside them. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(32).default(8),
  /** `name=digest` or `name:read+write=digest` entries; without scopes a key reads. Unset: everybody may read and nobody may write. */
  API_KEYS: apiKeysSchema(SCOPES).optional(),
};

export type GatewayConfig = ReturnType<typeof readConfig>;

export const readConfig = () => parseConfig(shape, process.env);

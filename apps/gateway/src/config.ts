import { z } from 'zod';
import { databaseShape, parseConfig, serviceShape } from '@wiredesk/runtime';

const shape = {
  ...serviceShape,
  ...databaseShape,
  HTTP_PORT: serviceShape.HTTP_PORT.default(7070),
  /** Connections to Postgres of this replica. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(32).default(8),
};

export type GatewayConfig = ReturnType<typeof readConfig>;

export const readConfig = () => parseConfig(shape, process.env);

import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

const REDACTED = ['authorization', '*.authorization', 'apiKey', '*.apiKey', 'DATABASE_URL', '*.DATABASE_URL', 'headers["x-api-key"]'];

/** JSON lines on standard output. ERROR means that a human must act; INFO never scales with traffic. */
export function createLogger({ service, level }: { service: string; level: string }): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[redacted]' },
  });
}

/** Nest's own lines, one level down: its INFO tells of wiring, not of work. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void { this.logger.debug({ context: context.at(-1) }, text(message)); }
  debug(message: unknown, ...context: unknown[]): void { this.logger.trace({ context: context.at(-1) }, text(message)); }
  verbose(message: unknown, ...context: unknown[]): void { this.logger.trace({ context: context.at(-1) }, text(message)); }
  warn(message: unknown, ...context: unknown[]): void { this.logger.warn({ context: context.at(-1) }, text(message)); }
  error(message: unknown, ...context: unknown[]): void { this.logger.error({ context: context.map(text) }, text(message)); }
  fatal(message: unknown, ...context: unknown[]): void { this.logger.fatal({ context: context.map(text) }, text(message)); }
}

const text = (value: unknown): string => (value instanceof Error ? (value.stack ?? value.message) : String(value));

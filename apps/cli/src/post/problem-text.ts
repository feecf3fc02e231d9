import type { Rejection } from '@wiredesk/contracts';
import type { Problem } from './ingest-client.js';

/** `malformed at byte 9: Unexpected end (send all of it)` */
export function problemText({ code, message, pointer, offset, hint }: Problem | Rejection): string {
  const where = pointer !== undefined ? ` at ${pointer}` : offset !== undefined ? ` at byte ${offset}` : '';
  return `${code}${where}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

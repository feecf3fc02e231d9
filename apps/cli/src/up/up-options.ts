import { isAbsolute, join } from 'node:path';
import type { StackPorts } from '@wiredesk/local-stack';
import { InvalidArgumentError } from 'commander';

export const DEFAULT_PORT = 7070;
export const DEFAULT_DATA = '.wiredesk';

export interface UpOptions {
  readonly once: boolean;
  readonly fresh: boolean;
  readonly samples: boolean;
  readonly port: number;
  readonly data: string;
}

/** All ports of a stack stand in a row, so that one option moves them. */
export function portsFrom(first: number): StackPorts {
  const [gateway, ingest, enrichment, storage, postgres, kafka, controller] = [0, 1, 2, 3, 4, 5, 6].map((n) => first + n) as [number, number, number, number, number, number, number];
  return { gateway, ingest, enrichment, storage, postgres, kafka, controller };
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1_024 || port > 65_529) throw new InvalidArgumentError('a whole number from 1024 to 65529 expected: seven ports in a row are used.');
  return port;
}

export const dataFolder = (root: string, data: string): string => (isAbsolute(data) ? data : join(root, data));

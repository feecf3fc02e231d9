import { EXIT } from '../exit-codes.js';

/** What one look at one hop found. `skipped`: it cannot be seen from here, which is no fault of the hop. */
export interface Finding {
  /** In the order of a story's way. */
  readonly hop: 'configuration' | 'ingest' | 'log' | 'enrichment' | 'storage' | 'gateway' | 'dead letters' | 'sources';
  readonly status: 'ok' | 'wrong' | 'unreachable' | 'skipped';
  readonly found: string;
  /** What to do about it. */
  readonly todo?: string;
}

const MARKS: Readonly<Record<Finding['status'], string>> = { ok: 'ok', wrong: 'WRONG', unreachable: 'AWAY', skipped: 'not seen' };

/** `WRONG     storage       the group wiredesk-storage has no member` and below it what to do. */
export function findingLines({ hop, status, found, todo }: Finding): string[] {
  const line = `${MARKS[status].padEnd(9)} ${hop.padEnd(13)} ${found}`;
  return todo === undefined ? [line] : [line, `${' '.repeat(24)}-> ${todo}`];
}

/** The last line: all is well, or the first hop on a story's way that is broken. */
export function verdictOf(findings: readonly Finding[]): string {
  const broken = findings.filter(({ status }) => status === 'wrong' || status === 'unreachable');
  const [first] = broken;
  if (first === undefined) return 'all is well';
  const others = broken.length === 1 ? '' : `; ${broken.length - 1} more of the above may follow from it`;
  return `look at ${first.hop} first: ${first.found}${others}`;
}

/** 0 all well, 1 something is wrong, 3 something cannot be reached. */
export function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ status }) => status === 'unreachable')) return EXIT.unreachable;
  return findings.some(({ status }) => status === 'wrong') ? EXIT.rejected : EXIT.ok;
}
